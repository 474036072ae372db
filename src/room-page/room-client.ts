/** The page's end of the worker that runs the room. */
import type { FromRoom, Scene, Step, Told, ToRoom } from './protocol';

export class RoomClient {
  private readonly worker: Worker;
  private lastQuestion = 0;
  private readonly waiting = new Map<number, (told: Told) => void>();

  /** @param script the text of the worker's script */
  constructor(script: string, onView: (message: Extract<FromRoom, { type: 'view' }>) => void) {
    const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    this.worker = new Worker(url);
    this.worker.onmessage = ({ data }: MessageEvent<FromRoom>) => {
      URL.revokeObjectURL(url);
      if (data.type === 'view') onView(data);
      else this.answered(data.id, data.told);
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
  told(): Promise<Told> {
    this.lastQuestion += 1;
    const id = this.lastQuestion;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.send({ type: 'tell', id });
    });
  }

  private answered(id: number, told: Told): void {
    this.waiting.get(id)?.(told);
    this.waiting.delete(id);
  }

  private send(message: ToRoom): void {
    this.worker.postMessage(message);
  }
}
