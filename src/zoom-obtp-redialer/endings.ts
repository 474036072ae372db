/** The ways in which a repair ends: connected, hung up in the room, another call is active, or an alert. */
import { act, enter, log } from './context';
import type { Context } from './context';
import * as messages from './messages';
import { idle } from './phases';
import type { Alerting, GivingUp, Idle } from './phases';

export const ALERT_MS = 20 * 1000;
/** How long the line about a redial is shown. */
export const LINE_MS = 15 * 1000;

/** A repair ends without an alert. */
export function finish(line: string, context: Context): Idle {
  const { memory, repair } = context;
  log(context, line);
  enter(context, []);
  hideLine(context);
  if (line === messages.CONNECTED) {
    memory.redials = memory.redials.filter((made) => made.meeting !== repair.address.meeting);
  }
  return idle;
}

/** Gives up, after a last look at the calls. */
export function giveUp(reason: string, context: Context): GivingUp {
  enter(context, [['read calls']]);
  return { name: 'giving up', reason: reason };
}

export function tellRoom({ reason }: GivingUp, context: Context): Alerting {
  log(context, messages.givingUp(reason, context.settings.showMessages), true);
  enter(context, []);
  hideLine(context);
  act(context, [
    ['alert', reason === messages.NO_MEETING ? 'messageNoMeeting' : 'messageNotReached'],
    ['wake', 'limit', ALERT_MS],
  ]);
  return { name: 'alerting' };
}

export function clearAlert(context: Context): Idle {
  enter(context, [['clear', 'Alert']]);
  return idle;
}

export function hideLine(context: Context): void {
  // Later, it would clear another macro's line.
  if (context.now < context.repair.lineEnds) act(context, [['clear', 'TextLine']]);
  context.repair.lineEnds = 0;
}
