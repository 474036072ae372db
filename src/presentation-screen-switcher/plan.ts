import type { MonitorRole } from './mirror';
import type { Room, VideoMonitors } from './room';
import type { SwitcherSettings } from './settings';

/** A change of a codec setting. */
export interface Change {
  readonly path: 'Video Monitors' | `Video Output Connector ${number} MonitorRole`;
  readonly value: MonitorRole | VideoMonitors;
  readonly before: MonitorRole | VideoMonitors;
  /** Whether the other changes are written without it. */
  readonly isOptional?: boolean;
}

/** What the codec is to be set to. */
export interface Plan {
  /** The output of the main screen; 0 with fewer than two screens, or if nothing can be switched. */
  readonly mainOutput: number;
  /** What has to be written, Video Monitors first. With two screens or more, a part of it would be worse than nothing. */
  readonly changes: readonly Change[];
}

const LAYOUT = 'DualPresentationOnly';

type Roles = readonly [main: MonitorRole, next: MonitorRole, others: MonitorRole];
type Layout = readonly [nobodyShares: Roles, somebodyShares: Roles];

/** First shows the participants, and Second the presentation (schema: `Video Monitors`). */
const LAYOUT_OF_TWO: Layout = [
  ['First', 'Second', 'Second'],
  ['Second', 'First', 'First'],
];
/** Participants fill Second, then First, then Third, which shows the presentation (schema: `Video Monitors`). */
const LAYOUT_OF_THREE: Layout = [
  ['Second', 'First', 'Third'],
  ['Third', 'Second', 'First'],
];

/**
 * In DualPresentationOnly, a single screen would show no presentation; it gets Auto and First.
 *
 * @param isMonitorsStuck whether the codec does not take the mode of Video Monitors, and does not refuse it either
 */
export function planFor(room: Room, settings: SwitcherSettings, isMonitorsStuck: boolean): Plan {
  const { monitors, isSwapped } = room;
  const bySize = room.ranking.screens;
  const changes: Change[] = [];
  if (!monitors) return { mainOutput: 0, changes: changes };
  const main = bySize.length > 1 ? bySize[isSwapped ? 1 : 0] : undefined;
  const isOfThree = (isMonitorsStuck || !settings.setVideoMonitors) && isLayoutOfThree(room, monitors);
  const roles = (isOfThree ? LAYOUT_OF_THREE : LAYOUT_OF_TWO)[room.isSharing ? 1 : 0];
  if (settings.setVideoMonitors && bySize.length > 0 && (monitors === LAYOUT) !== !!main) {
    const value = main ? LAYOUT : 'Auto';
    changes.push({ path: 'Video Monitors', value: value, before: monitors, isOptional: isMonitorsStuck });
  }
  bySize.forEach((screen, place) => {
    const before = room.roles[screen.output];
    const role = main ? roles[isSwapped && place < 2 ? 1 - place : Math.min(place, 2)] : 'First';
    const path = `Video Output Connector ${screen.output} MonitorRole` as const;
    const isRight = before === role || (!main && before === 'Auto');
    if (before && role && !isRight) changes.push({ path: path, value: role, before: before });
  });
  return { mainOutput: main ? main.output : 0, changes: changes };
}

/** Auto is Triple with three outputs or more. */
function isLayoutOfThree(room: Room, monitors: VideoMonitors): boolean {
  return monitors === 'Auto' ? room.outputsInLayout > 2 : monitors.indexOf('Triple') === 0;
}
