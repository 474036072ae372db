import { listOf } from '../macro/text';
import type { ConfigurationAt } from '../xapi/xapi';
import type { CodecState } from './mirror';
import { rankBySize, screensOn } from './screens';
import type { Ranking, Screen } from './screens';

export type MonitorRole = ConfigurationAt<'Video Output Connector 1 MonitorRole'>;
export type VideoMonitors = ConfigurationAt<'Video Monitors'>;

/** Outputs with these roles are outside of the layout. */
const RESERVED: readonly MonitorRole[] = ['Recorder', 'PresentationOnly'];

/** The screens and their settings. */
export interface Layout {
  readonly screens: readonly Screen[];
  /** The screens to switch: without reserved outputs, and without an HDMI-to-USB converter. */
  readonly ranking: Ranking;
  /** The configured role of each output that takes one, by its number. */
  readonly roles: Readonly<Record<number, MonitorRole | undefined>>;
  /** The mode of Video Monitors, where the product has it. */
  readonly monitors: VideoMonitors | undefined;
  /** Connected outputs whose role is not known, or which have none, separated by commas; '' if there are none. */
  readonly withoutRole: string;
  /** How often the settings had been read when that was noticed, and how often they have been read. */
  readonly withoutRoleSince: number;
  readonly reads: number;
  /** Outputs whose screens come and go, separated by commas; '' if there are none. */
  readonly unsteady: string;
  /** What people change, as text: which screens are connected, and their order by size. */
  readonly order: string;
  /** What is configured, as text. */
  readonly settings: string;
  /** What it was made from. */
  readonly connectors: CodecState['connectors'];
  readonly config: CodecState['config'];
}

/** Gives the layout before if nothing of it was reported since, which is so after most reports. */
export function layoutOf(
  state: CodecState,
  before: Layout | undefined,
  now: number,
  largestOutput: number,
): Layout {
  const isAsBefore = before && before.connectors === state.connectors && before.config === state.config;
  if (isAsBefore && before.screens.every((screen) => screen.presence.changesAt < 0)) return before;
  const config = state.config || {};
  const reads = state.reads.config || 0;
  const roles: Record<number, MonitorRole> = {};
  listOf(config.Output && config.Output.Connector).forEach((one) => {
    if (one.MonitorRole) roles[Number(one.id)] = one.MonitorRole;
  });
  const screens = screensOn(state.connectors, before ? before.screens : [], now);
  const connected = screens.filter((screen) => screen.presence.isConnected);
  const converter = converterOutput(config);
  const isSwitched = ({ output }: Screen): boolean =>
    output !== converter && RESERVED.indexOf(roles[output] || 'Recorder') < 0;
  const ranking = rankBySize(connected.filter(isSwitched), largestOutput);
  const withoutRole = outputsOf(connected.filter((screen) => !roles[screen.output]));
  const isNoticed = before && before.withoutRole === withoutRole;
  return {
    screens: screens,
    ranking: ranking,
    roles: roles,
    monitors: config.Monitors,
    withoutRole: withoutRole,
    withoutRoleSince: isNoticed ? before.withoutRoleSince : reads,
    reads: reads,
    unsteady: outputsOf(screens.filter((screen) => screen.presence.isUnsteady)),
    order: outputsOf(connected) + '; ' + outputsOf(ranking.screens),
    settings: JSON.stringify([roles, config.Monitors]),
    connectors: state.connectors,
    config: state.config,
  };
}

/** The output with the HDMI-to-USB converter of "Call from laptop", which is no screen; 0 if that is not enabled. */
function converterOutput({ Output }: ConfigurationAt<'Video'>): number {
  const passthrough = (Output && Output.HDMI && Output.HDMI.Passthrough) || {};
  return passthrough.Allowed === 'True' ? Number(passthrough.OutputConnector) : 0;
}

function outputsOf(screens: readonly Screen[]): string {
  return screens.map((screen) => screen.output).join(', ');
}
