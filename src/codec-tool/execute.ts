/** The command line: subcommands, options and help. */
import { Command, CommanderError } from 'commander';
import { check } from './check';
import { deploy } from './deploy';
import { explain, fileFault, Interrupted, UsageError } from './errors';
import type { Io } from './io';
import { logs } from './logs';
import { macrosNamed } from './macros';
import type { Macro } from './macros';
import { didYouMean } from './nearest';
import {
  addChangingOptions,
  addCommonOptions,
  addDurationOption,
  addMacroOption,
  addOutOption,
  addWholeOption,
  collect,
  settingsIn,
} from './options';
import type { Given } from './options';
import { record } from './record';
import { remove } from './remove';
import { report } from './report';
import { run } from './run';
import type { Work } from './run';
import { forget, outside } from './secrets';
import { select } from './selection';
import { terminalOn } from './terminal';
import type { Terminal } from './terminal';
import { differences, walk } from './walk';

/** By convention 128 and the number of the signal. */
const EXIT_CODES: Readonly<Record<string, number>> = { SIGHUP: 129, SIGINT: 130, SIGPIPE: 141, SIGTERM: 143 };

export function exitCodeAfter(signal: string): number {
  return EXIT_CODES[signal] ?? 1;
}

interface Tool {
  readonly io: Io;
  readonly terminal: Terminal;
  /** Aborted by a signal, or when nobody reads the results any more; the reason is the name of the signal. */
  readonly stop: AbortSignal;
}

/** Parses and executes the command line. Returns the exit code. */
export async function execute(args: readonly string[], io: Io): Promise<number> {
  forget();
  const unread = new AbortController();
  const terminal = terminalOn(io, () => {
    unread.abort('SIGPIPE');
  });
  const stop = AbortSignal.any([io.stop, unread.signal]);
  stop.addEventListener('abort', () => {
    terminal.warn('interrupted: finishing the requests in progress (Ctrl+C again ends at once)');
  });
  let code = await outcomeOf(args, { io, terminal, stop });
  await terminal.written().catch((error: unknown) => {
    if (!stop.aborted) terminal.warn(`error: the results cannot be written: ${fileFault(error)}`);
    code = 1;
  });
  return stop.aborted ? exitCodeAfter(String(stop.reason)) : code;
}

/** The prompt's library rejects with errors of these names: Ctrl+C at a prompt, or another signal. */
const LEFT_PROMPT = ['ExitPromptError', 'AbortPromptError'];

async function outcomeOf(args: readonly string[], tool: Tool): Promise<number> {
  const { io, terminal } = tool;
  let exitCode = 0;
  const program = programFor(tool, (code) => {
    exitCode = code;
  });
  try {
    try {
      await program.parseAsync([...args], { from: 'user' });
    } catch (error) {
      if (error instanceof CommanderError) explainUsage(error, program, args);
      else throw error;
    }
    return exitCode;
  } catch (error) {
    terminal.clear();
    if (error instanceof Error && LEFT_PROMPT.includes(error.name)) return exitCodeAfter('SIGINT');
    if (error instanceof Interrupted) return 1;
    terminal.warn(`error: ${explain(error)}`);
    if (io.environment['DEBUG'] === '1' && error instanceof Error)
      for (const line of (error.stack ?? '').split('\n')) terminal.warn(outside(line));
    return error instanceof UsageError ? 2 : 1;
  }
}

function programFor(tool: Tool, finish: (code: number) => void): Command {
  const program = new Command('npm run codec --')
    .description(
      'Install, check and remove the macros on Cisco codecs: on one codec, on several, or on a fleet in Webex.',
    )
    .usage('COMMAND [options]')
    .addHelpText('after', examplesFor(tool.io.platform));
  addVerbs(tool.io.macros, (name, description, action) =>
    addCommonOptions(program.command(name).description(description)).action(async (given: Given) => {
      finish(await action(given, tool));
    }),
  );
  configure(program, tool.terminal);
  return program;
}

type Verb = (
  name: string,
  description: string,
  action: (given: Given, tool: Tool) => Promise<number>,
) => Command;

function addVerbs(macros: readonly Macro[], verb: Verb): void {
  addChangingOptions(
    verb('deploy', 'save, activate and start macros, and wait until they are ready', deployAs),
    macros,
  )
    .option(
      '--set <name=value>',
      'a setting of a macro (repeatable); others keep their value on the codec',
      collect,
    )
    .option('--reset-settings', 'use the defaults instead of the settings on the codec')
    .option('--restart', 'restart the macros even if nothing has changed')
    .option('--enable', 'set Macros Mode to On if it is Off')
    .addHelpText('after', () => settingsHelp(macros));
  addChangingOptions(
    verb('remove', 'remove macros and their button; reset monitor roles and Video Monitors', removeAs),
    macros,
  );
  const checking = 'tell whether the macros do their work on codecs; change nothing';
  addWholeOption(addMacroOption(verb('check', checking, checkAs), macros));
  addDurationOption(verb('logs', 'follow the console of the macros', logsAs)).option(
    '--since-start',
    'include lines printed since the macros started',
  );
  addOutOption(
    verb('walk', 'write the statuses and configurations of codecs to a file, without personal data', walkAs),
  )
    .option('--all', 'write everything that the codec has, not only what the macros use')
    .option('--diff <file...>', 'two files written by walk: print the values that differ, one per line');
  addOutOption(
    addDurationOption(verb('report', 'write one file for a bug report, without personal data', reportAs)),
  );
  const trace = 'write what codecs report to a file, to replay with npm start -- --trace';
  addOutOption(addDurationOption(verb('record', trace, recordAs)));
}

function deployAs(given: Given, tool: Tool): Promise<number> {
  const macros = macrosNamed(tool.io.macros, given.macro ?? []);
  return runOn(tool, given, deploy({ ...given, macros, settings: settingsIn(given, macros) }), given.out);
}

function removeAs(given: Given, tool: Tool): Promise<number> {
  const macros = macrosNamed(tool.io.macros, given.macro ?? []);
  return runOn(tool, given, remove({ ...given, macros }), given.out);
}

function checkAs(given: Given, tool: Tool): Promise<number> {
  return runOn(tool, given, check(macrosNamed(tool.io.macros, given.macro ?? [])), given.out);
}

function logsAs(given: Given, tool: Tool): Promise<number> {
  return runOn(tool, given, logs(given));
}

function walkAs(given: Given, tool: Tool): Promise<number> {
  if (given.diff) return Promise.resolve(printDifferences(given.diff, tool));
  return runOn(tool, given, walk(fileIn(given), given.all === true));
}

function recordAs(given: Given, tool: Tool): Promise<number> {
  return runOn(tool, given, record(fileIn(given), given.for));
}

function reportAs(given: Given, tool: Tool): Promise<number> {
  return runOn(tool, given, report(fileIn(given), tool.io.macros, given.for));
}

function runOn({ io, terminal, stop }: Tool, given: Given, work: Work, out?: string): Promise<number> {
  const chosen = macrosNamed(io.macros, given.macro ?? []);
  const find = select(io, given, chosen);
  return run({ io, terminal, stop, find, given, ...(out === undefined ? {} : { out }) }, work);
}

function printDifferences(files: readonly string[], { io, terminal }: Tool): number {
  const [before, after] = files;
  if (before === undefined || after === undefined || files.length > 2)
    throw new UsageError('--diff takes two files');
  const lines = differences(io.files, before, after);
  for (const line of lines.length > 0 ? lines : ['nothing differs']) terminal.print(line);
  return 0;
}

function fileIn(given: Given): string {
  if (given.out === undefined) throw new UsageError('no output file given: add --out FILE');
  return given.out;
}

/** Commander prints no errors itself: they are printed as one line. */
function configure(program: Command, { print, width }: Terminal): void {
  for (const command of [program, ...program.commands]) {
    command.exitOverride();
    command.showSuggestionAfterError(false);
    command.configureOutput({
      writeOut: (text) => {
        text.trimEnd().split('\n').forEach(print);
      },
      writeErr: () => undefined,
      getOutHelpWidth: () => Math.min(width, HELP_COLUMNS),
    });
    command.allowExcessArguments(false);
  }
}

const HELP_COLUMNS = 100;

/** Throws the error as one line, with the most similar valid word. Help and version are no errors. */
function explainUsage(error: CommanderError, program: Command, args: readonly string[]): void {
  if (error.exitCode === 0) return;
  const text = error.message.replace(/^error: /, '').replace(/\s+/g, ' ');
  const verbs = program.commands.map((command) => command.name());
  if (error.code === 'commander.help' || args.length === 0) {
    throw new UsageError(`no command given: one of ${verbs.join(', ')}; --help explains them`);
  }
  const unknown = /'([^']+)'/.exec(text)?.[1] ?? '';
  if (error.code === 'commander.unknownCommand') throw new UsageError(text + didYouMean(unknown, verbs));
  const command = program.commands.find((one) => one.name() === args[0]);
  if (error.code === 'commander.excessArguments') {
    const [extra = ''] = command?.args ?? [];
    throw new UsageError(`unexpected argument ${extra}: if it is a codec, give it as --host ${extra}`);
  }
  if (error.code === 'commander.unknownOption') {
    const flags = [...(command ?? program).options.flatMap(({ long }) => long ?? []), '--help'];
    throw new UsageError(text + didYouMean(unknown, flags));
  }
  throw new UsageError(text);
}

/** PowerShell keeps `--` for itself unless it is quoted, and sets variables in another way. */
function examplesFor(platform: NodeJS.Platform): string {
  const isWindows = platform === 'win32';
  const command = isWindows ? "npm run codec '--'" : 'npm run codec --';
  const setting = isWindows ? "$env:NODE_EXTRA_CA_CERTS = 'ca.pem'" : "export NODE_EXTRA_CA_CERTS='ca.pem'";
  return `
Examples:
  ${setting}
  ${command} check --host boardroom.example.com
  ${command} deploy --host 10.0.0.5 --macro zoom-obtp-redialer --set maxRedials=3 --dry-run
  ${command} deploy --rooms rooms.csv --yes
  ${command} remove --webex --name 'Boardroom*'
  ${command} report --host boardroom.example.com --for 60 --out report.json

Environment:
  CODEC_USERNAME  user on codecs that are reached directly (default admin)
  CODEC_PASSWORD  that user's password; the command asks for it if it is not set
  WEBEX_TOKEN     access token for --webex; the command asks for it if it is not set
  WEBEX_API       address of Webex's API (default https://webexapis.com/v1)
  NODE_EXTRA_CA_CERTS  file with the certificate authority of your codecs, if Node.js does not know it
  DEBUG=1         show stack traces

Exit codes: 0 success; 1 at least one codec failed, has a problem or is left for later; 2 wrong usage;
129, 130, 143: ended by SIGHUP, Ctrl+C or SIGTERM`;
}

/** The settings of each macro, and a list of rooms with some of them. */
function settingsHelp(macros: readonly Macro[]): string {
  const lists = macros.map(({ name, settings }) => {
    const width = Math.max(...settings.map(({ id }) => id.length));
    return [`Settings of ${name}:`, ...settings.map(({ id, help }) => `  ${id.padEnd(width)}  ${help}`)].join(
      '\n',
    );
  });
  return ['', ...lists, `A list for --rooms; an empty cell keeps the setting of the room:\n${ROOMS}`].join(
    '\n\n',
  );
}

const ROOMS = `  room,host,buttonName,maxRedials
  Boardroom,boardroom.example.com,Swap screens,3
  Lobby,10.0.0.5,,`;
