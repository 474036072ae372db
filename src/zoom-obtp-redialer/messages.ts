import { BUDGET_MINUTES } from './budget';

/** Every console line. What it is about comes in shortened; none of them ever holds a passcode or a host key. */

export function ready(version: string, domains: readonly string[], protocol: string): string {
  const more = domains.length > 1 ? ' and ' + (domains.length - 1) + ' more' : '';
  return (
    'ready: version ' + version + ', redials failed Zoom joins (' + domains[0] + more + ') over ' + protocol
  );
}

export function notRegistered(status: string): string {
  return "redialProtocol is 'Spark', but the codec is not registered to Webex (Webex Status: " + status + ')';
}

export function ignored(call: string, reason: string): string {
  return 'call ' + (call || '?') + ' ignored: ' + reason;
}

export function likelyCause(minimum: string): string {
  const cause = 'a likely cause: SIP TlsVerify is On, so only certificates of uploaded CAs count';
  return cause + '; see "Fix the cause" (SIP MinimumTLSVersion: ' + minimum + ')';
}

export function notSsl(cause: string): string {
  return 'not an SSL failure (' + cause + ')';
}

export function sslFailure(call: string, cause: string): string {
  return 'call ' + (call || '?') + ' failed with an SSL error (' + cause + ')';
}

export function redialing(protocol: string, hasPasscode: boolean): string {
  return 'redialing over ' + protocol + (hasPasscode ? ' with the passcode' : ', no passcode found');
}

export function limitReached(max: number): string {
  return 'redial limit reached (' + max + ' in ' + BUDGET_MINUTES + ' minutes)';
}

export function givingUp(reason: string, hasAlert: boolean): string {
  return 'giving up: ' + reason + (hasAlert ? ', alert shown' : ', alerts are disabled');
}

export function failed(what: string, cause: string): string {
  return what + ' failed (' + cause + ')';
}

export const CONNECTED = 'connected';
export const HUNG_UP = 'the redial was hung up or canceled in the room';
export const OTHER_CALL = 'another call is active';
export const UNREACHABLE = 'Zoom unreachable';
export const NOT_CLEARED = 'the failed call is not cleared';
export const NO_MEETING = 'no meeting ID in the call or the calendar';
export const MAYBE_REDIAL = 'the call is older than the macro and may be a redial';

export const HAD_CONNECTED = 'it was connected';
export const NOT_OURS = 'it was not dialed from this codec';
export const IN_PROGRESS = 'a redial is in progress';
export const NOT_LISTED = 'its call is not listed';
export const WITHOUT_NAME = 'display name rejected, dialing without it';
