/** The journal of a room as text. */
import wrapAnsi from 'wrap-ansi';
import type { Entry, ShownScreen } from '../../src/simulator/room/context';
import { drawn, scaleOf } from './screens-drawing';
import type { Paint, Style } from './screens-drawing';

/** Most columns of the text. */
export const WIDTH = 80;
const VOICE = 7;

/** An entry, and how often it occurs: at the same moment, or repeatedly without another entry in between. */
interface Happening {
  readonly entry: Entry;
  times: number;
  /** Time of the last occurrence. */
  readonly until: number;
}

/** A line for each entry, with its time and source, and the screens whenever they change. */
export function told(journal: readonly Entry[], paint: Paint, width = WIDTH) {
  const happenings = happeningsIn(journal);
  const timeWidth = Math.max(0, ...happenings.map(({ entry }) => seconds(entry.at).length)) + 2;
  const margin = timeWidth + VOICE + 4;
  const pictures = happenings.map(({ entry }) => entry.screens ?? []);
  const scale = scaleOf(pictures, width - margin);
  return happenings
    .flatMap((happening) => {
      const { at, who, screens } = happening.entry;
      const { voice, style } = screens ? voices.screens : voices[who];
      const start = `${paint('dim', seconds(at).padStart(timeWidth))}  ${paint(style, voice.padEnd(VOICE))}  `;
      const lines = wrapped(wordsOf(happening), width - margin);
      const picture = scale === undefined ? [] : drawn(screens ?? [], scale, paint);
      const space = picture.length > 0 ? [''] : [];
      return [
        ...lines.map((line, index) => (index === 0 ? start : ' '.repeat(margin)) + line),
        ...[...space, ...picture, ...space].map((line) => (line === '' ? '' : ' '.repeat(margin) + line)),
      ];
    })
    .join('\n')
    .trimEnd();
}

const voices: Readonly<Record<Entry['who'] | 'screens', { voice: string; style: Style }>> = {
  people: { voice: 'people', style: 'green' },
  codec: { voice: 'codec', style: 'bold' },
  macro: { voice: 'macro', style: 'magenta' },
  warning: { voice: 'macro', style: 'yellow' },
  error: { voice: 'macro', style: 'red' },
  screen: { voice: 'screen', style: 'bold' },
  screens: { voice: 'screens', style: 'bold' },
};

/** How many equal lines are printed before the rest are only counted. */
const PATIENCE = 3;

function happeningsIn(journal: readonly Entry[]) {
  const found: Happening[] = [];
  for (const entry of withoutTransitions(journal)) {
    const again = found.slice(-10).find((other) => other.until === entry.at && isSame(other.entry, entry));
    if (again) again.times += 1;
    else found.push({ entry, times: 1, until: entry.at });
  }
  return runsIn(found).flatMap((run) => {
    const times = run.reduce((sum, happening) => sum + happening.times, 0);
    return run.length > PATIENCE ? [{ entry: run[0].entry, times, until: run.at(-1)?.until ?? 0 }] : run;
  });
}

/** Groups equal neighbors. */
function runsIn(happenings: readonly Happening[]) {
  const runs: [Happening, ...Happening[]][] = [];
  for (const happening of happenings) {
    const run = runs.at(-1);
    if (run && isSame(run[0].entry, happening.entry)) run.push(happening);
    else runs.push([happening]);
  }
  return runs;
}

function isSame(one: Entry, other: Entry) {
  return one.who === other.who && one.text === other.text && !one.screens && !other.screens;
}

/**
 * The journal with only the last picture of each moment, because nobody sees changes within a millisecond, and without
 * pictures that equal the previous one.
 */
export function withoutTransitions(journal: readonly Entry[]) {
  let seen = '';
  const lastOf = new Map(journal.filter(({ screens }) => screens).map((entry) => [entry.at, entry] as const));
  return journal.filter((entry) => {
    if (!entry.screens) return true;
    const picture = JSON.stringify(entry.screens);
    if (lastOf.get(entry.at) !== entry || picture === seen) return false;
    seen = picture;
    return true;
  });
}

function wordsOf({ entry, times, until }: Happening) {
  const words = entry.screens ? pictureInWords(entry.screens) : spoken(entry);
  if (times === 1) return words;
  const often = `${times.toLocaleString('en')} times`;
  return `${words} (${often}${until === entry.at ? '' : `, until ${seconds(until).replace(' ', '\u00a0')}`})`;
}

function spoken({ who, text }: Entry) {
  if (who === 'screen') return text.replace(/^(?:line|alert): (.*)/, 'shows "$1"');
  return who === 'warning' || who === 'error' ? `${who}: ${text}` : text;
}

export function pictureInWords(screens: readonly ShownScreen[]) {
  if (screens.length === 0) return 'none is connected';
  const different = [...new Set(screens.map(({ shows }) => shows))];
  return different
    .map((what) => {
      const outputs = screens.filter(({ shows }) => shows === what).map(({ output }) => output);
      return `${what} on ${outputsInWords(outputs)}`;
    })
    .join(', ');
}

function outputsInWords(outputs: readonly number[]) {
  if (outputs.length === 1) return `output ${outputs[0]}`;
  return `outputs ${outputs.slice(0, -1).join(', ')} and ${outputs.at(-1)}`;
}

export function seconds(milliseconds: number) {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

/** A text, wrapped at a number of characters. */
export function wrapped(text: string, width: number): readonly string[] {
  return wrapAnsi(text, width, { hard: true }).split('\n');
}
