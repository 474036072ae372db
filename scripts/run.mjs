/**
 * Runs an entry point of this folder: `node scripts/run.mjs start --list` runs start.ts. It is plain JavaScript, and
 * imports no packages at the top, so that it can print a message if `npm ci` has not run.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * @param {string} name of the entry point, which exports `main`
 * @param {readonly string[]} options
 */
export async function run(name, options) {
  if (!existsSync(new URL('../node_modules/tsx', import.meta.url))) {
    fail('the dependencies are not installed: run npm ci');
    return;
  }
  // The reader has closed the pipe, as in `npm start | head`.
  process.stdout.on('error', () => process.exit());
  try {
    const { register } = await import('tsx/esm/api');
    register();
    const { main } = await import(new URL(`${name}.ts`, import.meta.url).href);
    await main(options);
  } catch (error) {
    fail(inOneLine(error));
  }
}

/** @param {string} message */
function fail(message) {
  console.error(message);
  process.exitCode = 1;
}

/**
 * A mistake of the user's as one line, such as `src/xapi/xapi.ts:3:7: ERROR: Expected ";"`; a bug with its stack.
 * @param {unknown} error
 */
function inOneLine(error) {
  if (!(error instanceof Error)) return String(error);
  const { name, message } = error;
  if (name === 'Failure') return message;
  // The compiler's: a heading, then one line for each mistake.
  if (name === 'TransformError' || /^Build failed/.test(message)) {
    const root = fileURLToPath(new URL('..', import.meta.url));
    return (message.split('\n')[1] ?? message).replace(root, '');
  }
  return error.stack ?? message;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [name = '', ...options] = process.argv.slice(2);
  await run(name, options);
}
