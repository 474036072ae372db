import { describeError } from '../macro/errors';
import { guardListener, logRejection } from '../macro/guard';
import { ignore } from '../macro/runtime';
import type { Runtime } from '../macro/runtime';
import { readSettings } from '../macro/settings';
import type { EventAt, XApi } from '../xapi/xapi';
import { dialString, passcodeOf, shortMeeting } from './address';
import type { ZoomAddress } from './address';
import { completed } from './calendar';
import { idOf } from './call-id';
import { idsOf, lineOf } from './calls';
import { codecOf } from './codec';
import { causeOf, judge, protocolOf, wasConnected } from './failure';
import type { CallEnd } from './failure';
import * as say from './messages';
import { mayRedial } from './redials';
import type { Redial } from './redials';
import { declared } from './settings';

const SECOND = 1000;
const PAUSE_BETWEEN_REDIALS = 5 * SECOND;
/** How often to look whether the failed call is gone, and how long. */
const LOOK_AGAIN = SECOND / 4;
const LOOK_FOR = 8 * SECOND;
/** Where the calls at start cannot be read: one that ends so soon was among them. */
const BEFORE_START = 60 * SECOND;
const REMEMBERED = 50;
/** The id of a redial's call until the codec tells it. */
const UNKNOWN = '?';

/** A join that is being repaired, from its failure until a call connects, the room is told, or has moved on. */
interface Repair {
  address: ZoomAddress;
  title: string;
  /** When the last redial went out; undefined while the next is being prepared. */
  dialledAt: number | undefined;
  /** The last redial's call. */
  callId: string;
}

/** Starts the macro: from now on a Zoom join that dies of SSL is dialled again. */
export function startRedialer(xapi: XApi, runtime: Runtime, given: Readonly<Record<string, unknown>>): void {
  const settings = readSettings(declared, given, runtime.warn);
  const codec = codecOf(xapi, runtime, settings.showMessages);
  const startedAt = runtime.now();
  let callsAtStart: readonly string[] | undefined;
  let ended: readonly string[] = [];
  let connected: readonly string[] = [];
  let redials: readonly Redial[] = [];
  let repair: Repair | undefined;

  function log(address: ZoomAddress, line: string): void {
    runtime.log(shortMeeting(address) + ': ' + line);
  }

  function callConnected(call: EventAt<'CallSuccessful'>): void {
    const callId = idOf(call.CallId);
    connected = connected.concat(callId).slice(-REMEMBERED);
    if (repair && repair.callId === callId) repaired(repair);
  }

  function callEnded(end: CallEnd): void {
    const callId = idOf(end.CallId);
    if (callId && ended.indexOf(callId) >= 0) return;
    ended = ended.concat(callId).slice(-REMEMBERED);
    const zoom = judge(end, settings.zoomDomains, settings.sslKeywords);
    if (repair && repair.callId === callId) return redialEnded(repair, end);
    if (!zoom) return;
    const why = zoom.leftAlone || whyNotNow(zoom.address, callId, end);
    if (!why) return repairJoin(zoom.address, callId);
    log(zoom.address, say.leftAlone(callId, why));
    if (why === say.NOT_REMEMBERED) codec.showAlert(settings.messageNotReached);
  }

  function whyNotNow(address: ZoomAddress, callId: string, end: CallEnd): string {
    if (connected.indexOf(callId) >= 0) return say.HAD_BEEN_CONNECTED;
    if (isSpent(address)) return say.SPENT;
    return mayBeRedialFromBefore(callId, end) ? say.NOT_REMEMBERED : '';
  }

  function isSpent(address: ZoomAddress): boolean {
    return !mayRedial(redials, address.meeting, runtime.now(), settings.maxRedials);
  }

  /** A redial from before a restart is not remembered: taking it up could go on for ever. */
  function mayBeRedialFromBefore(callId: string, end: CallEnd): boolean {
    const protocol = protocolOf(end);
    if (protocol && protocol !== settings.redialProtocol.toLowerCase()) return false;
    return callsAtStart ? callsAtStart.indexOf(callId) >= 0 : runtime.now() - startedAt < BEFORE_START;
  }

  function repairJoin(address: ZoomAddress, callId: string): void {
    log(address, say.repairing(callId));
    const mine: Repair = { address: address, title: '', dialledAt: undefined, callId: UNKNOWN };
    const due = runtime.now() + settings.redialDelaySeconds * SECOND;
    repair = mine;
    codec.showLine(settings.messageConnecting);
    const ready = codec.bookings().then((bookings) => {
      const full = completed(address, bookings, settings.zoomDomains);
      mine.address = full.address;
      mine.title = full.title;
      runtime.after(due - runtime.now(), () => {
        redial(mine);
      });
    });
    logRejection(runtime, ready);
  }

  function redial(mine: Repair): void {
    if (repair !== mine) return;
    const number = dialString(mine.address);
    if (number === undefined) giveUp(mine, say.NO_MEETING, settings.messageNoMeeting);
    else if (isSpent(mine.address)) giveUp(mine, say.GAVE_UP, settings.messageNotReached);
    else dialWhenFree(mine, number, runtime.now() + LOOK_FOR);
  }

  /** Dials in the same turn in which it sees that there are no calls. */
  function dialWhenFree(mine: Repair, number: string, until: number): void {
    const line = codec.calls().then(
      (calls) => lineOf(calls, ended),
      () => 'unknown',
    );
    const dialled = line.then((state) => {
      if (repair !== mine) return;
      if (state === 'free') return dial(mine, number);
      if (state === 'busy') return endRepair(mine, say.OTHER_CALL);
      if (runtime.now() >= until) return giveUp(mine, say.NOT_GONE, settings.messageNotReached);
      runtime.after(LOOK_AGAIN, () => {
        dialWhenFree(mine, number, until);
      });
    });
    logRejection(runtime, dialled);
  }

  function dial(mine: Repair, number: string): void {
    const now = runtime.now();
    mine.dialledAt = now;
    mine.callId = UNKNOWN;
    redials = redials.concat({ meeting: mine.address.meeting, at: now }).slice(-REMEMBERED);
    log(mine.address, say.redialling(settings.redialProtocol, passcodeOf(mine.address) !== ''));
    const dialled = codec.dial(number, settings.redialProtocol, mine.title).then(
      (callId) => {
        if (repair !== mine || mine.dialledAt !== now) return;
        mine.callId = callId || UNKNOWN;
        if (connected.indexOf(callId) >= 0) repaired(mine);
      },
      (error: unknown) => {
        if (repair === mine && mine.dialledAt === now) whenRedialFailed(mine, describeError(error));
      },
    );
    logRejection(runtime, dialled);
  }

  function redialEnded(mine: Repair, end: CallEnd): void {
    const cause = causeOf(end);
    if (wasConnected(end)) repaired(mine);
    else if (cause === 'LocalDisconnect') endRepair(mine, say.HUNG_UP);
    else whenRedialFailed(mine, cause);
  }

  function whenRedialFailed(mine: Repair, why: string): void {
    mine.dialledAt = undefined;
    log(mine.address, say.redialFailed(why));
    if (isSpent(mine.address)) return redial(mine);
    codec.showLine(settings.messageConnecting);
    runtime.after(PAUSE_BETWEEN_REDIALS, () => {
      redial(mine);
    });
  }

  function repaired(mine: Repair): void {
    redials = redials.filter((made) => made.meeting !== mine.address.meeting);
    endRepair(mine, say.CONNECTED);
  }

  function giveUp(mine: Repair, line: string, text: string): void {
    endRepair(mine, line);
    codec.showAlert(text);
  }

  function endRepair(mine: Repair, line: string): void {
    repair = undefined;
    log(mine.address, line);
    codec.showLine('');
  }

  xapi.event.on('CallDisconnect', guardListener(runtime, callEnded));
  xapi.event.on('CallSuccessful', guardListener(runtime, callConnected));
  codec.calls().then((calls) => {
    callsAtStart = idsOf(calls);
  }, ignore);
  runtime.log(say.ready(settings.zoomDomains, settings.redialProtocol));
}
