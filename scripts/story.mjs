/** What happened in a room, as lines that people can read. */
import { drawn, scaleOf } from './drawing.mjs';

/** @typedef {import('../src/simulator/room/scene.ts').Entry} Entry */
/** @typedef {import('../src/simulator/room/scene.ts').ShownScreen} ShownScreen */
/** @typedef {import('./colour.mjs').Paint} Paint */

export const WIDTH = 80;
const VOICE = 7;

/**
 * Something that happened, and how often: in the same moment, or again and again with nothing in between.
 * @typedef {object} Happening
 * @property {Entry} entry
 * @property {number} times
 * @property {number} until when it happened last
 */

/**
 * A line for each thing that happened, with its time and who speaks; and the screens, whenever they change.
 * @param {readonly Entry[]} journal
 * @param {Paint} paint
 */
export function told(journal, paint) {
  const happenings = happeningsIn(journal);
  const timeWidth = Math.max(0, ...happenings.map(({ entry }) => seconds(entry.at).length)) + 2;
  const margin = timeWidth + VOICE + 4;
  const pictures = happenings.map(({ entry }) => entry.screens ?? []);
  const scale = scaleOf(pictures, WIDTH - margin);
  return happenings
    .flatMap((happening) => {
      const { at, who, screens } = happening.entry;
      const { voice, style } = screens ? voices.screens : voices[who];
      const start = `${paint('dim', seconds(at).padStart(timeWidth))}  ${paint(style, voice.padEnd(VOICE))}  `;
      const lines = wrapped(wordsOf(happening), WIDTH - margin);
      const picture = drawn(screens ?? [], scale, paint);
      const space = picture.length > 0 ? [''] : [];
      return [
        ...lines.map((line, index) => (index === 0 ? start : ' '.repeat(margin)) + line),
        ...[...space, ...picture, ...space].map((line) => (line === '' ? '' : ' '.repeat(margin) + line)),
      ];
    })
    .join('\n')
    .trimEnd();
}

/** @type {Readonly<Record<Entry['who'] | 'screens', { voice: string, style: Parameters<Paint>[0] }>>} */
const voices = {
  people: { voice: 'people', style: 'green' },
  codec: { voice: 'codec', style: 'bold' },
  macro: { voice: 'macro', style: 'magenta' },
  warning: { voice: 'macro', style: 'yellow' },
  error: { voice: 'macro', style: 'red' },
  screen: { voice: 'screen', style: 'bold' },
  screens: { voice: 'screens', style: 'bold' },
};

/** How often the same is told, one line after the other, before the rest becomes a number. */
const PATIENCE = 3;

/** @param {readonly Entry[]} journal */
function happeningsIn(journal) {
  /** @type {Happening[]} */
  const found = [];
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

/**
 * Neighbours that are the same, together.
 * @param {readonly Happening[]} happenings
 */
function runsIn(happenings) {
  /** @type {[Happening, ...Happening[]][]} */
  const runs = [];
  for (const happening of happenings) {
    const run = runs.at(-1);
    if (run && isSame(run[0].entry, happening.entry)) run.push(happening);
    else runs.push([happening]);
  }
  return runs;
}

/**
 * @param {Entry} one
 * @param {Entry} other
 */
function isSame(one, other) {
  return one.who === other.who && one.text === other.text && !one.screens && !other.screens;
}

/**
 * The journal with one picture of a moment, the last: what a codec does within a millisecond nobody sees. And without
 * pictures of what was seen before.
 * @param {readonly Entry[]} journal
 */
export function withoutTransitions(journal) {
  let seen = '';
  /** @type {Map<number, Entry>} */
  const lastOf = new Map(journal.filter(({ screens }) => screens).map((entry) => [entry.at, entry]));
  return journal.filter((entry) => {
    if (!entry.screens) return true;
    const picture = JSON.stringify(entry.screens);
    if (lastOf.get(entry.at) !== entry || picture === seen) return false;
    seen = picture;
    return true;
  });
}

/** @param {Happening} happening */
function wordsOf({ entry, times, until }) {
  const words = entry.screens ? pictureInWords(entry.screens) : spoken(entry);
  if (times === 1) return words;
  const often = `${times.toLocaleString('en')} times`;
  return `${words} (${often}${until === entry.at ? '' : `, until ${seconds(until).replace(' ', '\u00a0')}`})`;
}

/** @param {Entry} entry */
function spoken({ who, text }) {
  if (who === 'screen') return text.replace(/^(?:line|alert): (.*)/, 'shows «$1»');
  return who === 'warning' || who === 'error' ? `${who}: ${text}` : text;
}

/** @type {Readonly<Record<ShownScreen['shows'], string>>} */
const contents = {
  people: 'people',
  presentation: 'the presentation',
  both: 'people and the presentation',
  blank: 'nothing',
  main: 'the home screen',
};

/** @param {readonly ShownScreen[]} screens */
export function pictureInWords(screens) {
  if (screens.length === 0) return 'none is connected';
  const different = [...new Set(screens.map(({ shows }) => shows))];
  return different
    .map((what) => {
      const outputs = screens.filter(({ shows }) => shows === what).map(({ output }) => output);
      return `${outputsInWords(outputs)} ${contents[what]}`;
    })
    .join(', ');
}

/** @param {readonly number[]} outputs */
function outputsInWords(outputs) {
  if (outputs.length === 1) return `output ${outputs[0]} shows`;
  return `outputs ${outputs.slice(0, -1).join(', ')} and ${outputs.at(-1)} show`;
}

/** @param {number} milliseconds */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

/**
 * A text in lines of so many characters at most.
 * @param {string} text
 * @param {number} width
 */
export function wrapped(text, width) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(' ').flatMap((all) => all.match(new RegExp(`.{1,${width}}`, 'gu')) ?? [''])) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
