/**
 * A macro's surroundings inside an engine, where the codec is outside: its xapi, timers and console. What passes
 * between the two is text, as on a codec, where the macro runtime talks to the device over a connection.
 */
import { anyXapi } from './codec/fake-xapi';
import type { AnyXapi } from './codec/fake-xapi';
import type { Frame, Request } from './codec/device';

/** What the engine's host gives. */
export interface Outside {
  /** Sends a request as JSON text, to be answered through `Inside.answer` with the same id. */
  request(id: number, text: string): void;
  startTimer(id: number, milliseconds: number): void;
  stopTimer(id: number): void;
}

/** What the host calls. */
export interface Inside {
  readonly xapi: AnyXapi;
  setTimeout(run: () => void, milliseconds: number): number;
  clearTimeout(id: number | undefined): void;
  /** An answer as JSON text; '' for none. */
  answer(id: number, isError: boolean, text: string): void;
  report(text: string): void;
  fire(id: number): void;
}

interface Timer {
  readonly id: number;
  readonly run: () => void;
}

interface Waiting {
  readonly id: number;
  readonly done: (result: unknown) => void;
  readonly failed: (error: unknown) => void;
}

/** Connects a macro to its host. */
export function connect(outside: Outside): Inside {
  let waiting: readonly Waiting[] = [];
  let timers: readonly Timer[] = [];
  let lastId = 0;
  let listener: (frame: Partial<Frame>) => void = () => undefined;
  const xapi = anyXapi({
    listen: (told) => {
      listener = told;
    },
    request: (request: Request, done, failed) => {
      lastId += 1;
      waiting = waiting.concat({ id: lastId, done: done, failed: failed });
      outside.request(lastId, JSON.stringify(request));
    },
  });
  return {
    xapi: xapi,
    setTimeout: (run, milliseconds) => {
      lastId += 1;
      timers = timers.concat({ id: lastId, run: run });
      outside.startTimer(lastId, milliseconds);
      return lastId;
    },
    clearTimeout: (id) => {
      if (id === undefined) return;
      timers = timers.filter((timer) => timer.id !== id);
      outside.stopTimer(id);
    },
    answer: (id, isError, text) => {
      const request = waiting.filter((one) => one.id === id)[0];
      waiting = waiting.filter((one) => one.id !== id);
      const value: unknown = text === '' ? undefined : JSON.parse(text);
      if (request && isError) request.failed(value);
      else if (request) request.done(value);
    },
    report: (text) => {
      listener(JSON.parse(text) as Partial<Frame>);
    },
    fire: (id) => {
      const timer = timers.filter((one) => one.id === id)[0];
      timers = timers.filter((one) => one.id !== id);
      if (timer) timer.run();
    },
  };
}
