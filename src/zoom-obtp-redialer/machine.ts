/**
 * The redialer's decisions: what an event means in a phase. Pure; redialer.ts carries the effects out.
 * Every repair ends in one of four ways: see endings.ts.
 */
import { connectedIn, isBusy } from './calls';
import type { LiveCall } from './calls';
import { act, has, lastOf, log, remember } from './context';
import type { Context } from './context';
import type { CallEnd } from './disconnect';
import { clearAlert, finish, giveUp, hideLine, LINE_MS, tellRoom } from './endings';
import * as messages from './messages';
import { idle } from './phases';
import type { Active, Clearing, Event, Phase, State, Step, Timer } from './phases';
import { recentRedials } from './redial-budget';
import * as repair from './repair';
import type { RedialerSettings } from './settings';

const CLEARING_LOOK_MS = 250;
/** How much longer a call may ring. */
const INCOMING_TIMEOUT_MS = 52000;

/** The step that an event makes. `now` is in milliseconds, on a clock that never goes back. */
export function next(before: State, event: Event, now: number, settings: RedialerSettings): Step {
  const context: Context = {
    now: now,
    settings: settings,
    repair: copyOf(before.repair),
    memory: copyOf(before.memory),
    effects: [],
  };
  context.memory.redials = recentRedials(before.memory.redials, now);
  const phase = afterEvent(copyOf(before.phase), event, context);
  return { phase: phase, repair: context.repair, memory: context.memory, effects: context.effects };
}

function afterEvent(phase: Phase, event: Event, context: Context): Phase {
  switch (event.type) {
    case 'tick':
      return phase;
    case 'started':
      context.memory.older = event.calls.map((call) => call.id);
      remember(context, 'connected', connectedIn(event.calls));
      return phase;
    case 'ended':
      return callEnded(phase, event.end, context);
    case 'connected':
      return callConnected(phase, event.callId, context);
    case 'calls':
      return callsRead(phase, event.calls, context);
    case 'timer':
      return timerRang(phase, event.timer, context);
    case 'bookings':
      if (phase.name !== 'gathering') return phase;
      phase.meetings = event.meetings;
      return repair.gathered(phase, context);
    case 'dialed':
      return phase.name === 'dialing' ? repair.dialed(phase, event.callId, context) : phase;
    case 'refused':
      return phase.name === 'dialing' ? repair.refused(phase, event, context) : phase;
  }
}

function callConnected(phase: Phase, callId: string, context: Context): Phase {
  // Reports come more than once, and each look at the calls takes several requests.
  const isKnown = has(context, 'connected', callId);
  remember(context, 'connected', [callId]);
  if (phase.name === 'idle') return phase;
  if (phase.name === 'alerting') return clearAlert(context);
  if (phase.name === 'ringing' && phase.callId === callId) return finish(messages.CONNECTED, context);
  // Another call, or a redial whose id is not known: nothing is shown over either, and the calls tell which it is.
  hideLine(context);
  if (phase.name !== 'dialing' && !isKnown) act(context, [['read calls']]);
  return phase;
}

function callEnded(phase: Phase, end: CallEnd, context: Context): Phase {
  if (has(context, 'ended', end.callId)) return phase;
  remember(context, 'ended', [end.callId]);
  // A call that rings is the redial of this repair, which no other failure may replace.
  const isRedialOut = phase.name === 'dialing' || phase.name === 'ringing';
  if (isRedialOut) phase.ends = lastOf(phase.ends.concat(end));
  if (phase.name === 'ringing' && repair.isRedial(phase, end, context))
    return repair.ended(phase, end, end.cause, context);
  const { address } = end;
  if (!address) return phase;
  const isOfRepair = isActive(phase) && repair.isSame(end, context);
  // Whether it is the redial is not known before `Dial` is answered.
  if (isOfRepair && phase.name === 'dialing') return phase;
  const connected = has(context, 'connected', end.callId) ? messages.HAD_CONNECTED : '';
  // Nobody has joined a meeting if the call is a redial of an earlier repair whose end is reported late.
  const isNoJoin = !address.meeting || has(context, 'redialed', end.callId);
  const isSecond = isOfRepair || isRedialOut || (isActive(phase) && isNoJoin);
  const reason = end.ignoredReason || connected || (isSecond ? messages.IN_PROGRESS : '');
  if (reason) {
    log(context, messages.ignored(end.callId, reason), end.isSuspicious, address);
    const isOver = isOfRepair && end.wasHungUp && phase.name !== 'ringing';
    return isOver ? finish(messages.HUNG_UP, context) : phase;
  }
  // What people see of one join disappears when another one fails.
  if (phase.name === 'alerting') clearAlert(context);
  if (isActive(phase)) finish(messages.OTHER_CALL, context);
  return repair.begin(address, end, context);
}

/** `read` is undefined if the calls cannot be read. */
function callsRead(phase: Phase, read: readonly LiveCall[] | undefined, context: Context): Phase {
  const calls = (read || []).filter((call) => !has(context, 'ended', call.id));
  const isRead = read !== undefined;
  remember(context, 'connected', connectedIn(calls));
  if (!isActive(phase)) return phase;
  if (phase.name === 'ringing') return repair.lookedAt(phase, calls, isRead, context);
  if (phase.name === 'dialing') return repair.searched(phase, calls, context);
  const [earlier] = calls.filter((call) => isEarlierRedial(call, context));
  if (isBusy(calls.filter((call) => call !== earlier))) return repair.follow(calls, context);
  // No alert over a call that rings. If that call fails, an alert follows.
  if (phase.name === 'giving up') {
    return earlier ? repair.ring(earlier.id, [], context) : tellRoom(phase, context);
  }
  if (phase.name === 'clearing') {
    if (read && read.length === 0) return repair.redial(context);
    phase.isRinging = calls.some((call) => call.state !== 'ending');
    act(context, [['wake', 'look', CLEARING_LOOK_MS]]);
  }
  // Again in each gathering, because the line disappears after a while.
  if (isRead && (phase.name === 'gathering' || !context.repair.lineEnds)) {
    act(context, [['show line']]);
    context.repair.lineEnds = context.now + LINE_MS;
  }
  return phase;
}

/** A redial of an earlier repair that still rings is waited for, as incoming calls are. */
function isEarlierRedial({ id, state }: LiveCall, context: Context): boolean {
  return state === 'dialing' && !context.repair.hasDialed && has(context, 'redialed', id);
}

function timerRang(phase: Phase, timer: Timer, context: Context): Phase {
  if (!isActive(phase)) return idle;
  if (phase.name === 'gathering') {
    phase.isDue = true;
    return repair.gathered(phase, context);
  }
  if (timer === 'limit' && phase.name === 'clearing') return notCleared(phase, context);
  if (timer === 'limit' && phase.name === 'ringing') {
    if (phase.isMissing) return giveUp(messages.UNREACHABLE, context);
    return finish(messages.OTHER_CALL, context);
  }
  act(context, [['read calls']]);
  return phase;
}

function notCleared(phase: Clearing, context: Context): Phase {
  if (!phase.isRinging || phase.isExtended) return giveUp(messages.NOT_CLEARED, context);
  phase.isExtended = true;
  act(context, [['wake', 'limit', INCOMING_TIMEOUT_MS]]);
  return phase;
}

/** A copy, one level deep. */
function copyOf<T extends object>(value: T): T {
  const copy: Partial<T> = {};
  // Nothing in a state has a prototype of its own, so these are all of its keys.
  (Object.keys(value) as (keyof T)[]).forEach((key) => (copy[key] = value[key]));
  return copy as T;
}

function isActive(phase: Phase): phase is Active {
  return phase.name !== 'idle' && phase.name !== 'alerting';
}
