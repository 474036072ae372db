import type { Calls } from './calls';
import type { RoomContext } from './context';

const PRESENTATION = 'Status Conference Presentation ';
const INSTANCES = PRESENTATION + 'LocalInstance';

/** What is being shared, and by whom. */
export class Shares {
  constructor(
    private readonly context: RoomContext,
    private readonly calls: Calls,
  ) {
    context.device.put(PRESENTATION + 'Mode', 'Off');
    calls.whenEnding((id) => {
      this.callEnds(id);
    });
  }

  /** Somebody at the far end shares; nothing happens where there is no call. */
  farEnd(): void {
    const call = this.calls.connected()[0];
    if (call === undefined) return;
    this.context.note('people', 'somebody at the far end shares');
    this.context.device.put(PRESENTATION + 'Mode', 'Receiving');
    this.calls.presentationChannel(call, true);
    this.context.device.report();
  }

  /** Somebody in the room shares: to all where there is a call, only locally where there is none or they choose so. */
  begin(over: 'HDMI' | 'wireless' = 'HDMI', onlyLocally = false): void {
    const toAll = this.calls.connected().length > 0 && !onlyLocally;
    this.context.note('people', 'somebody in the room shares over ' + over + (toAll ? '' : ', only locally'));
    const instance = INSTANCES + ' ' + (over === 'HDMI' ? 1 : 2) + ' ';
    this.context.device.put(instance + 'SendingMode', toAll ? 'LocalRemote' : 'LocalOnly');
    this.context.device.put(instance + 'Source', over === 'HDMI' ? 2 : 4);
    if (toAll) this.context.device.put(PRESENTATION + 'Mode', 'Sending');
    this.context.device.report();
  }

  /** Every share stops. */
  stop(): void {
    this.context.note('people', 'the share is stopped');
    this.calls.connected().forEach((id) => {
      this.calls.presentationChannel(id, false);
    });
    this.context.device.put(PRESENTATION + 'Mode', 'Off');
    this.context.device.idsAt(INSTANCES).forEach((id) => {
      this.context.device.remove(INSTANCES, id);
    });
    this.context.device.report();
  }

  isOn(): boolean {
    const mode = this.context.device.readText(PRESENTATION + 'Mode');
    return (mode !== '' && mode !== 'Off') || this.context.device.idsAt(INSTANCES).length > 0;
  }

  /** The last call takes the far end's share with it; a cable that is still plugged in goes on, but only locally. */
  private callEnds(id: number): void {
    this.calls.presentationChannel(id, false);
    if (this.calls.connected().some((other) => other !== id)) return;
    this.context.device.put(PRESENTATION + 'Mode', 'Off');
    this.context.device.idsAt(INSTANCES).forEach((instance) => {
      this.context.device.put(INSTANCES + ' ' + instance + ' SendingMode', 'LocalOnly');
    });
  }
}
