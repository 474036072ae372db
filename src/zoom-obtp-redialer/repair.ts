/** The repair of a failed join, in the order in which it happens: attempt, until free, dial, follow, finish or give up. */
import { describeError, errorCode } from '../macro/errors';
import type { Arguments } from '../xapi/paths';
import type { commands } from '../xapi/schema-subset';
import { dialString, shortMeeting } from './address';
import type { ZoomAddress } from './address';
import { BUDGET_MS, forgive, isWithinBudget, spend } from './budget';
import type { Budget } from './budget';
import { completeFromBookings, readMeetings } from './calendar';
import type { BookedMeeting } from './calendar';
import { has, idOf, remember } from './calls';
import type { LiveCall } from './calls';
import type { CallEnd } from './failure';
import type { Screen } from './screen';
import { after, enter, isKnownUp, look, lookAfter, when } from './stage';
import type { Stage } from './stage';

const PAUSE_MS = 5000;
const CLEARING_LOOK_MS = 250;
export const CLEARING_TIMEOUT_MS = 8000;
/** How much longer a call may ring. */
const INCOMING_TIMEOUT_MS = 52 * 1000;
/** If no call has come up by then, an alert is shown. */
const UP_TIMEOUT_MS = 30 * 1000;
/** A redial is followed for so long. */
const RINGING_TIMEOUT_MS = 2 * 60 * 1000;
const RINGING_LOOK_MS = 5000;
const MISSING_LOOK_MS = 2000;
const ERROR_BAD_PARAMETERS = 4;

const CONNECTED = 'connected';
export const HUNG_UP = 'the redial was hung up or canceled in the room';
export const OTHER_CALL = 'another call is active';
const NO_MEETING = 'no meeting ID in the call or the calendar';
const UNREACHABLE = 'Zoom unreachable';
const NOT_LISTED = 'its call is not listed';

/** The repair of a failed join: the last one, and the only one at a time. */
export interface Repair extends Stage, Budget {
  readonly screen: Screen;
  address: ZoomAddress;
  /** DisplayName of the redial; '' for none. */
  title?: string;
  hasDialed?: boolean;
  /** Whether people hung up a call to the meeting. They do not want to be called again. */
  isUnwanted?: boolean;
  /** Whether another call has connected while a redial is followed, or one whose id is not known. */
  isOtherUp?: boolean;
}

/** A join failed: repairs it, unless it was redialed often enough. `isOlder` is whether it may have begun before the macro. */
export function begin(repair: Repair, end: CallEnd, address: ZoomAddress, isOlder: boolean): void {
  let meetings: readonly BookedMeeting[] = [];
  repair.address = address;
  repair.title = '';
  repair.hasDialed = repair.isUnwanted = false;
  log(repair, 'call ' + (end.callId || '?') + ' failed with an SSL error (' + end.cause + ')');
  if (!mayRedial(repair)) return giveUp(repair, UNREACHABLE);
  // A redial from before a restart is not remembered: repairing it could go on for ever.
  if (isOlder && mayBeRedial(repair, end))
    return giveUp(repair, 'the call is older than the macro and may be a redial');
  const calendar = readMeetings(repair).then((read) => {
    meetings = read;
  });
  const isComplete = address.meeting && address.passcode;
  attempt(repair, repair.settings.redialDelaySeconds * 1000, isComplete ? undefined : calendar, () => {
    const complete = completeFromBookings(address, meetings);
    repair.address = complete.address;
    repair.title = complete.title;
    if (dialString(repair.address)) untilFree(repair);
    else giveUp(repair, NO_MEETING);
  });
}

/** Shows the message, and goes on after a pause, and when what else is needed is there. */
function attempt(repair: Repair, pauseMs: number, needed: unknown, then: () => void): void {
  enter(repair, (calls, read) => {
    // Where a call is known to be up, one answer that there is none is not enough to show something.
    const isFree = read && (read.length > 0 || !isKnownUp(repair));
    if (!isTaken(repair, calls) && isFree) repair.screen.showLine();
  });
  look(repair, 1);
  const pause = new Promise<void>((resolve) => {
    after(repair, pauseMs, resolve);
  });
  when(repair, Promise.all([pause, needed]), then);
}

/** Waits until no call is left, and dials in the same turn. */
function untilFree(repair: Repair): void {
  let isRinging = false;
  enter(repair, (calls, read) => {
    if (isTaken(repair, calls)) return;
    if (read && read.length === 0) return dial(repair);
    if (read) repair.screen.showLine();
    // An incoming call, or a redial of an earlier repair.
    isRinging = calls.some((call) => !call.isEnding);
    lookAfter(repair, CLEARING_LOOK_MS);
  });
  look(repair);
  after(repair, CLEARING_TIMEOUT_MS, () => {
    after(repair, isRinging ? INCOMING_TIMEOUT_MS : 0, () => {
      giveUp(repair, 'the failed call is not cleared');
    });
  });
}

/** Dials. What may have been dialed is dialed again only if its end was reported, or `Dial` refused. */
function dial(repair: Repair): void {
  const { address, settings, title } = repair;
  const call: Arguments<(typeof commands)['Dial']> = {
    Number: dialString(address),
    Protocol: settings.redialProtocol,
  };
  if (title) call.DisplayName = title;
  const undo = spend(repair, address.meeting);
  log(
    repair,
    'redialing over ' +
      settings.redialProtocol +
      (address.passcode ? ' with the passcode' : ', no passcode found'),
  );
  repair.hasDialed = true;
  follow(repair);
  when(
    repair,
    repair.xapi.command('Dial', call),
    (answer) => {
      isCall(repair, idOf(answer && answer.CallId));
      look(repair);
    },
    (error) => {
      const code = errorCode(error);
      // An error without one of the codec's codes does not say that nothing was dialed, and a call that is followed already
      // is not the one that was refused.
      if (!(code > 0 && code <= ERROR_BAD_PARAMETERS) || repair.callId) return;
      if (code < ERROR_BAD_PARAMETERS || !title) return redialEnded(repair, describeError(error));
      log(repair, 'display name rejected, dialing without it', true);
      undo();
      repair.title = '';
      untilFree(repair);
    },
  );
}

/** The id of the redial is known now, unless it is ''. */
function isCall(repair: Repair, callId: string): void {
  repair.callId = callId || repair.callId;
  remember(repair.redialed, callId);
}

/** Follows a redial until it connects or ends. */
function follow(repair: Repair): void {
  let isSeen = false;
  let isMissing = false;
  enter(repair, (calls, read) => {
    const own = calls.filter((call) =>
      repair.callId ? call.id === repair.callId && !call.isEnding : call.isBusy && mayBeRedial(repair, call),
    )[0];
    if (own && own.isConnected) return finish(repair, CONNECTED);
    if (calls.some((call) => call.isConnected) || (repair.isOtherUp && !own))
      return finish(repair, OTHER_CALL);
    // Missing once, its end may still be reported.
    if (read && !own && isSeen && isMissing) return redialEnded(repair, NOT_LISTED);
    if (own) {
      isCall(repair, own.id);
      isSeen = true;
    }
    isMissing = !own;
    lookAfter(repair, isSeen && isMissing ? MISSING_LOOK_MS : RINGING_LOOK_MS);
  });
  repair.callId = '';
  repair.isOtherUp = false;
  lookAfter(repair, RINGING_LOOK_MS);
  after(repair, UP_TIMEOUT_MS, () => {
    if (!isSeen) redialEnded(repair, NOT_LISTED);
  });
  after(repair, RINGING_TIMEOUT_MS, () => {
    if (isMissing) redialEnded(repair, NOT_LISTED);
    else finish(repair, OTHER_CALL);
  });
}

/** The redial has ended, or was refused, or is not listed. */
function redialEnded(repair: Repair, cause: string): void {
  if (repair.isUnwanted) return finish(repair, HUNG_UP);
  log(repair, 'redial failed (' + cause + ')', true);
  // A call that is not listed may still be on its way.
  if (cause === NOT_LISTED || !mayRedial(repair)) return giveUp(repair, UNREACHABLE);
  attempt(repair, PAUSE_MS, undefined, () => {
    untilFree(repair);
  });
}

/** Ends the repair: the room is connected, or people hung up, or another call is active. */
export function finish(repair: Repair, line: string, isWarning?: boolean): void {
  enter(repair);
  repair.screen.clear();
  log(repair, line, isWarning);
  if (line === CONNECTED) forgive(repair, repair.address.meeting);
}

/** Ends the repair with an alert, unless a call is up or coming up. */
function giveUp(repair: Repair, reason: string): void {
  const { screen, settings } = repair;
  enter(repair, (calls) => {
    if (isTaken(repair, calls, true)) return;
    const alert = settings.showMessages ? ', alert shown' : ', alerts are disabled';
    finish(repair, 'giving up: ' + reason + alert, true);
    screen.showAlert(reason === NO_MEETING ? settings.messageNoMeeting : settings.messageNotReached);
  });
  look(repair);
}

/** A call has connected. */
export function connects(repair: Repair, callId: string): void {
  if (callId && repair.callId === callId) return finish(repair, CONNECTED);
  repair.isOtherUp = true;
  look(repair);
}

/** Whether a call that ended is the redial that is followed, or may be it. Then the repair goes on from there. */
export function takesEnd(repair: Repair, end: CallEnd): boolean {
  const { callId } = repair;
  if (callId === undefined) return false;
  const isIt = callId && end.callId ? end.callId === callId : mayBeRedial(repair, end);
  if (end.wasHungUp && (isIt || end.meeting === repair.address.meeting)) repair.isUnwanted = true;
  if (isIt && end.wasConnected) finish(repair, CONNECTED);
  else if (isIt) redialEnded(repair, end.cause);
  return isIt;
}

/** Whether a call is up or coming up. Then the redial after all is followed, or the repair is over. */
function isTaken(repair: Repair, calls: readonly LiveCall[], isLast?: boolean): boolean {
  // A redial of an earlier repair that still rings is waited for, as incoming calls are, before this one dials.
  const waits = !repair.hasDialed && !isLast;
  const up = calls.filter(
    (call) => call.isBusy && (call.isConnected || !waits || !has(repair.redialed, call.id)),
  );
  const own = up.filter((call) => repair.hasDialed && mayBeRedial(repair, call))[0];
  if (own && !own.isConnected) follow(repair);
  else if (up.length > 0) finish(repair, own ? CONNECTED : OTHER_CALL);
  return up.length > 0;
}

/** Whether a call leads to the meeting, over the protocol of redials as far as the codec tells. */
function mayBeRedial(repair: Repair, call: LiveCall | CallEnd): boolean {
  const protocol = call.protocol.toLowerCase();
  const isExpected =
    /^(unknown)?$/.test(protocol) || protocol === repair.settings.redialProtocol.toLowerCase();
  return isExpected && call.meeting === repair.address.meeting;
}

function mayRedial(repair: Repair): boolean {
  const isAllowed = isWithinBudget(repair, repair.address.meeting);
  const limit = repair.settings.maxRedials + ' in ' + BUDGET_MS / 60000 + ' minutes';
  if (!isAllowed) log(repair, 'redial limit reached (' + limit + ')', true);
  return isAllowed;
}

/** Nothing that is logged ever holds a passcode or a host key. */
function log(repair: Repair, line: string, isWarning?: boolean): void {
  repair.runtime[isWarning ? 'warn' : 'log'](shortMeeting(repair.address) + ': ' + line);
}
