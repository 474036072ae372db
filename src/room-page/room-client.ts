/** The page's end of the worker that runs the room. */
import type { FromRoom, Recording, Scene, Step, ToRoom } from './protocol';

export type RoomUpdate = Extract<FromRoom, { type: 'view' }>;

export class RoomClient {
  /** Called after every change in the room. */
  onUpdate: (update: RoomUpdate) => void = () => undefined;
  /** Called with the line that the macro prints once it has started. */
  onReady: (line: string) => void = () => undefined;
  /** Called if the room cannot run in this browser. */
  onFailure: (message: string) => void = () => undefined;
  private readonly worker: Worker;
  /** What the room is now: what was opened, with everything that has happened since. */
  private current: Scene | undefined;
  /** Rooms that were asked for and have not been shown. */
  private opening = 0;
  /** Who has asked for the recording, in this order. */
  private readonly waiting: ((recording: Recording) => void)[] = [];

  /** @param script the text of the worker's script */
  constructor(script: string) {
    const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    this.worker = new Worker(url);
    this.worker.onmessage = ({ data }: MessageEvent<FromRoom>) => {
      URL.revokeObjectURL(url);
      if (data.type === 'view') this.updated(data);
      else this.waiting.shift()?.(data.recording);
    };
    this.worker.onerror = () => {
      this.onFailure('The room cannot run in this browser. Please try a current version of another one.');
    };
  }

  open(scene: Scene, text: string): void {
    this.current = scene;
    this.opening += 1;
    this.send({ type: 'open', scene, text });
  }

  /** The room with everything that has happened in it so far. */
  scene(): Scene {
    if (!this.current) throw new Error('no room is open');
    return this.current;
  }

  act(step: Step): void {
    this.send({ type: 'do', step });
  }

  setPace(isPaused: boolean, speed: number): void {
    this.send({ type: 'pace', isPaused, speed });
  }

  step(): void {
    this.send({ type: 'step' });
  }

  /** The story so far. */
  recording(): Promise<Recording> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.send({ type: 'record' });
    });
  }

  private updated(update: RoomUpdate): void {
    // A view of a room that was open before tells nothing of the one that was asked for since.
    this.opening -= update.isNew ? 1 : 0;
    if (this.current && this.opening === 0) {
      const { story = this.current.story, view } = update;
      this.current = { ...this.current, story, rest: view.rest };
    }
    const ready = update.news.lines.filter(({ text }) => text.startsWith('ready: ')).at(-1);
    if (ready) this.onReady(ready.text);
    this.onUpdate(update);
  }

  private send(message: ToRoom): void {
    this.worker.postMessage(message);
  }
}
