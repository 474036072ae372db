/** A simulated room with the shipped macro in it, its story so far, and how it looks at the moment. */
import { Room } from '../../simulator/room/room';
import { actions, BOOKING_ID, BOOKINGS, courseAfter, newCourse, screenOn } from '../actions';
import type { Course } from '../actions';
import { outputsOf } from '../room-choice';
import { withSettings } from '../macro-text';
import type {
  ConsoleLine,
  Expectation,
  RoomView,
  Scene,
  SettingValues,
  Step,
  StoryStep,
  TimelineEntry,
  Told,
} from '../protocol';
import { MAX_STORY_STEPS } from '../story-limits';
import { Journal } from './journal';
import { runMacro } from './run-macro';
import { viewOf } from './view';

/** People act on full tenths of a second, so that stories are easy to read. */
const GRID_MS = 100;
/** A message on the screen goes away by itself: so often it is looked at. */
const LOOK_AGAIN_MS = 1000;

export class LiveRoom {
  readonly room: Room;
  private readonly journal: Journal;
  private course: Course;
  private readonly story: StoryStep[] = [];
  private readonly expected: Expectation[] = [];
  private readonly scene: Scene;
  private lastStepAt = 0;
  private isStoryFull = false;
  private readonly asleep = new Set<number>();
  private readonly unplugged = new Set<number>();

  constructor(scene: Scene, text: string) {
    this.scene = scene;
    this.course = newCourse(scene.room);
    this.room = new Room({
      engine: { idle },
      product: scene.room.product,
      firmware: scene.room.firmware,
      screens: Object.fromEntries(
        outputsOf(scene.room).flatMap((output) => {
          const screen = screenOn(scene.room, output);
          return screen ? [[output, screen]] : [];
        }),
      ),
      macro: (process, settings) => {
        runMacro(withSettings(text, settings as SettingValues), process);
      },
    });
    this.journal = new Journal(this.room);
  }

  /** The macro starts, and everything of the scene's story happens at once. */
  async replay({ story, rest }: Scene): Promise<void> {
    this.room.calendar.book(BOOKINGS, BOOKING_ID);
    this.room.start(this.scene.settings);
    for (const { after, ...step } of story) {
      await this.pass(after);
      await this.act(step);
    }
    await this.pass(rest);
  }

  async pass(milliseconds: number): Promise<void> {
    await this.room.clock.run(Math.max(0, milliseconds));
    this.journal.trim();
  }

  /** Time passes up to the next thing that is due. */
  async passToNext(): Promise<void> {
    await this.room.clock.step();
    this.journal.trim();
  }

  /** Somebody does something. */
  async act(step: Step): Promise<void> {
    const time = this.time();
    await this.pass(Math.ceil(time / GRID_MS) * GRID_MS - time);
    this.record(step);
    this.course = courseAfter(this.course, step);
    this.mark(step);
    if (step.action === 'restart') this.room.start(step.settings ?? {});
    else actions[step.action].run(this.room, step, this.course);
    await this.pass(0);
  }

  untilNext(): number | undefined {
    const next = this.room.clock.untilNext();
    const hasMessage = this.room.panel.line() !== '' || this.room.panel.alert() !== '';
    if (!hasMessage) return next;
    return Math.min(LOOK_AGAIN_MS, next ?? LOOK_AGAIN_MS);
  }

  /** What was written to the console and the timeline since the last time. */
  news(): { readonly lines: readonly ConsoleLine[]; readonly entries: readonly TimelineEntry[] } {
    return this.journal.news();
  }

  told(): Told {
    const rest = this.isStoryFull ? 0 : Math.round(this.time() - this.lastStepAt);
    const scene: Scene = { ...this.scene, story: this.story.slice(), rest };
    return { scene, expected: this.isStoryFull ? this.expected : [...this.expected, this.expectation()] };
  }

  view(isPaused: boolean, speed: number): RoomView {
    return {
      ...viewOf(this.room, this.scene.room, { asleep: this.asleep, unplugged: this.unplugged }),
      time: this.time(),
      faults: this.course.faults,
      latency: this.course.latency,
      joinFails: this.course.joinFails,
      redialEnds: this.course.redialEnds,
      isPaused,
      speed,
      hasNext: this.room.clock.untilNext() !== undefined,
      steps: this.story.length,
      isStoryFull: this.isStoryFull,
    };
  }

  private time(): number {
    return this.room.seconds() * 1000;
  }

  private record(step: Step): void {
    if (this.story.length >= MAX_STORY_STEPS) this.isStoryFull = true;
    if (this.isStoryFull) return;
    this.expected.push(this.expectation());
    this.story.push({ ...step, after: Math.round(this.time() - this.lastStepAt) });
    this.lastStepAt = this.time();
  }

  private expectation(): Expectation {
    return { screens: this.room.screens(), dialed: this.room.phone.dialed.length };
  }

  private mark({ action, output = 1 }: Step): void {
    if (action === 'sleep') this.asleep.add(output);
    if (action === 'unplug') this.unplugged.add(output);
    if (action === 'wake') this.asleep.delete(output);
    if (action === 'plug in') {
      this.asleep.delete(output);
      this.unplugged.delete(output);
    }
  }
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
