import { ignore } from '../macro/runtime';
import type { Runtime } from '../macro/runtime';
import type { EventAt, XApi } from '../xapi/xapi';
import { shortMeeting, zoomAddress } from './address';
import { idOf, isConnected, readCalls } from './calls';
import type { LiveCall } from './calls';
import { logLikelyCause } from './cause';
import { callEnd } from './failure';
import * as messages from './messages';
import { begin, callConnected, finish, isSame, takesEnd } from './repair';
import type { Repair } from './repair';
import { has, remember } from './room';
import { createScreen } from './screen';
import type { RedialerSettings } from './settings';
import { LOOKS, run } from './stage';

/** If the calls at start cannot be read: one that ends this soon may have been among them. */
const AFTER_START_MS = 60 * 1000;

export interface Redialer {
  readonly callEnded: (report: EventAt<'CallDisconnect'>) => void;
  readonly callConnected: (report: EventAt<'CallSuccessful'>) => void;
}

/** Routes the end of a call to the repair whose redial it is, or starts the repair of a failed join. */
export function createRedialer(xapi: XApi, runtime: Runtime, settings: RedialerSettings): Redialer {
  const repair = noRepair(xapi, runtime, settings);
  const { connected, ended } = repair;
  /** The calls from before the start; undefined if it is not known which these are. */
  let older: readonly string[] | undefined;
  let isFirst = true;

  function started(calls: readonly LiveCall[]): void {
    older = calls.map((call) => call.id);
    calls.filter(isConnected).forEach((call) => remember(connected, call.id));
  }

  void readCalls(repair, LOOKS).then((calls) => {
    if (calls) return started(calls);
    runtime.after(AFTER_START_MS, () => {
      started([]);
    });
  });

  function callEnded(report: EventAt<'CallDisconnect'>): void {
    const end = callEnd(report, settings);
    const { address, callId } = end;
    if (!remember(ended, callId) || takesEnd(repair, end) || !address) return;
    const isActive = !repair.isOver;
    const isOfRepair = isActive && isSame(repair, end);
    // Nobody has joined a meeting if the call is a redial of an earlier repair whose end is reported late.
    const isNoJoin = !address.meeting || has(repair.redialed, callId);
    const reason =
      end.ignoredReason ||
      (has(connected, callId) && messages.HAD_CONNECTED) ||
      (isActive && (isOfRepair || repair.isOut || isNoJoin) && messages.IN_PROGRESS);
    if (reason) {
      const line = shortMeeting(address) + ': ' + messages.ignored(callId, reason);
      runtime[end.isSuspicious ? 'warn' : 'log'](line);
      if (isOfRepair && end.wasHungUp && !repair.isOut) finish(repair, messages.HUNG_UP);
      return;
    }
    // What people see of one join disappears when another one fails.
    if (isActive) finish(repair, messages.OTHER_CALL);
    repair.screen.clear();
    if (isFirst) logLikelyCause(repair);
    isFirst = false;
    begin(repair, end, address, !older || has(older, callId));
  }

  return {
    callEnded: (report) => {
      run(repair, () => {
        callEnded(report);
      });
    },
    callConnected: (report) => {
      const callId = idOf(report.CallId);
      // Reports come more than once, and late.
      const isNews = remember(connected, callId) && !has(ended, callId);
      // Nothing is shown over a call. Which call it is, the list of calls tells.
      repair.screen.clear();
      if (isNews && !repair.isOver) callConnected(repair, callId);
    },
  };
}

/** What a macro starts with. */
function noRepair(xapi: XApi, runtime: Runtime, settings: RedialerSettings): Repair {
  return {
    xapi: xapi,
    runtime: runtime,
    settings: settings,
    screen: createScreen(xapi, runtime, settings),
    ended: [],
    connected: [],
    redialed: [],
    spent: [],
    timers: [],
    token: {},
    lastLook: {},
    judge: ignore,
    isOver: true,
    address: zoomAddress([], ''),
    title: '',
    hasDialed: false,
    isOut: false,
    callId: '',
    isAnswered: false,
    isSeen: false,
    isMissing: false,
    isOtherUp: false,
    ends: [],
  };
}
