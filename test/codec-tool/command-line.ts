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

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly outcome: Promise<Outcome>;
  /** Resolves when the text was printed on stderr or stdout. */
  readonly printed: (text: string) => Promise<void>;
  readonly signal: (name: 'SIGINT' | 'SIGTERM' | 'SIGHUP') => void;
}

export interface Surroundings extends Partial<Pick<Io, 'files' | 'network' | 'platform'>> {
  /** Answers to the questions; without it, there is no terminal. */
  readonly prompts?: Prompts;
  /** Fails each write to stdout. */
  readonly stdoutFault?: NodeJS.ErrnoException;
}

/** Starts the command line in a minimal environment plus the given variables. */
export function start(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  { stdoutFault, ...surroundings }: Surroundings = {},
): Running {
  const written = { stdout: '', stderr: '' };
  const watch = watchOn(() => written.stdout + written.stderr);
  const streamOf = (name: 'stdout' | 'stderr', fault?: Error): Writable =>
    new Writable({
      write: (data: Buffer, _, done) => {
        if (!fault) written[name] += data.toString();
        done(fault);
        watch.look();
      },
    });
  const signals = new AbortController();
  const run = execute(args, deployable, {
    environment: { CODEC_PASSWORD: PASSWORD, ...environment },
    platform: 'linux',
    stdout: streamOf('stdout', stdoutFault),
    stderr: streamOf('stderr'),
    clock: computer.clock,
    files: computer.files,
    network: networkTrusting(environment['NODE_EXTRA_CA_CERTS']),
    stop: signals.signal,
    ...surroundings,
  });
  const outcome = run.then((code) => ({ code, ...written }));
  outcome.then(watch.end, watch.end);
  return { outcome, signal: (name) => signals.abort(name), printed: watch.printed };
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

export function runCodec(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  surroundings: Surroundings = {},
): Promise<Outcome> {
  return start(args, environment, surroundings).outcome;
}

/** Node.js reads NODE_EXTRA_CA_CERTS only when it starts. */
export function networkTrusting(file: string | undefined): Io['network'] {
  const ca = file === undefined ? {} : { ca: [...rootCertificates, readFileSync(file, 'utf8')] };
  return {
    webSocket: (url, protocol, options) => new WebSocket(url, protocol, { ...ca, ...options }),
    fetch: (input, init) => fetch(input, init),
  };
}
