/** What scenarios and tests of the redialer share: meetings, bookings, failed joins, faults, and what people see. */
import type { Booking } from '../../xapi/xapi';
import { failing, slow, startingWith } from '../codec/faults';
import type { Matching } from '../codec/faults';
import { faultless } from '../codec/link';
import type { Outcome } from '../codec/link';
import type { DialOutcome } from '../room/phone';
import type { Room } from '../room/room';

export const MEETING = '81234567890';
export const PASSCODE = '246813';
export const BARE = MEETING + '@zoomcrc.com';
export const FULL = MEETING + '.' + PASSCODE + '@zoomcrc.com';
export const ANOTHER = '99988877766.1111@zoomcrc.com';

// What the settings have by default.
export const LINE = 'Connecting to Zoom, one moment please';
export const NOT_REACHED = 'Zoom could not be reached. Please try again, or join from your laptop.';
export const NO_MEETING =
  'No Zoom meeting number was found. Please dial it manually, or join from your laptop.';

export const DIAL = startingWith('xCommand/Dial');
export const CALLS = startingWith('xGet Status Call');
export const BOOKINGS: Matching = (request) => /Book/.test(request);

/** A booking of the meeting that runs now, as a calendar brings it. */
export function booking(parts: Partial<Booking> = {}): Booking {
  return {
    Id: 'booking-1',
    Title: 'Weekly review',
    Time: { StartTime: '2026-03-03T09:00:00Z', EndTime: '2026-03-03T10:00:00Z' },
    ...parts,
  };
}

/** A booking whose join button has a number. */
export function bookedNumber(number: string, parts: Partial<Booking> = {}): Booking {
  return booking({ DialInfo: { Calls: { Call: [{ Number: number, Protocol: 'SIP' }] } }, ...parts });
}

/** The text of an invitation as Zoom writes it, with the passcode for people above and the one for rooms below. */
export function invitation(meeting: string, passcode: string): string {
  return [
    'Ana is inviting you to a scheduled Zoom meeting.',
    'Join Zoom Meeting',
    'https://us02web.zoom.us/j/' + meeting + '?pwd=QmFzZTY0',
    'Meeting ID: ' + meeting.replace(/^(\d{3})(\d{4})/, '$1 $2 '),
    'Passcode: x7Kp2Q',
    '---',
    'Join by SIP',
    meeting + '@zoomcrc.com',
    'Join by H.323',
    '162.255.37.11 (US West)',
    'Meeting ID: ' + meeting.replace(/^(\d{3})(\d{4})/, '$1 $2 '),
    'Passcode: ' + passcode,
  ].join('\r\n');
}

/** The current booking, then others. */
export function book(room: Room, ...bookings: readonly Booking[]): void {
  room.calendar.book(bookings, 'booking-1');
}

/** The macro starts, and a join fails 0.6 s after it begins. */
export async function join(room: Room, number = FULL, seconds = 5, settings = {}): Promise<Room> {
  room.start(settings);
  await room.wait(1);
  await joinAgain(room, number, seconds);
  return room;
}

export async function joinAgain(room: Room, number = FULL, seconds = 5): Promise<void> {
  room.phone.joinZoom('sip:' + number);
  await room.wait(seconds);
}

/** The outcome of each redial; the last one is that of all later ones, too. */
export function redials(room: Room, ...outcomes: DialOutcome[]): void {
  room.phone.dialOutcome = () => (outcomes.length > 1 ? outcomes.shift() : outcomes[0]) || 'connects';
}

export function fails(room: Room, matching: Matching, outcome: Outcome, times?: number): void {
  room.faults = failing(faultless(20), matching, outcome, times);
}

export function delays(room: Room, matching: Matching, milliseconds: number): void {
  room.faults = slow(faultless(20), matching, () => milliseconds);
}

/** When a report arrives, in milliseconds, once for each number. */
export function reports(room: Room, ...late: readonly number[]): void {
  room.faults = { ...faultless(20), copies: () => late };
}

export function worksAgain(room: Room): void {
  room.faults = faultless(20);
}

/** The codec reports the end of a failed join, with some fields changed. */
export function reportFailure(room: Room, changed: Readonly<Record<string, string>>): void {
  room.device.reportEvent('CallDisconnect', {
    CallId: '77',
    OrigCallDirection: 'outgoing',
    CauseType: 'OtherLocal',
    CauseString: 'ssl failure',
    RequestedURI: 'sip:' + FULL,
    ...changed,
  });
}

/** Somebody dials. Gives the id of the call. */
export function begin(room: Room, uri: string): number {
  const protocol = uri.indexOf('spark:') === 0 ? 'Spark' : 'SIP';
  return room.phone.calls.begin({ uri, protocol, direction: 'Outgoing', video: true, title: '' });
}

export function numbers(room: Room): readonly string[] {
  return room.phone.dialed.map(({ number }) => number);
}

/** The alerts that the screen has shown. */
export function alerts(room: Room): readonly string[] {
  return room.journal.filter(({ text }) => text.indexOf('alert: ') === 0).map(({ text }) => text.slice(7));
}

export function lastLine(room: Room): string {
  return room.log().slice(-1).join();
}
