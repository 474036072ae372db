/** `npm start`: shows what the macros do in a simulated room, in the engine of codecs. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Played } from '../engines/inside/play-scenario';
import { ROOM_PAGE } from '../make/room-page';
import { Failure } from '../project/command-failure';
import { macroNamed } from '../project/macro-folders';
import { root } from '../project/root';
import { traceStories } from './replayed-trace';
import { inGroups, listedScenarios, namedScenarios, nearNames, variants } from './scenario-names';
import type { ListedScenario } from './scenario-names';
import { paint } from './screens-drawing';
import { told, WIDTH, wrapped } from './story';
import { summaryOf } from './summary';

export const usage = `Usage: npm start -- [options]

Builds the macros in memory and plays a scenario with each, in a simulated
meeting room. Writes no files.

  --list           list all scenarios
  --scenario NAME  play one of them; NAME is its name, or MACRO/NAME
  --trace FILE     replay a file written by npm run codec -- record
  --no-build       play the built files as they are
  --help           show this help

NO_COLOR=1 turns colors off, FORCE_COLOR=1 turns them on.`;

/** What is shown without options. */
const introduction = `
  The codec of a meeting room is the computer that makes video calls and drives the screens. Administrators can
  install small programs on it: macros. Here, each macro runs in a simulated room, in the JavaScript engine of
  real codecs. The first one redials a call that failed; the second one shows presentations on the largest screen.`;

const tour = [
  {
    macro: 'zoom-obtp-redialer',
    name: 'join-repaired',
    about: `
      On some codecs, the Join button of a Zoom meeting fails because the secure connection (SSL) cannot be
      established. The macro detects the failure and redials the meeting over Spark, the protocol of Webex.`,
  },
  {
    macro: 'presentation-screen-switcher',
    name: 'meeting',
    about: `
      Each screen is connected to an output of the codec. The macro reads the sizes of the screens. During a
      share, the largest screen shows the presentation, and the others show the participants. Otherwise, the
      largest screen shows the participants, and the others are blank.`,
  },
] as const;

/** Of the text, in columns: a terminal may be narrower. */
const width = Math.min(WIDTH, process.stdout.columns || WIDTH);

export async function main(given: readonly string[]): Promise<void> {
  const { list, scenario, trace, 'no-build': isBuilt = false } = optionsIn(given);
  if (list === true) showList(listedScenarios);
  else if (trace !== undefined) say(...(await traceStories(trace)));
  else if (scenario !== undefined) await tellOne(scenario, isBuilt);
  else await tellTour(isBuilt);
}

function optionsIn(given: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...given],
      options: {
        list: { type: 'boolean' },
        scenario: { type: 'string' },
        trace: { type: 'string' },
        'no-build': { type: 'boolean' },
      },
    });
    const names = given.flatMap((option) => /^--[\w-]+/.exec(option) ?? []);
    const repeated = names.find((name, index) => names.indexOf(name) !== index);
    if (repeated !== undefined) throw new Error(`${repeated} is given more than once`);
    if (names.length > 1 && (values.list === true || values.trace !== undefined))
      throw new Error('--list and --trace take no other options');
    return values;
  } catch (error) {
    throw new Failure(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

async function tellTour(isBuilt: boolean): Promise<void> {
  say(paragraph(introduction));
  for (const { macro, name, about } of tour) {
    say('', paint('bold', macro), '', paragraph(about), '');
    await tell(macro, name, isBuilt);
  }
  say('', `${listedScenarios.length} scenarios: npm start -- --list`);
  say(`Try them in a room like yours, in a browser: ${join(root, ROOM_PAGE)}`);
}

function showList(all: readonly ListedScenario[]): void {
  const column = 26;
  let last = '';
  for (const { macro, name, title } of inGroups(all)) {
    if (macro !== last) say(...(last === '' ? [] : ['']), paint('bold', macro), '');
    last = macro;
    const [first = '', ...rest] = wrapped(title, width - column);
    const isShort = name.length < column - 3;
    say(
      isShort ? `  ${name.padEnd(column - 2)}${first}` : `  ${name}`,
      ...(isShort ? rest : [first, ...rest]).map((line) => ' '.repeat(column) + line),
    );
  }
  say('', 'To play one: npm start -- --scenario NAME', paragraph(variants));
}

async function tellOne(wanted: string, isBuilt: boolean): Promise<void> {
  const { macro, name, title } = scenarioNamed(wanted);
  say('', paint('bold', `${macro}, ${name}`), '', paragraph(`${title}.`), '');
  await tell(macro, name, isBuilt);
}

function scenarioNamed(wanted: string): ListedScenario {
  const [scenario, ...others] = namedScenarios(listedScenarios, wanted);
  if (!scenario) {
    const near = nearNames(listedScenarios, wanted);
    const hint = near.length > 0 ? ` Similar names: ${near.join(', ')}.` : '';
    throw new Failure(`There is no scenario "${wanted}".${hint}\nTo list all: npm start -- --list`);
  }
  if (others.length > 0) {
    const names = [scenario, ...others].map(({ macro, name }) => `${macro}/${name}`);
    throw new Failure(paragraph(`More than one scenario is named "${wanted}": ${names.join(', ')}.`));
  }
  return scenario;
}

/** Plays a scenario and prints what happened. */
async function tell(macro: string, name: string, isBuilt: boolean): Promise<void> {
  const { error, journal } = await played(macro, name, isBuilt);
  say(told(journal, paint, width), '');
  if (error !== '') throw new Failure(paragraph(`The scenario failed: ${error}`));
  say(paint('bold', paragraph(summaryOf(macro, journal))));
}

/** Plays a scenario with the module form of a macro: the built file, or a build of the current sources. */
async function played(macro: string, scenario: string, isBuilt: boolean): Promise<Played> {
  // Only when they are needed: loading the compiler and the engine takes a second.
  const { macroFiles } = await import('../make/macro-file');
  const { play } = await import('../engines/engine');
  const { quickJs } = await import('../engines/quickjs/quickjs');
  const path = `macros/${macro}/${macro}.js`;
  const text = isBuilt
    ? await readFile(join(root, path), 'utf8')
    : new Map(await macroFiles(macroNamed(macro))).get(path);
  return play(quickJs, macro, text ?? '', scenario);
}

function paragraph(text: string): string {
  return wrapped(text.trim().replace(/\s+/g, ' '), width).join('\n');
}

function say(...lines: readonly string[]): void {
  console.log(lines.join('\n'));
}
