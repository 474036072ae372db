/** Runs the simulated room in Duktape (Debian's package duktape), the engine of codecs before RoomOS 11.14. */
import { spawn, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { bundle, playedBy, valueOf } from '../engine';
import type { Outcome } from '../inside/host';
import type { Played } from '../inside/play-scenario';

/** An engine that is still running after this time is considered to hang. */
const ENGINE_TIMEOUT_MS = 120_000;

const SILENCE: Outcome = { stuck: 'Duktape printed nothing', lost: '' };

/** Whether the command `duk` is installed. */
export function hasDuktape(): boolean {
  return spawnSync('duk', ['-e', '0']).status === 0;
}

/**
 * Plays scenarios with the built legacy form of a macro, in as many engines in parallel as there are
 * processors. Returns the outcomes in the same order.
 */
export async function playInDuktape(
  macro: string,
  text: string,
  scenarios: readonly string[],
): Promise<Played[]> {
  const room = await bundle('scripts/engines/inside/play-scenario.ts', 'room', 'ES5');
  const shares = shared(scenarios, availableParallelism());
  const outcomes = await Promise.all(shares.map((share) => runInDuktape(room, 'play', macro, text, share)));
  const found = new Map(outcomes.flat());
  return scenarios.map((name) => playedBy(found.get(name) ?? SILENCE));
}

/**
 * Runs a task of inside/bench.ts in its own engine, and returns its result.
 * @param text the file's text, or '' for the room alone
 */
export async function benchInDuktape(task: string, text: string, detail = ''): Promise<unknown> {
  const room = await bundle('scripts/engines/inside/bench.ts', 'room', 'ES5');
  const [outcome] = await runInDuktape(room, task, '', text, [detail]);
  return valueOf(outcome?.[1] ?? SILENCE);
}

function shared<T>(all: readonly T[], count: number): readonly (readonly T[])[] {
  const shares = Array.from({ length: count }, (_, share) =>
    all.filter((__, index) => index % count === share),
  );
  return shares.filter((share) => share.length > 0);
}

/** Runs a task of the room once for each detail, in one process. */
async function runInDuktape(
  room: string,
  task: string,
  macro: string,
  text: string,
  details: readonly string[],
): Promise<readonly (readonly [detail: string, outcome: Outcome])[]> {
  const inside = await bundle('scripts/engines/duktape/duktape-host.ts', 'inside', 'ES5');
  const values = [task, macro, text, details].map((value) => inAscii(JSON.stringify(value)));
  // In a function, so that nothing of it is visible to a macro.
  const lines = await printedBy(
    inAscii(`(function () {\n${inside}\n${room}\ninside.runAll(room, ${values.join(', ')});\n})();`),
  );
  return lines.map((line, index) => [details[index] ?? '', JSON.parse(line) as Outcome]);
}

/** The lines that a program prints in Duktape. */
function printedBy(program: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const duk = spawn('duk', ['--run-stdin'], { timeout: ENGINE_TIMEOUT_MS });
    let printed = '';
    let complaint = '';
    duk.stdout.setEncoding('latin1').on('data', (more: string) => {
      printed += more;
    });
    duk.stderr.on('data', (more: Buffer) => {
      complaint += more.toString();
    });
    duk.on('error', reject);
    // If it ends before it has read everything, `close` reports why.
    duk.stdin.on('error', () => undefined);
    duk.on('close', (code, signal) => {
      if (code === 0) resolve(printed.split('\n').filter((line) => line !== ''));
      else reject(new Error(`Duktape ended early: ${signal ?? complaint}`));
    });
    duk.stdin.end(program);
  });
}

function inAscii(text: string): string {
  return text.replace(/[^\t\n -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
