/** `npm start`: builds the macros and tells what they do in a simulated room, in the engine that codecs have. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { hasColour, painter } from './colour.mjs';
import { listScenarios, namedScenarios, nearNames } from './scenarios.mjs';
import { root } from './sources.mjs';
import { told, WIDTH, wrapped } from './story.mjs';
import { summaryOf } from './summary.mjs';

/** @typedef {import('./scenarios.mjs').Listed} Listed */

const usage = `Usage: npm start -- [options]

Builds the macros and plays a story with each, in a simulated meeting room.

  --list           lists all stories
  --scenario NAME  plays one of them; NAME is its name, or macro/name
  --no-build       plays the built files as they are
  --help           shows this

Colour follows the terminal; NO_COLOR=1 and FORCE_COLOR=1 overrule it.`;

const introduction = `
  A meeting room has a codec: the computer that makes the video calls and drives the screens, and on which an
  administrator can put small programs, «macros». Here two macros live through a story each in a simulated room,
  in the JavaScript engine of real codecs: one repairs a call that fails, the other puts what people present on
  the largest screen.`;

/** What is played without any options, and what is good to know before. */
const tour = [
  {
    macro: 'zoom-obtp-redialer',
    name: 'join-repaired',
    about: `
      On some codecs the Join button of a Zoom meeting fails, because no secure connection (SSL) comes about. The
      macro notices, and dials the meeting again another way: over «Spark», Cisco's cloud.`,
  },
  {
    macro: 'presentation-screen-switcher',
    name: 'meeting',
    about: `
      Each screen hangs on an output of the codec, which shows presentations on an output of its own choice. The
      macro reads how large the screens are: a presentation belongs on the largest and people on the others;
      while nobody presents, people belong on the largest, and the others stay blank.`,
  },
];

const paint = painter(hasColour(process.stdout, process.env));

// Whoever reads has seen enough: `npm start | head`.
process.stdout.on('error', () => process.exit());

await start();

async function start() {
  const options = optionsGiven();
  if (!options) return;
  if (options.help) return say(usage);
  const all = await listScenarios();
  if (options.list) return list(all);
  if (options.scenario !== undefined) return tellOne(all, options.scenario, options['no-build'] === true);
  say(paragraph(introduction));
  await build(options['no-build'] === true);
  for (const { macro, name, about } of tour) {
    say('', paint('bold', macro), '', paragraph(about), '');
    await tell(macro, name);
  }
  say('', `${all.length} stories like these: npm start -- --list`);
}

function optionsGiven() {
  try {
    return parseArgs({
      options: {
        list: { type: 'boolean' },
        scenario: { type: 'string' },
        'no-build': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    complain(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return undefined;
  }
}

/** @param {readonly Listed[]} all */
function list(all) {
  const column = 26;
  let last = '';
  for (const { macro, name, title } of all) {
    if (macro !== last) say(...(last === '' ? [] : ['']), paint('bold', macro), '');
    last = macro;
    const lines = wrapped(title, WIDTH - column);
    const isShort = name.length < column - 3;
    say(
      `  ${name}${isShort ? ' '.repeat(column - 2 - name.length) + (lines.shift() ?? '') : ''}`,
      ...lines.map((line) => ' '.repeat(column) + line),
    );
  }
  say('', 'One of them: npm start -- --scenario NAME');
}

/**
 * @param {readonly Listed[]} all
 * @param {string} wanted
 * @param {boolean} isBuilt
 */
async function tellOne(all, wanted, isBuilt) {
  const [scenario, ...others] = namedScenarios(all, wanted);
  if (!scenario) {
    const near = nearNames(all, wanted);
    return complain(
      paragraph(`There is no scenario «${wanted}».${near.length > 0 ? ` Near it: ${near.join(', ')}.` : ''}`),
      'All of them: npm start -- --list',
    );
  }
  if (others.length > 0) {
    const names = [scenario, ...others].map(({ macro, name }) => `${macro}/${name}`);
    return complain(paragraph(`More than one scenario is «${wanted}»: ${names.join(', ')}.`));
  }
  const { macro, name, title } = scenario;
  await build(isBuilt);
  say('', paint('bold', `${macro}, ${name}`), '', paragraph(`${title}.`), '');
  await tell(macro, name);
}

/** @param {boolean} isBuilt */
async function build(isBuilt) {
  if (isBuilt) return;
  const { buildMacros } = await import('./build.mjs');
  say('');
  await buildMacros({ check: false });
}

/**
 * Plays a scenario and tells what happened.
 * @param {string} macro
 * @param {string} name
 */
async function tell(macro, name) {
  const { playInQuickJs } = await import('./engines/quickjs.mjs');
  const text = await readFile(join(root, 'macros', macro, `${macro}.js`), 'utf8');
  const { error, journal } = await playInQuickJs(macro, text, name);
  say(told(journal, paint), '');
  if (error === '') say(paint('bold', paragraph(summaryOf(macro, journal))));
  else complain(paragraph(`The story went wrong: ${error}`));
}

/** @param {string} text */
function paragraph(text) {
  return wrapped(text.trim().replace(/\s+/g, ' '), WIDTH).join('\n');
}

/** @param {readonly string[]} lines */
function say(...lines) {
  console.log(lines.join('\n'));
}

/** @param {readonly string[]} lines */
function complain(...lines) {
  console.error(lines.join('\n'));
  process.exitCode = 1;
}
