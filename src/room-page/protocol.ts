/** The messages between the page and the worker that runs the room. Plain data only. */
import type { Entry } from '../simulator/room/context';
import type { Shown as Picture } from '../simulator/room/shown-screens';
import type { JoinOutcome, RedialOutcome } from './actions';
import type { RoomChoice } from './room-choice';

/** The name of a macro's folder. */
export type MacroName = string;

export type SettingValues = Readonly<Record<string, string | number | boolean>>;

/** Something that people do in the room, or that goes wrong. `output` and `value` where the action needs them. */
export interface Step {
  readonly action: ActionId;
  readonly output?: number;
  readonly value?: string;
  /** Of a restart: the settings that the macro starts with. */
  readonly settings?: SettingValues;
}

export type ActionId =
  | 'video call'
  | 'audio call'
  | 'Teams call'
  | 'hang up'
  | 'hold'
  | 'resume'
  | 'share from far end'
  | 'share over HDMI'
  | 'share wirelessly'
  | 'share locally'
  | 'stop sharing'
  | 'tap'
  | 'join'
  | 'unplug'
  | 'plug in'
  | 'sleep'
  | 'wake'
  | 'restart'
  | 'join fails'
  | 'redial ends'
  | 'latency'
  | 'fault on'
  | 'fault off';

/** A step, and how many milliseconds of the room's time pass before it. */
export interface StoryStep extends Step {
  readonly after: number;
}

/** All that is needed to have the same room again, in the same state. */
export interface Scene {
  readonly macro: MacroName;
  readonly room: RoomChoice;
  /** Those that the macro is started with at first. */
  readonly settings: SettingValues;
  readonly story: readonly StoryStep[];
  /** Milliseconds that pass after the last step. */
  readonly rest: number;
}

/** What a screen shows, or that it is asleep or unplugged. */
export type Shown = Picture | 'off';

/** Why a screen is off. */
export type Dark = 'asleep' | 'unplugged';

export interface ScreenView {
  readonly output: number;
  readonly inches: number;
  /** The width divided by the height. */
  readonly aspectRatio: number;
  readonly isBuiltIn: boolean;
  readonly dark: Dark | undefined;
  /** The role that the codec gives this output now, such as First; '' for none. */
  readonly role: string;
  readonly shown: Shown;
}

export interface PanelButton {
  readonly id: string;
  readonly name: string;
}

/** What people see in a room at one moment. */
export interface Look {
  readonly screens: readonly ScreenView[];
  readonly call: 'none' | 'audio' | 'video' | 'dialing' | 'on hold' | 'Teams';
  /** Why the last call failed; '' if it did not. */
  readonly failure: string;
  readonly isSharing: boolean;
  readonly buttons: readonly PanelButton[];
  readonly line: string;
  readonly alert: string;
}

/** The room at one moment. */
export interface RoomView extends Look {
  /** The same moment as the codec alone would have it, without the macro. */
  readonly alone: Look;
  /** Milliseconds since the last step of the story. */
  readonly rest: number;
  readonly faults: readonly string[];
  readonly latency: number;
  readonly joinFails: JoinOutcome;
  readonly redialEnds: RedialOutcome;
  /** Whether time passes. */
  readonly isPaused: boolean;
  readonly speed: number;
  /** Whether something is still to happen by itself. */
  readonly hasNext: boolean;
  /** Whether time has stopped because nobody did anything for long. */
  readonly isAtRest: boolean;
  /** Whether the story has reached a limit, and takes no more steps. */
  readonly isStoryFull: boolean;
}

/** A line of the console, or of the timeline. */
export interface Line extends Pick<Entry, 'at' | 'who' | 'text'> {
  readonly id: number;
}

/** What has happened in the room. */
export interface News {
  /** Of the console. */
  readonly lines: readonly Line[];
  /** Of the timeline. */
  readonly entries: readonly Line[];
}

/** A moment of the story for a test: the screens, right before a step. */
export interface Expectation {
  readonly screens: Readonly<Record<number, string>>;
  readonly dialed: number;
}

/** The story so far, as a link or a test needs it. */
export interface Recording {
  readonly scene: Scene;
  /** Before each step, and after the last. */
  readonly expected: readonly Expectation[];
}

export type ToRoom =
  | { readonly type: 'open'; readonly scene: Scene; readonly text: string }
  | { readonly type: 'do'; readonly step: Step }
  | { readonly type: 'pace'; readonly isPaused: boolean; readonly speed: number }
  | { readonly type: 'step' }
  | { readonly type: 'record' };

export type FromRoom =
  | {
      readonly type: 'view';
      readonly view: RoomView;
      /** Since the last view. */
      readonly news: News;
      /** The story so far; undefined where it is the same as in the last view. */
      readonly story: readonly StoryStep[] | undefined;
      /** Whether this is another room than before: what was shown of that one is to be dropped. */
      readonly isNew: boolean;
    }
  | { readonly type: 'recording'; readonly recording: Recording };
