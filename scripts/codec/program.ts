/** The command line: subcommands, options and help. */
import { Command, CommanderError } from 'commander';
import { check } from './check';
import { deploy } from './deploy';
import { UsageError } from './errors';
import { logs } from './logs';
import { macrosNamed } from './macros';
import { didYouMean } from './nearest';
import {
  addChangingOptions,
  addCommonOptions,
  addDurationOption,
  addMacroOption,
  collect,
  selectionIn,
  settingsIn,
} from './options';
import type { Given } from './options';
import { record } from './record';
import { remove } from './remove';
import { run } from './run';
import { withoutSecrets } from './secrets';
import { differences, walk } from './walk';

const EXAMPLES = `
Examples:
  npm run codec -- deploy --host boardroom.example.com --dry-run
  npm run codec -- deploy --host 10.0.0.5 --macro zoom-obtp-redialer --set maxRedials=3
  npm run codec -- deploy --rooms rooms.csv --yes
  npm run codec -- remove --webex --name 'Boardroom*'

Environment:
  CODEC_USERNAME  user on codecs that are reached directly (default admin)
  CODEC_PASSWORD  that user's password; the command asks for it if it is not set
  WEBEX_TOKEN     access token for --webex; the command asks for it if it is not set
  WEBEX_API       address of Webex's API (default https://webexapis.com/v1)
  NODE_EXTRA_CA_CERTS  file with the certificate authority of your codecs, if Node.js does not know it
  DEBUG=1         show stack traces

Exit codes: 0 success; 1 at least one codec failed; 2 wrong usage; 130 interrupted with Ctrl+C`;

/** Parses and executes the command line. Returns the exit code. */
export async function execute(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = new Command('npm run codec --')
    .description(
      'Install, check and remove the macros on Cisco codecs: on one codec, on several, or on a fleet in Webex.',
    )
    .usage('COMMAND [options]')
    .addHelpText('after', EXAMPLES);
  const verb = (name: string, description: string): Command => program.command(name).description(description);
  const finish = (code: Promise<number>): Promise<void> =>
    code.then((value) => {
      exitCode = value;
    });

  addChangingOptions(
    addCommonOptions(verb('deploy', 'save, activate and start macros, and wait until they are ready')),
  )
    .option(
      '--set <name=value>',
      'a setting of a macro (repeatable); others keep their value on the codec',
      collect,
    )
    .option('--reset-settings', 'use the defaults instead of the settings on the codec')
    .option('--restart', 'restart the macros even if nothing has changed')
    .option('--enable', 'set Macros Mode to On if it is Off')
    .option('--backup <dir>', 'keep the macros that are overwritten in this directory')
    .action((given: Given) => finish(deployAs(given)));
  addChangingOptions(
    addCommonOptions(
      verb('remove', 'remove macros and their button; reset monitor roles and Video Monitors'),
    ),
  ).action((given: Given) => finish(removeAs(given)));
  addMacroOption(
    addCommonOptions(verb('check', 'compare codecs with what the macros need; change nothing')),
  ).action((given: Given) => finish(checkAs(given)));
  addDurationOption(addCommonOptions(verb('logs', 'follow the console of the macros')))
    .option('--since-start', 'include lines printed since the macros started')
    .action((given: Given) => finish(logsAs(given)));
  addCommonOptions(
    verb('walk', 'write the statuses and configurations of codecs to a file, without personal data'),
  )
    .option('--out <file>', 'the file (required); with several codecs, their names are added to its name')
    .option('--all', 'write everything that the codec has, not only what the macros use')
    .option('--diff <file...>', 'two files written by walk: print the values that differ, one per line')
    .action((given: Given) => finish(walkAs(given)));
  addDurationOption(
    addCommonOptions(
      verb('record', 'write what codecs report to a file, to replay with npm start -- --trace'),
    ),
  )
    .option('--out <file>', 'the file (required); with several codecs, their names are added to its name')
    .action((given: Given) => finish(recordAs(given)));

  try {
    configure(program);
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return usageOf(error, program, args);
    throw error;
  }
  return exitCode;
}

function deployAs(given: Given): Promise<number> {
  const macros = macrosNamed(given.macro ?? []);
  const work = deploy({
    macros,
    settings: settingsIn(given, macros),
    isForced: given.force === true,
    isEnabling: given.enable === true,
    isDryRun: given.dryRun === true,
    isResetting: given.resetSettings === true,
    isRestarting: given.restart === true,
    ...(given.backup === undefined ? {} : { backup: given.backup }),
  });
  return run(given, selectionIn(given), work);
}

function removeAs(given: Given): Promise<number> {
  const macros = macrosNamed(given.macro ?? []);
  const work = remove({ macros, isForced: given.force === true, isDryRun: given.dryRun === true });
  return run(given, selectionIn(given), work);
}

function checkAs(given: Given): Promise<number> {
  return run(given, selectionIn(given), check(macrosNamed(given.macro ?? []), writerFor(given)));
}

function logsAs(given: Given): Promise<number> {
  const options = { isSinceStart: given.sinceStart === true, write: writerFor(given) };
  return run(given, selectionIn(given), logs({ ...options, ...durationIn(given) }));
}

function walkAs(given: Given): Promise<number> {
  if (given.diff) return Promise.resolve(printDifferences(given.diff, writerFor(given)));
  const options = { file: fileIn(given), isAll: given.all === true };
  return run(given, selectionIn(given), (count) => walk({ ...options, isAlone: count === 1 }));
}

function recordAs(given: Given): Promise<number> {
  const options = { file: fileIn(given), ...durationIn(given) };
  return run(given, selectionIn(given), (count) => record({ ...options, isAlone: count === 1 }));
}

function printDifferences(files: readonly string[], write: (line: string) => void): number {
  const [before, after] = files;
  if (before === undefined || after === undefined || files.length > 2)
    throw new UsageError('--diff takes two files');
  const lines = differences(before, after);
  for (const line of lines.length > 0 ? lines : ['nothing differs']) write(line);
  return 0;
}

function durationIn(given: Given): { readonly seconds?: number } {
  return given.for === undefined ? {} : { seconds: given.for };
}

function fileIn(given: Given): string {
  if (given.out === undefined) throw new UsageError('no output file given: add --out FILE');
  return given.out;
}

/** Text goes to stdout, or to stderr if stdout is reserved for JSON. */
function writerFor(given: Given): (text: string) => void {
  const stream = given.json === true ? process.stderr : process.stdout;
  return (text) => stream.write(`${withoutSecrets(text)}\n`);
}

/** Commander prints no errors itself; the caller prints them as one line. */
function configure(program: Command): void {
  for (const command of [program, ...program.commands]) {
    command.exitOverride();
    command.showSuggestionAfterError(false);
    command.configureOutput({ writeErr: () => undefined });
    command.allowExcessArguments(false);
  }
}

/** The error as one line, with the most similar valid word. Help and version are no errors. */
function usageOf(error: CommanderError, program: Command, args: readonly string[]): number {
  if (error.exitCode === 0) return 0;
  const text = error.message.replace(/^error: /, '').replace(/\s+/g, ' ');
  const verbs = program.commands.map((command) => command.name());
  if (error.code === 'commander.help' || args.length === 0) {
    throw new UsageError(`no command given: one of ${verbs.join(', ')}; --help explains them`);
  }
  const unknown = /'([^']+)'/.exec(text)?.[1] ?? '';
  if (error.code === 'commander.unknownCommand') throw new UsageError(text + didYouMean(unknown, verbs));
  if (error.code === 'commander.unknownOption') {
    const command = program.commands.find((one) => one.name() === args[0]);
    const flags = [...(command ?? program).options.flatMap(({ long }) => long ?? []), '--help'];
    throw new UsageError(text + didYouMean(unknown, flags));
  }
  throw new UsageError(text);
}
