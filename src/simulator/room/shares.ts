import type { Calls } from './calls';
import type { Scene } from './scene';

const PRESENTATION = 'Status Conference Presentation ';
const INSTANCES = PRESENTATION + 'LocalInstance';

/** What is being shared, and by whom. */
export class Shares {
  constructor(
    private readonly scene: Scene,
    private readonly calls: Calls,
  ) {
    scene.device.put(PRESENTATION + 'Mode', 'Off');
    calls.whenEnding((id) => {
      this.callEnds(id);
    });
  }

  /** Somebody at the far end shares; nothing happens where there is no call. */
  farEnd(): void {
    const call = this.calls.connected()[0];
    if (call === undefined) return;
    this.scene.note('people', 'somebody at the far end shares');
    this.scene.device.put(PRESENTATION + 'Mode', 'Receiving');
    this.calls.presentationChannel(call, true);
    this.scene.device.tell();
  }

  /** Somebody in the room shares: to all where there is a call, only locally where there is none or they choose so. */
  begin(over: 'HDMI' | 'wireless' = 'HDMI', onlyLocally = false): void {
    const toAll = this.calls.connected().length > 0 && !onlyLocally;
    this.scene.note('people', 'somebody in the room shares over ' + over + (toAll ? '' : ', only locally'));
    const instance = INSTANCES + ' ' + (over === 'HDMI' ? 1 : 2) + ' ';
    this.scene.device.put(instance + 'SendingMode', toAll ? 'LocalRemote' : 'LocalOnly');
    this.scene.device.put(instance + 'Source', over === 'HDMI' ? 2 : 4);
    if (toAll) this.scene.device.put(PRESENTATION + 'Mode', 'Sending');
    this.scene.device.tell();
  }

  /** Every share stops. */
  stop(): void {
    this.scene.note('people', 'the share is stopped');
    this.calls.connected().forEach((id) => {
      this.calls.presentationChannel(id, false);
    });
    this.scene.device.put(PRESENTATION + 'Mode', 'Off');
    this.scene.device.idsAt(INSTANCES).forEach((id) => {
      this.scene.device.remove(INSTANCES, id);
    });
    this.scene.device.tell();
  }

  isOn(): boolean {
    const mode = this.scene.device.readText(PRESENTATION + 'Mode');
    return (mode !== '' && mode !== 'Off') || this.scene.device.idsAt(INSTANCES).length > 0;
  }

  /** The last call takes the far end's share with it; a cable that is still plugged in goes on, but only locally. */
  private callEnds(id: number): void {
    this.calls.presentationChannel(id, false);
    if (this.calls.connected().some((other) => other !== id)) return;
    this.scene.device.put(PRESENTATION + 'Mode', 'Off');
    this.scene.device.idsAt(INSTANCES).forEach((instance) => {
      this.scene.device.put(INSTANCES + ' ' + instance + ' SendingMode', 'LocalOnly');
    });
  }
}
