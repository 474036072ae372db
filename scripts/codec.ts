/** `npm run codec -- COMMAND …`: installs, checks and removes the macros on real codecs. */
import { explain, UsageError } from './codec/errors';
import { execute } from './codec/program';
import { withoutSecrets } from './codec/secrets';

/** Ctrl+C at a prompt: the prompt's library rejects with an error of this name. */
const LEFT_PROMPT = 'ExitPromptError';

async function exitCode(args: readonly string[]): Promise<number> {
  try {
    return await execute(args);
  } catch (error) {
    if (error instanceof Error && error.name === LEFT_PROMPT) return 130;
    const stack = error instanceof Error && process.env['DEBUG'] === '1' ? `\n${error.stack ?? ''}` : '';
    process.stderr.write(`error: ${withoutSecrets(explain(error) + stack)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

export async function main(args: readonly string[]): Promise<void> {
  // A connection that does not close keeps nobody waiting.
  process.exit(await exitCode(args));
}
