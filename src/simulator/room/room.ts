import type { Runtime } from '../../macro/runtime';
import type { Firmware } from '../../xapi/schema-subset';
import { Calendar } from './bookings';
import { CompetingMacro } from './competing-macro';
import { Clock } from '../codec/clock';
import type { Engine } from '../codec/clock';
import { Device } from '../codec/device';
import type { Request } from '../codec/device';
import { faultless, Link } from '../codec/link';
import type { Faults, Traffic } from '../codec/link';
import { Outputs } from './outputs';
import type { Screen } from './outputs';
import { Panel } from './panel';
import { Phone } from './phone';
import type { Entry, RoomContext, StartMacro } from './context';
import { Rules } from '../codec/product-rules';
import { shownOn } from './shown-screens';
import type { Shown } from './shown-screens';
import { Shares } from './shares';
import { Statistics } from './statistics';
import { Teams } from './teams';
import { fakeXapi } from '../codec/fake-xapi';

export interface RoomPlan {
  readonly engine: Engine;
  readonly macro: StartMacro;
  /** The schema's code for the product. */
  readonly product?: string;
  readonly firmware?: Firmware;
  /** By connector number. */
  readonly screens?: Readonly<Record<number, Screen>>;
  /** Milliseconds from a request to its answer. */
  readonly roundTrip?: number;
  /** Whether CallDisconnect has fewer fields, as before CE 9.3. */
  readonly hasShortDisconnectEvent?: boolean;
  /** Paths that this codec does not have, such as `Bookings List` or `Configuration Video Monitors`. */
  readonly lacks?: readonly string[];
}

/** A Tuesday, 09:00. */
const START = Date.UTC(2026, 2, 3, 9, 0, 0);

/** A meeting room: a codec, its screens, its touch panel, its calendar, and the people who use them. */
export class Room implements RoomContext {
  readonly clock: Clock;
  readonly device: Device;
  readonly phone: Phone;
  readonly shares: Shares;
  readonly outputs: Outputs;
  readonly panel: Panel;
  readonly calendar: Calendar;
  readonly statistics: Statistics;
  readonly teams: Teams;
  readonly competingMacro: CompetingMacro;
  readonly journal: Entry[] = [];
  /** All requests of macros, except subscriptions. */
  readonly requests: { readonly at: number; readonly request: Request }[] = [];
  faults: Faults;
  /** Called with all traffic between the macro and the codec, including subscriptions. */
  onTraffic: (traffic: Traffic, at: number) => void = () => undefined;
  private link: Link | undefined;
  private timers: readonly number[] = [];
  private picture = '[]';

  constructor(private readonly plan: RoomPlan) {
    this.clock = new Clock(plan.engine, START);
    this.faults = faultless(plan.roundTrip || 20);
    const rules = new Rules(plan.product || 'hopen', plan.firmware || '11.14', plan.lacks);
    this.device = new Device(rules, () => this.notePicture());
    this.phone = new Phone(this, plan.hasShortDisconnectEvent || false);
    this.outputs = new Outputs(this, plan.screens || {});
    this.shares = new Shares(this, this.phone.calls);
    this.panel = new Panel(this);
    this.calendar = new Calendar(this);
    this.statistics = new Statistics(this, this.phone.calls);
    this.teams = new Teams(this, this.shares);
    this.competingMacro = new CompetingMacro(this, this.outputs);
    this.device.put('Status Webex Status', 'Registered');
    this.device.report();
  }

  /** Starts the macro, or restarts it. */
  start(settings: Readonly<Record<string, unknown>> = {}): void {
    this.stop();
    const link = this.connect((traffic) => this.noteTraffic(traffic));
    this.link = link;
    this.plan.macro({ xapi: fakeXapi(link), runtime: this.runtimeFor(link) }, settings);
  }

  /** Connects a macro, or another client, with the faults of the room. */
  connect(watch: (traffic: Traffic) => void = () => undefined): Link {
    return new Link(this.clock, this.device, () => this.faults, watch);
  }

  /** Stops the macro, with its timers and subscriptions. */
  stop(): void {
    if (this.link) this.link.cut();
    for (const timer of this.timers) this.clock.cancel(timer);
    this.timers = [];
    this.link = undefined;
  }

  /** Advances time by some seconds. */
  wait(seconds: number): Promise<void> {
    return this.clock.run(seconds * 1000);
  }

  /**
   * The wall clock jumps by some hours, back if they are negative. The macro's timers are not affected; or, on an
   * engine that uses the wall clock for timers, they fire early or late by as much.
   */
  stepClock(hours: number, timers: 'go on' | 'follow' = 'go on'): void {
    this.note(
      'codec',
      'the clock is set ' + (hours < 0 ? 'back' : 'forward') + ' by ' + Math.abs(hours) + ' h',
    );
    const milliseconds = hours * 3600 * 1000;
    this.clock.stepWallClock(milliseconds);
    if (timers === 'follow') this.clock.bringForward(this.timers, milliseconds);
  }

  /** Seconds since the room's clock started. */
  seconds(): number {
    return (this.clock.now() - START) / 1000;
  }

  /** Whether there is a call, from the first ring until it ends, as the codec's status says. */
  isInCall(): boolean {
    const isListed = this.device
      .list('Status Call')
      .some(({ Status }) => Status !== 'Disconnecting' && Status !== 'Idle');
    return isListed || this.teams.isInCall();
  }

  /** What each connected screen shows, by connector number. */
  screens(): Readonly<Record<number, Shown>> {
    const isInTeamsCall = this.teams.isInCall();
    const monitors = isInTeamsCall ? '' : this.device.readText('Configuration Video Monitors');
    return shownOn(this.outputs.connected(), {
      monitors: monitors || 'Single',
      onScreenOutput: this.outputs.onScreenOutput,
      people: isInTeamsCall || this.phone.calls.hasPeople(),
      presentation: this.shares.isOn(),
      isMirrored: !this.isInCall() && this.outputs.isMirroring(),
    });
  }

  /** The macro's lines in the console. */
  log(): readonly string[] {
    return this.journal
      .filter((entry) => entry.who === 'macro' || entry.who === 'warning' || entry.who === 'error')
      .map((entry) => entry.text);
  }

  /** The resources that the macro uses. `requests` are those without an answer. */
  held(): { readonly subscriptions: number; readonly timers: number; readonly requests: number } {
    return {
      subscriptions: this.device.subscriptionCount(),
      timers: this.timers.length,
      requests: this.link ? this.link.waiting : 0,
    };
  }

  /** Delivers an event to the macro in any form, even one that no codec would send. */
  reportRaw(event: string, report: unknown): void {
    if (this.link) this.link.report({ Event: { [event]: report } });
  }

  note(who: Entry['who'], text: string): void {
    this.journal.push({ at: this.clock.now() - START, who: who, text: text });
  }

  private noteTraffic(traffic: Traffic): void {
    if (traffic.kind === 'request' && traffic.request.method.indexOf('xFeedback') < 0) {
      this.requests.push({ at: this.clock.now(), request: traffic.request });
    }
    this.onTraffic(traffic, this.clock.now() - START);
  }

  private notePicture(): void {
    const shown = this.screens();
    const screens = Object.keys(shown).map((id) => {
      const output = Number(id);
      const inches = this.outputs.screen(output)?.inches || 0;
      return { output: output, inches: inches, shows: shown[output] || 'blank' };
    });
    const seen = JSON.stringify(screens);
    if (seen === this.picture) return;
    this.picture = seen;
    const picture = screens.map(({ output, shows }) => output + ' ' + shows).join(', ');
    this.journal.push({ at: this.clock.now() - START, who: 'screen', text: picture, screens: screens });
  }

  private runtimeFor(link: Link): Runtime {
    return {
      after: (milliseconds, run) => {
        if (this.link !== link) return 0;
        const timer = this.clock.after(milliseconds, () => {
          this.timers = this.timers.filter((other) => other !== timer);
          run();
        });
        this.timers = this.timers.concat(timer);
        return timer;
      },
      cancel: (timer) => {
        this.clock.cancel(timer);
        this.timers = this.timers.filter((other) => other !== timer);
      },
      now: () => this.clock.wallTime(),
      log: (text) => this.note('macro', text),
      warn: (text) => this.note('warning', text),
      error: (text) => this.note('error', text),
    };
  }
}
