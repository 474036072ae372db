/** The options of `npm start`. */
import { parseArgs } from 'node:util';
import { Failure } from '../project/command-failure';

const usage = `Usage: npm start -- [options]

Builds the macros in memory and plays a scenario with each, in a simulated
meeting room. Writes no files.

  --list           list all scenarios
  --scenario NAME  play one of them; NAME is its name, or MACRO/NAME
  --trace FILE     replay a file written by npm run codec -- record
  --no-build       play the built files as they are
  --help           show this help

NO_COLOR=1 turns colors off, FORCE_COLOR=1 turns them on.`;

/** The parsed options. */
export type Request =
  | { readonly what: 'help'; readonly text: string }
  | { readonly what: 'list' }
  | { readonly what: 'trace'; readonly file: string }
  | { readonly what: 'tour'; readonly isBuilt: boolean }
  | { readonly what: 'scenario'; readonly name: string; readonly isBuilt: boolean };

export function requestIn(given: readonly string[]): Request {
  const { values, tokens } = parsed(given);
  const names = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw mistake(`--${repeated} is given more than once`);
  if (values.help === true) return { what: 'help', text: usage };
  if (values.list === true && names.length > 1) throw mistake('--list takes no other options');
  if (values.list === true) return { what: 'list' };
  if (values.trace !== undefined && names.length > 1) throw mistake('--trace takes no other options');
  if (values.trace !== undefined) return { what: 'trace', file: values.trace };
  const isBuilt = values['no-build'] === true;
  return values.scenario === undefined
    ? { what: 'tour', isBuilt }
    : { what: 'scenario', name: values.scenario, isBuilt };
}

function parsed(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      options: {
        list: { type: 'boolean' },
        scenario: { type: 'string' },
        trace: { type: 'string' },
        'no-build': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
      tokens: true,
    });
  } catch (error) {
    throw mistake(error instanceof Error ? error.message : String(error));
  }
}

function mistake(message: string): Failure {
  return new Failure(`${message}\n\n${usage}`);
}
