import type { Outputs } from './outputs';
import type { RoomContext } from './context';

/** How another macro on the codec reacts to the writes of the tested macro. */
interface Competition {
  /** Sets First where Second was written to an output, and Second where First was. */
  readonly oppositeRoles?: boolean;
  /** Sets Video Monitors to this mode after every write. */
  readonly monitors?: string;
  /** Milliseconds from a write to the reaction. */
  readonly after?: number;
}

const REACTION_MS = 50;
const OPPOSITE: Readonly<Record<string, string>> = { First: 'Second', Second: 'First' };

/** Another macro that sets the same outputs differently. */
export class CompetingMacro {
  private competition: Competition = {};
  /** The number of its writes. */
  writes = 0;

  constructor(
    private readonly context: RoomContext,
    private readonly outputs: Outputs,
  ) {
    context.device.whenWritten((path, value) => {
      const { after, monitors, oppositeRoles } = this.competition;
      context.clock.after(after === undefined ? REACTION_MS : after, () => {
        if (oppositeRoles && / MonitorRole$/.test(path)) this.write(path, OPPOSITE[value] || value);
        if (monitors !== undefined) this.write('Video Monitors', monitors);
      });
    });
  }

  /** The other macro starts. */
  start(competition: Competition): void {
    this.context.note('people', 'another macro starts to set the screens');
    this.competition = competition;
  }

  /** The other macro stops. */
  stop(): void {
    this.context.note('people', 'the other macro is stopped');
    this.competition = {};
  }

  private write(path: string, value: string): void {
    if (this.context.device.readText('Configuration ' + path) === value) return;
    this.writes += 1;
    this.outputs.configure(path, value);
  }
}
