import type { Calls } from './call-list';
import type { RoomContext } from './context';

/** Network statistics of media channels, which the codec reports below `Netstat` of each channel. */
export class Statistics {
  private perSecond = 0;
  private isRunning = false;
  private reports = 0;

  constructor(
    private readonly context: RoomContext,
    private readonly calls: Calls,
  ) {
    calls.whenChannelsOpen = () => this.run();
  }

  /** Sets how many reports are sent per second while there are channels, each on the next channel; 0 for none. */
  setRate(perSecond: number): void {
    this.perSecond = perSecond;
    this.run();
  }

  private run(): void {
    if (this.isRunning || this.perSecond === 0 || this.channels().length === 0) return;
    this.isRunning = true;
    this.context.clock.after(1000 / this.perSecond, () => {
      this.isRunning = false;
      this.report();
      this.run();
    });
  }

  private report(): void {
    const channels = this.channels();
    const path = channels[this.reports % Math.max(1, channels.length)];
    if (path === undefined) return;
    this.reports += 1;
    this.context.device.put(path + ' Netstat', { Bytes: this.reports * 1200, Packets: this.reports });
    this.context.device.reportWithoutPicture();
  }

  private channels(): readonly string[] {
    const paths: string[] = [];
    for (const call of this.context.device.idsAt('Status MediaChannels Call'))
      for (const channel of this.calls.channels(call))
        paths.push('Status MediaChannels Call ' + call + ' Channel ' + channel);
    return paths;
  }
}
