import type { MonitorRole } from './mirror';
import type { Room, VideoMonitors } from './room';
import type { Ranking, Screen } from './screens';
import type { SwitcherSettings } from './settings';

/** A change of a codec setting. */
export interface Change {
  readonly path: 'Video Monitors' | `Video Output Connector ${number} MonitorRole`;
  readonly value: MonitorRole | VideoMonitors;
  readonly before: MonitorRole | VideoMonitors;
  /** Whether the other changes are written without it. */
  readonly isOptional?: boolean;
}

/** Why the main screen is the main screen. */
export type Situation = 'sharing' | 'video call' | 'no video call';

/** What the codec is to be set to. */
export interface Plan {
  /** The screens to switch. */
  readonly ranking: Ranking;
  readonly situation: Situation;
  /** The output of the main screen; 0 with fewer than two screens, or if nothing can be switched. */
  readonly mainOutput: number;
  /** What has to be written, Video Monitors first. With two screens or more, a part of it would be worse than nothing. */
  readonly changes: readonly Change[];
  /** Whether the button has something to swap: two screens that are there now, in a video call or a share. */
  readonly canSwap: boolean;
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

/** @param isMonitorsStuck whether the codec does not take the mode of Video Monitors, and does not refuse it either */
export function planFor(room: Room, settings: SwitcherSettings, isMonitorsStuck: boolean): Plan {
  const bySize = room.ranking.screens;
  const main = room.monitors && bySize.length > 1 ? bySize[room.isSwapped ? 1 : 0] : undefined;
  const situation = situationOf(room, settings);
  const isOfThree = (isMonitorsStuck || !settings.setVideoMonitors) && isLayoutOfThree(room);
  const layout = isOfThree ? LAYOUT_OF_THREE : LAYOUT_OF_TWO;
  const roles = main && layout[situation === 'sharing' ? 1 : 0];
  return {
    ranking: room.ranking,
    situation: situation,
    mainOutput: main ? main.output : 0,
    changes: changesFor(room, settings, roles, isMonitorsStuck),
    canSwap: !!main && situation !== 'no video call' && bySize.filter(isThere).length > 1,
  };
}

function situationOf(room: Room, settings: SwitcherSettings): Situation {
  const isVideoCall = room.videoCalls.length > 0;
  if (room.isSharing && (isVideoCall || settings.switchWhen === 'Always')) return 'sharing';
  return isVideoCall ? 'video call' : 'no video call';
}

/** Auto is Triple with three outputs or more. */
function isLayoutOfThree(room: Room): boolean {
  return room.monitors === 'Auto' ? room.outputsInLayout > 2 : (room.monitors || '').indexOf('Triple') === 0;
}

/**
 * In DualPresentationOnly, a single screen would show no presentation; it gets Auto and First.
 *
 * @param roles what the screens get; undefined where there is no main screen
 */
function changesFor(
  room: Room,
  settings: SwitcherSettings,
  roles: Roles | undefined,
  isMonitorsStuck: boolean,
): readonly Change[] {
  const changes: Change[] = [];
  const monitors = room.monitors;
  const bySize = room.ranking.screens;
  if (!monitors) return changes;
  const value = roles ? LAYOUT : 'Auto';
  if (settings.setVideoMonitors && bySize.length > 0 && (monitors === LAYOUT) !== !!roles)
    changes.push({ path: 'Video Monitors', value: value, before: monitors, isOptional: isMonitorsStuck });
  bySize.forEach((screen, place) => {
    const before = room.roles[screen.output];
    const role = roles ? roles[room.isSwapped && place < 2 ? 1 - place : Math.min(place, 2)] : 'First';
    const path = `Video Output Connector ${screen.output} MonitorRole` as const;
    const isRight = before === role || (!roles && before === 'Auto');
    if (before && role && !isRight) changes.push({ path: path, value: role, before: before });
  });
  return changes;
}

function isThere(screen: Screen): boolean {
  return screen.presence.isThere;
}
