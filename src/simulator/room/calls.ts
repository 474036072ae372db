import type { Clock } from '../codec/clock';
import type { Device } from '../codec/device';

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
  isVideo: boolean;
  isHeld: boolean;
  connectedAt: number | undefined;
  isEnding: boolean;
  status: string;
  /** Whether Status Call has it. */
  isListed: boolean;
}

/** The time from a call's connection to its media channels. */
export const CHANNELS_AFTER_MS = 300;

/** The codec's calls, and what it reports about them. */
export class Calls {
  /** How long an ended call stays in Status Call. */
  clearedAfterMs = 200;
  private calls: readonly Call[] = [];
  private lastId = 2;
  private lastEnd: Record<string, string> | undefined;
  private endings: readonly ((id: number) => void)[] = [];
  private channelListeners: readonly (() => void)[] = [];

  constructor(
    private readonly device: Device,
    private readonly clock: Clock,
    /** Whether CallDisconnect has fewer fields, as before CE 9.3. */
    private readonly hasShortDisconnectEvent: boolean,
  ) {}

  /** Calls a function whenever a connected call is about to end or to be put on hold. */
  whenEnding(run: (id: number) => void): void {
    this.endings = this.endings.concat(run);
  }

  /** Calls a function whenever media channels were opened. */
  whenChannelsOpen(run: () => void): void {
    this.channelListeners = this.channelListeners.concat(run);
  }

  /** Ids of the calls that are connected or being set up. */
  live(): readonly number[] {
    return this.calls.filter((call) => !call.isEnding).map((call) => call.id);
  }

  /** Ids of the calls that are connected and not on hold. */
  connected(): readonly number[] {
    return this.calls
      .filter((call) => call.connectedAt !== undefined && !call.isEnding && !call.isHeld)
      .map((call) => call.id);
  }

  /** Starts a call, which Status Call lists after some milliseconds; Infinity: never. Returns its id. */
  begin(plan: CallPlan, listedAfterMs = 0): number {
    this.lastId += 1;
    const id = this.lastId;
    const call = {
      ...plan,
      id: id,
      isVideo: plan.video,
      isHeld: false,
      connectedAt: undefined,
      isEnding: false,
      status: plan.direction === 'Outgoing' ? 'Dialling' : 'Ringing',
      isListed: false,
    };
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
    if (!call || call.isEnding) return;
    call.connectedAt = this.clock.now();
    this.setStatus(call, 'Connected');
    this.device.reportEvent('CallSuccessful', { CallId: id });
    this.clock.after(channelsAfter, () => {
      this.openChannels(call);
    });
  }

  /** The main video channels disappear, and come back after some milliseconds. */
  renegotiate(id: number, milliseconds: number): void {
    const call = this.callWith(id);
    if (!call) return;
    this.closeChannel(id, 3);
    this.closeChannel(id, 4);
    this.device.report();
    this.clock.after(milliseconds, () => {
      this.openChannels(call);
    });
  }

  /** Puts a call on hold: it stays, and its channels disappear. */
  hold(id: number): void {
    const call = this.callWith(id);
    if (!call || call.connectedAt === undefined || call.isEnding || call.isHeld) return;
    this.endings.forEach((run) => {
      run(id);
    });
    call.isHeld = true;
    this.device.remove('Status MediaChannels Call', id);
    this.setStatus(call, 'OnHold');
  }

  /** Resumes a call. Its channels open again `channelsAfter` milliseconds later. */
  resume(id: number, channelsAfter: number): void {
    const call = this.callWith(id);
    if (!call || call.isEnding || !call.isHeld) return;
    call.isHeld = false;
    this.setStatus(call, 'Connected');
    this.clock.after(channelsAfter, () => {
      this.openChannels(call);
    });
  }

  /** An audio call gains video. */
  addVideo(id: number): void {
    const call = this.callWith(id);
    if (!call || call.isEnding) return;
    call.isVideo = true;
    this.device.put('Status Call ' + id + ' CallType', 'Video');
    this.device.report();
    if (call.connectedAt !== undefined) this.openChannels(call);
  }

  /** The far end starts or stops sending a presentation on its own channel. */
  presentationChannel(id: number, isOpen: boolean): void {
    if (isOpen) this.channel(id, 5, 'Incoming', 'Video', 'Presentation', 'H264');
    else this.closeChannel(id, 5);
  }

  /** The channel of the far end's camera disappears or comes back during a call. */
  incomingVideoChannel(id: number, isOpen: boolean): void {
    const call = this.callWith(id);
    if (!call || !call.isVideo || this.connected().indexOf(id) < 0) return;
    if (isOpen) this.channel(id, 3, 'Incoming', 'Video', 'Main', 'H264');
    else this.closeChannel(id, 3);
    this.device.report();
  }

  /** The numbers of a call's channels. */
  channels(id: number): readonly number[] {
    return this.device.idsAt('Status MediaChannels Call ' + id + ' Channel');
  }

  /** Whether people are on video: an incoming main video channel that is not off. */
  hasPeople(): boolean {
    return this.device.idsAt('Status MediaChannels Call').some((id) => this.hasVideo(id));
  }

  /** Whether a call shows people now. */
  hasVideo(id: number): boolean {
    return this.channels(id).some((number) => {
      const read = (name: string): string =>
        this.device.readText('Status MediaChannels Call ' + id + ' Channel ' + number + ' ' + name);
      const protocol = read('Video Protocol');
      const isOn = protocol !== '' && protocol !== 'Off';
      return isOn && read('Direction') === 'Incoming' && read('Video ChannelRole') === 'Main';
    });
  }

  /** Video is switched off or on during a call. */
  video(id: number, isOn: boolean): void {
    this.device.put('Status MediaChannels Call ' + id + ' Channel 3 Video Protocol', isOn ? 'H264' : 'Off');
    this.device.report();
  }

  end(id: number, cause: Cause): void {
    const call = this.callWith(id);
    if (!call || call.isEnding) return;
    if (call.connectedAt !== undefined) {
      this.endings.forEach((run) => {
        run(id);
      });
    }
    call.isEnding = true;
    this.device.remove('Status MediaChannels Call', id);
    this.setStatus(call, 'Disconnecting');
    this.lastEnd = this.endReport(call, cause);
    this.device.reportEvent('CallDisconnect', this.lastEnd);
    this.clock.after(this.clearedAfterMs, () => {
      this.calls = this.calls.filter((other) => other.id !== id);
      this.device.remove('Status Call', id);
      this.device.report();
    });
  }

  /** Sends the last CallDisconnect event again. */
  repeatDisconnect(): void {
    if (this.lastEnd) this.device.reportEvent('CallDisconnect', this.lastEnd);
  }

  /** The fields of Event CallDisconnect. */
  private endReport(
    call: CallPlan & { id: number; connectedAt?: number | undefined },
    cause: Cause,
  ): Record<string, string> {
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
    const seconds =
      call.connectedAt === undefined ? 0 : Math.ceil((this.clock.now() - call.connectedAt) / 1000);
    return {
      ...little,
      CallType: call.video ? 'Video' : 'Audio',
      DisplayName: call.title,
      Duration: String(seconds),
      Protocol: call.protocol,
      RequestedURI: call.uri,
    };
  }

  private list(call: Call): void {
    const path = 'Status Call ' + call.id + ' ';
    call.isListed = true;
    this.device.put(path + 'Direction', call.direction);
    this.device.put(path + 'Protocol', call.protocol);
    this.device.put(path + 'CallType', call.isVideo ? 'Video' : 'Audio');
    this.device.put(path + 'CallbackNumber', call.uri);
    this.device.put(path + 'RemoteNumber', call.uri.replace(/^\w+:/, ''));
    this.device.put(path + 'DisplayName', call.title);
    this.setStatus(call, call.status);
  }

  private setStatus(call: Call, status: string): void {
    call.status = status;
    if (call.isListed) this.device.put('Status Call ' + call.id + ' Status', status);
    this.device.report();
  }

  private callWith(id: number): Call | undefined {
    return this.calls.filter((call) => call.id === id)[0];
  }

  private openChannels(call: Call): void {
    if (call.isEnding || call.isHeld) return;
    this.channel(call.id, 1, 'Incoming', 'Audio');
    this.channel(call.id, 2, 'Outgoing', 'Audio');
    if (call.isVideo) {
      this.channel(call.id, 3, 'Incoming', 'Video', 'Main', 'H264');
      this.channel(call.id, 4, 'Outgoing', 'Video', 'Main', 'H264');
    }
    this.device.report();
    this.channelListeners.forEach((run) => {
      run();
    });
  }

  private closeChannel(id: number, number: number): void {
    this.device.remove('Status MediaChannels Call ' + id + ' Channel', number);
  }

  private channel(
    id: number,
    number: number,
    direction: string,
    type: string,
    role?: string,
    protocol?: string,
  ): void {
    const path = 'Status MediaChannels Call ' + id + ' Channel ' + number + ' ';
    this.device.put(path + 'Direction', direction);
    this.device.put(path + 'Type', type);
    if (role !== undefined) this.device.put(path + 'Video ChannelRole', role);
    if (protocol !== undefined) this.device.put(path + 'Video Protocol', protocol);
  }
}
