import { guardListener } from '../macro/guard';
import type { Runtime } from '../macro/runtime';
import { steadyClock } from '../macro/steady-clock';
import type { EventAt, XApi } from '../xapi/xapi';
import { idOf } from './call-id';
import { classifyDisconnect } from './disconnect';
import { effectsOn } from './effects';
import { next } from './machine';
import { atStart, idle } from './phases';
import type { Event, State } from './phases';
import { callReader } from './read-calls';
import type { RedialerSettings } from './settings';

const TICK_MS = 30 * 1000;
/** If the calls at start cannot be read: one that ends this soon may have been among them. */
const AFTER_START_MS = 60 * 1000;

export interface Redialer {
  readonly callEnded: (report: EventAt<'CallDisconnect'>) => void;
  readonly callConnected: (report: EventAt<'CallSuccessful'>) => void;
}

/** Feeds events to the state machine, which decides, and has its effects carried out. */
export function createRedialer(xapi: XApi, runtime: Runtime, settings: RedialerSettings): Redialer {
  const now = steadyClock(runtime);
  let state: State = atStart;
  let isTicking = false;

  /** If anything throws in here, the macro is idle afterwards and reacts to the next failure. */
  const feed = guardListener(runtime, (event: Event) => {
    const before = state;
    state = { phase: idle, repair: before.repair, memory: before.memory };
    const step = next(before, event, now(), settings);
    step.effects.forEach(carryOut);
    state = step;
    if (state.memory.redials.length > 0) keepTime();
  });
  const carryOut = effectsOn(xapi, runtime, settings, feed);

  /** The steady clock needs to be read as long as redials count. */
  function keepTime(): void {
    if (isTicking) return;
    isTicking = true;
    runtime.after(TICK_MS, () => {
      isTicking = false;
      feed({ type: 'tick' });
    });
  }

  void callReader(xapi, runtime, settings.zoomDomains)().then((calls) => {
    if (calls) feed({ type: 'started', calls: calls });
    else {
      runtime.after(AFTER_START_MS, () => {
        feed({ type: 'started', calls: [] });
      });
    }
  });

  return {
    callEnded: (report) => {
      feed({ type: 'ended', end: classifyDisconnect(report, settings.zoomDomains, settings.sslKeywords) });
    },
    callConnected: (report) => {
      feed({ type: 'connected', callId: idOf(report.CallId) });
    },
  };
}
