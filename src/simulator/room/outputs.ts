import { covers, mirroringPreset, onScreenOutputs } from '../../xapi/products';
import { idOf } from '../codec/tree';
import type { Tree } from '../codec/tree';
import type { RoomContext } from './context';
import { rolesInEffect } from './shown-screens';

/** A screen, and what it reports to the codec. */
export interface Screen {
  /** The diagonal; 0 if nobody knows it. */
  readonly inches: number;
  /** The diagonal that it reports, if that is another one: -1, 0, a wrong one, or none at all. */
  readonly told?: number | 'nothing';
  readonly name?: string;
  /** The native format, such as '3840x2160@60Hz'; '' if the screen does not report it. */
  readonly own?: string;
  /** The output resolution of the codec. */
  readonly driven?: readonly [width: number, height: number];
  readonly builtIn?: boolean;
  /** Whether it is connected by an extender, which always reports `Connected: Unknown`. */
  readonly isOnExtender?: boolean;
}

/** The time from the configuration of a role to the status that reports it. */
const ROLE_REPORTED_AFTER_MS = 60;

const CONNECTORS = 'Status Video Output Connector';
const ON_SCREEN = 'UserInterface OSD Output';
const MIRRORING = 'Configuration Video Output MirroringType';

/** The codec's video outputs, and the screens on them. */
export class Outputs {
  /** The output with the on-screen information. */
  onScreenOutput = 0;
  private readonly plugged: Record<number, Screen> = {};

  constructor(
    private readonly context: RoomContext,
    screens: Readonly<Record<number, Screen>>,
  ) {
    const { device } = context;
    const { code, firmware, profile } = device.rules;
    const { roles, presets, monitors } = profile;
    for (const output of Object.keys(roles).map(Number)) {
      device.put(roleOf(output), (presets && presets[output]) || 'Auto');
      this.disconnect(output);
    }
    if (monitors.length > 0) device.put('Configuration Video Monitors', 'Auto');
    device.put('Configuration ' + ON_SCREEN, onScreenOutputs(code, firmware).preset);
    if (covers({ since: '11.14' }, firmware)) device.put(MIRRORING, mirroringPreset(code));
    for (const output of Object.keys(screens).map(Number)) {
      const screen = screens[output];
      if (screen) this.show(output, screen);
    }
    this.putConsequences();
    device.whenWritten(() => {
      context.clock.after(ROLE_REPORTED_AFTER_MS, () => {
        this.putConsequences();
        device.report();
      });
    });
  }

  /** The connected outputs with their configured roles. */
  connected(): readonly { readonly id: number; readonly role: string }[] {
    return this.context.device
      .list(CONNECTORS)
      .filter((output) => this.hasPicture(idOf(output), output['Connected']))
      .map((output) => ({ id: idOf(output), role: this.role(idOf(output)) }));
  }

  /** Whether a local share outside calls is on all screens. Before RoomOS 11.14, its screen depends on the roles. */
  isMirroring(): boolean {
    const type = this.context.device.readText(MIRRORING);
    return type === 'Multiscreen' || type === 'Mirror';
  }

  /** The configured role of an output. One without a role counts as First on output 1, and as Second elsewhere. */
  role(output: number): string {
    return this.context.device.readText(roleOf(output)) || (output === 1 ? 'First' : 'Second');
  }

  /** An administrator, or another macro, changes an output's role. */
  setRole(output: number, role: string): void {
    this.context.note('people', 'somebody sets output ' + output + ' to ' + role);
    this.configure('Video Output Connector ' + output + ' MonitorRole', role);
  }

  setMonitors(mode: string): void {
    this.context.note('people', 'somebody sets Video Monitors to ' + mode);
    this.configure('Video Monitors', mode);
  }

  /** Somebody other than the tested macro sets a configuration. */
  configure(path: string, value: string): void {
    this.context.device.put('Configuration ' + path, value);
    this.reportAll();
  }

  /** The screen on an output, on or in standby. */
  screen(output: number): Screen | undefined {
    return this.plugged[output];
  }

  plug(output: number, screen: Screen): void {
    const size = screen.inches === 0 ? 'sizeless' : screen.inches + '-inch';
    this.context.note('people', 'a ' + size + ' screen is plugged into output ' + output);
    this.show(output, screen);
    this.reportAll();
  }

  unplug(output: number): void {
    this.context.note('people', 'the screen on output ' + output + ' is unplugged');
    this.disconnect(output);
    this.reportAll();
  }

  /** A screen enters standby: it disappears, no longer reports its size or anything, or is reported as Unknown. */
  sleep(output: number, how: 'vanishes' | 'forgets its size' | 'is unknown' | 'says -1'): void {
    const { device } = this.context;
    const path = connector(output);
    this.context.note('people', 'the screen on output ' + output + ' enters standby');
    if (how === 'vanishes') this.disconnect(output);
    if (how === 'is unknown' || how === 'says -1') device.put(path + ' Connected', 'Unknown');
    if (how === 'forgets its size') device.put(path + ' ConnectedDevice ScreenSize', 0);
    if (how === 'says -1')
      device.put(path + ' ConnectedDevice', { ScreenSize: -1, PreferredFormat: '-1x-1@-1Hz', Name: '' });
    this.reportAll();
  }

  /** A screen leaves standby. It reports its size `sizeAfter` seconds later. */
  wake(output: number, sizeAfter: number): void {
    const { device, clock } = this.context;
    const screen = this.plugged[output];
    if (!screen) return;
    this.context.note('people', 'the screen on output ' + output + ' leaves standby');
    this.show(output, screen, 0);
    this.reportAll();
    clock.after(sizeAfter * 1000, () => {
      if (this.plugged[output] !== screen || device.readText(connector(output) + ' Connected') === 'False')
        return;
      device.put(connector(output) + ' ConnectedDevice ScreenSize', toldBy(screen));
      device.report();
    });
  }

  /** The codec reports CEC and HDCP details, which do not affect the layout. */
  reportLinkDetails(): void {
    const { device } = this.context;
    for (const { id } of this.connected()) {
      const hdcp = connector(id) + ' HDCP State';
      const power = connector(id) + ' ConnectedDevice CEC 1 PowerStatus';
      device.put(hdcp, device.readText(hdcp) === 'Authenticated' ? 'Unauthenticated' : 'Authenticated');
      device.put(power, device.readText(power) === 'On' ? 'Standby' : 'On');
    }
    device.report();
  }

  /** Whether a screen is connected: reported as True, or as Unknown although it is plugged in. */
  private hasPicture(output: number, connected: Tree): boolean {
    return connected === 'True' || (connected === 'Unknown' && this.plugged[output] !== undefined);
  }

  private reportAll(): void {
    this.putConsequences();
    this.context.device.report();
  }

  /** The codec's status of the role of each output, and of the one with the on-screen information. */
  private putConsequences(): void {
    const { device } = this.context;
    const connected = this.connected();
    const roles = rolesInEffect(connected);
    for (const id of device.idsAt(CONNECTORS)) {
      const configured = this.role(id);
      device.put(connector(id) + ' MonitorRole', roles[id] || (configured === 'Auto' ? 'First' : configured));
    }
    const set = Number(device.readText('Configuration ' + ON_SCREEN)) || 0;
    const isThere = connected.some(({ id }) => id === this.onScreenOutput);
    // Auto: the screen that was connected first, or the one on the lowest output.
    if (set > 0 || !isThere) this.onScreenOutput = set || connected[0]?.id || 1;
    device.put('Status ' + ON_SCREEN, this.onScreenOutput);
  }

  private show(output: number, screen: Screen, size = toldBy(screen)): void {
    const { driven = [1920, 1080], name = 'Screen ' + output, own = '3840x2160@60Hz' } = screen;
    this.plugged[output] = screen;
    this.context.device.put(connector(output), {
      Connected: screen.isOnExtender ? 'Unknown' : 'True',
      Type: screen.builtIn ? 'LCD' : 'HDMI',
      ConnectedDevice: { Name: name, ScreenSize: size, PreferredFormat: own },
      Resolution: { Width: driven[0], Height: driven[1] },
    });
  }

  /** What an output without a screen says; on CE, it has a resolution nevertheless. */
  private disconnect(output: number): void {
    const { device } = this.context;
    const isRoomOs = covers({ since: '10.0' }, device.rules.firmware);
    device.put(connector(output), {
      Connected: 'False',
      Type: 'HDMI',
      ConnectedDevice: { Name: '', ScreenSize: isRoomOs ? -1 : undefined, PreferredFormat: '' },
      Resolution: { Width: isRoomOs ? 0 : 1280, Height: isRoomOs ? 0 : 720 },
    });
  }
}

function toldBy({ inches, told = inches }: Screen): number | undefined {
  return told === 'nothing' ? undefined : told;
}

function connector(output: number): string {
  return CONNECTORS + ' ' + output;
}

function roleOf(output: number): string {
  return 'Configuration Video Output Connector ' + output + ' MonitorRole';
}
