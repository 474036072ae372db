/**
 * The redialer's decisions: what an event means in a phase. Pure; redialer.ts carries the effects out.
 * Every repair ends in one of four ways: connected, hung up in the room, another call is active, or an alert.
 */
import { dialString, shortMeeting, withMissingParts } from './address';
import type { ZoomAddress } from './address';
import { completeFromBookings } from './calendar';
import { callLineState, isProtocol } from './calls';
import type { LiveCall } from './calls';
import type { CallEnd } from './disconnect';
import * as messages from './messages';
import type {
  Active,
  Clearing,
  Dialing,
  Effect,
  Event,
  Gathering,
  GivingUp,
  Idle,
  Memory,
  Phase,
  Repair,
  Ringing,
  Step,
  Timer,
} from './phases';
import { hasBudget, recentRedials } from './redial-budget';
import type { RedialerSettings } from './settings';

const PAUSE_MS = 5000;
const CLEARING_LOOK_MS = 250;
export const CLEARING_TIMEOUT_MS = 8000;
/** How much longer an incoming call may ring. */
const INCOMING_TIMEOUT_MS = 52000;
const DIAL_TIMEOUT_MS = 10000;
const RINGING_LOOK_MS = 15000;
const MISSING_LOOK_MS = 2000;
/** A redial is followed for so many looks: 2 minutes. */
const MAX_LOOKS = 8;
const REMEMBERED = 50;

interface Context {
  /** Milliseconds on a clock that never goes back. */
  readonly now: number;
  readonly settings: RedialerSettings;
  readonly effects: Effect[];
}

/** The step that an event makes in a phase. `now` is in milliseconds, on a clock that never goes back. */
export function next(before: Phase, event: Event, now: number, settings: RedialerSettings): Step {
  const context: Context = { now: now, settings: settings, effects: [] };
  const phase = remember(before, { redials: recentRedials(before.memory.redials, now) });
  return { phase: afterEvent(phase, event, context), effects: context.effects };
}

function afterEvent(phase: Phase, event: Event, context: Context): Phase {
  if (event.type === 'ended') return callEnded(phase, event.end, event.mayBeRedial, context);
  if (event.type === 'connected') return callConnected(phase, event.callId, context);
  if (phase.name === 'idle' || event.type === 'tick') return phase;
  if (event.type === 'calls') return callsRead(phase, event.calls, context);
  if (event.type === 'timer') return timerRang(phase, event.timer, context);
  if (event.type === 'bookings') {
    return phase.name === 'gathering'
      ? gathered(update(phase, { meetings: event.meetings }), context)
      : phase;
  }
  if (phase.name !== 'dialing') return phase;
  return event.type === 'dialed'
    ? dialed(phase, event.callId, context)
    : refused(phase, event.error, event.isBadParameter, context);
}

function callConnected(before: Phase, callId: string, context: Context): Phase {
  const phase = remember(before, {
    connected: before.memory.connected.concat(callId || []).slice(-REMEMBERED),
  });
  if (phase.name === 'ringing' && phase.callId === callId) return finish(phase, messages.CONNECTED, context);
  // Another call, or a redial that was believed to have failed: the calls tell which.
  if (phase.name === 'gathering') context.effects.push(['read calls']);
  return phase;
}

function callEnded(before: Phase, end: CallEnd, mayBeRedial: boolean, context: Context): Phase {
  if (end.callId && hasEnded(before.memory, end.callId)) return before;
  const phase = remember(before, { ended: before.memory.ended.concat(end).slice(-REMEMBERED) });
  if (
    phase.name === 'ringing' &&
    (end.callId ? end.callId === phase.callId : mayBeRedialOf(phase, end, context))
  ) {
    return redialEnded(phase, end, context);
  }
  const { address } = end;
  if (!address) return phase;
  const isSame = phase.name !== 'idle' && address.meeting === phase.repair.address.meeting;
  // Whether it is the redial is not known before `Dial` is answered.
  if (phase.name === 'dialing' && isSame) return phase;
  const hadConnected = phase.memory.connected.indexOf(end.callId) >= 0;
  const reason =
    end.ignoredReason || (hadConnected ? messages.HAD_CONNECTED : isSame ? messages.IN_PROGRESS : '');
  if (reason) log(context, address, messages.ignored(end.callId, reason), end.isSuspicious);
  if (phase.name === 'idle') return reason ? phase : begin(phase.memory, address, end, mayBeRedial, context);
  if (reason)
    return isSame ? withRepair(phase, { address: withMissingParts(phase.repair.address, address) }) : phase;
  return begin(finish(phase, messages.OTHER_CALL, context).memory, address, end, mayBeRedial, context);
}

/** A join failed: repairs it, unless it was redialed often enough. */
function begin(
  memory: Memory,
  address: ZoomAddress,
  end: CallEnd,
  mayBeRedial: boolean,
  context: Context,
): Phase {
  const repair = { address: address, title: '', hasDialed: false, isLineShown: false };
  const idle: Idle = { name: 'idle', memory: memory };
  log(context, address, messages.failed(end.callId, end.cause));
  if (!mayRedial(idle, address, context)) return giveUp(idle, repair, messages.UNREACHABLE, context);
  if (mayBeRedial) return giveUp(idle, repair, messages.MAYBE_REDIAL, context);
  enter(context, [
    ['read calls'],
    ['read bookings'],
    ['wake', 'due', context.settings.redialDelaySeconds * 1000],
  ]);
  return { name: 'gathering', memory: memory, repair: repair, isDue: false, meetings: undefined };
}

/** Redials as soon as the pause is over, and the passcode known or not to be found. */
function gathered(phase: Gathering, context: Context): Phase {
  const { address } = phase.repair;
  if (!phase.isDue || !(phase.meetings || (address.meeting && address.passcode))) return phase;
  const complete = completeFromBookings(address, phase.meetings || []);
  const title = complete.title || phase.repair.title;
  const repair = update(phase.repair, { address: complete.address, title: title });
  const number = dialString(complete.address);
  if (!number) return giveUp(phase, repair, messages.NO_MEETING, context);
  if (!mayRedial(phase, complete.address, context))
    return giveUp(phase, repair, messages.UNREACHABLE, context);
  return clear(phase.memory, repair, number, context);
}

function clear(memory: Memory, repair: Repair, number: string, context: Context): Clearing {
  enter(context, [['read calls'], ['wake', 'limit', CLEARING_TIMEOUT_MS]]);
  return {
    name: 'clearing',
    memory: memory,
    repair: repair,
    number: number,
    isRinging: false,
    isExtended: false,
  };
}

function callsRead(phase: Active, read: readonly LiveCall[] | undefined, context: Context): Phase {
  const calls = (read || []).map((call) =>
    call.id && hasEnded(phase.memory, call.id) ? update(call, { state: 'ending' }) : call,
  );
  if (phase.name === 'ringing') return lookedAt(phase, calls, read !== undefined, context);
  if (phase.name === 'dialing') return searched(phase, calls, context);
  if (callLineState(calls) === 'busy') return follow(phase, calls, context);
  if (phase.name === 'giving up') return tellRoom(phase, context);
  if (phase.name === 'clearing' && read && calls.length === 0) return redial(phase, context);
  const waiting = read && !phase.repair.isLineShown ? withRepair(phase, { isLineShown: true }) : phase;
  if (waiting !== phase) context.effects.push(['show line']);
  if (waiting.name === 'gathering') return waiting;
  context.effects.push(['wake', 'look', CLEARING_LOOK_MS]);
  return update(waiting, { isRinging: calls.some((call) => call.state === 'ringing in') });
}

/** A call is up or coming up: the redial after all, or another one. */
function follow(phase: Active, calls: readonly LiveCall[], context: Context): Phase {
  const own = redialAmong(phase, calls, context);
  if (!own) return finish(phase, messages.OTHER_CALL, context);
  return own.state === 'connected'
    ? finish(phase, messages.CONNECTED, context)
    : ring(phase, own.id, context);
}

/** Dials in the same turn in which there are no calls. */
function redial({ memory, repair, number }: Clearing, context: Context): Dialing {
  const { meeting, passcode } = repair.address;
  const redials = memory.redials.concat({ meeting: meeting, at: context.now });
  log(context, repair.address, messages.redialing(context.settings.redialProtocol, passcode !== ''));
  enter(context, [
    ['dial', number, repair.title],
    ['wake', 'look', DIAL_TIMEOUT_MS],
  ]);
  return {
    name: 'dialing',
    memory: update(memory, { redials: redials }),
    repair: update(repair, { hasDialed: true }),
    number: number,
    endedBefore: memory.ended,
  };
}

function dialed(phase: Dialing, callId: string, context: Context): Phase {
  if (!callId) return phase;
  const end = phase.memory.ended.filter((one) => one.callId === callId)[0];
  if (end) return redialEnded(phase, end, context);
  const isConnected = phase.memory.connected.indexOf(callId) >= 0;
  return isConnected ? finish(phase, messages.CONNECTED, context) : ring(phase, callId, context);
}

function refused(phase: Dialing, error: string, isBadParameter: boolean, context: Context): Phase {
  if (!isBadParameter || !phase.repair.title) return tryAgain(phase, error, context);
  log(context, phase.repair.address, messages.WITHOUT_NAME, true);
  // The rejected `Dial` does not count. It may have taken seconds, so the calls are read again.
  const memory = update(phase.memory, { redials: phase.memory.redials.slice(0, -1) });
  return clear(memory, update(phase.repair, { title: '' }), phase.number, context);
}

/** `Dial` is not answered: if it was carried out, its call is there, or has ended meanwhile. */
function searched(phase: Dialing, calls: readonly LiveCall[], context: Context): Phase {
  if (redialAmong(phase, calls, context)) return follow(phase, calls, context);
  const ends = phase.memory.ended.filter(
    (end) => phase.endedBefore.indexOf(end) < 0 && mayBeRedialOf(phase, end, context),
  );
  const end = ends[ends.length - 1];
  return end ? redialEnded(phase, end, context) : tryAgain(phase, messages.NO_ANSWER, context);
}

function ring({ memory, repair }: Active, callId: string, context: Context): Ringing {
  enter(context, [['wake', 'look', RINGING_LOOK_MS]]);
  return { name: 'ringing', memory: memory, repair: repair, callId: callId, looks: 0, isMissing: false };
}

function lookedAt(phase: Ringing, calls: readonly LiveCall[], isRead: boolean, context: Context): Phase {
  const call = calls.filter(({ id, state }) => id === phase.callId && state !== 'ending')[0];
  const isMissing = isRead && !call;
  const looks = phase.looks + 1;
  if (call && call.state === 'connected') return finish(phase, messages.CONNECTED, context);
  if (call && looks >= MAX_LOOKS) return finish(phase, messages.OTHER_CALL, context);
  if (looks >= MAX_LOOKS || (isMissing && phase.isMissing)) {
    return giveUp(phase, phase.repair, messages.UNREACHABLE, context);
  }
  context.effects.push(['wake', 'look', isMissing ? MISSING_LOOK_MS : RINGING_LOOK_MS]);
  return update(phase, { looks: looks, isMissing: isMissing });
}

function redialEnded(phase: Active, end: CallEnd, context: Context): Phase {
  const hadConnected = end.wasConnected || phase.memory.connected.indexOf(end.callId) >= 0;
  if (hadConnected) return finish(phase, messages.CONNECTED, context);
  return end.wasHungUp ? finish(phase, messages.HUNG_UP, context) : tryAgain(phase, end.cause, context);
}

/** The redial failed: redials after a pause, or gives up. */
function tryAgain(phase: Active, reason: string, context: Context): Phase {
  const { memory, repair } = phase;
  log(context, repair.address, messages.redialFailed(reason), true);
  if (!mayRedial(phase, repair.address, context)) return giveUp(phase, repair, messages.UNREACHABLE, context);
  enter(context, [['read calls'], ['wake', 'due', PAUSE_MS]]);
  const hidden = update(repair, { isLineShown: false });
  return { name: 'gathering', memory: memory, repair: hidden, isDue: false, meetings: [] };
}

function timerRang(phase: Active, timer: Timer, context: Context): Phase {
  if (phase.name === 'gathering') return gathered(update(phase, { isDue: true }), context);
  if (phase.name === 'clearing' && timer === 'limit') {
    if (!phase.isRinging || phase.isExtended)
      return giveUp(phase, phase.repair, messages.NOT_CLEARED, context);
    context.effects.push(['wake', 'limit', INCOMING_TIMEOUT_MS]);
    return update(phase, { isExtended: true });
  }
  context.effects.push(['read calls']);
  return phase;
}

function mayRedial(phase: Phase, address: ZoomAddress, context: Context): boolean {
  const limit = context.settings.maxRedials;
  const isAllowed = hasBudget(phase.memory.redials, address.meeting, limit);
  if (!isAllowed) log(context, address, messages.limitReached(limit), true);
  return isAllowed;
}

/** Gives up, after a last look at the calls. */
function giveUp({ memory }: Phase, repair: Repair, reason: string, context: Context): GivingUp {
  enter(context, [['read calls']]);
  return { name: 'giving up', memory: memory, repair: repair, reason: reason };
}

function tellRoom({ memory, repair, reason }: GivingUp, context: Context): Idle {
  log(context, repair.address, messages.givingUp(reason, context.settings.showMessages), true);
  hideLine(repair, context);
  context.effects.push(['alert', reason === messages.NO_MEETING ? 'messageNoMeeting' : 'messageNotReached']);
  return { name: 'idle', memory: memory };
}

function finish({ memory, repair }: Active, line: string, context: Context): Idle {
  const { meeting } = repair.address;
  log(context, repair.address, line);
  hideLine(repair, context);
  const kept = memory.redials.filter((made) => line !== messages.CONNECTED || made.meeting !== meeting);
  return { name: 'idle', memory: update(memory, { redials: kept }) };
}

function hideLine(repair: Repair, context: Context): void {
  enter(context, repair.isLineShown ? [['clear line']] : []);
}

/** Every phase begins with this: what the one before has asked for no longer matters. */
function enter(context: Context, effects: readonly Effect[]): void {
  context.effects.push(['forget']);
  effects.forEach((effect) => context.effects.push(effect));
}

function log(context: Context, address: ZoomAddress, line: string, isWarning = false): void {
  context.effects.push([isWarning ? 'warn' : 'log', shortMeeting(address) + ': ' + line]);
}

function hasEnded(memory: Memory, callId: string): boolean {
  return memory.ended.some((end) => end.callId === callId);
}

function redialAmong(
  { repair }: Active,
  calls: readonly LiveCall[],
  { settings }: Context,
): LiveCall | undefined {
  return calls.filter(
    ({ state, meeting, protocol }) =>
      repair.hasDialed &&
      meeting === repair.address.meeting &&
      isProtocol(protocol, settings.redialProtocol) &&
      (state === 'dialing' || state === 'connected'),
  )[0];
}

function mayBeRedialOf({ repair }: Active, { address, protocol }: CallEnd, { settings }: Context): boolean {
  const isSame = address !== undefined && address.meeting === repair.address.meeting;
  return isSame && isProtocol(protocol, settings.redialProtocol);
}

function remember(phase: Phase, changes: Partial<Memory>): Phase {
  return update(phase, { memory: update(phase.memory, changes) });
}

function withRepair<P extends Active>(phase: P, changes: Partial<Repair>): P {
  return { ...phase, repair: update(phase.repair, changes) };
}

function update<T>(value: T, changes: Partial<T>): T {
  return { ...value, ...changes };
}
