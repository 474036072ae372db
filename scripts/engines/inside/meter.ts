/** A room with a macro, whose work can be measured. */
import { Room } from '../../../src/simulator/room/room';
import type { Process } from '../../../src/simulator/room/context';
import type { RoomPlan } from '../../../src/simulator/room/room';
import type { Host } from './host';

/** A room without engine and macro. */
export type Plan = Omit<RoomPlan, 'engine' | 'macro'>;

export const PLAN: Plan = {
  product: 'hopen',
  firmware: '11.14',
  screens: { 1: { inches: 43, name: 'Small' }, 2: { inches: 75, name: 'Large' } },
  roundTrip: 20,
};

/** The work of a macro. */
export class Meter {
  turns: number[] = [];
  inMacro = 0;
  reports = 0;

  reset(): void {
    this.turns = [];
    this.inMacro = 0;
    this.reports = 0;
  }
}

/**
 * A room with the text of a macro, or without a macro if the text is ''. With a meter, its host's clock is read around
 * every call of a listener or timer, and whenever the engine has no pending promise job.
 * The time between two of those moments is a turn: one alarm of the room's clock and everything that follows. So a turn
 * includes the room's own work, and is an upper bound for the macro.
 * @param additions what the macro's xapi has besides
 */
export function roomIn(
  host: Host,
  text: string,
  plan: Plan = PLAN,
  meter?: Meter,
  additions: object = {},
): Room {
  let turnBegan = host.milliseconds();
  return new Room({
    ...plan,
    engine: {
      idle: () =>
        new Promise<void>((resolve) =>
          host.idle(() => {
            if (meter) meter.turns.push(host.milliseconds() - turnBegan);
            turnBegan = host.milliseconds();
            resolve();
          }),
        ),
    },
    macro: (process, settings) => {
      if (text === '') return;
      const seen = meter ? measured(host, process, meter) : process;
      host.globals(seen.runtime);
      host.run(withSettings(text, settings), { ...seen.xapi, ...additions });
    },
  });
}

/**
 * The text of a macro with other settings, set as an installer does: the value in a top-level line
 * `var name = value;` is replaced, whatever it is.
 */
function withSettings(text: string, settings: Readonly<Record<string, unknown>>): string {
  return Object.keys(settings).reduce((changed, name) => {
    const line = new RegExp('^var ' + name + ' = .*;$', 'm');
    if (!line.test(changed)) throw new Error('there is no setting ' + name);
    return changed.replace(line, () => 'var ' + name + ' = ' + JSON.stringify(settings[name]) + ';');
  }, text);
}

type On = (path: string, listener: (report: unknown) => void) => unknown;
type Sections = Readonly<Record<'status' | 'config' | 'event', { readonly on: On }>>;

/** A process whose listeners and timers are measured. */
function measured(host: Host, process: Process, meter: Meter): Process {
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
        timed(() => listener(report));
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
      after: (milliseconds, run) => process.runtime.after(milliseconds, () => timed(run)),
    },
  };
}
