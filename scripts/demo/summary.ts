/** The result of a scenario in one sentence. */
import type { Entry, ShownScreen } from '../../src/simulator/room/context';
import { pictureInWords, seconds, withoutTransitions } from './story';

export function summaryOf(macro: string, journal: readonly Entry[]) {
  return macro === 'zoom-obtp-redialer' ? repaired(journal) : switched(journal);
}

function repaired(journal: readonly Entry[]) {
  const codec = journal.filter(({ who }) => who === 'codec');
  const failure = codec.find(({ text }) => / fails\b/.test(text));
  if (!failure) return 'No call failed.';
  const redialed = codec.flatMap(({ text }) => /^(call \d+): dialing spark:/.exec(text)?.[1] ?? []);
  const connection = codec.find(({ text }) => redialed.some((call) => text === `${call} is connected`));
  const start = `The join failed at ${seconds(failure.at)}`;
  if (connection) return `${start}; ${seconds(connection.at - failure.at)} later the meeting was connected.`;
  const tries = journal.filter(({ who, text }) => who === 'macro' && / redialing over /.test(text)).length;
  if (tries === 0) return `${start}, and nothing was redialed.`;
  return `${start}, was redialed ${tries === 1 ? 'once' : `${tries} times`}, and did not connect.`;
}

function switched(journal: readonly Entry[]) {
  const shares = sharesIn(journal);
  const delays = shares.flatMap(({ began, there }) => (there === undefined ? [] : [there - began]));
  const isNamed = journal.some(({ who, text }) => who === 'macro' && /^ready: .*; as set$/.test(text));
  if (delays.length === 0 || isNamed) return endOf(journal);
  const slowest = Math.max(...delays);
  const when = slowest === 0 ? 'at once' : `${seconds(slowest)} after it began`;
  if (shares.length === 1) return `The share was on the largest screen ${when}.`;
  const count =
    delays.length === shares.length ? `All ${shares.length}` : `${delays.length} of ${shares.length}`;
  return `${count} shares were on the largest screen, the slowest ${when}.`;
}

/** When each share began, and when it was on the largest screen. A share that ends at the same moment does not count. */
function sharesIn(journal: readonly Entry[]) {
  const shares: { began: number; there?: number }[] = [];
  let isOn = false;
  for (const { at, who, text, screens } of withoutTransitions(journal)) {
    const last = shares.at(-1);
    if (who === 'people' && / shares\b/.test(text) && !isOn) {
      isOn = true;
      shares.push({ began: at });
    } else if (who === 'people' && /^the (share is stopped|call is ended)$/.test(text) && isOn) {
      isOn = false;
      if (last?.began === at) shares.pop();
    } else if (isOn && last && screens && largestOf(screens)?.shows === 'presentation') {
      last.there ??= at;
    }
  }
  return shares;
}

/** Whether every screen reports its size. */
function largestOf(screens: readonly ShownScreen[]) {
  if (screens.length < 2 || screens.some(({ inches }) => inches === 0)) return undefined;
  return screens.reduce((largest, screen) => (screen.inches > largest.inches ? screen : largest));
}

function endOf(journal: readonly Entry[]) {
  const last = journal.filter(({ screens }) => screens).at(-1);
  return last?.screens ? `At the end: ${pictureInWords(last.screens)}.` : 'The room has no screens.';
}
