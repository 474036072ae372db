import type { Calls } from './calls';
import type { RoomContext } from './context';

const PRESENTATION = 'Status Conference Presentation ';
const INSTANCES = PRESENTATION + 'LocalInstance';

/** The presentations in the room and from the far end. */
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

  /** Somebody at the far end shares. Does nothing without a call. */
  farEnd(): void {
    const call = this.calls.connected()[0];
    if (call === undefined) return;
    this.context.note('people', 'somebody at the far end shares');
    this.context.device.put(PRESENTATION + 'Mode', 'Receiving');
    this.calls.presentationChannel(call, true);
    this.context.device.report();
  }

  /** Somebody in the room shares: into the call, or only locally without a call or on request. */
  begin(over: 'HDMI' | 'wireless' = 'HDMI', onlyLocally = false): void {
    const toAll = this.calls.connected().length > 0 && !onlyLocally;
    this.context.note('people', 'somebody in the room shares over ' + over + (toAll ? '' : ', only locally'));
    const instance = INSTANCES + ' ' + (over === 'HDMI' ? 1 : 2) + ' ';
    this.context.device.put(instance + 'SendingMode', toAll ? 'LocalRemote' : 'LocalOnly');
    this.context.device.put(instance + 'Source', over === 'HDMI' ? 2 : 4);
    if (toAll) this.context.device.put(PRESENTATION + 'Mode', 'Sending');
    this.context.device.report();
  }

  /** Stops every share. */
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

  /** The far end's share ends with the last call. A share in the room continues locally. */
  private callEnds(id: number): void {
    this.calls.presentationChannel(id, false);
    if (this.calls.connected().some((other) => other !== id)) return;
    this.context.device.put(PRESENTATION + 'Mode', 'Off');
    this.context.device.idsAt(INSTANCES).forEach((instance) => {
      this.context.device.put(INSTANCES + ' ' + instance + ' SendingMode', 'LocalOnly');
    });
  }
}
