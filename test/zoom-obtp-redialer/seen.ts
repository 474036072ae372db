/** What there is to see of a failed join and its redials. */
import { alerts, lastLine, numbers } from '../../src/simulator/scenarios/redialer-steps';
import type { Room } from '../../src/simulator/room/room';

export function seen(room: Room) {
  return {
    dialed: numbers(room),
    alerts: alerts(room),
    message: room.panel.line(),
    /** The last line of the console, without the meeting. */
    last: lastLine(room).replace(/^Zoom[^:]*: /, ''),
  };
}
