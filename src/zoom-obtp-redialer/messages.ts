/** Every line of the log. What they are about comes in shortened; nothing here ever holds a passcode. */

export function ready(domains: readonly string[], protocol: string): string {
  return (
    'ready: Zoom joins (' + domains.join(', ') + ') that fail with SSL errors are redialled over ' + protocol
  );
}

export function leftAlone(call: string, why: string): string {
  return 'call ' + call + ' ended and is left alone, ' + why;
}

export function repairing(call: string): string {
  return 'call ' + call + ' failed with an SSL error, repairing the join';
}

export function redialling(protocol: string, hasPasscode: boolean): string {
  return 'redialling over ' + protocol + (hasPasscode ? ', with its passcode' : ', no passcode known');
}

export function redialFailed(why: string): string {
  return 'the redial failed (' + why + ')';
}

export function noCalendar(why: string): string {
  return 'calendar: a part of it could not be read (' + why + '), going on without it';
}

export const CONNECTED = 'connected, the join is repaired';
export const HUNG_UP = 'the redial was ended in the room, nothing more to do';
export const OTHER_CALL = 'not redialled, another call is up';
export const NOT_GONE = 'not redialled, the failed call does not go away; the room is told';
export const GAVE_UP = 'could not be reached, the room is told';
export const NO_MEETING = 'neither the call nor the calendar names a Zoom meeting, the room is told';

export const HAD_BEEN_CONNECTED = 'it had been connected';
export const SPENT = 'it was redialled often enough for now';
export const NOT_REMEMBERED = 'it began before the macro started, and may be a redial already';
