/** The repair of a failed join, in the order in which it happens: attempt, until free, dial, follow, finish or give up. */
import { describeError, errorCode } from '../macro/errors';
import type { Arguments } from '../xapi/paths';
import type { commands } from '../xapi/schema-subset';
import { dialString, shortMeeting } from './address';
import type { ZoomAddress } from './address';
import { forgive, isWithinBudget, spend } from './budget';
import { completeFromBookings } from './calendar';
import type { BookedMeeting } from './calendar';
import { idOf, isBusy, isConnected, isProtocol } from './calls';
import type { LiveCall } from './calls';
import type { CallEnd } from './failure';
import * as messages from './messages';
import { readMeetings } from './read-calendar';
import { has, remember } from './room';
import type { Screen } from './screen';
import { after, enterStage, isKnownUp, leave, look, lookAfter, when } from './stage';
import type { Judge, Stage } from './stage';

const PAUSE_MS = 5000;
const CLEARING_LOOK_MS = 250;
export const CLEARING_TIMEOUT_MS = 8000;
/** How much longer a call may ring. */
const INCOMING_TIMEOUT_MS = 52 * 1000;
const ANSWER_TIMEOUT_MS = 10 * 1000;
/** If no call has come up by then, an alert is shown. */
const UP_TIMEOUT_MS = 30 * 1000;
/** A redial is followed for so long. */
const RINGING_TIMEOUT_MS = 2 * 60 * 1000;
const RINGING_LOOK_MS = 5000;
const MISSING_LOOK_MS = 2000;
const ERROR_BAD_PARAMETERS = 4;

/** The repair of a failed join: the last one, and the only one at a time. */
export interface Repair extends Stage {
  readonly screen: Screen;
  address: ZoomAddress;
  /** DisplayName of the redial; '' for none. */
  title: string;
  hasDialed: boolean;
  /** Whether a redial is out, which no other failure may replace. All below is about this redial. */
  isOut: boolean;
  /** '' as long as it is not known. */
  callId: string;
  /** Whether `Dial` was answered, or the answer is no longer waited for. */
  isAnswered: boolean;
  /** Whether the call was ever listed, and whether it was not at the last look. */
  isSeen: boolean;
  isMissing: boolean;
  /** Whether another call has connected, or one whose id is not known. */
  isOtherUp: boolean;
  /** The calls that have ended meanwhile. */
  ends: readonly CallEnd[];
}

/** A join failed: repairs it, unless it was redialed often enough. `isOlder` is whether it may have begun before the macro. */
export function begin(repair: Repair, end: CallEnd, address: ZoomAddress, isOlder: boolean): void {
  repair.address = address;
  repair.title = '';
  repair.isOver = repair.hasDialed = false;
  log(repair, messages.sslFailure(end.callId, end.cause));
  // A redial from before a restart is not remembered: repairing it could go on for ever.
  if (!mayRedial(repair)) giveUp(repair, messages.UNREACHABLE);
  else if (isOlder && mayBeRedial(repair, end)) giveUp(repair, messages.MAYBE_REDIAL);
  else attempt(repair, repair.settings.redialDelaySeconds * 1000);
}

/** A pause, in which the calendar completes the address of the first redial. */
function attempt(repair: Repair, pauseMs: number): void {
  const { address } = repair;
  let meetings: readonly BookedMeeting[] = [];
  enter(repair, (calls, read) => {
    // Where a call is known to be up, one answer that there is none is not enough to show something.
    const isFree = read && (read.length > 0 || !isKnownUp(repair));
    if (!isTaken(repair, calls) && isFree) repair.screen.showLine();
  });
  look(repair, 1);
  const pause = new Promise<void>((resolve) => {
    after(repair, pauseMs, resolve);
  });
  const calendar =
    repair.hasDialed ||
    readMeetings(repair).then((read) => {
      meetings = read;
    });
  const isEnough = address.meeting && address.passcode;
  const ready: Promise<unknown> = isEnough ? pause : Promise.all([pause, calendar]);
  when(repair, ready, () => {
    const complete = completeFromBookings(address, meetings);
    repair.address = complete.address;
    repair.title = complete.title || repair.title;
    if (!dialString(repair.address)) giveUp(repair, messages.NO_MEETING);
    else untilFree(repair);
  });
}

/** Waits until no call is left, and dials in the same turn. */
function untilFree(repair: Repair): void {
  let isRinging = false;
  enter(repair, (calls, read) => {
    if (isTaken(repair, calls)) return;
    if (read && read.length === 0) return redial(repair);
    if (read) repair.screen.showLine();
    // An incoming call, or a redial of an earlier repair.
    isRinging = calls.some((call) => call.state !== 'ending');
    lookAfter(repair, CLEARING_LOOK_MS);
  });
  look(repair);
  after(repair, CLEARING_TIMEOUT_MS, () => {
    after(repair, isRinging ? INCOMING_TIMEOUT_MS : 0, () => {
      giveUp(repair, messages.NOT_CLEARED);
    });
  });
}

/** Dials. What may have been dialed is dialed again only if its end was reported, or `Dial` refused. */
function redial(repair: Repair): void {
  const { address, settings } = repair;
  const call: Arguments<(typeof commands)['Dial']> = {
    Number: dialString(address),
    Protocol: settings.redialProtocol,
  };
  if (repair.title) call.DisplayName = repair.title;
  const undo = spend(repair, address.meeting);
  log(repair, messages.redialing(settings.redialProtocol, address.passcode !== ''));
  repair.hasDialed = true;
  follow(repair, '');
  when(
    repair,
    repair.xapi.command('Dial', call),
    (answer) => {
      dialed(repair, idOf(answer && answer.CallId));
    },
    (error) => {
      const code = errorCode(error);
      // An error without one of the codec's codes does not say that nothing was dialed.
      if (!(code > 0 && code <= ERROR_BAD_PARAMETERS)) return dialed(repair, '');
      // A call that is followed already is not the one that was refused.
      if (repair.callId) return;
      if (code < ERROR_BAD_PARAMETERS || !repair.title) return redialEnded(repair, describeError(error));
      log(repair, messages.WITHOUT_NAME, true);
      undo();
      repair.title = '';
      untilFree(repair);
    },
  );
  after(repair, ANSWER_TIMEOUT_MS, () => {
    dialed(repair, '');
  });
}

/** `callId` is '' if the codec gives none, or no answer in time. Then the list of calls tells, or the end of a call that may be the redial. */
function dialed(repair: Repair, callId: string): void {
  repair.isAnswered = true;
  if (callId) isCall(repair, callId);
  const end = repair.ends.filter((one) => callId && one.callId === callId)[0];
  if (end) redialEnded(repair, end.cause, end);
  else look(repair);
}

function isCall(repair: Repair, callId: string): void {
  repair.callId = callId;
  remember(repair.redialed, callId);
}

/** Follows a redial until it connects or ends. `callId` is '' if it is not known yet. */
function follow(repair: Repair, callId: string): void {
  enter(repair, (calls, read) => {
    const own = calls.filter((call) =>
      repair.callId ? call.id === repair.callId && call.state !== 'ending' : isRedial(repair, call),
    )[0];
    const end = repair.ends.filter((one) => mayBeRedial(repair, one)).pop();
    if (own && isConnected(own)) return finish(repair, messages.CONNECTED);
    if (calls.some(isConnected) || (repair.isOtherUp && !own)) return finish(repair, messages.OTHER_CALL);
    // Before `Dial` is answered, these may be calls that people dialed.
    if (own && repair.isAnswered) isCall(repair, own.id);
    if (end && repair.isAnswered && !repair.callId) return redialEnded(repair, end.cause, end);
    // Missing once, its end may still be reported.
    if (read && !own && repair.isSeen && repair.isMissing) return redialEnded(repair, messages.NOT_LISTED);
    if (own) repair.isSeen = true;
    repair.isMissing = !own;
    lookAfter(repair, repair.isSeen && !own ? MISSING_LOOK_MS : RINGING_LOOK_MS);
  });
  repair.isOut = true;
  repair.isSeen = repair.isAnswered = callId !== '';
  repair.isMissing = false;
  isCall(repair, callId);
  lookAfter(repair, RINGING_LOOK_MS);
  after(repair, UP_TIMEOUT_MS, () => {
    if (!repair.isSeen) redialEnded(repair, messages.NOT_LISTED);
  });
  after(repair, RINGING_TIMEOUT_MS, () => {
    if (repair.isMissing) redialEnded(repair, messages.NOT_LISTED);
    else finish(repair, messages.OTHER_CALL);
  });
}

/** The redial has ended, as `end` reports, or was refused, or is not listed. */
function redialEnded(repair: Repair, cause: string, end?: CallEnd): void {
  // People who hung up the redial, or another call to the meeting meanwhile, do not want to be called again.
  const isHungUp = repair.ends.some((one) => one.wasHungUp && (one === end || isSame(repair, one)));
  if (end && (end.wasConnected || has(repair.connected, end.callId)))
    return finish(repair, messages.CONNECTED);
  if (isHungUp) return finish(repair, messages.HUNG_UP);
  log(repair, messages.failed('redial', cause), true);
  // A call that is not listed may still be on its way.
  if (cause !== messages.NOT_LISTED && mayRedial(repair)) attempt(repair, PAUSE_MS);
  else giveUp(repair, messages.UNREACHABLE);
}

/** Ends the repair: the room is connected, or people hung up, or another call is active. */
export function finish(repair: Repair, line: string, isWarning?: boolean): void {
  leave(repair);
  repair.screen.clear();
  log(repair, line, isWarning);
  if (line === messages.CONNECTED) forgive(repair, repair.address.meeting);
}

/** Ends the repair with an alert, unless a call is up or coming up. */
function giveUp(repair: Repair, reason: string): void {
  const { screen, settings } = repair;
  enter(repair, (calls) => {
    if (isTaken(repair, calls)) return;
    // A redial of an earlier repair that still rings: if it fails, an alert follows.
    const earlier = calls.filter((call) => isBusy(call))[0];
    if (earlier) return follow(repair, earlier.id);
    finish(repair, messages.givingUp(reason, settings.showMessages), true);
    screen.showAlert(reason === messages.NO_MEETING ? settings.messageNoMeeting : settings.messageNotReached);
  });
  look(repair);
}

/** A call has connected. */
export function callConnected(repair: Repair, callId: string): void {
  if (repair.isOut && callId && repair.callId === callId) return finish(repair, messages.CONNECTED);
  repair.isOtherUp = true;
  look(repair);
}

/** Whether a call that ended is the redial that is out, or may be it. Then the repair goes on from there. */
export function takesEnd(repair: Repair, end: CallEnd): boolean {
  const isIt = repair.callId && end.callId ? end.callId === repair.callId : mayBeRedial(repair, end);
  if (repair.isOver || !repair.isOut) return false;
  repair.ends = repair.ends.concat(end);
  if (isIt && repair.callId) redialEnded(repair, end.cause, end);
  // If its id is not known, the list of calls tells more.
  else if (isIt) look(repair);
  return isIt;
}

/** Every stage begins with this, and with a look at the calls. */
function enter(repair: Repair, judge: Judge): void {
  enterStage(repair, judge);
  repair.isOut = repair.isOtherUp = false;
  repair.ends = [];
}

/** Whether a call is up or coming up. Then the redial after all is followed, or the repair is over. */
function isTaken(repair: Repair, calls: readonly LiveCall[]): boolean {
  // A redial of an earlier repair that still rings is waited for, as incoming calls are.
  const up = calls.filter(
    (call) => isConnected(call) || (isBusy(call) && (repair.hasDialed || !has(repair.redialed, call.id))),
  );
  const own = up.filter((call) => repair.hasDialed && isRedial(repair, call))[0];
  if (own && !isConnected(own)) follow(repair, own.id);
  else if (up.length > 0) finish(repair, own ? messages.CONNECTED : messages.OTHER_CALL);
  return up.length > 0;
}

function isRedial(repair: Repair, call: LiveCall): boolean {
  return (
    isBusy(call) &&
    call.meeting === repair.address.meeting &&
    isProtocol(call.protocol, repair.settings.redialProtocol)
  );
}

function mayBeRedial(repair: Repair, end: CallEnd): boolean {
  return isSame(repair, end) && isProtocol(end.protocol, repair.settings.redialProtocol);
}

/** Whether a call that ended led to the meeting under repair. */
export function isSame(repair: Repair, end: CallEnd): boolean {
  return end.address !== undefined && end.address.meeting === repair.address.meeting;
}

function mayRedial(repair: Repair): boolean {
  const isAllowed = isWithinBudget(repair, repair.address.meeting);
  if (!isAllowed) log(repair, messages.limitReached(repair.settings.maxRedials), true);
  return isAllowed;
}

function log(repair: Repair, line: string, isWarning?: boolean): void {
  repair.runtime[isWarning ? 'warn' : 'log'](shortMeeting(repair.address) + ': ' + line);
}
