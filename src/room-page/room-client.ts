/** The page's end of the worker that runs the room. */
import type { FromRoom, Recording, Scene, Step, ToRoom } from './protocol';

export type RoomUpdate = Extract<FromRoom, { type: 'view' }>;

export class RoomClient {
  /** Called after every change in the room. */
  onUpdate: (update: RoomUpdate) => void = () => undefined;
  /** Called if the room cannot run in this browser. */
  onFailure: (message: string) => void = () => undefined;
  private readonly worker: Worker;
  private lastQuestion = 0;
  private readonly waiting = new Map<number, (recording: Recording) => void>();

  /** @param script the text of the worker's script */
  constructor(script: string) {
    const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    this.worker = new Worker(url);
    this.worker.onmessage = ({ data }: MessageEvent<FromRoom>) => {
      URL.revokeObjectURL(url);
      if (data.type === 'view') this.onUpdate(data);
      else this.answered(data.id, data.recording);
    };
    this.worker.onerror = () => {
      this.onFailure('The room cannot run in this browser. Please try a current version of another one.');
    };
  }

  open(scene: Scene, text: string): void {
    this.send({ type: 'open', scene, text });
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
    this.lastQuestion += 1;
    const id = this.lastQuestion;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.send({ type: 'record', id });
    });
  }

  private answered(id: number, recording: Recording): void {
    this.waiting.get(id)?.(recording);
    this.waiting.delete(id);
  }

  private send(message: ToRoom): void {
    this.worker.postMessage(message);
  }
}
