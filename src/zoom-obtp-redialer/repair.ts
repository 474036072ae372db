/** The way of a repair: the pause and the calendar, no call left, `Dial`, and the redial until it connects or ends. */
import { dialString } from './address';
import type { ZoomAddress } from './address';
import { completeFromBookings } from './calendar';
import { connectedIn, isProtocol } from './calls';
import type { LiveCall } from './calls';
import { act, enter, has, log, remember } from './context';
import type { Context } from './context';
import type { CallEnd } from './disconnect';
import { finish, giveUp } from './endings';
import * as messages from './messages';
import { repairOf } from './phases';
import type { Clearing, Dialing, Gathering, Phase, Refused, Ringing } from './phases';
import { hasBudget } from './redial-budget';

const PAUSE_MS = 5000;
export const CLEARING_TIMEOUT_MS = 8000;
const DIAL_TIMEOUT_MS = 10000;
const RINGING_LOOK_MS = 5000;
const MISSING_LOOK_MS = 2000;
/** A redial is followed for so long. */
const RINGING_TIMEOUT_MS = 2 * 60 * 1000;

/** A join failed: repairs it, unless it was redialed often enough. */
export function begin(address: ZoomAddress, end: CallEnd, context: Context): Phase {
  const { older } = context.memory;
  context.repair = repairOf(address);
  log(context, messages.failed(end.callId, end.cause));
  if (!mayRedial(context)) return giveUp(messages.UNREACHABLE, context);
  // A redial from before a restart is not remembered: repairing it could go on for ever.
  const isOlder = !older || older.indexOf(end.callId) >= 0;
  if (isOlder && isProtocol(end.protocol, context.settings.redialProtocol)) {
    return giveUp(messages.MAYBE_REDIAL, context);
  }
  const gathering = gather(undefined, context.settings.redialDelaySeconds * 1000, context);
  act(context, [['read bookings']]);
  return gathering;
}

function gather(meetings: Gathering['meetings'], pause: number, context: Context): Gathering {
  enter(context, [['read calls'], ['wake', 'due', pause]]);
  return { name: 'gathering', isDue: false, meetings: meetings };
}

/** Redials as soon as the pause is over, and the passcode known or not to be found. */
export function gathered(phase: Gathering, context: Context): Phase {
  const { repair } = context;
  const { meeting, passcode } = repair.address;
  if (!phase.isDue || !(phase.meetings || (meeting && passcode))) return phase;
  const complete = completeFromBookings(repair.address, phase.meetings || []);
  repair.address = complete.address;
  repair.title = complete.title || repair.title;
  if (!dialString(repair.address)) return giveUp(messages.NO_MEETING, context);
  return mayRedial(context) ? clear(context) : giveUp(messages.UNREACHABLE, context);
}

function clear(context: Context): Clearing {
  enter(context, [['read calls'], ['wake', 'limit', CLEARING_TIMEOUT_MS]]);
  return { name: 'clearing', isRinging: false, isExtended: false };
}

/** Dials in the same turn in which there are no calls. */
export function redial(context: Context): Dialing {
  const { memory, repair, settings } = context;
  const { meeting, passcode } = repair.address;
  memory.redials = memory.redials.concat({ meeting: meeting, at: context.now });
  repair.hasDialed = true;
  log(context, messages.redialing(settings.redialProtocol, passcode !== ''));
  enter(context, [
    ['dial', dialString(repair.address), repair.title],
    ['wake', 'look', DIAL_TIMEOUT_MS],
  ]);
  return { name: 'dialing', ends: [] };
}

export function dialed(phase: Dialing, callId: string, context: Context): Phase {
  if (!callId) return phase;
  const end = phase.ends.filter((one) => one.callId === callId)[0];
  if (end) return ended(phase, end, end.cause, context);
  return has(context, 'connected', callId)
    ? finish(messages.CONNECTED, context)
    : ring(callId, phase.ends, context);
}

export function refused(phase: Dialing, refusal: Refused, context: Context): Phase {
  const { memory, repair } = context;
  if (!refusal.isBadParameter || !repair.title) return ended(phase, undefined, refusal.error, context);
  log(context, messages.WITHOUT_NAME, true);
  // The rejected `Dial` does not count. It may have taken seconds, so the calls are read again.
  memory.redials = memory.redials.slice(0, -1);
  repair.title = '';
  return clear(context);
}

/** `Dial` is not answered: if it was carried out, its call is there, or has ended meanwhile. */
export function searched(phase: Dialing, calls: readonly LiveCall[], context: Context): Phase {
  if (redialAmong(calls, context)) return follow(calls, context);
  const ends = phase.ends.filter((end) => mayBeRedial(end, context));
  const end = ends[ends.length - 1];
  return ended(phase, end, end ? end.cause : messages.NO_ANSWER, context);
}

/**
 * The redial has ended, as far as can be told: it had connected, or was hung up, or failed. People who hung up another
 * call to the meeting meanwhile do not want a redial either.
 */
export function ended(
  phase: Dialing | Ringing,
  end: CallEnd | undefined,
  cause: string,
  context: Context,
): Phase {
  if (end && (end.wasConnected || has(context, 'connected', end.callId)))
    return finish(messages.CONNECTED, context);
  const isCanceled = phase.ends.some((one) => one.wasHungUp && (one === end || isSame(one, context)));
  return isCanceled ? finish(messages.HUNG_UP, context) : tryAgain(cause, context);
}

/** A call is up or coming up: the redial after all, or another one. */
export function follow(calls: readonly LiveCall[], context: Context): Phase {
  const own = redialAmong(calls, context);
  if (own && own.state === 'dialing') return ring(own.id, [], context);
  return finish(own ? messages.CONNECTED : messages.OTHER_CALL, context);
}

/** A redial is a call: follows it to its end. */
export function ring(callId: string, ends: readonly CallEnd[], context: Context): Ringing {
  remember(context, 'redialed', [callId]);
  enter(context, [
    ['wake', 'look', RINGING_LOOK_MS],
    ['wake', 'limit', RINGING_TIMEOUT_MS],
  ]);
  return { name: 'ringing', callId: callId, ends: ends, isMissing: false };
}

export function lookedAt(
  phase: Ringing,
  calls: readonly LiveCall[],
  isRead: boolean,
  context: Context,
): Phase {
  const own = calls.filter(({ id, state }) => id === phase.callId && state !== 'ending')[0];
  if (own && own.state === 'connected') return finish(messages.CONNECTED, context);
  if (connectedIn(calls).length > 0) return finish(messages.OTHER_CALL, context);
  // Missing once, its end may still be reported.
  if (isRead && !own && phase.isMissing) return giveUp(messages.UNREACHABLE, context);
  phase.isMissing = !own;
  act(context, [['wake', 'look', own ? RINGING_LOOK_MS : MISSING_LOOK_MS]]);
  return phase;
}

/** The redial failed: redials after a pause, or gives up. */
function tryAgain(cause: string, context: Context): Phase {
  log(context, messages.redialFailed(cause), true);
  return mayRedial(context) ? gather([], PAUSE_MS, context) : giveUp(messages.UNREACHABLE, context);
}

function mayRedial(context: Context): boolean {
  const limit = context.settings.maxRedials;
  const isAllowed = hasBudget(context.memory.redials, context.repair.address.meeting, limit);
  if (!isAllowed) log(context, messages.limitReached(limit), true);
  return isAllowed;
}

function redialAmong(calls: readonly LiveCall[], { repair, settings }: Context): LiveCall | undefined {
  return calls.filter(
    ({ state, meeting, protocol }) =>
      repair.hasDialed &&
      meeting === repair.address.meeting &&
      isProtocol(protocol, settings.redialProtocol) &&
      (state === 'dialing' || state === 'connected'),
  )[0];
}

/** Whether a call that ended is the redial. */
export function isRedial({ callId }: Ringing, end: CallEnd, context: Context): boolean {
  return end.callId ? end.callId === callId : mayBeRedial(end, context);
}

/** Whether a call that ended may be the redial, whose id is not known. */
function mayBeRedial(end: CallEnd, context: Context): boolean {
  return isSame(end, context) && isProtocol(end.protocol, context.settings.redialProtocol);
}

/** Whether a call that ended led to the meeting under repair. */
export function isSame({ address }: CallEnd, { repair }: Context): boolean {
  return address !== undefined && address.meeting === repair.address.meeting;
}
