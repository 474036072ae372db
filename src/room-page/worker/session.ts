/** One room with one macro in it, whose time passes as the page says; it tells the page whatever changes. */
import type { FromRoom, Scene, ToRoom } from '../protocol';
import { Pace } from './pace';
import { LiveRoom } from './live-room';

export class Session {
  private live: LiveRoom | undefined;
  private pace: Pace | undefined;
  /** Whatever takes the room's time comes one after the other. */
  private queue: Promise<void> = Promise.resolve();
  private isPaused = false;
  private speed = 1;

  constructor(private readonly send: (message: FromRoom) => void) {}

  receive(message: ToRoom): void {
    this.enqueue(() => this.handle(message));
  }

  /** Something of the macro has thrown past it. */
  crashed(message: string): void {
    this.live?.room.note('error', message);
    this.show(false);
  }

  private enqueue(run: () => Promise<void>): void {
    this.queue = this.queue.then(run).catch((error: unknown) => this.crashed(String(error)));
  }

  private async handle(message: ToRoom): Promise<void> {
    if (message.type === 'record') {
      if (this.live) this.send({ type: 'recording', recording: this.live.recording() });
      return;
    }
    if (message.type === 'open') await this.open(message.scene, message.text);
    else await this.pass();
    if (message.type === 'do') await this.live?.act(message.step);
    if (message.type === 'step') await this.live?.passToNext();
    if (message.type === 'pace') {
      this.isPaused = message.isPaused;
      this.speed = message.speed;
    }
    this.proceed();
    this.show(message.type === 'open');
  }

  private async open(scene: Scene, text: string): Promise<void> {
    this.pace?.stop();
    const live = new LiveRoom(scene, text);
    this.live = live;
    this.pace = new Pace(live, () => this.enqueue(() => this.catchUp()));
    await live.replay(scene);
  }

  private async catchUp(): Promise<void> {
    await this.pass();
    this.proceed();
    this.show(false);
  }

  /** The room's time passes as far as the page's has. */
  private async pass(): Promise<void> {
    await this.live?.pass(this.pace?.elapsed() ?? 0);
  }

  private proceed(): void {
    if (this.isPaused) this.pace?.stop();
    else this.pace?.run(this.speed);
  }

  private show(isNew: boolean): void {
    if (!this.live) return;
    const view = this.live.view(this.isPaused, this.speed);
    this.send({ type: 'view', view, news: this.live.news(), story: this.live.newStory(), isNew });
  }
}
