import { textOf } from './text';

/** One setting: what it is if nobody changes it (`default`), and what else it accepts. */
export type Setting = YesNo | OneOf | NumberFrom | Line | Words;

/** true or false. */
interface YesNo {
  readonly default: boolean;
}
/** One of some words, in any case. */
interface OneOf<V extends string = string> {
  readonly default: V;
  readonly choices: readonly V[];
}
interface NumberFrom {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}
/** Text of up to `longest` characters, and at least one, in one line: the xAPI takes no more. */
interface Line {
  readonly default: string;
  readonly maxLength: number;
}
/** Words separated by commas, at least one, each of a form; read in lower case. */
interface Words {
  readonly default: string;
  readonly pattern: RegExp;
}

type Read<S> = S extends { readonly choices: readonly (infer V)[] }
  ? V
  : S extends Words
    ? readonly string[]
    : S extends YesNo
      ? boolean
      : S extends NumberFrom
        ? number
        : string;

/** The settings as the macro uses them. */
export type Settings<D> = { readonly [K in keyof D]: Read<D[K]> };

/** What a setting accepts, in words that end «… takes ». */
export function acceptedBy(setting: Setting): string {
  if ('choices' in setting) return setting.choices.join(', ');
  if ('min' in setting)
    return (setting.whole ? 'a whole number from ' : 'a number from ') + setting.min + ' to ' + setting.max;
  if ('maxLength' in setting) return 'up to ' + setting.maxLength + ' characters';
  return 'pattern' in setting ? 'words, separated by commas' : 'true or false';
}

/** What was given for a setting; undefined where it is not accepted. */
function read(setting: Setting, given: unknown): unknown {
  const text = textOf(typeof given === 'boolean' ? String(given) : given).trim();
  const lower = text.toLowerCase();
  if ('choices' in setting) return setting.choices.filter((word) => word.toLowerCase() === lower)[0];
  if ('min' in setting) return inRange(setting, Number(text || NaN));
  if ('maxLength' in setting)
    return new RegExp('^.{1,' + setting.maxLength + '}$').test(text) ? text : undefined;
  if (!('pattern' in setting)) return lower === 'true' || (lower === 'false' ? false : undefined);
  const words = lower.split(/\s*,\s*/);
  return words.every((word) => setting.pattern.test(word)) ? words : undefined;
}

function inRange(setting: NumberFrom, number: number): number | undefined {
  const isIn = number >= setting.min && number <= setting.max && !(setting.whole && number % 1);
  return isIn ? number : undefined;
}

/** Every setting as given, or as default and with a line in the log. */
export function readSettings<D extends Readonly<Record<string, Setting>>>(
  declared: D,
  given: Readonly<Record<string, unknown>>,
  warn: (line: string) => void,
): Settings<D> {
  const settings: Record<string, unknown> = {};
  Object.keys(declared).forEach((name) => {
    const setting = declared[name];
    if (!setting) return;
    settings[name] = read(setting, given[name]);
    if (settings[name] !== undefined) return;
    settings[name] = read(setting, setting.default);
    if (given[name] !== undefined)
      warn('setting ' + name + ' takes ' + acceptedBy(setting) + '; using ' + setting.default);
  });
  return settings as Settings<D>;
}
