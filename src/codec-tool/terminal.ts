/**
 * The only way to the terminal: results on stdout, progress and warnings on stderr. On a terminal, the progress is one
 * updating line per codec, which every other line has to make room for.
 */
import { createLogUpdate } from 'log-update';
import type { Io, Stream } from './io';

export interface Terminal {
  /** Shows the current step of a codec. */
  readonly say: (codec: string, text: string) => void;
  /** Prints a line on stderr, such as a warning. */
  readonly warn: (line: string) => void;
  /** Prints a line on stdout. */
  readonly print: (line: string) => void;
  /** The width of stdout in characters; Infinity if it is no terminal. */
  readonly width: number;
  /** Removes the progress. */
  readonly clear: () => void;
  /** Resolves when everything is written. Rejects with the error of stdout, if it has one. */
  readonly written: () => Promise<void>;
}

/** Used if the terminal does not report its size. */
const USUAL_ROWS = 24;
const USUAL_COLUMNS = 80;

/** Control characters, and those that change the direction of text or begin a line: they could forge what people see. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A text in which no character moves the cursor or begins a line. JSON remains the same JSON. */
export function visible(text: string): string {
  return text.replace(CONTROL, (character) => {
    if (character === '\n') return '\\n';
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** @param onUnread called when nobody reads stdout any more */
export function terminalOn({ stdout, stderr }: Io, onUnread: () => void): Terminal {
  let fault: Error | undefined;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    fault ??= error;
    if (error.code === 'EPIPE') onUnread();
  });
  // Whoever does not read the progress still gets the results.
  stderr.on('error', () => undefined);
  const progress = stderr.isTTY === true ? updatingLines(stderr) : plainLines(stderr);
  return {
    say: progress.say,
    warn: (line) => {
      progress.around(() => stderr.write(`${visible(line)}\n`));
    },
    print: (line) => {
      progress.around(() => stdout.write(`${visible(line)}\n`));
    },
    width: stdout.isTTY === true ? (stdout.columns ?? USUAL_COLUMNS) : Infinity,
    clear: progress.clear,
    written: () =>
      new Promise((resolve, reject) => {
        stdout.write('', (error) => {
          const reason = fault ?? error;
          if (reason) reject(reason);
          else resolve();
        });
      }),
  };
}

interface Progress extends Pick<Terminal, 'say' | 'clear'> {
  /** Writes something else. */
  readonly around: (write: () => void) => void;
}

function plainLines(stream: Stream): Progress {
  return {
    say: (codec, text) => stream.write(`${visible(`${codec}: ${text}`)}\n`),
    clear: () => undefined,
    around: (write) => {
      write();
    },
  };
}

function updatingLines(stream: Stream): Progress {
  const update = createLogUpdate(stream);
  const lines = new Map<string, string>();
  const draw = (): void => {
    if (lines.size === 0) return;
    // More lines than the terminal has cannot be redrawn: the newest ones are shown.
    const shown = [...lines.values()].slice(-Math.max(1, (stream.rows ?? USUAL_ROWS) - 2));
    update(shown.map((line) => line.slice(0, (stream.columns ?? USUAL_COLUMNS) - 1)).join('\n'));
  };
  return {
    say: (codec, text) => {
      lines.delete(codec);
      lines.set(codec, visible(`${codec}: ${text}`));
      draw();
    },
    clear: () => {
      lines.clear();
      update.clear();
      update.done();
    },
    around: (write) => {
      update.clear();
      write();
      draw();
    },
  };
}
