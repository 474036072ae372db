/** The options of the subcommands. */
import { InvalidArgumentError, Option } from 'commander';
import { checkSetting } from './deployable';
import type { GivenSettings, Macro } from './deployable';
import { UsageError } from './explain';

type Flag = 'webex' | 'insecure' | 'json' | 'sinceStart' | 'all' | ChangingFlag;
type ChangingFlag = 'yes' | 'dryRun' | 'force' | 'duringCalls' | 'enable' | 'resetSettings' | 'restart';
type Text = 'rooms' | 'backup' | 'out';
type List = 'host' | 'device' | 'name' | 'tag' | 'product' | 'macro' | 'set' | 'diff';

export type Given = Readonly<
  { parallel: number; timeout: number; for?: number } & Partial<
    Record<Flag, boolean> & Record<Text, string> & Record<List, readonly string[]>
  >
>;

/** The options, with the macros that they choose. */
export interface Chosen extends Given {
  readonly macros: readonly Macro[];
  readonly allMacros: readonly Macro[];
  /** Those of --set, checked in the same way as in the macro. */
  readonly settings: GivenSettings;
}

const MOST_PARALLEL = 100;
const LONGEST_TIMEOUT_S = 3600;
const LONGEST_DURATION_S = 24 * 3600;

/** The options that select and connect to codecs, the same for every subcommand. */
export const common: readonly Option[] = [
  new Option('--host <name...>', 'codecs: names or addresses, optionally with :port'),
  new Option(
    '--rooms <file.csv>',
    'codecs from a CSV file: column host, and optional columns room and settings',
  ).conflicts('host'),
  inWebex('--webex', 'codecs in the Webex organization of WEBEX_TOKEN, chosen by the next options'),
  inWebex('--device <id...>', 'devices with these ids'),
  inWebex('--name <pattern...>', "devices of these names, such as 'Boardroom*'"),
  inWebex('--tag <tag...>', 'devices with these tags'),
  inWebex('--product <name...>', "devices of these products, such as 'Room Kit'"),
  new Option('--insecure', 'do not verify certificates (codecs are delivered with self-signed ones)'),
  new Option('--parallel <n>', 'number of codecs at the same time')
    .argParser(between(1, MOST_PARALLEL))
    .default(8),
  new Option('--timeout <seconds>', 'longest wait for an answer')
    .argParser(between(1, LONGEST_TIMEOUT_S))
    .default(30),
  new Option('--json', 'print only a JSON array on stdout (run npm with --silent)'),
];

function inWebex(flags: string, about: string): Option {
  return new Option(flags, about).conflicts(['host', 'rooms']);
}

export function macroOption(macros: readonly Macro[]): Option {
  return new Option('--macro <name...>', 'macros (default: all)').choices(macros.map(({ name }) => name));
}

export function duration(about: string): Option {
  return new Option('--for <seconds>', about).argParser(between(1, LONGEST_DURATION_S));
}

/** For the results of commands that are about many codecs. */
export const whole = new Option(
  '--out <file>',
  'write the whole result to this file; a terminal sums up many codecs',
);

export const written = new Option(
  '--out <file>',
  'the file; with several codecs, their names are added to its name',
).makeOptionMandatory();

export const changing: readonly Option[] = [
  new Option('--force', 'continue if a macro is not supported or was edited, or if another has its name'),
  new Option('--backup <dir>', 'keep the macros that are overwritten or removed in this folder'),
  new Option(
    '--during-calls',
    'restart the macros of rooms in a call, too; otherwise they are left for later',
  ),
  new Option('--dry-run', 'print what would be done; change nothing'),
  new Option('--yes', 'do not ask before more than one codec is changed'),
];

export const deploying: readonly Option[] = [
  new Option('--set <name=value...>', 'settings of macros; others keep their value on the codec'),
  new Option('--reset-settings', 'use the defaults instead of the settings on the codec'),
  new Option('--restart', 'restart the macros even if nothing has changed'),
  new Option('--enable', 'set Macros Mode to On if it is Off'),
];

function between(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`expected a whole number from ${least} to ${most}.`);
  };
}

export function chosenIn(given: Given, allMacros: readonly Macro[]): Chosen {
  const macros = allMacros.filter(({ name }) => given.macro?.includes(name) ?? true);
  const settings: Record<string, string> = {};
  for (const text of given.set ?? []) {
    const [, name, value] = /^\s*([^=\s]+)\s*=([\s\S]*)$/.exec(text) ?? [];
    if (name === undefined || value === undefined)
      throw new UsageError(`--set: expected name=value, got "${text}"`);
    checkSetting('--set', macros, name, value.trim());
    settings[name] = value.trim();
  }
  return { ...given, macros, allMacros, settings };
}
