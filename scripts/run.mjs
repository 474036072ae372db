/**
 * Runs a script of this folder: `node scripts/run.mjs demo --list` runs demo/main.ts, or demo.ts. It is plain
 * JavaScript, and imports no packages at the top, so that it can print a message if `npm ci` has not run.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * @param {string} name of the script, which exports `main`, and `usage` unless it reads --help itself
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
    const files = [`${name}/main.ts`, `${name}.ts`].map((file) => new URL(file, import.meta.url));
    const { main, usage } = await import(files.find((file) => existsSync(file))?.href ?? name);
    const isHelp = options.some((option) => option === '--help' || option === '-h');
    if (isHelp && usage !== undefined) console.log(usage);
    else if (main.length === 0 && options.length > 0) fail(`unknown option ${options[0]}\n\n${usage}`);
    else await main(options);
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
  // Not awaited, because what it loads may import this module.
  void run(name, options);
}
