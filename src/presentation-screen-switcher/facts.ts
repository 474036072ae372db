import { listOf } from '../macro/text';
import type { ConfigurationAt } from '../xapi/xapi';
import { isSharing, videoCallIds } from './media-state';
import type { CodecState } from './mirror';
import { listScreens, rankBySize, screensOn } from './screens';
import type { Screen, Screens } from './screens';

export type MonitorRole = ConfigurationAt<'Video Output Connector 1 MonitorRole'>;
export type VideoMonitors = ConfigurationAt<'Video Monitors'>;

/** All that counts of the codec's state. */
export interface Facts {
  /** What people change, as text. */
  readonly room: string;
  /** How often people have changed something: screens, calls, shares, or the swap. */
  readonly roomChanges: number;
  readonly screens: Screens;
  readonly videoCalls: readonly string[];
  readonly isSharing: boolean;
  /** Whether somebody exchanged the two largest screens with the button. */
  readonly isSwapped: boolean;
  /** The configured role of each output that takes one, by its number. */
  readonly roles: Readonly<Record<number, MonitorRole | undefined>>;
  /** The mode of Video Monitors, where the product has it. */
  readonly monitors: VideoMonitors | undefined;
}

/** A swap ends with the share, and with the call. */
export function factsOf(
  state: CodecState,
  before: Facts | undefined,
  now: number,
  isPressed: boolean,
): Facts {
  const config = state.config || {};
  const callsBefore = before ? before.videoCalls : [];
  const videoCalls = videoCallIds(state.calls, state.media, callsBefore);
  const sharing = isSharing(state.presentation);
  const isCallOver = callsBefore.length > 0 && videoCalls.length === 0;
  const isKept = !!before && before.isSharing === sharing && !isCallOver;
  const roles: Record<number, MonitorRole> = {};
  listOf(config.Output && config.Output.Connector).forEach((one) => {
    if (one.MonitorRole) roles[Number(one.id)] = one.MonitorRole;
  });
  const facts = {
    room: '',
    roomChanges: before ? before.roomChanges : 0,
    screens: screensOn(state.connectors, before ? before.screens : {}, now),
    videoCalls: videoCalls,
    isSharing: sharing,
    isSwapped: isKept && before.isSwapped !== isPressed,
    roles: roles,
    monitors: config.Monitors,
  };
  facts.room = roomOf(facts);
  if (before && before.room !== facts.room) facts.roomChanges += 1;
  return facts;
}

/** Of the screens, only those that are connected count, and their order by size. */
function roomOf(facts: Facts): string {
  const outputs = connectedScreens(facts).map(outputOf);
  const ranked = rankBySize(switchedScreens(facts), 0).screens.map(outputOf);
  return JSON.stringify([outputs, ranked, facts.videoCalls, facts.isSharing, facts.isSwapped]);
}

/** Whether all is the same that the plan depends on. */
export function areSame(one: Facts, other: Facts): boolean {
  const textFor = (facts: Facts): string => JSON.stringify([facts.roomChanges, facts.roles, facts.monitors]);
  return textFor(one) === textFor(other);
}

/** Connected outputs whose role is not known, or which have none, separated by commas; '' if there are none. */
export function outputsWithoutRole(facts: Facts): string {
  return connectedScreens(facts)
    .map(outputOf)
    .filter((output) => !facts.roles[output])
    .join(', ');
}

/** The screens to switch. Recorders and screens for presentations only are outside of the layout. */
export function switchedScreens(facts: Facts): readonly Screen[] {
  return connectedScreens(facts).filter((screen) =>
    /^(Auto|First|Second|Third)$/.test(facts.roles[screen.output] || ''),
  );
}

function connectedScreens(facts: Facts): readonly Screen[] {
  return listScreens(facts.screens).filter((screen) => screen.isConnected);
}

function outputOf(screen: Screen): number {
  return screen.output;
}
