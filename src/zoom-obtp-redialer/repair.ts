/** The repair of a failed join, in the order in which it happens: attempt, until free, dial, follow, finish or give up. */
import { describeError, errorCode } from '../macro/errors';
import type { Arguments } from '../xapi/xapi';
import { dialString, shortMeeting } from './address';
import type { ZoomAddress } from './address';
import { completeFromBookings, readMeetings } from './calendar';
import type { BookedMeeting } from './calendar';
import { has, idOf, remember } from './calls';
import type { LiveCall } from './calls';
import type { CallEnd } from './failure';
import type { Show } from './screen';
import { after, enter, look, lookAfter, when } from './stage';
import type { Stage } from './stage';

/** A redial counts for this long. */
export const BUDGET_MS = 5 * 60 * 1000;
/** All meetings together may be redialed this many times as often as one. */
export const MEETINGS = 3;
const PAUSE_MS = 5000;
const CLEARING_LOOK_MS = 250;
export const CLEARING_TIMEOUT_MS = 8000;
/** How much longer a call may ring: a minute in all. */
const INCOMING_TIMEOUT_MS = 52 * 1000;
/** If no call has come up by then, an alert is shown. */
const UP_TIMEOUT_MS = 30 * 1000;
/** A redial is followed for so long. */
const RINGING_TIMEOUT_MS = 2 * 60 * 1000;
const RINGING_LOOK_MS = 2000;
const ERROR_BAD_PARAMETERS = 4;

export const CONNECTED = 'connected';
export const HUNG_UP = 'hung up or canceled in the room';
export const OTHER_CALL = 'another call is active';
const NO_MEETING = 'no meeting ID in the call or the calendar';
/** It may still be on its way, so nothing more is dialed. */
const NOT_LISTED = 'the redial is not listed';

/** The repair of a failed join: the last one, and the only one at a time. */
export interface Repair extends Stage {
  readonly show: Show;
  /** The calls from before the start; undefined as long as it is not known which these are. */
  older?: readonly string[];
  /** The redials that count. */
  spent: readonly { readonly meeting: string }[];
  address: ZoomAddress;
  /** DisplayName of the redial; '' for none. */
  title?: string | undefined;
  hasDialed?: boolean;
  /** Whether people hung up a call to the meeting. They do not want to be called again. */
  isUnwanted?: boolean;
  /** Whether another call has connected while a redial is followed, or one whose id is not known. */
  isOtherUp?: boolean;
  /** The last end of a call while a redial is followed: its own, if `Dial` answers later. */
  lastEnd?: CallEnd | undefined;
}

/** A join failed: repairs it. */
export function begin(repair: Repair, end: CallEnd, address: ZoomAddress): void {
  repair.address = address;
  repair.title = '';
  repair.hasDialed = repair.isUnwanted = false;
  log(repair, 'call ' + (end.id || '?') + ' failed with an SSL error (' + end.cause + ')');
  // A redial from before a restart is not remembered: repairing it could go on for ever.
  if ((!repair.older || has(repair.older, end.id)) && mayBeRedial(repair, end))
    giveUp(repair, 'the call is older than the macro and may be a redial');
  else attempt(repair, repair.settings.redialDelaySeconds * 1000);
}

/** A pause, in which the calendar completes the address of the first redial, unless the meeting was redialed often enough. */
function attempt(repair: Repair, pauseMs: number): void {
  const { address } = repair;
  let meetings: readonly BookedMeeting[] = [];
  const max = repair.settings.maxRedials;
  const ofMeeting = repair.spent.filter((redial) => redial.meeting === address.meeting);
  // This ends every loop.
  if (ofMeeting.length >= max || repair.spent.length >= max * MEETINGS)
    return giveUp(repair, 'redial limit reached (' + max + ' in ' + BUDGET_MS / 60000 + ' minutes)');
  enter(repair, (calls, read) => {
    if (!isTaken(repair, calls) && read) repair.show('TextLine');
  });
  look(repair, 1);
  const calendar =
    repair.hasDialed ||
    readMeetings(repair).then((read) => {
      meetings = read;
    });
  const isEnough = address.meeting && address.passcode;
  after(repair, pauseMs, () => {
    when(repair, Promise.resolve<unknown>(isEnough || calendar), () => {
      const complete = completeFromBookings(address, meetings);
      repair.address = complete.address;
      repair.title = complete.title || repair.title;
      if (dialString(repair.address)) untilFree(repair);
      else giveUp(repair, NO_MEETING);
    });
  });
}

/** Waits until no call is left, and dials in the same turn. */
function untilFree(repair: Repair): void {
  let isRinging = false;
  enter(repair, (calls, read) => {
    if (isTaken(repair, calls)) return;
    if (read && read.length === 0) return dial(repair);
    if (read) repair.show('TextLine');
    // An incoming call, or a redial of an earlier repair; not the failed call, whose end was reported.
    isRinging = calls.length > 0;
    lookAfter(repair, CLEARING_LOOK_MS);
  });
  look(repair);
  after(repair, CLEARING_TIMEOUT_MS, () => {
    after(repair, isRinging ? INCOMING_TIMEOUT_MS : 0, () =>
      giveUp(repair, 'the failed call is not cleared'),
    );
  });
}

/** Dials. What may have been dialed is dialed again only if its end was reported, or `Dial` refused. */
function dial(repair: Repair): void {
  const { address, title } = repair;
  const call: Arguments<'Dial'> = { Number: dialString(address), Protocol: repair.settings.redialProtocol };
  if (title) call.DisplayName = title;
  const redial = { meeting: address.meeting };
  repair.spent = repair.spent.concat(redial);
  repair.runtime.after(BUDGET_MS, () => {
    repair.spent = repair.spent.filter((other) => other !== redial);
  });
  const passcode = address.passcode ? ' with the passcode' : ', no passcode found';
  log(repair, 'redialing over ' + call.Protocol + passcode);
  repair.hasDialed = true;
  follow(repair);
  when(
    repair,
    Promise.resolve().then(() => repair.xapi.command('Dial', call)),
    (answer) => {
      repair.callId = idOf(answer && answer.CallId);
      remember(repair.redialed, repair.callId);
      if (!repair.lastEnd || !takesEnd(repair, repair.lastEnd)) look(repair);
    },
    (error) => {
      const code = errorCode(error);
      if (code === ERROR_BAD_PARAMETERS && title && !repair.isUnwanted) {
        log(repair, 'display name rejected, dialing without it');
        repair.spent = repair.spent.slice(0, -1);
        repair.title = '';
        untilFree(repair);
      }
      // An error without one of the codec's codes does not say that nothing was dialed.
      else if (code > 0 && code <= ERROR_BAD_PARAMETERS) redialEnded(repair, describeError(error));
    },
  );
}

/** Follows a redial until it connects or ends. */
function follow(repair: Repair): void {
  let isSeen = false;
  let isMissing = false;
  enter(repair, (calls, read) => {
    const own = ownAmong(repair, calls);
    if (own && own.isConnected) return finish(repair, CONNECTED);
    const isOtherUp = (!own && repair.isOtherUp) || calls.some((call) => call.isConnected);
    if (isOtherUp) return finish(repair, OTHER_CALL);
    // Missing once, its end may still be reported.
    if (read && !own && isSeen && isMissing) return giveUp(repair, NOT_LISTED);
    if (own) isSeen = true;
    isMissing = !own;
    lookAfter(repair, RINGING_LOOK_MS);
  });
  repair.callId = '';
  repair.isOtherUp = false;
  repair.lastEnd = undefined;
  lookAfter(repair, RINGING_LOOK_MS);
  after(repair, UP_TIMEOUT_MS, () => {
    if (!isSeen) giveUp(repair, NOT_LISTED);
  });
  after(repair, RINGING_TIMEOUT_MS, () => finish(repair, OTHER_CALL));
}

/** The redial has ended, or was refused. */
function redialEnded(repair: Repair, cause: string): void {
  if (repair.isUnwanted) return finish(repair, HUNG_UP);
  log(repair, 'redial failed (' + cause + ')', true);
  attempt(repair, PAUSE_MS);
}

/** Ends the repair: the room is connected, or people hung up, or another call is active. */
export function finish(repair: Repair, line: string, isWarning?: boolean): void {
  enter(repair);
  repair.show();
  log(repair, line, isWarning);
  if (line === CONNECTED)
    repair.spent = repair.spent.filter((redial) => redial.meeting !== repair.address.meeting);
}

/** Ends the repair with an alert, unless people hung up, or a call is up or coming up. */
function giveUp(repair: Repair, reason: string): void {
  const { settings } = repair;
  if (repair.isUnwanted) return finish(repair, HUNG_UP);
  enter(repair, (calls) => {
    if (isTaken(repair, calls, true)) return;
    finish(repair, 'giving up: ' + reason, true);
    repair.show('Alert', reason === NO_MEETING ? settings.messageNoMeeting : settings.messageNotReached);
  });
  look(repair);
}

/** Whether a call that ended is the redial that is followed, or may be it. Then the repair goes on from there. */
export function takesEnd(repair: Repair, end: CallEnd): boolean {
  if (repair.callId === undefined) return false;
  repair.lastEnd = end;
  const isIt = mayBeRedial(repair, end);
  if (end.wasHungUp && (isIt || end.meeting === repair.address.meeting)) repair.isUnwanted = true;
  if (isIt && end.wasConnected) finish(repair, CONNECTED);
  else if (isIt) redialEnded(repair, end.cause);
  return isIt;
}

/** Whether a call is up or coming up. Then the redial after all is followed, or the repair is over. */
function isTaken(repair: Repair, calls: readonly LiveCall[], isLast?: boolean): boolean {
  // A redial of an earlier repair that still rings is waited for, as incoming calls are, before this one dials.
  const isDecided = repair.hasDialed || isLast;
  const isUp = calls.some(
    (call) => call.isBusy && (call.isConnected || isDecided || !has(repair.redialed, call.id)),
  );
  const own = repair.hasDialed && ownAmong(repair, calls);
  if (own && !own.isConnected) follow(repair);
  else if (isUp) finish(repair, own ? CONNECTED : OTHER_CALL);
  return isUp;
}

/** The redial, or what may be it. */
function ownAmong(repair: Repair, calls: readonly LiveCall[]): LiveCall | undefined {
  return calls.filter((call) => call.isBusy && mayBeRedial(repair, call))[0];
}

/** Whether a call is the redial: by its id if both are known, otherwise by the meeting, and the protocol if the codec tells it. */
function mayBeRedial(repair: Repair, call: LiveCall | CallEnd): boolean {
  const protocol = new RegExp('^(unknown|' + repair.settings.redialProtocol + ')?$', 'i');
  if (repair.callId && call.id) return call.id === repair.callId;
  return call.meeting === repair.address.meeting && protocol.test(call.protocol);
}

/** Nothing that is logged ever holds a passcode or a host key. */
function log(repair: Repair, line: string, isWarning?: boolean): void {
  repair.runtime[isWarning ? 'warn' : 'log'](shortMeeting(repair.address) + ': ' + line);
}
