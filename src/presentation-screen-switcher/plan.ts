import type { Facts } from './facts';
import type { Layout, MonitorRole, VideoMonitors } from './layout';
import type { Ranking, Screen } from './screens';
import type { SwitcherSettings } from './settings';

/** A change of a codec setting. */
export interface Change {
  readonly path: 'Video Monitors' | `Video Output Connector ${number} MonitorRole`;
  readonly value: MonitorRole | VideoMonitors;
  readonly before: MonitorRole | VideoMonitors;
}

/** What the main screen shows. The home screen stands for all that a codec shows without a video call. */
export type Situation = 'presentation' | 'participants' | 'home screen';

/** What the codec is to be set to. */
export interface Plan {
  /** The screens to switch. */
  readonly ranking: Ranking;
  readonly situation: Situation;
  /** The output of the main screen; 0 with fewer than two screens. */
  readonly mainOutput: number;
  /** What has to be written. With two screens or more, a part of it would be worse than nothing. */
  readonly changes: readonly Change[];
  /** Outputs whose role was looked up in vain and is missing for good, separated by commas; '' if there are none. */
  readonly withoutRole: string;
  /** Whether the button has something to swap: two screens that are there now, in a video call or a share. */
  readonly canSwap: boolean;
}

const LAYOUT = 'DualPresentationOnly';
/** Reads until a role counts as missing for good. */
const MOST_LOOKUPS = 3;

export function planFor(facts: Facts, settings: SwitcherSettings): Plan {
  const layout = facts.layout;
  const switched = layout.ranking.screens;
  const main = switched.length > 1 ? switched[facts.isSwapped ? 1 : 0] : undefined;
  const situation = situationOf(facts, settings);
  const isLookedUp = layout.reads >= layout.withoutRoleSince + MOST_LOOKUPS;
  // Beside two other screens, one without a role does no harm.
  const isClear = !!main || isLookedUp || !layout.withoutRole;
  return {
    ranking: layout.ranking,
    situation: situation,
    mainOutput: main ? main.output : 0,
    changes: isClear ? changesFor(layout, settings, main, situation === 'presentation') : [],
    withoutRole: isLookedUp ? layout.withoutRole : '',
    canSwap: situation !== 'home screen' && switched.filter((screen) => screen.presence.isThere).length > 1,
  };
}

function situationOf(facts: Facts, settings: SwitcherSettings): Situation {
  const isVideoCall = facts.videoCalls.length > 0;
  if (facts.isSharing && (isVideoCall || settings.switchWhen === 'Always')) return 'presentation';
  return isVideoCall ? 'participants' : 'home screen';
}

/**
 * In DualPresentationOnly, First shows the participants, and Second the presentation or nothing, which would
 * leave a single screen black.
 */
function changesFor(
  layout: Layout,
  settings: SwitcherSettings,
  main: Screen | undefined,
  isPresentation: boolean,
): readonly Change[] {
  const changes: Change[] = [];
  const screens = layout.ranking.screens;
  const monitors = layout.monitors;
  if (monitors && settings.setVideoMonitors && screens.length > 0 && (monitors === LAYOUT) !== !!main)
    changes.push({ path: 'Video Monitors', value: main ? LAYOUT : 'Auto', before: monitors });
  screens.forEach((screen) => {
    const before = layout.roles[screen.output];
    const value = main && (screen === main) === isPresentation ? 'Second' : 'First';
    const isRight = before === value || (!main && before === 'Auto');
    const path = `Video Output Connector ${screen.output} MonitorRole` as const;
    if (before && !isRight) changes.push({ path: path, value: value, before: before });
  });
  return changes;
}
