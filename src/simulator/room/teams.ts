import type { RoomContext } from './context';
import { TEAMS_CALL } from './shares';
import type { Shares } from './shares';

/** What the schemas do not mark for the extension `mtr`. */
const MISSING: readonly string[] = [
  'Configuration Video Monitors',
  'Configuration UserInterface OSD Output',
  'Status UserInterface OSD Output',
];

/**
 * Microsoft Teams mode (MTR): the codec has no Video Monitors. In a Teams call, it reports the number of calls, but no
 * call, no media channels and no share, and Teams decides what the screens show; here it is people on all of them.
 */
export class Teams {
  constructor(
    private readonly context: RoomContext,
    private readonly shares: Shares,
  ) {}

  isOn(): boolean {
    return this.context.device.hidden === MISSING;
  }

  isInCall(): boolean {
    return this.context.device.readText(TEAMS_CALL) === 'True';
  }

  /** The codec is switched to Teams mode, or back. */
  setMode(isOn: boolean): void {
    const { device } = this.context;
    this.context.note('people', 'Microsoft Teams mode is switched ' + (isOn ? 'on' : 'off'));
    device.hidden = isOn ? MISSING : [];
    device.report();
    if (!isOn) for (const path of MISSING) device.reportAgain(path);
  }

  /** A Teams call begins. What is shared in the room ends. */
  call(): void {
    this.context.note('people', 'a Microsoft Teams call connects');
    if (this.shares.isOn()) this.shares.stop('events');
    this.tell(true);
  }

  hangUp(): void {
    this.context.note('people', 'the Microsoft Teams call is ended');
    this.tell(false);
  }

  private tell(isInCall: boolean): void {
    const { device } = this.context;
    device.put(TEAMS_CALL, isInCall ? 'True' : 'False');
    device.report();
    device.put('Status SystemUnit State', {
      NumberOfActiveCalls: isInCall ? 1 : 0,
      System: isInCall ? 'InCall' : 'Initialized',
    });
    device.report();
  }
}
