/** Progress on stderr: one updating line per codec on a terminal, plain lines otherwise. */
import { createLogUpdate } from 'log-update';
import { withoutSecrets } from './secrets';

export interface Progress {
  /** Shows the current step of a codec. */
  readonly say: (codec: string, text: string) => void;
  /** Prints a permanent line, such as a warning. */
  readonly print: (line: string) => void;
  /** Restores the terminal. */
  readonly end: () => void;
}

/** Used if the terminal does not report its size. */
const USUAL_ROWS = 24;

export function progressOn(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? updatingLines(stream) : plainLines(stream);
}

function plainLines(stream: NodeJS.WritableStream): Progress {
  const print = (line: string): void => {
    stream.write(`${withoutSecrets(line)}\n`);
  };
  return {
    say: (codec, text) => {
      print(`${codec}: ${text}`);
    },
    print,
    end: () => undefined,
  };
}

function updatingLines(stream: NodeJS.WriteStream): Progress {
  const update = createLogUpdate(stream);
  const lines = new Map<string, string>();
  const draw = (): void => {
    // More lines than the terminal has cannot be redrawn: the newest ones are shown.
    const shown = [...lines].slice(-Math.max(1, (stream.rows || USUAL_ROWS) - 2));
    update(shown.map(([codec, text]) => `${codec}: ${text}`).join('\n'));
  };
  return {
    say: (codec, text) => {
      lines.delete(codec);
      lines.set(codec, withoutSecrets(text));
      draw();
    },
    print: (line) => {
      update.clear();
      stream.write(`${withoutSecrets(line)}\n`);
      draw();
    },
    end: () => {
      update.clear();
      update.done();
    },
  };
}
