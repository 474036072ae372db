/** The options of the subcommands. */
import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { UsageError } from './errors';
import type { GivenSettings } from './built-macro';
import { checkSetting } from './macros';
import type { Macro } from './macros';

/** The options as parsed by commander. */
export interface Given {
  readonly host?: readonly string[];
  readonly rooms?: string;
  readonly webex?: boolean;
  readonly device?: readonly string[];
  readonly name?: readonly string[];
  readonly tag?: readonly string[];
  readonly product?: readonly string[];
  readonly insecure?: boolean;
  readonly parallel: number;
  readonly timeout: number;
  readonly json?: boolean;
  readonly macro?: readonly string[];
  readonly set?: readonly string[];
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly enable?: boolean;
  readonly resetSettings?: boolean;
  readonly restart?: boolean;
  readonly backup?: string;
  readonly duringCalls?: boolean;
  readonly sinceStart?: boolean;
  readonly for?: number;
  readonly out?: string;
  readonly all?: boolean;
  readonly diff?: readonly string[];
}

const MOST_PARALLEL = 100;
const LONGEST_TIMEOUT_S = 3600;

/** The options that select and connect to codecs, the same for every subcommand. */
export function addCommonOptions(command: Command): Command {
  return command
    .option('--host <name>', 'a codec: name or address, optionally with :port (repeatable)', collect)
    .option(
      '--rooms <file.csv>',
      'codecs from a CSV file: column host, and optional columns named after settings',
    )
    .option('--webex', 'codecs in the Webex organization of WEBEX_TOKEN')
    .option('--device <id>', 'with --webex: the device with this id (repeatable)', collect)
    .option(
      '--name <pattern>',
      "with --webex: devices of this name, such as 'Boardroom*' (repeatable)",
      collect,
    )
    .option('--tag <tag>', 'with --webex: devices with this tag (repeatable)', collect)
    .option(
      '--product <name>',
      "with --webex: devices of this product, such as 'Room Kit' (repeatable)",
      collect,
    )
    .option('--insecure', 'do not verify certificates (codecs are delivered with self-signed ones)')
    .option('--parallel <n>', 'number of codecs at the same time', between(1, MOST_PARALLEL), 8)
    .option('--timeout <seconds>', 'longest wait for an answer', between(1, LONGEST_TIMEOUT_S), 30)
    .option('--json', 'print only a JSON array on stdout (run npm with --silent)');
}

export function addMacroOption(command: Command, macros: readonly Macro[]): Command {
  const names = macros.map(({ name }) => name).join(' or ');
  return command.option('--macro <name>', `a macro: ${names} (repeatable; default: both)`, collect);
}

export function addDurationOption(command: Command): Command {
  return command.option(
    '--for <seconds>',
    'end after this time (default: until Ctrl+C)',
    between(1, LONGEST_TIMEOUT_S * 24),
  );
}

/** For the results of commands that are about many codecs. */
export function addWholeOption(command: Command): Command {
  return command.option(
    '--out <file>',
    'write the whole result to this file; a terminal sums up many codecs',
  );
}

export function addOutOption(command: Command): Command {
  return command.option(
    '--out <file>',
    'the file (required); with several codecs, their names are added to its name',
  );
}

export function addChangingOptions(command: Command, macros: readonly Macro[]): Command {
  return addWholeOption(addMacroOption(command, macros))
    .option('--force', 'continue if a macro is not supported or was edited, or if another macro has its name')
    .option('--backup <dir>', 'keep the macros that are overwritten or removed in this folder')
    .option(
      '--during-calls',
      'restart the macros of rooms in a call, too; without it, they are left for later',
    )
    .option('--dry-run', 'print what would be done; change nothing')
    .option('--yes', 'do not ask before more than one codec is changed');
}

export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** A parser of whole numbers. */
export function between(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`expected a whole number from ${least} to ${most}.`);
  };
}

/** The settings given with --set, each checked in the same way as in the macro. */
export function settingsIn(given: Given, chosen: readonly Macro[]): GivenSettings {
  const settings: Record<string, string> = {};
  for (const text of given.set ?? []) {
    const [, name, value] = /^\s*([^=\s]+)\s*=([\s\S]*)$/.exec(text) ?? [];
    if (name === undefined || value === undefined) {
      throw new UsageError(`--set: expected name=value, got "${text}"`);
    }
    checkSetting(chosen, name, value.trim());
    settings[name] = value.trim();
  }
  return settings;
}
