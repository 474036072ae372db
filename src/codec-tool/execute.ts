/** The command line: subcommands, their options, and help. */
import { Command, CommanderError, Help, InvalidArgumentError, Option } from 'commander';
import { check } from './check';
import { deploy } from './deploy';
import { checkSetting } from './deployable';
import type { GivenSettings, Macro } from './deployable';
import { explain, fileFault, forget, Interrupted, stackOf, UsageError } from './explain';
import type { Io } from './io';
import { logs } from './logs';
import { terminalOn } from './output';
import { record } from './record';
import { remove } from './remove';
import { report } from './report';
import { run } from './run';
import type { Surroundings } from './run';
import { differences, walk } from './walk';

/** By convention 128 and the number of the signal. */
const EXIT_CODES: Readonly<Record<string, number>> = { SIGHUP: 129, SIGINT: 130, SIGPIPE: 141, SIGTERM: 143 };

export function exitCodeAfter(signal: string): number {
  return EXIT_CODES[signal] ?? 1;
}

export async function execute(args: readonly string[], allMacros: readonly Macro[], io: Io): Promise<number> {
  forget();
  const unread = new AbortController();
  const terminal = terminalOn(io, () => unread.abort('SIGPIPE'));
  const stop = AbortSignal.any([io.stop, unread.signal]);
  stop.addEventListener('abort', () =>
    terminal.warn('interrupted: finishing the requests in progress (Ctrl+C again ends at once)'),
  );
  let code = await outcomeOf(args, { io, allMacros, terminal, stop });
  await terminal.written().catch((error: unknown) => {
    if (!stop.aborted) terminal.warn(`error: the results cannot be written: ${fileFault(error)}`);
    code = 1;
  });
  return stop.aborted ? exitCodeAfter(String(stop.reason)) : code;
}

/** The prompt's library rejects with errors of these names: Ctrl+C at a prompt, or another signal. */
const LEFT_PROMPT = ['ExitPromptError', 'AbortPromptError'];

async function outcomeOf(args: readonly string[], tool: Surroundings): Promise<number> {
  const { io, terminal } = tool;
  let exitCode = 0;
  const program = programFor(tool, (code) => (exitCode = code));
  try {
    if (args.length === 0) {
      const verbs = program.commands.map((command) => command.name());
      throw new UsageError(`no command given: one of ${verbs.join(', ')}; --help explains them`);
    }
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    terminal.clear();
    if (error instanceof CommanderError) {
      // Help is no error.
      if (error.exitCode !== 0) terminal.warn(error.message.replace(/\s+/g, ' '));
      return error.exitCode === 0 ? 0 : 2;
    }
    if (error instanceof Error && LEFT_PROMPT.includes(error.name)) return exitCodeAfter('SIGINT');
    if (error instanceof Interrupted) return 1;
    terminal.warn(`error: ${explain(error)}`);
    if (io.environment['DEBUG'] === '1') stackOf(error).forEach(terminal.warn);
    return error instanceof UsageError ? 2 : 1;
  }
}

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
  /** Those of --set, checked in the same way as in the macro. */
  readonly settings: GivenSettings;
}

/** The options that select and connect to codecs, the same for every subcommand. */
const common: readonly Option[] = [
  new Option('--host <name...>', 'codecs: names or addresses, optionally with :port'),
  new Option('--rooms <file.csv>', 'codecs in a CSV file: host, optionally room and settings').conflicts(
    'host',
  ),
  inWebex('--webex', 'codecs in the Webex organization of WEBEX_TOKEN, chosen by the next options'),
  inWebex('--device <id...>', 'devices with these ids'),
  inWebex('--name <pattern...>', "devices of these names, such as 'Boardroom*'"),
  inWebex('--tag <tag...>', 'devices with these tags'),
  inWebex('--product <name...>', "devices of these products, such as 'Room Kit'"),
  new Option('--insecure', 'do not verify certificates (codecs are delivered with self-signed ones)'),
  new Option('--parallel <n>', 'number of codecs at the same time').argParser(between(1, 100)).default(8),
  new Option('--timeout <seconds>', 'longest wait for an answer').argParser(between(1, 3600)).default(30),
  new Option('--json', 'print only a JSON array on stdout (run npm with --silent)'),
];

function inWebex(flags: string, about: string): Option {
  return new Option(flags, about).conflicts(['host', 'rooms']);
}

function duration(about: string): Option {
  return new Option('--for <seconds>', about).argParser(between(1, 24 * 3600));
}

/** For the results of commands that are about many codecs. */
const whole = new Option('--out <file>', 'write the whole result to a file; a terminal sums up many codecs');
const written = new Option(
  '--out <file>',
  'the file; names of several codecs are added',
).makeOptionMandatory();

const changing: readonly Option[] = [
  new Option('--force', 'continue if a macro is not supported or was edited, or if another has its name'),
  new Option('--backup <dir>', 'keep the macros that are overwritten or removed in this folder'),
  new Option('--during-calls', 'restart macros also in rooms in a call, which are left for later otherwise'),
  new Option('--dry-run', 'print what would be done; change nothing'),
  new Option('--yes', 'do not ask before more than one codec is changed'),
];

const deploying: readonly Option[] = [
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

function chosenIn(given: Given, allMacros: readonly Macro[]): Chosen {
  const macros = allMacros.filter(({ name }) => given.macro?.includes(name) ?? true);
  const settings: Record<string, string> = {};
  for (const text of given.set ?? []) {
    const [, name, value] = /^\s*([^=\s]+)\s*=([\s\S]*)$/.exec(text) ?? [];
    if (name === undefined || value === undefined)
      throw new UsageError(`--set: expected name=value, got "${text}"`);
    checkSetting('--set', macros, name, value.trim());
    settings[name] = value.trim();
  }
  return { ...given, macros, settings };
}

function subcommands(macros: readonly Macro[]) {
  const names = macros.map(({ name }) => name);
  const macro = new Option('--macro <name...>', 'macros (default: all)').choices(names);
  const untilStopped = duration('end after this time (default: until Ctrl+C)');
  return {
    deploy: {
      about: 'save, activate and start macros, and wait until they are ready',
      options: [macro, ...deploying, ...changing, whole],
      verb: { run: deploy, isChanging: true },
    },
    remove: {
      about: 'remove macros and their button; reset monitor roles and Video Monitors',
      options: [macro, ...changing, whole],
      verb: { run: remove, isChanging: true },
    },
    check: {
      about: 'tell whether the macros do their work on codecs; change nothing',
      options: [macro, whole],
      verb: { run: check },
    },
    logs: {
      about: 'follow the console of the macros',
      options: [untilStopped, new Option('--since-start', 'include lines printed since the macros started')],
      verb: { run: logs },
    },
    walk: {
      about: 'write the statuses and configurations of codecs to a file, without personal data',
      options: [
        written,
        new Option('--all', 'write everything that the codec has, not only what the macros use'),
        new Option('--diff <file...>', 'two files written by walk: print the values that differ').implies({
          out: '',
        }),
      ],
      verb: { run: walk, isWriting: true },
    },
    report: {
      about: 'write one file for a bug report, without personal data',
      options: [written, duration('record for this time, while somebody reproduces the bug')],
      verb: { run: report, isWriting: true },
    },
    record: {
      about: 'write what codecs report to a file, to replay with npm start -- --trace',
      options: [written, untilStopped],
      verb: { run: record, isWriting: true },
    },
  };
}

const HELP_COLUMNS = 100;

function programFor(tool: Surroundings, finish: (code: number) => void): Command {
  const { io, allMacros, terminal } = tool;
  const width = Math.min(terminal.width, HELP_COLUMNS);
  const program = new Command('npm run codec --')
    .description(
      'Install, check and remove the macros on Cisco codecs: on one codec, on several, or on a fleet in Webex.',
    )
    .usage('COMMAND [options]')
    .addHelpText('after', examplesFor(io.platform, width))
    .exitOverride()
    .configureOutput({
      writeOut: (text) => text.trimEnd().split('\n').forEach(terminal.print),
      writeErr: () => undefined,
      getOutHelpWidth: () => width,
    });
  for (const [name, { about, options, verb }] of Object.entries(subcommands(allMacros))) {
    const command = program.command(name).description(about).allowExcessArguments();
    for (const option of [...common, ...options]) command.addOption(option);
    if (name === 'deploy') command.addHelpText('after', settingsHelp(allMacros, width));
    command.action(async (given: Given) => {
      const [extra] = command.args;
      if (extra !== undefined)
        throw new UsageError(`unexpected argument ${extra}: if it is a codec, give it as --host ${extra}`);
      if (given.diff) differences(io.files, given.diff).forEach(terminal.print);
      else finish(await run(verb, chosenIn(given, allMacros), tool));
    });
  }
  return program;
}

const ENVIRONMENT: readonly Item[] = [
  ['CODEC_USERNAME', 'user on codecs that are reached directly (default admin)'],
  ['CODEC_PASSWORD', "that user's password; the command asks for it if it is not set"],
  ['WEBEX_TOKEN', 'access token for --webex; the command asks for it if it is not set'],
  ['WEBEX_API', "address of Webex's API (default https://webexapis.com/v1)"],
  ['NODE_EXTRA_CA_CERTS', 'file with the certificate authority of your codecs, if Node.js does not know it'],
  ['DEBUG=1', 'show stack traces'],
];

const EXITS: readonly Item[] = [
  ['0', 'success'],
  ['1', 'at least one codec failed, has a problem or is left for later'],
  ['2', 'wrong usage'],
  ['129, 130, 143', 'ended by SIGHUP, Ctrl+C or SIGTERM'],
];

/** PowerShell keeps `--` for itself unless it is quoted, and sets variables in another way. */
function examplesFor(platform: NodeJS.Platform, width: number): string {
  const isWindows = platform === 'win32';
  const command = isWindows ? "npm run codec '--'" : 'npm run codec --';
  const setting = isWindows ? "$env:NODE_EXTRA_CA_CERTS = 'ca.pem'" : "export NODE_EXTRA_CA_CERTS='ca.pem'";
  return `
Examples:
  ${setting}
  ${command} check --host boardroom.example.com
  ${command} deploy --host 10.0.0.5 --set maxRedials=3 --dry-run
  ${command} deploy --rooms rooms.csv --yes
  ${command} remove --webex --name 'Boardroom*'
  ${command} report --host 10.0.0.5 --for 60 --out report.json

Environment:
${listed(ENVIRONMENT, width)}

Exit codes:
${listed(EXITS, width)}`;
}

/** The settings of each macro, and a list of rooms with some of them. */
function settingsHelp(macros: readonly Macro[], width: number): string {
  const lists = macros.map(({ name, settings }) => {
    const items = settings.map(({ id, help }) => [id, help] as const);
    return `\nSettings of ${name}:\n${listed(items, width)}\n`;
  });
  return `${lists.join('')}
A list for --rooms; an empty cell keeps the setting of the room:
  room,host,buttonName,maxRedials
  Boardroom,boardroom.example.com,Swap screens,3
  Lobby,10.0.0.5,,`;
}

type Item = readonly [name: string, text: string];

function listed(items: readonly Item[], width: number): string {
  const help = new Help();
  help.helpWidth = width;
  const longest = Math.max(...items.map(([name]) => name.length));
  return items.map(([name, text]) => help.formatItem(name, longest, text, help)).join('\n');
}
