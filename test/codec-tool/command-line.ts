/** Runs `npm run codec` in the process of the test: with streams, signals and an environment of its own. */
import { readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { rootCertificates } from 'node:tls';
import { WebSocket } from 'ws';
import { deployable } from '../../scripts/codec';
import { execute } from '../../src/codec-tool/execute';
import type { Io, Prompts } from '../../src/codec-tool/io';
import { computer } from '../../src/codec-tool/io';

export const PASSWORD = 'correct horse battery';

export interface Surroundings extends Partial<Pick<Io, 'clock' | 'files' | 'network' | 'platform'>> {
  /** Answers to the questions; without it, there is no terminal. */
  readonly prompts?: Prompts;
}

/** Starts the command line in a minimal environment plus the given variables. */
export function start(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  surroundings: Surroundings = {},
) {
  const written = { stdout: '', stderr: '' };
  const watch = watchOn(() => written.stdout + written.stderr);
  const streamOf = (name: 'stdout' | 'stderr'): Writable =>
    new Writable({
      write: (data: Buffer, _, done) => {
        written[name] += data.toString();
        done();
        watch.look();
      },
    });
  const signals = new AbortController();
  const run = execute(args, deployable, {
    environment: { CODEC_PASSWORD: PASSWORD, ...environment },
    platform: 'linux',
    stdout: streamOf('stdout'),
    stderr: streamOf('stderr'),
    clock: computer.clock,
    files: computer.files,
    network: networkTrusting(environment['NODE_EXTRA_CA_CERTS']),
    stop: signals.signal,
    ...surroundings,
  });
  const outcome = run.then((code) => ({ code, ...written }));
  outcome.then(watch.end, watch.end);
  return {
    outcome,
    signal: (name: 'SIGINT'): void => signals.abort(name),
    /** Resolves when the text was printed on stderr or stdout. */
    printed: watch.printed,
  };
}

/** Watches a text that grows. */
export function watchOn(all: () => string) {
  const looks = new Set<() => void>();
  let isOver = false;
  const look = (): void => looks.forEach((one) => one());
  return {
    look,
    end: (): void => {
      isOver = true;
      look();
    },
    printed: (text: string): Promise<void> =>
      new Promise((resolve, reject) => {
        const one = (): void => {
          if (all().includes(text)) resolve();
          else if (isOver) reject(new Error(`"${text}" was never printed, but: ${all()}`));
        };
        looks.add(one);
        one();
      }),
  };
}

export function runCodec(...given: Parameters<typeof start>) {
  return start(...given).outcome;
}

/** Node.js reads NODE_EXTRA_CA_CERTS only when it starts. */
function networkTrusting(file: string | undefined): Io['network'] {
  const ca = file === undefined ? {} : { ca: [...rootCertificates, readFileSync(file, 'utf8')] };
  return {
    webSocket: (url, protocol, options) => new WebSocket(url, protocol, { ...ca, ...options }),
    fetch: (input, init) => fetch(input, init),
  };
}
