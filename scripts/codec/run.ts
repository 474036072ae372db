/** One run of a subcommand: finds the codecs, asks before it changes many, works on them, and prints the results. */
import confirm from '@inquirer/confirm';
import { UsageError } from './errors';
import { macrosNamed } from './macros';
import type { Given } from './options';
import { progressOn } from './progress';
import { asJson, asTable } from './rows';
import type { Row } from './rows';
import { select } from './selection';
import type { Selection } from './selection';
import { onEach } from './session';
import type { Work } from './session';

/** By convention 128 and the number of the signal. */
const INTERRUPTED = 130;

/** Returns the exit code. */
export async function run(
  given: Given,
  selection: Selection,
  plan: Work | ((count: number) => Work),
): Promise<number> {
  const progress = progressOn(process.stderr);
  const stop = new AbortController();
  const onInterrupt = (): void => {
    if (stop.signal.aborted) process.exit(INTERRUPTED);
    progress.print('interrupted: finishing the requests in progress (Ctrl+C again ends at once)');
    stop.abort();
  };
  const find = select(selection, macrosNamed(given.macro ?? []), progress.print);
  const patience = { timeoutMs: given.timeout * 1000, stop: stop.signal };
  const targets = await find(patience);
  const work = typeof plan === 'function' ? plan(targets.length) : plan;
  if (work.isChanging && targets.length > 1 && given.yes !== true && !(await isAgreed(targets.length))) {
    progress.print('nothing was changed');
    return 0;
  }
  process.on('SIGINT', onInterrupt);
  const rows = await onEach(targets, work, { patience, progress, parallel: given.parallel });
  process.off('SIGINT', onInterrupt);
  progress.end();
  await print(given.json === true ? asJson(rows) : asTable(rows));
  if (stop.signal.aborted) return INTERRUPTED;
  return rows.some(isBad) ? 1 : 0;
}

async function isAgreed(count: number): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new UsageError(`${count} codecs would be changed, and there is no terminal to ask: add --yes`);
  }
  return confirm({ message: `Change ${count} codecs?`, default: false }, { output: process.stderr });
}

function isBad({ result }: Row): boolean {
  return result === 'failed' || result === 'missing' || result === 'interrupted';
}

function print(text: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(`${text}\n`, () => {
      resolve();
    });
  });
}
