/** A room with a macro whose work is measured. */
import type { Host } from './play';
import { Room } from '../../../src/simulator/room/room';
import type { Process } from '../../../src/simulator/room/process';
import type { RoomPlan } from '../../../src/simulator/room/room';
import { withSettings } from './with-settings';

export interface BenchHost extends Host {
  /** Real time, from any starting point. */
  milliseconds(): number;
  /** Bytes in use after garbage collection; 0 if the engine does not report it. */
  heap(): number;
}

/** A room without engine and macro. */
export type Plan = Omit<RoomPlan, 'engine' | 'macro'>;

export const PLAN: Plan = {
  product: 'hopen',
  firmware: '11.14',
  screens: { 1: { inches: 43, name: 'Small' }, 2: { inches: 75, name: 'Large' } },
};

export interface Meter {
  turns: number[];
  inMacro: number;
  reports: number;
}

/**
 * A room with the text of a macro, or without a macro if the text is ''. With a meter, its host's clock is read around
 * every call of a listener or timer, and whenever the engine has no pending promise job.
 * The time between two of those moments is a turn: one alarm of the room's clock and everything that follows. So a turn
 * includes the room's own work, and is an upper bound for the macro.
 */
export function roomIn(
  host: BenchHost,
  text: string,
  roundTrip: number,
  meter?: Meter,
  plan: Plan = PLAN,
  /** What the macro's xapi has besides. */
  additions: object = {},
): Room {
  let turnBegan = host.milliseconds();
  return new Room({
    ...plan,
    roundTrip: roundTrip,
    engine: {
      idle: () =>
        new Promise<void>((resolve) => {
          host.idle(() => {
            if (meter) meter.turns.push(host.milliseconds() - turnBegan);
            turnBegan = host.milliseconds();
            resolve();
          });
        }),
    },
    macro: (process, settings) => {
      if (text === '') return;
      const seen = meter ? measured(host, process, meter) : process;
      host.globals(seen.runtime);
      host.run(withSettings(text, settings), { ...seen.xapi, ...additions });
    },
  });
}

type On = (path: string, listener: (report: unknown) => void) => unknown;
type Sections = Readonly<Record<'status' | 'config' | 'event', { readonly on: On }>>;

/** A process whose listeners and timers are measured. */
function measured(host: BenchHost, process: Process, meter: Meter): Process {
  function timed(run: () => void): void {
    const began = host.milliseconds();
    run();
    meter.inMacro += host.milliseconds() - began;
  }
  const xapi: unknown = process.xapi;
  const sections = xapi as Sections;
  function section(name: keyof Sections): unknown {
    const on: On = (path, listener) =>
      sections[name].on(path, (report) => {
        meter.reports += 1;
        timed(() => {
          listener(report);
        });
      });
    return { ...sections[name], on: on };
  }
  return {
    xapi: {
      ...process.xapi,
      ...{ status: section('status'), config: section('config'), event: section('event') },
    } as Process['xapi'],
    runtime: {
      ...process.runtime,
      after: (milliseconds, run) =>
        process.runtime.after(milliseconds, () => {
          timed(run);
        }),
    },
  };
}
