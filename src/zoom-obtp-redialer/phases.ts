/** What the redialer can be doing, what it can learn, and what it can do about it. All of it is data. */
import type { ZoomAddress } from './address';
import type { BookedMeeting } from './calendar';
import type { LiveCall } from './calls';
import type { CallEnd } from './disconnect';
import type { Redial } from './redial-budget';

/** What outlives a repair. */
export interface Memory {
  /** The last calls that ended, and the ids of the last that connected. */
  readonly ended: readonly CallEnd[];
  readonly connected: readonly string[];
  /** Redials that still count. */
  readonly redials: readonly Redial[];
}

/** A failed join that is being repaired. */
export interface Repair {
  readonly address: ZoomAddress;
  /** DisplayName of the redial; '' for none. */
  readonly title: string;
  readonly hasDialed: boolean;
  readonly isLineShown: boolean;
}

/** Nothing is being repaired. */
export interface Idle {
  readonly name: 'idle';
  readonly memory: Memory;
}

interface Repairing {
  readonly memory: Memory;
  readonly repair: Repair;
}

/** Waits for the pause before a redial, and for the calendar if the address lacks something. */
export interface Gathering extends Repairing {
  readonly name: 'gathering';
  readonly isDue: boolean;
  /** Undefined until the calendar has answered, or failed to. */
  readonly meetings: readonly BookedMeeting[] | undefined;
}

/** Reads the calls until none is left. */
export interface Clearing extends Repairing {
  readonly name: 'clearing';
  readonly number: string;
  /** Whether an incoming call rang at the last look. */
  readonly isRinging: boolean;
  readonly isExtended: boolean;
}

/** `Dial` was sent, and not answered yet. */
export interface Dialing extends Repairing {
  readonly name: 'dialing';
  readonly number: string;
  /** The calls that had ended before. One that ends meanwhile may be the redial. */
  readonly endedBefore: readonly CallEnd[];
}

/** The redial is a call, which has neither connected nor ended. */
export interface Ringing extends Repairing {
  readonly name: 'ringing';
  readonly callId: string;
  readonly looks: number;
  /** Whether the call was missing at the last look. */
  readonly isMissing: boolean;
}

/** Reads the calls once more before the alert. */
export interface GivingUp extends Repairing {
  readonly name: 'giving up';
  readonly reason: string;
}

export type Active = Gathering | Clearing | Dialing | Ringing | GivingUp;
export type Phase = Idle | Active;

export type Timer = 'due' | 'look' | 'limit';

export type Event =
  /** `mayBeRedial`: the call may be a redial from before the macro started. */
  | { readonly type: 'ended'; readonly end: CallEnd; readonly mayBeRedial: boolean }
  | { readonly type: 'connected'; readonly callId: string }
  | { readonly type: 'bookings'; readonly meetings: readonly BookedMeeting[] }
  /** `calls` is undefined if they cannot be read. */
  | { readonly type: 'calls'; readonly calls: readonly LiveCall[] | undefined }
  /** `callId` is '' if the codec gives none. */
  | { readonly type: 'dialed'; readonly callId: string }
  | { readonly type: 'refused'; readonly error: string; readonly isBadParameter: boolean }
  | { readonly type: 'timer'; readonly timer: Timer }
  /** Redials count, and the clock needs to be read. */
  | { readonly type: 'tick' };

export type Effect =
  | readonly ['log' | 'warn', string]
  /** A phase was left: its timers and requests no longer matter. */
  | readonly ['forget']
  | readonly ['wake', Timer, number]
  | readonly ['read calls' | 'read bookings' | 'show line' | 'clear line']
  | readonly ['dial', string, string]
  | readonly ['alert', 'messageNotReached' | 'messageNoMeeting'];

export interface Step {
  readonly phase: Phase;
  readonly effects: readonly Effect[];
}

export const idle: Idle = { name: 'idle', memory: { ended: [], connected: [], redials: [] } };
