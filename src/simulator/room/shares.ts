import type { Calls } from './call-list';
import { idOf, textAt } from '../codec/tree';
import type { RoomContext } from './context';

const PRESENTATION = 'Status Conference Presentation ';
const INSTANCES = PRESENTATION + 'LocalInstance';

export const TEAMS_CALL = 'Status MicrosoftTeams Calling InCall';

type Fields = Readonly<Record<string, string | number>>;

/** The presentations in the room and from the far end. */
export class Shares {
  /** Whether events have reported the end of what the status still has. */
  private isOver = false;

  constructor(
    private readonly context: RoomContext,
    private readonly calls: Calls,
  ) {
    context.device.put(PRESENTATION + 'Mode', 'Off');
    calls.whenEnding = (id) => this.callEnds(id);
  }

  /** Somebody at the far end shares. Does nothing without a call. */
  farEnd(): void {
    const call = this.calls.connected()[0];
    if (call === undefined) return;
    this.forget();
    const { device } = this.context;
    this.context.note('people', 'somebody at the far end shares');
    device.put(PRESENTATION + 'Mode', 'Receiving');
    this.calls.presentationChannel(call, true);
    device.report();
    device.reportEvent('PresentationStarted', {
      ...this.inCall('Receiving', 0),
      Cause: 'startReceiving',
      LocalSource: 0,
    });
  }

  /** Somebody in the room shares: into the call, or only locally without a call or on request. */
  begin(over: 'HDMI' | 'wireless' = 'HDMI', onlyLocally = false): void {
    const toAll = this.calls.connected().length > 0 && !onlyLocally;
    this.context.note('people', 'somebody in the room shares over ' + over + (toAll ? '' : ', only locally'));
    // The codec does not know what is shared into a Teams call.
    if (this.context.device.readText(TEAMS_CALL) === 'True') return;
    this.forget();
    const { device } = this.context;
    const [instance, source] = over === 'HDMI' ? [1, 2] : [2, 4];
    const sendingMode = toAll ? 'LocalRemote' : 'LocalOnly';
    device.put(INSTANCES + ' ' + instance, { SendingMode: sendingMode, Source: source });
    if (toAll) device.put(PRESENTATION + 'Mode', 'Sending');
    device.report();
    const event = { Cause: 'userRequested', LocalSource: source };
    if (toAll) device.reportEvent('PresentationStarted', { ...this.inCall('Sending', instance), ...event });
    // A codec reports it twice.
    for (let times = 0; !toAll && times < 2; times += 1)
      device.reportEvent('PresentationPreviewStarted', { ...event, Instance: instance });
  }

  /**
   * Stops every share. Status and events report it, or events alone: then the status has it for some milliseconds more,
   * and loses it without a report.
   */
  stop(reportedBy: 'status and events' | 'events' = 'status and events', goneAfter = 0): void {
    this.context.note('people', 'the share is stopped');
    this.forget();
    const events = this.endEvents();
    if (reportedBy === 'status and events') {
      this.clear();
      this.context.device.report();
    } else {
      this.isOver = true;
      if (goneAfter === 0) this.forget();
      this.context.clock.after(goneAfter, () => this.forget());
    }
    for (const [event, fields] of events) this.context.device.reportEvent(event, fields);
  }

  /** One laptop is changed for another, some milliseconds later. */
  replace(over: 'HDMI' | 'wireless', after: number): void {
    this.stop();
    this.context.clock.after(after, () => this.begin(over));
  }

  isOn(): boolean {
    const mode = this.context.device.readText(PRESENTATION + 'Mode');
    return (mode !== '' && mode !== 'Off') || this.context.device.idsAt(INSTANCES).length > 0;
  }

  private clear(): void {
    const { device } = this.context;
    for (const id of this.calls.connected()) this.calls.presentationChannel(id, false);
    device.put(PRESENTATION + 'Mode', 'Off');
    for (const id of device.idsAt(INSTANCES)) device.remove(INSTANCES, id);
  }

  /** The status loses a share whose end events have reported. */
  private forget(): void {
    if (!this.isOver) return;
    this.isOver = false;
    this.context.device.unreported(() => this.clear());
  }

  /** The events that report the end of everything that is shared. */
  private endEvents(): readonly (readonly [event: string, fields: Fields])[] {
    const { device } = this.context;
    const local = device.list(INSTANCES).map((instance) => {
      const cause = { Cause: 'userRequested' };
      const preview = { ...cause, Instance: idOf(instance), LocalSource: textAt(instance, ['Source']) };
      return instance['SendingMode'] === 'LocalOnly'
        ? (['PresentationPreviewStopped', preview] as const)
        : (['PresentationStopped', { ...cause, ...this.inCall('Sending', idOf(instance)) }] as const);
    });
    if (device.readText(PRESENTATION + 'Mode') !== 'Receiving') return local;
    return [['PresentationStopped', { Cause: 'remoteNormal', ...this.inCall('Receiving', 0) }], ...local];
  }

  private inCall(mode: 'Sending' | 'Receiving', instance: number): Fields {
    const call = this.calls.connected()[0] || 0;
    return { CallId: call, ConferenceId: 1, LocalInstance: instance, Mode: mode };
  }

  /** The far end's share ends with the last call. A share in the room continues locally. */
  private callEnds(id: number): void {
    this.forget();
    this.calls.presentationChannel(id, false);
    if (this.calls.connected().some((other) => other !== id)) return;
    const { device } = this.context;
    device.put(PRESENTATION + 'Mode', 'Off');
    for (const instance of device.idsAt(INSTANCES))
      device.put(INSTANCES + ' ' + instance + ' SendingMode', 'LocalOnly');
  }
}
