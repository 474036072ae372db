/** What the redialer can be doing, what it can learn, and what it can do about it. All of it is data. */
import { zoomAddress } from './address';
import type { ZoomAddress } from './address';
import type { BookedMeeting } from './calendar';
import type { LiveCall } from './calls';
import type { CallEnd } from './disconnect';
import type { Redial } from './redial-budget';

/** What outlives a repair. */
export interface Memory {
  /** The ids of the last calls that ended, of the last that connected, and of the last redials. */
  ended: readonly string[];
  connected: readonly string[];
  redialed: readonly string[];
  /** Redials that still count. */
  redials: readonly Redial[];
  /** The calls from before the macro started; undefined if it is not known which these are. */
  older: readonly string[] | undefined;
}

/** The failed join that is being repaired, or was the last. */
export interface Repair {
  address: ZoomAddress;
  /** DisplayName of the redial; '' for none. */
  title: string;
  hasDialed: boolean;
  /** When the line on the screen disappears; 0 if none was shown, or it was cleared. */
  lineEnds: number;
}

/** Nothing is being repaired. */
export interface Idle {
  readonly name: 'idle';
}

/** Waits for the pause before a redial, and for the calendar if the address lacks something. */
export interface Gathering {
  readonly name: 'gathering';
  isDue: boolean;
  /** Undefined until the calendar has answered, or failed to. */
  meetings: readonly BookedMeeting[] | undefined;
}

/** Reads the calls until none is left. */
export interface Clearing {
  readonly name: 'clearing';
  /** Whether a call rang at the last look: an incoming one, or a redial of an earlier repair. */
  isRinging: boolean;
  isExtended: boolean;
}

/** `Dial` was sent, and not answered yet. */
export interface Dialing {
  readonly name: 'dialing';
  /** The calls that have ended meanwhile. One of them may be the redial. */
  ends: readonly CallEnd[];
}

/** The redial is a call, which has neither connected nor ended. */
export interface Ringing {
  readonly name: 'ringing';
  readonly callId: string;
  /** The calls that have ended since `Dial` was sent. */
  ends: readonly CallEnd[];
  /** Whether the call was not seen at the last look. */
  isMissing: boolean;
}

/** Reads the calls once more before the alert. */
export interface GivingUp {
  readonly name: 'giving up';
  readonly reason: string;
}

/** The repair is over, and its alert is on the screen. */
export interface Alerting {
  readonly name: 'alerting';
}

export type Active = Gathering | Clearing | Dialing | Ringing | GivingUp;
export type Phase = Idle | Active | Alerting;

export interface State {
  readonly phase: Phase;
  readonly repair: Readonly<Repair>;
  readonly memory: Readonly<Memory>;
}

export type Timer = 'due' | 'look' | 'limit';

export interface Refused {
  readonly type: 'refused';
  readonly error: string;
  readonly isBadParameter: boolean;
}

export type Event =
  /** The calls at the start of the macro. */
  | { readonly type: 'started'; readonly calls: readonly LiveCall[] }
  | { readonly type: 'ended'; readonly end: CallEnd }
  | { readonly type: 'connected'; readonly callId: string }
  | { readonly type: 'bookings'; readonly meetings: readonly BookedMeeting[] }
  /** `calls` is undefined if they cannot be read. */
  | { readonly type: 'calls'; readonly calls: readonly LiveCall[] | undefined }
  /** `callId` is '' if the codec gives none. */
  | { readonly type: 'dialed'; readonly callId: string }
  | Refused
  | { readonly type: 'timer'; readonly timer: Timer }
  /** Redials count, and the clock needs to be read. */
  | { readonly type: 'tick' };

export type Effect =
  | readonly ['log' | 'warn', string]
  /** A phase was left: its timers and requests no longer matter. */
  | readonly ['forget']
  /** A timer that is set again starts anew. */
  | readonly ['wake', Timer, number]
  /** Answers to earlier requests for the calls no longer matter. */
  | readonly ['read calls']
  | readonly ['read bookings' | 'show line']
  | readonly ['clear', 'Alert' | 'TextLine']
  | readonly ['dial', string, string]
  | readonly ['alert', 'messageNotReached' | 'messageNoMeeting'];

/** What follows from an event. */
export interface Step extends State {
  readonly effects: readonly Effect[];
}

export const idle: Idle = { name: 'idle' };
export const atStart: State = {
  phase: idle,
  repair: repairOf(zoomAddress([], '')),
  memory: { ended: [], connected: [], redialed: [], redials: [], older: undefined },
};

/** The repair of a join that has just failed. */
export function repairOf(address: ZoomAddress): Repair {
  return { address: address, title: '', hasDialed: false, lineEnds: 0 };
}
