/** The repair of a failed join, in the order in which it happens: attempt, until free, dial, follow, finish or give up. */
import { dialString, shortMeeting } from './address';
import type { ZoomAddress } from './address';
import { completeFromBookings } from './calendar';
import type { BookedMeeting } from './calendar';
import { isBusy, isConnected, isProtocol } from './calls';
import type { LiveCall } from './calls';
import { dial, ERROR_BAD_PARAMETERS } from './dial';
import type { CallEnd } from './failure';
import * as messages from './messages';
import { readMeetings } from './read-calendar';
import { remember, REMEMBERED } from './room';
import type { Room } from './room';
import { createStage } from './stage';
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

/** The repair of one failed join. */
export interface Repair {
  readonly room: Room;
  readonly stage: Stage;
  address: ZoomAddress;
  /** DisplayName of the redial; '' for none. */
  title: string;
  hasDialed: boolean;
  /** Whether a redial is out, which no other failure may replace. The rest is about this redial. */
  isOut: boolean;
  /** '' as long as it is not known. */
  callId: string;
  /** Whether `Dial` was answered, or the answer is no longer waited for. */
  isAnswered: boolean;
  /** Whether the call was ever listed, and whether it was not at the last look. */
  isSeen: boolean;
  isMissing: boolean;
  /** Whether another call, or one whose id is not known to be the redial's, was reported to have connected. */
  isOtherReported: boolean;
  /** The calls that have ended meanwhile. */
  ends: readonly CallEnd[];
}

/** A join failed: repairs it, unless it was redialed often enough. `isOlder` is whether it may have begun before the macro. */
export function startRepair(room: Room, end: CallEnd, address: ZoomAddress, isOlder: boolean): Repair {
  const repair: Repair = {
    room: room,
    stage: createStage(room),
    address: address,
    title: '',
    hasDialed: false,
    isOut: false,
    callId: '',
    isAnswered: false,
    isSeen: false,
    isMissing: false,
    isOtherReported: false,
    ends: [],
  };
  repair.stage.run(() => {
    log(repair, messages.sslFailure(end.callId, end.cause));
    // A redial from before a restart is not remembered: repairing it could go on for ever.
    if (!mayRedial(repair)) giveUp(repair, messages.UNREACHABLE);
    else if (isOlder && mayBeRedial(repair, end)) giveUp(repair, messages.MAYBE_REDIAL);
    else attempt(repair, room.settings.redialDelaySeconds * 1000);
  });
  return repair;
}

/** A pause, in which the calendar completes the address of the first redial. */
function attempt(repair: Repair, pauseMs: number): void {
  const { address, room, stage } = repair;
  let isDue = false;
  let meetings: readonly BookedMeeting[] | undefined;
  function goOn(): void {
    if (!isDue || !(meetings || (address.meeting && address.passcode))) return;
    const complete = completeFromBookings(address, meetings || []);
    repair.address = complete.address;
    repair.title = complete.title || repair.title;
    if (!dialString(repair.address)) giveUp(repair, messages.NO_MEETING);
    else if (mayRedial(repair)) untilFree(repair);
    else giveUp(repair, messages.UNREACHABLE);
  }
  enter(repair, (calls, read) => {
    if (!isTaken(repair, calls) && read) room.screen.showLine();
  });
  // Where a call is known to be up, one answer that there is none is not enough to show something.
  stage.look(room.connected.every((id) => room.ended.indexOf(id) >= 0) ? 1 : 0);
  stage.after(pauseMs, () => {
    isDue = true;
    goOn();
  });
  stage.when(repair.hasDialed ? Promise.resolve([]) : readMeetings(room), (read) => {
    meetings = read;
    goOn();
  });
}

/** Waits until no call is left, and dials in the same turn. */
function untilFree(repair: Repair): void {
  const { room, stage } = repair;
  let isRinging = false;
  enter(repair, (calls, read) => {
    if (isTaken(repair, calls)) return;
    if (read && read.length === 0) return redial(repair);
    if (read) room.screen.showLine();
    // An incoming call, or a redial of an earlier repair.
    isRinging = calls.some((call) => call.state !== 'ending');
    stage.lookAfter(CLEARING_LOOK_MS);
  });
  stage.look();
  stage.after(CLEARING_TIMEOUT_MS, () => {
    stage.after(isRinging ? INCOMING_TIMEOUT_MS : 0, () => {
      giveUp(repair, messages.NOT_CLEARED);
    });
  });
}

/** Dials. What may have been dialed is dialed again only if its end was reported, or `Dial` refused. */
function redial(repair: Repair): void {
  const { address, room, stage, title } = repair;
  const undo = room.budget.spend(address.meeting);
  log(repair, messages.redialing(room.settings.redialProtocol, address.passcode !== ''));
  repair.hasDialed = true;
  follow(repair, '');
  stage.when(dial(room, dialString(address), title), (answer) => {
    if (!answer.code) return dialed(repair, answer.callId);
    // A call that is followed already is not the one that was refused.
    if (repair.callId) return;
    if (answer.code < ERROR_BAD_PARAMETERS || !title) return redialEnded(repair, answer.error);
    log(repair, messages.WITHOUT_NAME, true);
    undo();
    repair.title = '';
    untilFree(repair);
  });
  stage.after(ANSWER_TIMEOUT_MS, () => {
    if (!repair.isAnswered) dialed(repair, '');
  });
}

/** `callId` is '' if the codec gives none. Then the list of calls tells, or the end of a call that may be the redial. */
function dialed(repair: Repair, callId: string): void {
  repair.isAnswered = true;
  if (callId) isCall(repair, callId);
  const end = repair.ends.filter((one) => callId && one.callId === callId)[0];
  if (end) redialEnded(repair, end.cause, end);
  else if (repair.room.connected.indexOf(callId) >= 0) finish(repair, messages.CONNECTED);
  else repair.stage.look();
}

function isCall(repair: Repair, callId: string): void {
  repair.callId = callId;
  remember(repair.room.redialed, callId);
}

/** Follows a redial until it connects or ends. `callId` is '' if it is not known yet. */
function follow(repair: Repair, callId: string): void {
  const { stage } = repair;
  enter(repair, (calls, read) => {
    const own = calls.filter((call) =>
      repair.callId ? call.id === repair.callId && call.state !== 'ending' : isRedial(repair, call),
    )[0];
    const end = repair.ends.filter((one) => mayBeRedial(repair, one)).pop();
    if (own && isConnected(own)) return finish(repair, messages.CONNECTED);
    if (calls.some(isConnected) || (repair.isOtherReported && !own))
      return finish(repair, messages.OTHER_CALL);
    // Before `Dial` is answered, these may be calls that people dialed.
    if (own && repair.isAnswered) isCall(repair, own.id);
    if (end && repair.isAnswered && !repair.callId) return redialEnded(repair, end.cause, end);
    // Missing once, its end may still be reported.
    if (read && !own && repair.isSeen && repair.isMissing) return redialEnded(repair, messages.NOT_LISTED);
    if (own) repair.isSeen = true;
    repair.isMissing = !own;
    stage.lookAfter(repair.isSeen && !own ? MISSING_LOOK_MS : RINGING_LOOK_MS);
  });
  const isKnown = callId !== '';
  repair.isOut = true;
  repair.isAnswered = isKnown;
  repair.isSeen = isKnown;
  repair.isMissing = false;
  isCall(repair, callId);
  stage.lookAfter(RINGING_LOOK_MS);
  stage.after(UP_TIMEOUT_MS, () => {
    if (!repair.isSeen) redialEnded(repair, messages.NOT_LISTED);
  });
  stage.after(RINGING_TIMEOUT_MS, () => {
    if (repair.isMissing) redialEnded(repair, messages.NOT_LISTED);
    else finish(repair, messages.OTHER_CALL);
  });
}

/** The redial has ended, as `end` reports, or was refused, or is not listed. */
function redialEnded(repair: Repair, cause: string, end?: CallEnd): void {
  // People who hung up the redial, or another call to the meeting meanwhile, do not want to be called again.
  const isHungUp = repair.ends.some((one) => one.wasHungUp && (one === end || isSame(repair, one)));
  if (end && wasConnected(repair.room, end)) return finish(repair, messages.CONNECTED);
  if (isHungUp) return finish(repair, messages.HUNG_UP);
  log(repair, messages.failed('redial', cause), true);
  // A call that is not listed may still be on its way.
  if (cause !== messages.NOT_LISTED && mayRedial(repair)) attempt(repair, PAUSE_MS);
  else giveUp(repair, messages.UNREACHABLE);
}

/** Ends the repair: the room is connected, or people hung up, or another call is active. */
export function finish(repair: Repair, line: string): void {
  over(repair, line);
  if (line === messages.CONNECTED) repair.room.budget.forgive(repair.address.meeting);
}

/** Ends the repair with an alert, unless a call is up or coming up. */
function giveUp(repair: Repair, reason: string): void {
  const { redialed, screen, settings } = repair.room;
  enter(repair, (calls) => {
    if (isTaken(repair, calls)) return;
    const earlier = calls.filter((call) => isBusy(call) && redialed.indexOf(call.id) >= 0)[0];
    // If that call fails, an alert follows.
    if (earlier) return follow(repair, earlier.id);
    over(repair, messages.givingUp(reason, settings.showMessages), true);
    screen.showAlert(reason === messages.NO_MEETING ? settings.messageNoMeeting : settings.messageNotReached);
  });
  repair.stage.look();
}

function over(repair: Repair, line: string, isWarning?: boolean): void {
  repair.stage.end();
  repair.room.screen.clear();
  log(repair, line, isWarning);
}

/** A call has connected. */
export function callConnected(repair: Repair, callId: string): void {
  repair.stage.run(() => {
    if (repair.isOut && callId && repair.callId === callId) return finish(repair, messages.CONNECTED);
    repair.isOtherReported = true;
    repair.stage.look();
  });
}

/** Whether a call that ended is the redial that is out, or may be it. Then the repair goes on from there. */
export function takesEnd(repair: Repair, end: CallEnd): boolean {
  if (!repair.isOut) return false;
  repair.ends = repair.ends.concat(end).slice(-REMEMBERED);
  const isIt = repair.callId && end.callId ? end.callId === repair.callId : mayBeRedial(repair, end);
  if (isIt) {
    repair.stage.run(() => {
      if (repair.callId) redialEnded(repair, end.cause, end);
      // Before `Dial` is answered, it is not known which call is the redial.
      else if (repair.isAnswered) repair.stage.look();
    });
  }
  return isIt;
}

/** Every stage begins with this, and with a look at the calls. */
function enter(repair: Repair, judge: Judge): void {
  repair.stage.enter(judge);
  repair.isOut = false;
  repair.isOtherReported = false;
  repair.ends = [];
}

/** Whether a call is up or coming up. Then the redial after all is followed, or the repair is over. */
function isTaken(repair: Repair, calls: readonly LiveCall[]): boolean {
  // A redial of an earlier repair that still rings is waited for, as incoming calls are.
  const up = calls.filter(
    (call) =>
      isConnected(call) || (isBusy(call) && (repair.hasDialed || repair.room.redialed.indexOf(call.id) < 0)),
  );
  const own = up.filter((call) => repair.hasDialed && isRedial(repair, call))[0];
  if (own && !isConnected(own)) follow(repair, own.id);
  else if (up.length > 0) finish(repair, own ? messages.CONNECTED : messages.OTHER_CALL);
  return up.length > 0;
}

function isRedial({ address, room }: Repair, call: LiveCall): boolean {
  const isExpected = isProtocol(call.protocol, room.settings.redialProtocol);
  return isBusy(call) && call.meeting === address.meeting && isExpected;
}

function mayBeRedial(repair: Repair, end: CallEnd): boolean {
  return isSame(repair, end) && isProtocol(end.protocol, repair.room.settings.redialProtocol);
}

/** Whether a call that ended led to the meeting under repair. */
export function isSame(repair: Repair, { address }: CallEnd): boolean {
  return address !== undefined && address.meeting === repair.address.meeting;
}

/** Whether a call that ended had connected. Old firmware does not report its duration. */
export function wasConnected(room: Room, end: CallEnd): boolean {
  return end.wasConnected || room.connected.indexOf(end.callId) >= 0;
}

function mayRedial(repair: Repair): boolean {
  const isAllowed = repair.room.budget.allows(repair.address.meeting);
  if (!isAllowed) log(repair, messages.limitReached(repair.room.settings.maxRedials), true);
  return isAllowed;
}

function log(repair: Repair, line: string, isWarning?: boolean): void {
  repair.room.runtime[isWarning ? 'warn' : 'log'](shortMeeting(repair.address) + ': ' + line);
}
