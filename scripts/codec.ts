/** `npm run codec -- COMMAND …`: installs, checks and removes the macros on real codecs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execute, exitCodeAfter } from '../src/codec-tool/execute';
import { computer } from '../src/codec-tool/io';
import type { Macro } from '../src/codec-tool/deployable';
import { macros } from './project/macro-folders';
import { root } from './project/root';

/** The macros of the project with their built texts. */
export const deployable: readonly Macro[] = macros.map((macro) => ({
  ...macro,
  text: () => readFileSync(join(root, 'macros', macro.name, `${macro.name}.js`), 'utf8'),
}));

/** The ways to end a run: Ctrl+C, the end of a service, and a terminal that is gone. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export async function main(args: readonly string[]): Promise<never> {
  const stop = new AbortController();
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      // The second one ends at once. A terminal that closes sends several.
      if (stop.signal.aborted && signal === 'SIGINT') process.exit(exitCodeAfter(signal));
      if (!stop.signal.aborted) stop.abort(signal);
    });
  }
  // Whoever runs scripts ends them with their reader. A deployment must not end between two of its steps.
  process.stdout.removeAllListeners('error');
  const code = await execute(args, deployable, { ...computer, stop: stop.signal });
  // A connection that does not close keeps nobody waiting.
  process.exit(code);
}
