/** `npm run codec -- VERB …`: puts the macros on real codecs, and looks at what is there. */
import { explain, UsageError } from './codec/errors';
import { main } from './codec/program';
import { withoutSecrets } from './codec/secrets';

/** Ctrl-C at a prompt: the prompt's library rejects with an error of this name. */
const LEFT_PROMPT = 'ExitPromptError';

async function exitCode(): Promise<number> {
  try {
    return await main(process.argv.slice(2));
  } catch (error) {
    if (error instanceof Error && error.name === LEFT_PROMPT) return 130;
    const stack = error instanceof Error && process.env['DEBUG'] === '1' ? `\n${error.stack ?? ''}` : '';
    process.stderr.write(`error: ${withoutSecrets(explain(error) + stack)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

// A connection that does not close keeps nobody waiting.
process.exit(await exitCode());
