import type { Runtime } from '../macro/runtime';
import type { EventAt, XApi } from '../xapi/xapi';
import { shortMeeting } from './address';
import { createBudget } from './budget';
import { idOf, isConnected, readCalls } from './calls';
import type { LiveCall } from './calls';
import { logLikelyCause } from './cause';
import { callEnd } from './failure';
import * as messages from './messages';
import { callConnected, finish, isSame, startRepair, takesEnd } from './repair';
import type { Repair } from './repair';
import { remember } from './room';
import type { Room } from './room';
import { createScreen } from './screen';
import type { RedialerSettings } from './settings';

/** If the calls at start cannot be read: one that ends this soon may have been among them. */
const AFTER_START_MS = 60 * 1000;

export interface Redialer {
  readonly callEnded: (report: EventAt<'CallDisconnect'>) => void;
  readonly callConnected: (report: EventAt<'CallSuccessful'>) => void;
}

/** Routes the end of a call to the repair whose redial it is, or starts the repair of a failed join. */
export function createRedialer(xapi: XApi, runtime: Runtime, settings: RedialerSettings): Redialer {
  const connected: string[] = [];
  const ended: string[] = [];
  const redialed: string[] = [];
  const room: Room = {
    xapi: xapi,
    runtime: runtime,
    settings: settings,
    screen: createScreen(xapi, runtime, settings),
    budget: createBudget(runtime, settings.maxRedials),
    connected: connected,
    ended: ended,
    redialed: redialed,
  };
  /** The calls from before the start; undefined if it is not known which these are. */
  let older: readonly string[] | undefined;
  let last: Repair | undefined;

  function started(calls: readonly LiveCall[]): void {
    older = calls.map((call) => call.id);
    calls.filter(isConnected).forEach((call) => remember(connected, call.id));
  }

  void readCalls(room, 3).then((calls) => {
    if (calls) return started(calls);
    runtime.after(AFTER_START_MS, () => {
      started([]);
    });
  });

  /** The repair that is not over. */
  function active(): Repair | undefined {
    return last && !last.stage.isOver ? last : undefined;
  }

  return {
    callEnded: (report) => {
      const end = callEnd(report, settings.zoomDomains, settings.sslKeywords);
      const { address, callId } = end;
      const repair = active();
      if (!remember(ended, callId) || (repair && takesEnd(repair, end)) || !address) return;
      // Nobody has joined a meeting if the call is a redial of an earlier repair whose end is reported late.
      const isNoJoin = !address.meeting || redialed.indexOf(callId) >= 0;
      const isOfRepair = repair && isSame(repair, end);
      const isSecond = repair && (isOfRepair || repair.isOut || isNoJoin);
      const wasConnected = connected.indexOf(callId) >= 0 && messages.HAD_CONNECTED;
      const reason = end.ignoredReason || wasConnected || (isSecond && messages.IN_PROGRESS);
      if (reason) {
        const line = shortMeeting(address) + ': ' + messages.ignored(callId, reason);
        runtime[end.isSuspicious ? 'warn' : 'log'](line);
        if (repair && isOfRepair && end.wasHungUp && !repair.isOut) finish(repair, messages.HUNG_UP);
        return;
      }
      // What people see of one join disappears when another one fails.
      if (repair) finish(repair, messages.OTHER_CALL);
      room.screen.clear();
      if (!last) logLikelyCause(room);
      last = startRepair(room, end, address, !older || older.indexOf(callId) >= 0);
    },
    callConnected: (report) => {
      const callId = idOf(report.CallId);
      const repair = active();
      // Reports come more than once, and late.
      const isNews = remember(connected, callId) && ended.indexOf(callId) < 0;
      // Nothing is shown over a call. Which call it is, the list of calls tells.
      room.screen.clear();
      if (repair && isNews) callConnected(repair, callId);
    },
  };
}
