/** One setting: its default, and what else it accepts. */
export type Setting = BooleanSetting | ChoiceSetting | NumberSetting | TextSetting | WordsSetting;

interface BooleanSetting {
  readonly default: boolean;
}
/** One of several words, in upper or lower case. */
interface ChoiceSetting<V extends string = string> {
  readonly default: V;
  readonly choices: readonly V[];
}
interface NumberSetting {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}
/** One line of 1 to `maxLength` characters: parameters of the xAPI hold no newline. */
interface TextSetting {
  readonly default: string;
  readonly maxLength: number;
}
/** Words separated by commas, at least one, in lower case. */
interface WordsSetting {
  readonly default: string;
  /** What the words are, such as `domains`. */
  readonly words: string;
  /** Gives the accepted words; undefined if there is none. */
  readonly parse: (text: string, reject: Reject) => readonly string[] | undefined;
}

/** Reports a text that is not accepted, and what happens instead. */
type Reject = (text: string, instead: string) => void;

type ValueOf<S> = S extends { readonly choices: readonly (infer V)[] }
  ? V
  : S extends WordsSetting
    ? readonly string[]
    : S extends BooleanSetting
      ? boolean
      : S extends NumberSetting
        ? number
        : string;

/** The settings as the macro uses them. */
export type Settings<D> = { readonly [K in keyof D]: ValueOf<D[K]> };

/** What a setting accepts, in words that follow "expected". */
export function acceptedBy(setting: Setting): string {
  if ('choices' in setting) return "'" + setting.choices.join("' or '") + "'";
  if ('min' in setting) {
    return 'a ' + (setting.whole ? 'whole ' : '') + 'number from ' + setting.min + ' to ' + setting.max;
  }
  if ('maxLength' in setting) return 'one line of 1 to ' + setting.maxLength + ' characters';
  return 'words' in setting ? setting.words + ' separated by commas' : 'true or false';
}

/**
 * Reads all settings. A missing one gets its default silently. For a value that is not accepted, `warn` gets a line
 * with the given value and what is used instead.
 */
export function readSettings<D extends Readonly<Record<string, Setting>>>(
  declared: D,
  given: Readonly<Record<string, unknown>>,
  warn: (line: string) => void,
): Settings<D> {
  const settings: Record<string, unknown> = {};
  Object.keys(declared).forEach((name) => {
    const setting = declared[name];
    if (setting) settings[name] = readSetting(name, setting, given[name], warn);
  });
  // `parse` returned a value of the right kind for each name in `declared`.
  return settings as Settings<D>;
}

function readSetting(name: string, setting: Setting, given: unknown, warn: (line: string) => void): unknown {
  const reject: Reject = (text, instead) =>
    warn(name + ': expected ' + acceptedBy(setting) + ', got ' + quoted(text) + '; ' + instead);
  // A list counts as its items separated by commas.
  const text = String(given).trim();
  const fallback = parse(setting, String(setting.default), reject);
  if (given === undefined) return fallback;
  const value = parse(setting, text, reject);
  if (value !== undefined) return value;
  reject(text, 'using ' + quoted(String(setting.default)));
  return fallback;
}

function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return '"' + (line.length > 60 ? line.slice(0, 59) + '…' : line) + '"';
}

/** The value of a setting; undefined if the text is not accepted. */
function parse(setting: Setting, text: string, reject: Reject): unknown {
  if ('maxLength' in setting) {
    return text.length <= setting.maxLength && /^.+$/.test(text) ? text : undefined;
  }
  const lower = text.toLowerCase();
  if ('words' in setting) return setting.parse(lower, reject);
  const word = lower.replace(/^[\s,;]+|[\s,;]+$/g, '');
  if ('choices' in setting) {
    return setting.choices.filter((choice) => choice.toLowerCase() === word.replace(/\s/g, ''))[0];
  }
  if ('min' in setting) {
    const value = Number(word);
    const isNumber = /^\d+(\.\d+)?$/.test(word) && !(setting.whole && value % 1);
    return isNumber && value >= setting.min && value <= setting.max ? value : undefined;
  }
  return word === 'true' || (word === 'false' ? false : undefined);
}

/** Reads the words of a text that match a pattern. Any other word is dropped, with a warning. */
export function wordsMatching(pattern: RegExp): WordsSetting['parse'] {
  return (text, reject) => {
    const words = text.split(/\s*[,;]\s*/).filter(Boolean);
    const accepted = words.filter((word) => pattern.test(word));
    if (accepted.length === 0) return undefined;
    words.filter((word) => !pattern.test(word)).forEach((word) => reject(word, 'ignoring it'));
    return accepted;
  };
}
