/** One room with one macro in it, whose time passes as the page says; it tells the page whatever changes. */
import type { FromRoom, Recording, Scene, Step, ToRoom } from '../protocol';
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
    if (message.type === 'record') this.enqueue(() => this.record(message.id));
    if (message.type === 'open') this.enqueue(() => this.open(message.scene, message.text));
    if (message.type === 'do') this.enqueue(() => this.act(message.step));
    if (message.type === 'pace') this.enqueue(() => this.setPace(message.isPaused, message.speed));
    if (message.type === 'step') this.enqueue(() => this.step());
  }

  /** Something of the macro has thrown past it. */
  crashed(message: string): void {
    this.live?.room.note('error', message);
    this.show(false);
  }

  private enqueue(run: () => Promise<void>): void {
    this.queue = this.queue.then(run).catch((error: unknown) => this.crashed(String(error)));
  }

  private async open(scene: Scene, text: string): Promise<void> {
    this.pace?.stop();
    const live = new LiveRoom(scene, text);
    this.live = live;
    this.pace = new Pace(live, () => this.enqueue(() => this.catchUp()));
    await live.replay(scene);
    this.proceed();
    this.show(true);
  }

  private async act(step: Step): Promise<void> {
    await this.pass();
    await this.live?.act(step);
    this.proceed();
    this.show(false);
  }

  private async setPace(isPaused: boolean, speed: number): Promise<void> {
    await this.pass();
    this.isPaused = isPaused;
    this.speed = speed;
    this.proceed();
    this.show(false);
  }

  /** Time stands still, and goes on to the next thing that is due. */
  private async step(): Promise<void> {
    await this.live?.passToNext();
    this.proceed();
    this.show(false);
  }

  private async catchUp(): Promise<void> {
    await this.pass();
    this.proceed();
    this.show(false);
  }

  private record(id: number): Promise<void> {
    const recording: Recording | undefined = this.live?.recording();
    if (recording) this.send({ type: 'recording', id, recording });
    return Promise.resolve();
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
    this.send({ type: 'view', view, ...this.live.news(), story: this.live.newStory(), isNew });
  }
}
