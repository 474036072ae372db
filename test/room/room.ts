import type { Booking } from '../../src/xapi/booking';
import type { Firmware } from '../../src/xapi/slice';
import type { Runtime } from '../../src/macro/runtime';
import type { XApi } from '../../src/xapi/xapi';
import { Calls, CHANNELS_AFTER, FAR_END_HUNG_UP, HUNG_UP, SSL_FAILURE } from './calls';
import type { CallPlan, Cause } from './calls';
import { Clock } from './clock';
import type { Engine } from './clock';
import { Device } from './device';
import type { Request } from './device';
import { faultless, Link } from './link';
import type { Faults } from './link';
import { refuse, Rules } from './rules';
import { shownOn } from './screens';
import type { Shown } from './screens';
import type { Tree } from './tree';
import { fakeXapi } from './xapi';

/** A screen as it is sold: what it tells the codec of itself. */
export interface Screen {
  /** Diagonal; 0 where the screen does not tell. */
  readonly inches: number;
  readonly name?: string;
  /** Its own resolution; '' where it does not tell. */
  readonly own?: string;
  /** The resolution that the codec drives it at. */
  readonly driven?: readonly [width: number, height: number];
  readonly builtIn?: boolean;
}

/** A macro's life in the room, from its start to its end. */
export interface Process {
  readonly xapi: XApi;
  readonly runtime: Runtime;
}

/** Starts a macro in a process with what its settings block holds. */
export type StartMacro = (process: Process, settings: Readonly<Record<string, unknown>>) => void;

export interface RoomPlan {
  readonly engine: Engine;
  readonly macro: StartMacro;
  readonly product?: string;
  readonly firmware?: Firmware;
  /** By connector number. */
  readonly screens?: Readonly<Record<number, Screen>>;
  /** Milliseconds from a request to its answer. */
  readonly roundTrip?: number;
  /** Firmwares before CE 9.3 tell less of a call that ends. */
  readonly tellsLittle?: boolean;
}

export interface Dialled {
  readonly number: string;
  readonly protocol: string;
  readonly name: string;
  /** Seconds since the room's clock started. */
  readonly at: number;
  /** Calls that were live when the codec was told to dial. */
  readonly into: readonly number[];
}

/** What becomes of a call that is dialled. */
export type Fate = 'connects' | 'SSL failure' | 'rejected' | 'refused' | 'rings';

export interface Entry {
  /** Milliseconds since the room's clock started. */
  readonly at: number;
  readonly who: 'people' | 'codec' | 'macro' | 'warning' | 'screen';
  readonly text: string;
}

/** A Tuesday morning, nine o'clock. */
const START = Date.UTC(2026, 2, 3, 9, 0, 0);
const ANSWERED_AFTER = 900;
const FAILS_AFTER = 600;
const ZOOM = /^\d{5,40}(\.[\w*#!$-]*)*@([\w-]+\.)*zoomcrc\.com$/i;

/** A meeting room: a codec, its screens, its touch panel, its calendar, and the people who use them. */
export class Room {
  readonly clock: Clock;
  readonly device: Device;
  readonly calls: Calls;
  readonly dialled: Dialled[] = [];
  readonly journal: Entry[] = [];
  /** The bodies of the saved panels, by id; '' for one that was removed. */
  readonly panels: Record<string, string> = {};
  /** Requests that macros have made, subscriptions aside. */
  readonly requests: { readonly at: number; readonly request: Request }[] = [];
  faults: Faults;
  /** What becomes of a call, by what is dialled over which protocol. */
  fate: (number: string, protocol: string) => Fate = usualFate;
  bookings: readonly Booking[] = [];
  private line: { text: string; until: number } | undefined;
  private alert: { text: string; until: number } | undefined;
  private link: Link | undefined;
  private timers: number[] = [];
  private picture = '';
  private plugged: Record<number, Screen> = {};

  constructor(private readonly plan: RoomPlan) {
    this.clock = new Clock(plan.engine, START);
    this.faults = faultless(plan.roundTrip || 20);
    const rules = new Rules(plan.product || 'hopen', plan.firmware || '11.14');
    this.device = new Device(rules, () => {
      this.notePicture();
    });
    this.calls = new Calls(this.device, this.clock, plan.tellsLittle || false);
    this.setUpOutputs(plan.screens || {});
    this.device.put('Status Conference Presentation Mode', 'Off');
    this.answerCommands();
    this.device.tell();
    this.journal.length = 0;
  }

  /* The macro */

  /** The integrator saves the macro, or the codec restarts it. The one that ran before is stopped. */
  start(settings: Readonly<Record<string, unknown>> = {}): void {
    this.stop();
    const link = new Link(
      this.clock,
      this.device,
      () => this.faults,
      (request) => {
        if (request.method.indexOf('xFeedback') < 0) {
          this.requests.push({ at: this.clock.now(), request: request });
        }
      },
    );
    this.link = link;
    this.plan.macro({ xapi: fakeXapi(link), runtime: this.runtimeFor(link) }, settings);
  }

  /** The codec stops the macro: nothing of it runs on. */
  stop(): void {
    if (this.link) this.link.cut();
    this.timers.forEach((timer) => {
      this.clock.cancel(timer);
    });
    this.timers = [];
    this.link = undefined;
  }

  /** Tells the macro of an event in whatever form, past the codec's own manners. */
  reportRaw(event: string, report: unknown): void {
    if (this.link) this.link.report({ Event: { [event]: report } });
  }

  /** What the macro holds: subscriptions, timers and requests without an answer. */
  held(): { subscriptions: number; timers: number; requests: number } {
    return {
      subscriptions: this.device.listeners(),
      timers: this.timers.length,
      requests: this.link ? this.link.waiting : 0,
    };
  }

  /** Lets seconds pass. */
  wait(seconds: number): Promise<void> {
    return this.clock.run(seconds * 1000);
  }

  /** The macro's lines in the console. */
  log(): readonly string[] {
    return this.journal
      .filter((entry) => entry.who === 'macro' || entry.who === 'warning')
      .map((entry) => entry.text);
  }

  private runtimeFor(link: Link): Runtime {
    const own = (): boolean => this.link === link;
    return {
      after: (milliseconds, run) => {
        if (!own()) return 0;
        const timer = this.clock.after(milliseconds, () => {
          this.timers = this.timers.filter((other) => other !== timer);
          run();
        });
        this.timers.push(timer);
        return timer;
      },
      cancel: (timer) => {
        this.clock.cancel(timer);
        this.timers = this.timers.filter((other) => other !== timer);
      },
      now: () => this.clock.now(),
      log: (text) => {
        this.note('macro', text);
      },
      warn: (text) => {
        this.note('warning', text);
      },
    };
  }

  private note(who: Entry['who'], text: string): void {
    this.journal.push({ at: this.clock.now() - START, who: who, text: text });
  }

  /* Calls */

  /** Somebody presses the join button of a Zoom meeting, and the join fails as it does on a cloud-registered codec. */
  joinZoom(uri: string, cause: Cause = SSL_FAILURE, plan: Partial<CallPlan> = {}): number {
    this.note('people', 'somebody presses Join on the touch panel');
    const call: CallPlan = {
      uri: uri,
      protocol: 'SIP',
      direction: 'Outgoing',
      video: true,
      title: '',
      ...plan,
    };
    return this.failing(call, cause);
  }

  /** A call that ends with a cause before anybody answers. */
  failing(plan: CallPlan, cause: Cause): number {
    const id = this.beginCall(plan);
    this.clock.after(FAILS_AFTER, () => {
      this.endCall(id, cause);
    });
    return id;
  }

  /** A call comes up, dialled by people or answered by them; gives its id. */
  callUp(plan: { video?: boolean; channelsAfter?: number } = {}): number {
    const id = this.beginCall({
      uri: 'spark:boss@example.com',
      protocol: 'Spark',
      direction: 'Incoming',
      video: plan.video !== false,
      title: 'Boss',
    });
    this.note('people', (plan.video === false ? 'an audio' : 'a video') + ' call comes up');
    this.calls.connect(id, plan.channelsAfter === undefined ? CHANNELS_AFTER : plan.channelsAfter);
    return id;
  }

  /** Everybody hangs up. */
  hangUp(): void {
    this.note('people', 'the call is ended');
    this.calls.live().forEach((id) => {
      this.endCall(id, HUNG_UP);
    });
  }

  private beginCall(plan: CallPlan): number {
    const id = this.calls.begin(plan);
    if (plan.direction === 'Outgoing')
      this.note('codec', 'call ' + id + ': dialling ' + withoutSecrets(plan.uri));
    return id;
  }

  private endCall(id: number, cause: Cause): void {
    if (this.calls.live().indexOf(id) < 0) return;
    const wasUp = this.calls.connected().indexOf(id) >= 0;
    this.note(
      'codec',
      'call ' + id + (wasUp ? ' ends' : ' fails: ' + (cause.CauseString || cause.CauseType)),
    );
    if (wasUp && this.calls.connected().length === 1) this.endRemoteShare(id);
    this.calls.end(id, cause);
  }

  private dial(parameters: Readonly<Record<string, string>>): Tree {
    const number = parameters['Number'] || '';
    const protocol = parameters['Protocol'] || 'Sip';
    const fate = this.fate(number, protocol);
    this.dialled.push({
      number: number,
      protocol: protocol,
      name: parameters['DisplayName'] || '',
      at: (this.clock.now() - START) / 1000,
      into: this.calls.live(),
    });
    if (fate === 'refused') {
      refuse({ code: 1, message: 'Cannot dial ' + number });
    }
    const id = this.beginCall({
      uri: protocol.toLowerCase() + ':' + number,
      protocol: protocol === 'Sip' ? 'SIP' : protocol === 'H323' ? 'H323' : 'Spark',
      direction: 'Outgoing',
      video: true,
      title: parameters['DisplayName'] || '',
    });
    this.clock.after(fate === 'connects' ? ANSWERED_AFTER : FAILS_AFTER, () => {
      if (fate === 'connects') this.answered(id);
      if (fate === 'SSL failure') this.endCall(id, SSL_FAILURE);
      if (fate === 'rejected') this.endCall(id, FAR_END_HUNG_UP);
    });
    return { CallId: String(id), ConferenceId: '1' };
  }

  private answered(id: number): void {
    if (this.calls.live().indexOf(id) < 0) return;
    this.note('codec', 'call ' + id + ' is connected');
    this.calls.connect(id, CHANNELS_AFTER);
  }

  /* Shares */

  /** Somebody at the far end shares. */
  farEndShares(): void {
    this.note('people', 'somebody at the far end shares');
    const call = this.calls.connected()[0];
    if (call === undefined) return;
    this.device.put('Status Conference Presentation Mode', 'Receiving');
    this.calls.presentationChannel(call, true);
    this.device.tell();
  }

  /** Somebody in the room shares: to all where there is a call, and only locally where there is none or they choose so. */
  share(over: 'HDMI' | 'wireless' = 'HDMI', onlyLocally = false): void {
    this.note('people', 'somebody in the room shares over ' + over);
    const toAll = this.calls.connected().length > 0 && !onlyLocally;
    const path = 'Status Conference Presentation LocalInstance ' + (over === 'HDMI' ? 1 : 2) + ' ';
    this.device.put(path + 'SendingMode', toAll ? 'LocalRemote' : 'LocalOnly');
    this.device.put(path + 'Source', over === 'HDMI' ? 2 : 4);
    if (toAll) this.device.put('Status Conference Presentation Mode', 'Sending');
    this.device.tell();
  }

  /** Every share stops. */
  stopSharing(): void {
    this.note('people', 'the share is stopped');
    this.calls.connected().forEach((id) => {
      this.calls.presentationChannel(id, false);
    });
    this.device.put('Status Conference Presentation Mode', 'Off');
    this.device.idsAt('Status Conference Presentation LocalInstance').forEach((id) => {
      this.device.remove('Status Conference Presentation LocalInstance', id);
    });
    this.device.tell();
  }

  isSharing(): boolean {
    return (
      this.device.readText('Status Conference Presentation Mode') !== 'Off' ||
      this.device.idsAt('Status Conference Presentation LocalInstance').length > 0
    );
  }

  private endRemoteShare(id: number): void {
    this.calls.presentationChannel(id, false);
    this.device.put('Status Conference Presentation Mode', 'Off');
    this.device.idsAt('Status Conference Presentation LocalInstance').forEach((instance) => {
      this.device.put(
        'Status Conference Presentation LocalInstance ' + instance + ' SendingMode',
        'LocalOnly',
      );
    });
  }

  /* Screens */

  /** What each connected screen shows, by connector number. */
  screens(): Readonly<Record<number, Shown>> {
    const connected = this.device
      .idsAt('Status Video Output Connector')
      .filter((id) => this.device.readText(connector(id) + 'Connected') === 'True');
    const outputs = connected.map((id) => ({ id: id, role: this.roleOf(id) }));
    return shownOn(outputs, {
      monitors: this.device.readText('Configuration Video Monitors') || 'Single',
      people: this.calls.hasPeople(),
      presentation: this.isSharing(),
    });
  }

  /** The configured role of an output. */
  roleOf(output: number): string {
    const role = this.device.readText('Configuration Video Output Connector ' + output + ' MonitorRole');
    return role || (output === 1 ? 'First' : 'Second');
  }

  /** An administrator, or another macro, changes an output's role. */
  setRole(output: number, role: string): void {
    this.device.put('Configuration Video Output Connector ' + output + ' MonitorRole', role);
    this.device.tell();
  }

  setMonitors(mode: string): void {
    this.device.put('Configuration Video Monitors', mode);
    this.device.tell();
  }

  /** The screen that is on an output, plugged in or asleep. */
  screenOn(output: number): Screen | undefined {
    return this.plugged[output];
  }

  plug(output: number, screen: Screen): void {
    this.note('people', 'a ' + sizeOf(screen) + ' screen is plugged into output ' + output);
    this.plugged[output] = screen;
    this.showScreen(output, screen);
    this.device.tell();
  }

  unplug(output: number): void {
    this.note('people', 'the screen on output ' + output + ' is unplugged');
    this.disconnect(output);
    this.device.tell();
  }

  /** A screen falls asleep: some vanish, some only forget how large they are. */
  sleep(output: number, how: 'vanishes' | 'forgets its size'): void {
    this.note('people', 'the screen on output ' + output + ' falls asleep');
    if (how === 'vanishes') this.disconnect(output);
    else this.device.put(connector(output) + 'ConnectedDevice ScreenSize', 0);
    this.device.tell();
  }

  /** A screen wakes up; its size comes some seconds after the picture. */
  wake(output: number, sizeAfter: number): void {
    this.note('people', 'the screen on output ' + output + ' wakes up');
    const screen = this.plugged[output];
    if (!screen) return;
    this.showScreen(output, { ...screen, inches: 0 });
    this.device.tell();
    this.clock.after(sizeAfter * 1000, () => {
      if (this.plugged[output] !== screen) return;
      this.device.put(connector(output) + 'ConnectedDevice ScreenSize', screen.inches);
      this.device.tell();
    });
  }

  private setUpOutputs(screens: Readonly<Record<number, Screen>>): void {
    const { era } = this.device.rules;
    Object.keys(era.roles).forEach((output) => {
      const roles = era.roles[Number(output)] || [];
      const preset = roles.indexOf('PresentationOnly') < 0 ? 'First' : 'Auto';
      this.device.put('Configuration Video Output Connector ' + output + ' MonitorRole', preset);
      this.disconnect(Number(output));
    });
    if (era.monitors.length > 0) this.device.put('Configuration Video Monitors', 'Auto');
    Object.keys(screens).forEach((output) => {
      const screen = screens[Number(output)];
      if (!screen) return;
      this.plugged[Number(output)] = screen;
      this.showScreen(Number(output), screen);
    });
  }

  private showScreen(output: number, screen: Screen): void {
    const path = connector(output);
    const driven = screen.driven || [1920, 1080];
    this.device.put(path + 'Connected', 'True');
    this.device.put(path + 'Type', screen.builtIn ? 'LCD' : 'HDMI');
    this.device.put(
      path + 'ConnectedDevice Name',
      screen.name === undefined ? 'Screen ' + output : screen.name,
    );
    this.device.put(path + 'ConnectedDevice ScreenSize', screen.inches);
    this.device.put(
      path + 'ConnectedDevice PreferredFormat',
      screen.own === undefined ? '3840x2160@60Hz' : screen.own,
    );
    this.device.put(path + 'Resolution Width', driven[0]);
    this.device.put(path + 'Resolution Height', driven[1]);
  }

  private disconnect(output: number): void {
    const path = connector(output);
    this.device.put(path + 'Connected', 'False');
    this.device.put(path + 'Type', 'HDMI');
    this.device.put(path + 'ConnectedDevice Name', '');
    this.device.put(path + 'ConnectedDevice ScreenSize', 0);
    this.device.put(path + 'ConnectedDevice PreferredFormat', '');
    this.device.put(path + 'Resolution Width', 0);
    this.device.put(path + 'Resolution Height', 0);
  }

  private notePicture(): void {
    const shown = this.screens();
    const outputs = Object.keys(shown);
    if (outputs.length < 2) return;
    const picture = outputs.map((output) => output + ': ' + shown[Number(output)]).join(', ');
    if (picture === this.picture) return;
    this.picture = picture;
    this.note('screen', picture);
  }

  /* The touch panel, messages, the calendar */

  /** Somebody taps a button on the touch panel. */
  tap(panelId: string): void {
    this.note('people', 'somebody taps the button «' + panelId + '»');
    this.device.happen('UserInterface Extensions Panel Clicked', { PanelId: panelId });
  }

  /** The line that is on the screen now; '' for none. */
  lineOnScreen(): string {
    return this.line && this.clock.now() < this.line.until ? this.line.text : '';
  }

  /** The alert that is on the screen now; '' for none. */
  alertOnScreen(): string {
    return this.alert && this.clock.now() < this.alert.until ? this.alert.text : '';
  }

  private until(parameters: Readonly<Record<string, string>>): number {
    const seconds = Number(parameters['Duration'] || 0);
    return seconds === 0 ? Infinity : this.clock.now() + seconds * 1000;
  }

  private answerCommands(): void {
    this.device.on('Dial', (parameters) => this.dial(parameters));
    this.device.on('Bookings List', () => ({
      ResultInfo: { TotalRows: String(this.bookings.length) },
      ...(this.bookings.length > 0 ? { Booking: this.bookings.map(asTree) } : {}),
    }));
    this.device.on('Bookings Get', (parameters) => {
      const booking = this.bookings.filter((one) => one.Id === parameters['Id'])[0];
      return booking ? { Booking: asTree(booking) } : refuse({ code: 1, message: 'Booking not found' });
    });
    this.device.on('UserInterface Message TextLine Display', (parameters) => {
      this.line = { text: parameters['Text'] || '', until: this.until(parameters) };
      this.note('screen', 'line: ' + this.line.text);
      return undefined;
    });
    this.device.on('UserInterface Message TextLine Clear', () => {
      this.line = undefined;
      return undefined;
    });
    this.device.on('UserInterface Message Alert Display', (parameters) => {
      this.alert = { text: parameters['Text'] || '', until: this.until(parameters) };
      this.note('screen', 'alert: ' + this.alert.text);
      return undefined;
    });
    this.device.on('UserInterface Extensions Panel Save', (parameters, body) => {
      this.panels[parameters['PanelId'] || ''] = body;
      return undefined;
    });
    this.device.on('UserInterface Extensions Panel Remove', (parameters) => {
      this.panels[parameters['PanelId'] || ''] = '';
      return undefined;
    });
  }

  /** The calendar's bookings, one of them running now where its id is given. */
  book(bookings: readonly Booking[], current = ''): void {
    this.bookings = bookings;
    if (current !== '') this.device.put('Status Bookings Current Id', current);
    this.device.tell();
  }
}

function usualFate(number: string, protocol: string): Fate {
  if (number.toLowerCase().indexOf('zoomcrc.com') < 0) return 'connects';
  return protocol === 'Spark' && ZOOM.test(number) ? 'connects' : 'SSL failure';
}

function connector(output: number): string {
  return 'Status Video Output Connector ' + output + ' ';
}

function sizeOf(screen: Screen): string {
  return screen.inches === 0 ? 'sizeless' : screen.inches + '-inch';
}

/** A dial string as a story may show it. */
function withoutSecrets(uri: string): string {
  return uri
    .replace(/^(\w+:)?(\d\d)\d+(\d\d)\.\S*@/, '$1$2…$3.••••@')
    .replace(/^(\w+:)?(\d\d)\d{4,}(\d\d)@/, '$1$2…$3@');
}

function asTree(value: unknown): Tree {
  if (Array.isArray(value)) return value.map(asTree);
  if (typeof value !== 'object' || value === null) return String(value);
  const branch: Record<string, Tree> = {};
  const fields: Readonly<Record<string, unknown>> = { ...value };
  Object.keys(fields).forEach((name) => {
    if (fields[name] !== undefined) branch[name] = asTree(fields[name]);
  });
  return branch;
}
