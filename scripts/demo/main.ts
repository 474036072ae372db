/** `npm start`: shows what the macros do in a simulated room, in the engine of codecs. */
import { join } from 'node:path';
import { ROOM_PAGE } from '../make/room-page';
import { Failure } from '../project/command-failure';
import { root } from '../project/root';
import { requestIn } from './options';
import { paint } from './paint';
import { told, WIDTH, wrapped } from './story';
import { inGroups, listedScenarios, namedScenarios, nearNames, variants } from './story-list';
import type { ListedScenario } from './story-list';
import { summaryOf } from './summary';
import { introduction, tour } from './tour';
import { traceStories } from './replayed-trace';

/** Of the text, in columns: a terminal may be narrower. */
const width = Math.min(WIDTH, process.stdout.columns || WIDTH);

export async function main(options: readonly string[]): Promise<void> {
  const request = requestIn(options);
  if (request.what === 'help') say(request.text);
  else if (request.what === 'list') list(listedScenarios);
  else if (request.what === 'trace') say(...(await traceStories(request.file)));
  else if (request.what === 'scenario') await tellOne(request.name, request.isBuilt);
  else await tellTour(request.isBuilt);
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

function list(all: readonly ListedScenario[]): void {
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
  // Only when it is needed: loading the compiler and the engine takes a second.
  const { played } = await import('./play');
  const { error, journal } = await played(macro, name, isBuilt);
  say(told(journal, paint, width), '');
  if (error !== '') throw new Failure(paragraph(`The scenario failed: ${error}`));
  say(paint('bold', paragraph(summaryOf(macro, journal))));
}

function paragraph(text: string): string {
  return wrapped(text.trim().replace(/\s+/g, ' '), width).join('\n');
}

function say(...lines: readonly string[]): void {
  console.log(lines.join('\n'));
}
