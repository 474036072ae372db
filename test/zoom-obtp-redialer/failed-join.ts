/** A failed join, and what people see of its repair. */
import { redialerRoom } from '../simulate';
import { startingWith } from '../../src/simulator/codec/faults';
import type { Room } from '../../src/simulator/room/room';
import { declared } from '../../src/zoom-obtp-redialer/settings';
import { FULL } from './rules';

export const LINE = declared.messageConnecting.default;
export const NOT_REACHED = declared.messageNotReached.default;
export const NO_MEETING = declared.messageNoMeeting.default;

export async function failedJoin(room = redialerRoom(), address = FULL): Promise<Room> {
  room.start();
  await room.wait(1);
  room.phone.joinZoom(`sip:${address}`);
  return room;
}

/** The codec reports the end of a failed join, with some fields changed. */
export function reportFailure(room: Room, changed: Readonly<Record<string, string>>): void {
  room.device.reportEvent('CallDisconnect', {
    CallId: '77',
    OrigCallDirection: 'outgoing',
    CauseType: 'OtherLocal',
    CauseString: 'ssl failure',
    RequestedURI: `sip:${FULL}`,
    ...changed,
  });
}

export function outcomes(
  room: Room,
  ...outcomes: ('connects' | 'SSL failure' | 'rejected' | 'rings')[]
): void {
  room.phone.dialOutcome = () => outcomes.shift() ?? 'connects';
}

/** The alerts that the screen has shown. */
export function alertsOf(room: Room): readonly string[] {
  return room.journal.filter(({ text }) => text.startsWith('alert: ')).map(({ text }) => text.slice(7));
}

export function lastLine(room: Room): string | undefined {
  return room.log().slice(-1)[0];
}

export const looksAtCalls = startingWith('xGet Status Call');
