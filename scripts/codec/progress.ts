/** What is being done, on stderr: one updating line per codec on a terminal, plain lines otherwise. */
import { createLogUpdate } from 'log-update';
import { withoutSecrets } from './secrets';

export interface Progress {
  /** What is being done with a codec now. */
  readonly say: (codec: string, text: string) => void;
  /** A line that stays, such as a warning. */
  readonly print: (line: string) => void;
  /** Leaves the terminal as it was. */
  readonly end: () => void;
}

/** Of a terminal that does not tell its size. */
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
