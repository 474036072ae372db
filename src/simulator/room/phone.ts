import { Calls, CHANNELS_AFTER_MS, FAR_END_HUNG_UP, HUNG_UP, SSL_FAILURE } from './call-list';
import type { CallPlan, Cause } from './call-list';
import { BAD_PARAMETERS, refuse } from '../codec/product-rules';
import type { RoomContext } from './context';
import type { Tree } from '../codec/tree';

interface Dialed {
  readonly number: string;
  readonly protocol: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Calls that were connected or being set up at that time. */
  readonly into: readonly number[];
}

/** The outcome of a dialed call. */
export type DialOutcome = 'connects' | 'SSL failure' | 'rejected' | 'refused' | 'bad parameters' | 'rings';

/** What Dial is answered with, though it is carried out. */
export type DialAnswer = 'call' | 'nothing' | 'an error without a code';

const FAILS_AFTER = 600;
const ZOOM = /^\d{5,40}(\.[\w*#!$-]*)*@([\w-]+\.)*zoomcrc\.com$/i;

const JOIN = { protocol: 'SIP', direction: 'Outgoing', video: true, title: '' } as const;
const FROM_BOSS: CallPlan = {
  uri: 'spark:boss@example.com',
  protocol: 'Spark',
  direction: 'Incoming',
  video: true,
  title: 'Boss',
};

/** Calls that people and macros place. */
export class Phone {
  readonly calls: Calls;
  /** Everything that macros have dialed. */
  readonly dialed: Dialed[] = [];
  /** Decides the outcome of a call that a macro dials. */
  dialOutcome: (number: string, protocol: string) => DialOutcome = usualOutcome;

  /** Milliseconds until a dialed call is answered. */
  answeredAfterMs = 900;
  /** Milliseconds until a dialed call fails. */
  failsAfterMs = FAILS_AFTER;
  /** What a Dial that is not refused is answered with. */
  dialAnswer: DialAnswer = 'call';
  /** Milliseconds until Status Call lists a dialed call; Infinity: never. */
  listedAfterMs = 0;
  /** Whether the codec refuses to dial with a DisplayName. */
  refusesDisplayName = false;

  /** Ids of dialed calls whose outcome is 'rings'. */
  private readonly ringing: number[] = [];

  constructor(
    private readonly context: RoomContext,
    hasShortDisconnectEvent: boolean,
  ) {
    this.calls = new Calls(context.device, context.clock, hasShortDisconnectEvent);
    // As codecs leave the factory.
    context.device.put('Configuration SIP TlsVerify', 'On');
    context.device.put('Configuration SIP MinimumTLSVersion', 'TLSv1.2');
    context.device.onCommand('Dial', (parameters) => this.dial(parameters));
  }

  /** Somebody presses the Join button of a Zoom meeting, and the join fails with an SSL error. */
  joinZoom(
    uri: string,
    cause: Cause = SSL_FAILURE,
    plan: Partial<CallPlan> = {},
    failsAfter = FAILS_AFTER,
  ): number {
    this.context.note('people', 'somebody presses Join on the touch panel');
    const id = this.begin({ ...JOIN, uri: uri, ...plan });
    this.context.clock.after(failsAfter, () => this.end(id, cause));
    return id;
  }

  /** Sends the last CallDisconnect event again. */
  repeatDisconnect(): void {
    this.calls.repeatDisconnect();
  }

  /** Ends the ringing of all dialed calls. */
  redialEnds(how: 'connects' | 'fails'): void {
    for (const id of this.ringing.splice(0)) {
      if (how === 'connects') this.answer(id);
      else this.end(id, SSL_FAILURE);
    }
  }

  /** People answer or make a call. Returns its id. */
  up(plan: { video?: boolean; channelsAfter?: number } = {}): number {
    const id = this.begin({ ...FROM_BOSS, video: plan.video !== false });
    this.context.note('people', (plan.video === false ? 'an audio' : 'a video') + ' call connects');
    this.calls.connect(id, plan.channelsAfter === undefined ? CHANNELS_AFTER_MS : plan.channelsAfter);
    return id;
  }

  /** Somebody calls the room. It rings until the call is answered or ended, for at most some seconds. Returns its id. */
  ring(seconds: number, plan: Partial<CallPlan> = {}): number {
    const id = this.begin({ ...FROM_BOSS, ...plan });
    this.context.note('people', 'somebody calls the room');
    this.context.clock.after(seconds * 1000, () => {
      if (this.calls.connected().indexOf(id) < 0) this.end(id, FAR_END_HUNG_UP);
    });
    return id;
  }

  /** Somebody answers a call that rings. */
  answer(id: number): void {
    if (this.calls.live().indexOf(id) < 0) return;
    this.context.note('codec', 'call ' + id + ' is connected');
    this.calls.connect(id, CHANNELS_AFTER_MS);
  }

  /** All calls are put on hold. */
  hold(): void {
    this.context.note('people', 'the call is put on hold');
    for (const id of this.calls.live()) this.calls.hold(id);
  }

  /** All calls on hold are resumed. */
  resume(): void {
    this.context.note('people', 'the call is resumed');
    for (const id of this.calls.live()) this.calls.resume(id, CHANNELS_AFTER_MS);
  }

  /** Media are renegotiated: the main video channels of all calls disappear, and come back after some milliseconds. */
  renegotiate(milliseconds = 250): void {
    this.context.note('codec', 'media are renegotiated');
    for (const id of this.calls.connected()) this.calls.renegotiate(id, milliseconds);
  }

  /** The far end switches its camera off or on: the channel's protocol becomes Off, or the channel disappears. */
  farEndCamera(isOn: boolean, how: 'protocol' | 'channel' = 'protocol'): void {
    this.context.note('people', 'the far end switches its camera ' + (isOn ? 'on' : 'off'));
    for (const id of this.calls.connected()) {
      if (how === 'channel') this.calls.incomingVideoChannel(id, isOn);
      else if (this.calls.channels(id).indexOf(3) >= 0) this.calls.video(id, isOn);
    }
  }

  /** Audio calls gain video. */
  addVideo(): void {
    this.context.note('people', 'video is added to the call');
    for (const id of this.calls.connected()) this.calls.addVideo(id);
  }

  /** Everybody hangs up. */
  hangUp(): void {
    this.context.note('people', 'the call is ended');
    for (const id of this.calls.live()) this.end(id, HUNG_UP);
  }

  /** One call ends: hung up in the room, or failed as a join does. */
  endCall(id: number, how: 'hung up' | 'SSL failure'): void {
    this.end(id, how === 'hung up' ? HUNG_UP : SSL_FAILURE);
  }

  private begin(plan: CallPlan, listedAfterMs = 0): number {
    const id = this.calls.begin(plan, listedAfterMs);
    if (plan.direction === 'Outgoing') {
      this.context.note('codec', 'call ' + id + ': dialing ' + withoutSecrets(plan.uri));
    }
    return id;
  }

  private end(id: number, cause: Cause): void {
    if (this.calls.live().indexOf(id) < 0) return;
    const wasUp = this.calls.connected().indexOf(id) >= 0;
    const failure = ' fails: ' + (cause.CauseString || cause.CauseType);
    this.context.note('codec', 'call ' + id + (wasUp ? ' ends' : failure));
    this.calls.end(id, cause);
  }

  private dial(parameters: Readonly<Record<string, string>>): Tree {
    const number = parameters['Number'] || '';
    const protocol = parameters['Protocol'] || 'Sip';
    const name = parameters['DisplayName'] || '';
    const outcome = this.dialOutcome(number, protocol);
    const into = this.calls.live();
    this.dialed.push({ number, protocol, name, at: this.context.clock.now(), into });
    if (outcome === 'bad parameters' || (this.refusesDisplayName && name !== '')) refuse(BAD_PARAMETERS);
    if (outcome === 'refused') refuse({ code: 1, message: 'Cannot dial ' + number });
    const plan: CallPlan = {
      uri: protocol.toLowerCase() + ':' + number,
      protocol: protocol === 'Sip' ? 'SIP' : protocol === 'H323' ? 'H323' : 'Spark',
      direction: 'Outgoing',
      video: true,
      title: name,
    };
    const id = this.begin(plan, this.listedAfterMs);
    if (outcome === 'rings') this.ringing.push(id);
    this.context.clock.after(outcome === 'connects' ? this.answeredAfterMs : this.failsAfterMs, () => {
      if (outcome === 'connects') this.answer(id);
      if (outcome === 'SSL failure') this.end(id, SSL_FAILURE);
      if (outcome === 'rejected') this.end(id, FAR_END_HUNG_UP);
    });
    if (this.dialAnswer === 'an error without a code') refuse({ message: 'Connection lost' });
    return this.dialAnswer === 'call' ? { CallId: String(id), ConferenceId: '1' } : {};
  }
}

function usualOutcome(number: string, protocol: string): DialOutcome {
  if (number.toLowerCase().indexOf('zoomcrc.com') < 0) return 'connects';
  return protocol === 'Spark' && ZOOM.test(number) ? 'connects' : 'SSL failure';
}

/** A dial string without secrets. */
function withoutSecrets(uri: string): string {
  return uri.replace(/^(\w+:)?(\d\d)\d+(\d\d)(\.\S*)?@/, (_, scheme, start, end, rest) => {
    return String(scheme || '') + String(start) + '…' + String(end) + (rest ? '.••••' : '') + '@';
  });
}
