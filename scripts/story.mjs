/** What happened in a room, as lines that people can read. */

/** @typedef {import('../test/room/scene.ts').Entry} Entry */

/** @type {Readonly<Record<Entry['who'], string>>} */
const voices = { people: '', codec: 'codec: ', macro: 'macro: ', warning: 'macro: ', screen: 'screen: ' };

/**
 * A line for each thing that happened, with its time in seconds.
 * @param {readonly Entry[]} journal
 */
export function told(journal) {
  return journal
    .map(({ at, who, text }) => `${(at / 1000).toFixed(2).padStart(7)} s  ${voices[who]}${text}`)
    .join('\n');
}
