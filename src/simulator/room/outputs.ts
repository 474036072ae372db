import type { RoomContext } from './context';
import { rolesInEffect } from './screens';

/** A screen, and what it reports to the codec. */
export interface Screen {
  /** The diagonal; 0 if the screen does not report it. */
  readonly inches: number;
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

/** The codec's video outputs, and the screens on them. */
export class Outputs {
  private readonly plugged: Record<number, Screen> = {};

  constructor(
    private readonly context: RoomContext,
    screens: Readonly<Record<number, Screen>>,
  ) {
    const { device } = context;
    const { roles, presets, monitors } = device.rules.profile;
    Object.keys(roles).forEach((output) => {
      device.put(roleOf(Number(output)), (presets && presets[Number(output)]) || 'Auto');
      this.disconnect(Number(output));
    });
    if (monitors.length > 0) device.put('Configuration Video Monitors', 'Auto');
    Object.keys(screens).forEach((output) => {
      const screen = screens[Number(output)];
      if (!screen) return;
      this.plugged[Number(output)] = screen;
      this.show(Number(output), screen);
    });
    this.putRolesInEffect();
    device.whenWritten(() => {
      context.clock.after(ROLE_REPORTED_AFTER_MS, () => {
        this.putRolesInEffect();
        device.report();
      });
    });
  }

  /** The connected outputs with their configured roles. */
  connected(): readonly { readonly id: number; readonly role: string }[] {
    const { device } = this.context;
    return device
      .idsAt('Status Video Output Connector')
      .filter((id) => this.hasPicture(id, device.readText(connector(id) + 'Connected')))
      .map((id) => ({ id: id, role: this.role(id) }));
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
    this.putRolesInEffect();
    this.context.device.report();
  }

  /** The screen on an output, on or in standby. */
  screen(output: number): Screen | undefined {
    return this.plugged[output];
  }

  plug(output: number, screen: Screen): void {
    const size = screen.inches === 0 ? 'sizeless' : screen.inches + '-inch';
    this.context.note('people', 'a ' + size + ' screen is plugged into output ' + output);
    this.plugged[output] = screen;
    this.show(output, screen);
    this.putRolesInEffect();
    this.context.device.report();
  }

  unplug(output: number): void {
    this.context.note('people', 'the screen on output ' + output + ' is unplugged');
    this.disconnect(output);
    this.putRolesInEffect();
    this.context.device.report();
  }

  /** A screen enters standby: it disappears, no longer reports its size, or is reported as Unknown. */
  sleep(output: number, how: 'vanishes' | 'forgets its size' | 'is unknown'): void {
    this.context.note('people', 'the screen on output ' + output + ' enters standby');
    if (how === 'vanishes') this.disconnect(output);
    else if (how === 'is unknown') this.context.device.put(connector(output) + 'Connected', 'Unknown');
    else this.context.device.put(connector(output) + 'ConnectedDevice ScreenSize', 0);
    this.context.device.report();
  }

  /** A screen leaves standby. It reports its size `sizeAfter` seconds later. */
  wake(output: number, sizeAfter: number): void {
    const { device, clock } = this.context;
    const screen = this.plugged[output];
    if (!screen) return;
    this.context.note('people', 'the screen on output ' + output + ' leaves standby');
    this.show(output, { ...screen, inches: 0 });
    device.report();
    clock.after(sizeAfter * 1000, () => {
      if (this.plugged[output] !== screen || device.readText(connector(output) + 'Connected') === 'False')
        return;
      device.put(connector(output) + 'ConnectedDevice ScreenSize', screen.inches);
      device.report();
    });
  }

  /** The codec reports CEC and HDCP details, which do not affect the layout. */
  reportLinkDetails(): void {
    const { device } = this.context;
    this.connected().forEach(({ id }) => {
      const hdcp = connector(id) + 'HDCP State';
      const power = connector(id) + 'ConnectedDevice CEC 1 PowerStatus';
      device.put(hdcp, device.readText(hdcp) === 'Authenticated' ? 'Unauthenticated' : 'Authenticated');
      device.put(power, device.readText(power) === 'On' ? 'Standby' : 'On');
    });
    device.report();
  }

  /** Whether a screen is connected: reported as True, or as Unknown although it is plugged in. */
  private hasPicture(output: number, connected: string): boolean {
    return connected === 'True' || (connected === 'Unknown' && this.plugged[output] !== undefined);
  }

  /** The codec's status of the role of each output. */
  private putRolesInEffect(): void {
    const roles = rolesInEffect(this.connected());
    Object.keys(roles).forEach((output) => {
      const role = roles[Number(output)];
      if (role !== undefined) this.context.device.put(connector(Number(output)) + 'MonitorRole', role);
    });
  }

  private show(output: number, screen: Screen): void {
    const path = connector(output);
    const driven = screen.driven || [1920, 1080];
    const own = screen.own === undefined ? '3840x2160@60Hz' : screen.own;
    const { device } = this.context;
    device.put(path + 'Connected', screen.isOnExtender ? 'Unknown' : 'True');
    device.put(path + 'Type', screen.builtIn ? 'LCD' : 'HDMI');
    device.put(path + 'ConnectedDevice Name', screen.name === undefined ? 'Screen ' + output : screen.name);
    device.put(path + 'ConnectedDevice ScreenSize', screen.inches);
    device.put(path + 'ConnectedDevice PreferredFormat', own);
    device.put(path + 'Resolution Width', driven[0]);
    device.put(path + 'Resolution Height', driven[1]);
  }

  private disconnect(output: number): void {
    const path = connector(output);
    const { device } = this.context;
    device.put(path + 'Connected', 'False');
    device.put(path + 'Type', 'HDMI');
    device.put(path + 'ConnectedDevice Name', '');
    device.put(path + 'ConnectedDevice ScreenSize', 0);
    device.put(path + 'ConnectedDevice PreferredFormat', '');
    device.put(path + 'Resolution Width', 0);
    device.put(path + 'Resolution Height', 0);
  }
}

function connector(output: number): string {
  return 'Status Video Output Connector ' + output + ' ';
}

function roleOf(output: number): string {
  return 'Configuration Video Output Connector ' + output + ' MonitorRole';
}
