/** A simulated room with the shipped macro in it, the same room without it, the story so far, and how both look now. */
import type { StartMacro } from '../../simulator/room/context';
import { Room } from '../../simulator/room/room';
import { actions, initialState, prepare, stateAfter } from '../actions';
import type { StoryState } from '../actions';
import { withSettings } from '../macro-text';
import { simulatedScreens } from '../room-choice';
import type {
  Expectation,
  News,
  Recording,
  RoomView,
  Scene,
  SettingValues,
  Step,
  StoryStep,
} from '../protocol';
import { MAX_STORY_CHARS, MAX_STORY_MS, MAX_STORY_STEPS, MAX_WAIT_MS } from '../story-limits';
import { Journal } from './journal';
import { runMacro } from './run-macro';
import { lookOf } from './view';

/** People act on full tenths of a second, so that stories are easy to read. */
const GRID_MS = 100;

export class LiveRoom {
  readonly room: Room;
  private readonly journal: Journal;
  /** The same people, shares and faults without the macro. */
  private readonly alone: Room;
  private readonly journalAlone: Journal;
  private state: StoryState;
  private readonly story: StoryStep[] = [];
  private readonly expected: Expectation[] = [];
  private readonly scene: Scene;
  /** When the last step of the recorded story was taken, and when anybody did anything. */
  private lastStepAt = 0;
  private lastActAt = 0;
  private storyChars = 0;
  private isStoryFull = false;
  /** How many steps the page knows. */
  private toldSteps = -1;

  constructor(scene: Scene, text: string) {
    this.scene = scene;
    this.state = initialState(scene);
    this.room = roomOf(scene, (process, settings) =>
      runMacro(withSettings(text, settings as SettingValues), process),
    );
    this.journal = new Journal(this.room);
    this.alone = roomOf(scene, () => undefined);
    this.journalAlone = new Journal(this.alone);
  }

  /** The macro starts, and everything of the scene's story happens at once. */
  async replay({ story, rest }: Scene): Promise<void> {
    prepare(this.room, this.scene);
    prepare(this.alone, this.scene);
    this.room.start(this.scene.settings);
    for (const { after, ...step } of story) {
      await this.pass(after);
      await this.act(step);
    }
    await this.pass(rest);
  }

  /** Time passes, up to MAX_WAIT_MS after anybody did anything: a page that nobody uses does nothing. */
  async pass(milliseconds: number): Promise<void> {
    const passing = Math.max(0, Math.min(milliseconds, this.timeLeft()));
    await this.room.clock.run(passing);
    await this.alone.clock.run(passing);
    this.journal.trim();
    this.journalAlone.news();
  }

  /** Time passes up to the next thing that is due. */
  async passToNext(): Promise<void> {
    await this.pass(this.untilNext() ?? 0);
  }

  /** Somebody does something. */
  async act(step: Step): Promise<void> {
    const time = this.time();
    await this.pass(Math.ceil(time / GRID_MS) * GRID_MS - time);
    this.lastActAt = this.time();
    this.record(step);
    this.state = stateAfter(this.state, step);
    const happen = actions[step.action];
    happen(this.room, step, this.state);
    happen(this.alone, step, this.state);
    await this.pass(0);
  }

  /** Milliseconds until something happens by itself; undefined where nothing will. */
  untilNext(): number | undefined {
    const { clock, panel } = this.room;
    const due = [clock.untilNext(), panel.untilCleared(), this.alone.clock.untilNext(), this.timeLeft()];
    const next = Math.min(...due.map((time) => time ?? Infinity));
    return this.timeLeft() > 0 ? next : undefined;
  }

  /** What was written to the console and the timeline since the last time. */
  news(): News {
    return this.journal.news();
  }

  recording(): Recording {
    const scene: Scene = { ...this.scene, story: this.story.slice(), rest: this.rest() };
    return { scene, expected: this.isStoryFull ? this.expected : [...this.expected, this.expectation()] };
  }

  /** The story so far, if it has changed since the last time. */
  newStory(): readonly StoryStep[] | undefined {
    if (this.toldSteps === this.story.length) return undefined;
    this.toldSteps = this.story.length;
    return this.story.slice();
  }

  view(isPaused: boolean, speed: number): RoomView {
    return {
      ...lookOf(this.room, this.journal.failure, this.state),
      alone: lookOf(this.alone, this.journalAlone.failure, this.state),
      rest: this.rest(),
      faults: this.state.faults,
      latency: this.state.latency,
      joinFails: this.state.joinFails,
      redialEnds: this.state.redialEnds,
      isPaused,
      speed,
      hasNext: this.untilNext() !== undefined,
      isAtRest: this.timeLeft() <= 0,
      isStoryFull: this.isStoryFull,
    };
  }

  private rest(): number {
    return this.isStoryFull ? 0 : Math.round(this.time() - this.lastStepAt);
  }

  private time(): number {
    return this.room.seconds() * 1000;
  }

  private timeLeft(): number {
    return this.lastActAt + MAX_WAIT_MS - this.time();
  }

  private record(step: Step): void {
    if (this.isStoryFull) return;
    const recorded = { ...step, after: Math.round(this.time() - this.lastStepAt) };
    this.storyChars += encodeURIComponent(`${JSON.stringify(recorded)},`).length;
    const isTooLong = this.story.length >= MAX_STORY_STEPS || this.storyChars > MAX_STORY_CHARS;
    this.isStoryFull = isTooLong || this.time() > MAX_STORY_MS;
    if (this.isStoryFull) return;
    this.expected.push(this.expectation());
    this.story.push(recorded);
    this.lastStepAt = this.time();
  }

  private expectation(): Expectation {
    return { screens: this.room.screens(), dialed: this.room.phone.dialed.length };
  }
}

function roomOf({ room }: Scene, macro: StartMacro): Room {
  const { product, firmware } = room;
  return new Room({ engine: { idle }, product, firmware, screens: simulatedScreens(room), macro });
}

const channel = new MessageChannel();
let whenIdle: (() => void) | undefined;
channel.port1.onmessage = () => {
  whenIdle?.();
};

/** A message comes when no promise is left to be kept, and unlike a timer without delay. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    whenIdle = resolve;
    channel.port2.postMessage(0);
  });
}
