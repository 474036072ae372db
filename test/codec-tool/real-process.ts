/** Runs `npm run codec` as people do, in a process of its own: with real signals, pipes and a terminal. */
import { spawn } from 'node:child_process';
import headless from '@xterm/headless';
import { root } from '../../scripts/project/root';
import { PASSWORD, watchOn } from './command-line';

const RUN = ['scripts/run.mjs', 'codec'];

function surroundings(environment: Readonly<Record<string, string>>) {
  return {
    cwd: root,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], CODEC_PASSWORD: PASSWORD, ...environment },
  };
}

/** Runs a command line of a shell, in which `codec` is the command. The exit code is null if a signal has ended it. */
export function inShell(command: string, environment: Readonly<Record<string, string>>) {
  const text = command.replace(/\bcodec\b/, [process.execPath, ...RUN].join(' '));
  const child = spawn('bash', ['-c', text], {
    ...surroundings(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const all = { text: '' };
  const { look, end, printed } = watchOn(() => all.text);
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      all.text += data.toString();
      look();
    });
  child.on('close', end);
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { process: child, outcome: closed.then((code) => ({ code, text: all.text })), printed };
}

/** Runs on a terminal of this size. The text is all that a person can see and scroll back to, and the lines that are too long. */
export async function onTerminal(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  { columns = 80, rows = 24, keys = [] as readonly (readonly [after: string, typed: string])[] } = {},
): Promise<{ readonly code: number | null; readonly text: string; readonly tooLong: readonly string[] }> {
  const quoted = args.map((arg) => `'${arg}'`).join(' ');
  const command = `stty cols ${columns} rows ${rows}; exec '${process.execPath}' ${RUN.join(' ')} ${quoted}`;
  const child = spawn('script', ['-qefc', command, '/dev/null'], {
    ...surroundings({ TERM: 'xterm', ...environment }),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const screen = new headless.Terminal({ cols: columns, rows, scrollback: 10_000, allowProposedApi: true });
  const left = [...keys];
  let raw = '';
  child.stdout.on('data', (data: Buffer) => {
    screen.write(data);
    raw += data.toString();
    const [next] = left;
    if (next && raw.includes(next[0])) {
      left.shift();
      child.stdin.write(next[1]);
    }
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  await new Promise<void>((resolve) => screen.write('', resolve));
  const buffer = screen.buffer.active;
  const lines = Array.from({ length: buffer.length }, (_, index) => buffer.getLine(index));
  const texts = lines.map((line) => line?.translateToString(true) ?? '');
  const tooLong = texts.filter((_, index) => lines[index + 1]?.isWrapped === true);
  return { code, text: texts.join('\n').trimEnd(), tooLong };
}
