import { describeError, errorCode } from '../macro/errors';
import { guardListener, logRejection } from '../macro/guard';
import type { Runtime, Timer } from '../macro/runtime';
import { steadyClock } from '../macro/steady-clock';
import type { EventAt } from '../xapi/xapi';
import { idOf } from './call-id';
import { isProtocol } from './calls';
import type { Codec } from './codec';
import { classifyDisconnect } from './disconnect';
import { next } from './machine';
import { idle } from './phases';
import type { Effect, Event, Phase } from './phases';
import type { RedialerSettings } from './settings';

const TICK_MS = 30 * 1000;
/** If the calls at start cannot be read: one that ends this soon may have been among them. */
const AFTER_START_MS = 60 * 1000;
const ERROR_BAD_PARAMETERS = 4;

export interface Redialer {
  readonly callEnded: (report: EventAt<'CallDisconnect'>) => void;
  readonly callConnected: (report: EventAt<'CallSuccessful'>) => void;
}

/** Feeds events to the state machine, and carries out what it decides. */
export function createRedialer(codec: Codec, runtime: Runtime, settings: RedialerSettings): Redialer {
  const now = steadyClock(runtime);
  let phase: Phase = idle;
  /** Rises when a phase is left. */
  let turn = 0;
  let timers: readonly Timer[] = [];
  let isTicking = false;
  let mayBeFromBefore: (callId: string) => boolean = () => true;

  /** If anything throws in here, the macro is idle afterwards and reacts to the next failure. */
  const feed = guardListener(runtime, (event: Event) => {
    const before = phase;
    phase = { name: 'idle', memory: before.memory };
    const step = next(before, event, now(), settings);
    step.effects.forEach(carryOut);
    phase = step.phase;
    if (phase.memory.redials.length > 0) keepTime();
  });

  /** The steady clock needs to be read as long as redials count. */
  function keepTime(): void {
    if (isTicking) return;
    isTicking = true;
    runtime.after(TICK_MS, () => {
      isTicking = false;
      feed({ type: 'tick' });
    });
  }

  /** Feeds events of the present phase, and drops them when it has been left. */
  function whileHere(): (event: Event) => void {
    const asked = turn;
    return (event) => {
      if (asked === turn) feed(event);
    };
  }

  function carryOut(effect: Effect): void {
    const then = whileHere();
    switch (effect[0]) {
      case 'log':
        return runtime.log(effect[1]);
      case 'warn':
        return runtime.warn(effect[1]);
      case 'forget':
        turn += 1;
        timers.forEach((timer) => {
          runtime.cancel(timer);
        });
        timers = [];
        return;
      case 'wake':
        timers = timers.concat(
          runtime.after(effect[2], () => {
            then({ type: 'timer', timer: effect[1] });
          }),
        );
        return;
      case 'read calls':
        return ask(codec.calls(), (calls) => then({ type: 'calls', calls: calls }));
      case 'read bookings':
        return ask(codec.meetings(), (meetings) => then({ type: 'bookings', meetings: meetings }));
      case 'dial':
        return dial(effect[1], effect[2], then);
      case 'show line':
        return codec.showLine(settings.messageConnecting);
      case 'clear line':
        return codec.showLine('');
      case 'alert':
        return codec.showAlert(settings[effect[1]]);
    }
  }

  function ask<T>(request: Promise<T>, answered: (answer: T) => void): void {
    logRejection(runtime, request.then(answered));
  }

  function dial(number: string, title: string, then: (event: Event) => void): void {
    const isBad = (error: unknown): boolean => errorCode(error) === ERROR_BAD_PARAMETERS;
    const event = codec.dial(number, title).then(
      (callId): Event => ({ type: 'dialed', callId: callId }),
      (error: unknown): Event => ({
        type: 'refused',
        error: describeError(error),
        isBadParameter: isBad(error),
      }),
    );
    ask(event, then);
  }

  ask(codec.calls(), (calls) => {
    if (calls) mayBeFromBefore = (callId) => calls.some((call) => call.id === callId);
    else runtime.after(AFTER_START_MS, () => (mayBeFromBefore = () => false));
  });

  return {
    callEnded: (report) => {
      const end = classifyDisconnect(report, settings.zoomDomains, settings.sslKeywords);
      // A redial from before a restart is not remembered: repairing it could go on for ever.
      const mayBeRedial = isProtocol(end.protocol, settings.redialProtocol) && mayBeFromBefore(end.callId);
      feed({ type: 'ended', end: end, mayBeRedial: mayBeRedial });
    },
    callConnected: (report) => {
      feed({ type: 'connected', callId: idOf(report.CallId) });
    },
  };
}
