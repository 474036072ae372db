import type { Clock } from '../codec/clock';
import type { Device } from '../codec/device';
import { elementsAt, textAt } from '../codec/tree';
import type { Branch } from '../codec/tree';

/** Why a call ended, as in Event CallDisconnect. */
export interface Cause {
  readonly CauseType: string;
  readonly CauseString: string;
}

/** The failure that the redialer repairs. */
export const SSL_FAILURE: Cause = {
  CauseType: 'OtherLocal',
  CauseString: 'SSL error: error:0A000410:SSL routines::sslv3 alert handshake failure',
};
export const HUNG_UP: Cause = { CauseType: 'LocalDisconnect', CauseString: '' };
export const FAR_END_HUNG_UP: Cause = { CauseType: 'RemoteDisconnect', CauseString: '' };

export interface CallPlan {
  /** The dialed address, with its scheme. */
  readonly uri: string;
  readonly protocol: 'SIP' | 'Spark' | 'H323';
  readonly direction: 'Outgoing' | 'Incoming';
  readonly video: boolean;
  readonly title: string;
}

interface Call extends CallPlan {
  readonly id: number;
  video: boolean;
  /** As in Status Call, which has it once the call is listed. */
  status: string;
  connectedAt: number | undefined;
  isListed: boolean;
}

/** The time from a call's connection to its media channels. */
export const CHANNELS_AFTER_MS = 300;

const LIST = 'Status Call';
const CHANNELS = 'Status MediaChannels Call';

/** The codec's calls, and what it reports about them. */
export class Calls {
  /** How long an ended call stays in Status Call. */
  clearedAfterMs = 200;
  /** Called whenever a connected call is about to end or to be put on hold. */
  whenEnding: (id: number) => void = () => undefined;
  /** Called whenever media channels were opened. */
  whenChannelsOpen: () => void = () => undefined;
  private calls: readonly Call[] = [];
  private lastId = 2;
  private lastEnd: Record<string, string> | undefined;

  constructor(
    private readonly device: Device,
    private readonly clock: Clock,
    /** Whether CallDisconnect has fewer fields, as before CE 9.3. */
    private readonly hasShortDisconnectEvent: boolean,
  ) {}

  /** Ids of the calls that are connected or being set up. */
  live(): readonly number[] {
    return this.calls.filter((call) => call.status !== 'Disconnecting').map((call) => call.id);
  }

  /** Ids of the calls that are connected and not on hold. */
  connected(): readonly number[] {
    return this.calls.filter((call) => call.status === 'Connected').map((call) => call.id);
  }

  /** Starts a call, which Status Call lists after some milliseconds; Infinity: never. Returns its id. */
  begin(plan: CallPlan, listedAfterMs = 0): number {
    this.lastId += 1;
    const id = this.lastId;
    const status = plan.direction === 'Outgoing' ? 'Dialling' : 'Ringing';
    const call: Call = { ...plan, id: id, status: status, connectedAt: undefined, isListed: false };
    this.calls = this.calls.concat(call);
    if (listedAfterMs === 0) this.list(call);
    else if (listedAfterMs < Infinity) {
      this.clock.after(listedAfterMs, () => {
        if (this.callWith(id)) this.list(call);
      });
    }
    if (plan.direction === 'Outgoing') this.device.reportEvent('OutgoingCallIndication', { CallId: id });
    return id;
  }

  /** Connects a call. Its channels open `channelsAfter` milliseconds later. */
  connect(id: number, channelsAfter: number): void {
    const call = this.callWith(id);
    if (!call || call.status === 'Disconnecting') return;
    call.connectedAt = this.clock.now();
    this.setStatus(call, 'Connected');
    this.device.reportEvent('CallSuccessful', { CallId: id });
    this.openChannelsAfter(channelsAfter, call);
  }

  /** The main video channels disappear, and come back after some milliseconds. */
  renegotiate(id: number, milliseconds: number): void {
    const call = this.callWith(id);
    if (!call) return;
    this.closeChannel(id, 3);
    this.closeChannel(id, 4);
    this.device.report();
    this.openChannelsAfter(milliseconds, call);
  }

  /** Puts a call on hold: it stays, and its channels disappear. */
  hold(id: number): void {
    const call = this.callWith(id);
    if (!call || call.status !== 'Connected') return;
    this.whenEnding(id);
    this.device.remove(CHANNELS, id);
    this.setStatus(call, 'OnHold');
  }

  /** Resumes a call. Its channels open again `channelsAfter` milliseconds later. */
  resume(id: number, channelsAfter: number): void {
    const call = this.callWith(id);
    if (!call || call.status !== 'OnHold') return;
    this.setStatus(call, 'Connected');
    this.openChannelsAfter(channelsAfter, call);
  }

  /** An audio call gains video. */
  addVideo(id: number): void {
    const call = this.callWith(id);
    if (!call) return;
    call.video = true;
    this.device.put(LIST + ' ' + id + ' CallType', 'Video');
    this.device.report();
    this.openChannels(call);
  }

  /** The far end starts or stops sending a presentation on its own channel. */
  presentationChannel(id: number, isOpen: boolean): void {
    if (isOpen) this.videoChannel(id, 5, 'Incoming', 'Presentation');
    else this.closeChannel(id, 5);
  }

  /** The channel of the far end's camera disappears or comes back during a call. */
  incomingVideoChannel(id: number, isOpen: boolean): void {
    const call = this.callWith(id);
    if (!call || !call.video || call.status !== 'Connected') return;
    if (isOpen) this.videoChannel(id, 3, 'Incoming', 'Main');
    else this.closeChannel(id, 3);
    this.device.report();
  }

  /** The numbers of a call's channels. */
  channels(id: number): readonly number[] {
    return this.device.idsAt(CHANNELS + ' ' + id + ' Channel');
  }

  /** Whether people are on video: an incoming main video channel that is not off. */
  hasPeople(): boolean {
    return this.device.list(CHANNELS).some(showsPeople);
  }

  /** Whether a call shows people now. */
  hasVideo(id: number): boolean {
    return this.device.list(CHANNELS).some((call) => Number(call['id']) === id && showsPeople(call));
  }

  /** Video is switched off or on during a call. */
  video(id: number, isOn: boolean): void {
    this.device.put(CHANNELS + ' ' + id + ' Channel 3 Video Protocol', isOn ? 'H264' : 'Off');
    this.device.report();
  }

  end(id: number, cause: Cause): void {
    const call = this.callWith(id);
    if (!call || call.status === 'Disconnecting') return;
    if (call.connectedAt !== undefined) this.whenEnding(id);
    this.device.remove(CHANNELS, id);
    this.setStatus(call, 'Disconnecting');
    this.lastEnd = this.endReport(call, cause);
    this.device.reportEvent('CallDisconnect', this.lastEnd);
    this.clock.after(this.clearedAfterMs, () => {
      this.calls = this.calls.filter((other) => other !== call);
      this.device.remove(LIST, id);
      this.device.report();
    });
  }

  /** Sends the last CallDisconnect event again. */
  repeatDisconnect(): void {
    if (this.lastEnd) this.device.reportEvent('CallDisconnect', this.lastEnd);
  }

  /** The fields of Event CallDisconnect. */
  private endReport(call: Call, cause: Cause): Record<string, string> {
    const little = {
      CallId: String(call.id),
      CauseCode: '0',
      CauseOrigin: 'Internal',
      CauseString: cause.CauseString,
      CauseType: cause.CauseType,
      CauseValue: '0',
      OrigCallDirection: call.direction.toLowerCase(),
      RemoteURI: call.uri,
    };
    if (this.hasShortDisconnectEvent) return little;
    const milliseconds = call.connectedAt === undefined ? 0 : this.clock.now() - call.connectedAt;
    return {
      ...little,
      CallType: call.video ? 'Video' : 'Audio',
      DisplayName: call.title,
      Duration: String(Math.ceil(milliseconds / 1000)),
      Protocol: call.protocol,
      RequestedURI: call.uri,
    };
  }

  private list(call: Call): void {
    call.isListed = true;
    this.device.put(LIST + ' ' + call.id, {
      Direction: call.direction,
      Protocol: call.protocol,
      CallType: call.video ? 'Video' : 'Audio',
      CallbackNumber: call.uri,
      RemoteNumber: call.uri.replace(/^\w+:/, ''),
      DisplayName: call.title,
    });
    this.setStatus(call, call.status);
  }

  private setStatus(call: Call, status: string): void {
    call.status = status;
    if (call.isListed) this.device.put(LIST + ' ' + call.id + ' Status', status);
    this.device.report();
  }

  private callWith(id: number): Call | undefined {
    return this.calls.filter((call) => call.id === id)[0];
  }

  private openChannelsAfter(milliseconds: number, call: Call): void {
    this.clock.after(milliseconds, () => this.openChannels(call));
  }

  private openChannels(call: Call): void {
    if (call.status !== 'Connected') return;
    this.device.put(CHANNELS + ' ' + call.id + ' Channel 1', { Direction: 'Incoming', Type: 'Audio' });
    this.device.put(CHANNELS + ' ' + call.id + ' Channel 2', { Direction: 'Outgoing', Type: 'Audio' });
    if (call.video) {
      this.videoChannel(call.id, 3, 'Incoming', 'Main');
      this.videoChannel(call.id, 4, 'Outgoing', 'Main');
    }
    this.device.report();
    this.whenChannelsOpen();
  }

  private videoChannel(id: number, number: number, direction: string, role: string): void {
    this.device.put(CHANNELS + ' ' + id + ' Channel ' + number, {
      Direction: direction,
      Type: 'Video',
      Video: { ChannelRole: role, Protocol: 'H264' },
    });
  }

  private closeChannel(id: number, number: number): void {
    this.device.remove(CHANNELS + ' ' + id + ' Channel', number);
  }
}

function showsPeople(call: Branch): boolean {
  return elementsAt(call, ['Channel']).some((channel) => {
    const protocol = textAt(channel, ['Video', 'Protocol']);
    const isOn = protocol !== '' && protocol !== 'Off';
    return (
      isOn && channel['Direction'] === 'Incoming' && textAt(channel, ['Video', 'ChannelRole']) === 'Main'
    );
  });
}
