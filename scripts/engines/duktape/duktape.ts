/** Runs the simulated room in Duktape (Debian's package duktape), the engine of codecs before RoomOS 11.14. */
import { spawn, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { bundle } from '../engine';
import type { CodecEngine } from '../engine';
import type { Job, Outcome } from '../inside/host';

/** An engine that is still running after this time is considered to hang. */
const ENGINE_TIMEOUT_MS = 120_000;

const SILENCE: Outcome = { stuck: 'Duktape printed nothing', lost: '' };

/** Whether the command `duk` is installed. */
export function hasDuktape(): boolean {
  return spawnSync('duk', ['-e', '0']).status === 0;
}

/** Runs the legacy form of a macro, in as many engines in parallel as there are processors. */
export const duktape: CodecEngine = {
  language: 'ES5',
  run: async (room, job) => {
    const engines = Math.min(job.details.length, availableParallelism());
    const shares = Array.from({ length: engines }, (_, share) =>
      job.details.filter((__, index) => index % engines === share),
    );
    const outcomes = await Promise.all(shares.map((details) => runInOne(room, { ...job, details })));
    return job.details.map((_, index) => outcomes[index % engines]?.[Math.floor(index / engines)] ?? SILENCE);
  },
};

/** Runs a task of the room once for each detail, in one process. */
async function runInOne(room: string, job: Job): Promise<readonly Outcome[]> {
  const inside = await bundle('scripts/engines/duktape/duktape-host.ts', 'inside', 'ES5');
  // In a function, so that nothing of it is visible to a macro.
  const lines = await printedBy(
    inAscii(`(function () {\n${inside}\n${room}\ninside.runAll(room, ${JSON.stringify(job)});\n})();`),
  );
  return lines.map((line) => JSON.parse(line) as Outcome);
}

/** The lines that a program prints in Duktape. */
function printedBy(program: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const duk = spawn('duk', ['--run-stdin'], { timeout: ENGINE_TIMEOUT_MS });
    let printed = '';
    let complaint = '';
    duk.stdout.setEncoding('latin1').on('data', (more: string) => (printed += more));
    duk.stderr.on('data', (more: Buffer) => (complaint += more.toString()));
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
