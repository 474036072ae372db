import type { ConfigurationAt } from '../xapi/xapi';
import { rolesIn } from './mirror';
import type { CodecState, MonitorRole } from './mirror';
import { rankBySize, screensOn } from './screens';
import type { Ranking, Screen } from './screens';
import type { SwitcherSettings } from './settings';

/** Where one laptop is changed for another, the share ends and another begins. It counts as ended when that lasts. */
export const SHARE_ENDS_AFTER_MS = 500;

/** All that counts of the codec's state. */
export interface Room {
  readonly screens: readonly Screen[];
  /** The screens to switch: without reserved outputs, and without an HDMI-to-USB converter. */
  readonly ranking: Ranking;
  /** The configured role of each output that takes one, by its number. */
  readonly roles: Readonly<Record<number, MonitorRole | undefined>>;
  /** The mode of Video Monitors; '' in Teams mode. */
  readonly monitors: VideoMonitors | '';
  /** How many connected outputs Video Monitors distributes the layout to. */
  readonly outputsInLayout: number;
  /** Calls that have not ended. */
  readonly calls: readonly string[];
  readonly videoCalls: readonly string[];
  /** When the last call ended; -Infinity if none has. */
  readonly callEndedAt: number;
  /** Whether somebody shares, where the macro switches then. */
  readonly isSharing: boolean;
  /** When the share counts as ended: Infinity while it is reported, -Infinity if there is none. */
  readonly shareEndsAt: number;
  /** Whether somebody exchanged the two largest screens with the button. */
  readonly isSwapped: boolean;
  /** What people change, as text: screens, calls, shares, and the swap. */
  readonly people: string;
  /** How often they have changed it. */
  readonly changes: number;
  /** This, the settings and the reports, as text. A late report may say what was so before, and changes nothing else. */
  readonly facts: string;
}

export type VideoMonitors = ConfigurationAt<'Video Monitors'>;

/** A swap ends with the share, and with the video call. A press ends the wait for another share. */
export function roomOf(
  state: CodecState,
  before: Room | undefined,
  now: number,
  settings: Pick<SwitcherSettings, 'largestOutput' | 'switchWhen'>,
  isPressed: boolean,
): Room {
  const was: Partial<Room> = before || {};
  const config = state.Video;
  const roles = rolesIn(config);
  const screens = screensOn(state['Video Output Connector'], was.screens || [], now);
  const connected = screens.filter((screen) => screen.presence.isConnected);
  const inLayout = connected.filter((screen) => !isReserved(roles[screen.output]));
  const converter = converterOutput(config);
  const ranking = rankBySize(
    inLayout.filter((screen) => screen.output !== converter && roles[screen.output]),
    settings.largestOutput,
  );
  const calls = callIds(state);
  const hasCallEnded = (was.calls || []).some((id) => calls.indexOf(id) < 0);
  const callEndedAt = hasCallEnded ? now : was.callEndedAt || -Infinity;
  const videoCalls = calls.filter((id) => isVideoCall(id, state, was.videoCalls));
  const isWaitOver = isPressed || now < callEndedAt + SHARE_ENDS_AFTER_MS;
  const shareEndsAt = shareEnd(state['Conference Presentation'], before, now, isWaitOver);
  const isSharing = shareEndsAt > now && (videoCalls.length > 0 || settings.switchWhen === 'Always');
  const isVideoCallOver = !!was.videoCalls && was.videoCalls.length > 0 && videoCalls.length === 0;
  const isKept = !!was.isSwapped && was.isSharing === isSharing && !isVideoCallOver;
  const canSwap = !!config.Monitors && ranking.screens.filter((screen) => screen.presence.isThere).length > 1;
  const isSwapped = (isSharing || videoCalls.length > 0) && isKept !== (isPressed && canSwap);
  const outputs = [outputsOf(connected), outputsOf(ranking.screens)];
  const people = JSON.stringify([outputs, videoCalls, isSharing, isSwapped]);
  return {
    screens: screens,
    ranking: ranking,
    roles: roles,
    monitors: config.Monitors || '',
    outputsInLayout: inLayout.length,
    calls: calls,
    videoCalls: videoCalls,
    callEndedAt: callEndedAt,
    isSharing: isSharing,
    shareEndsAt: shareEndsAt,
    isSwapped: isSwapped,
    people: people,
    changes: before ? before.changes + Number(before.people !== people) : 0,
    facts: JSON.stringify([
      people,
      roles,
      config.Monitors,
      state['Conference Presentation'],
      screens.map((screen) => screen.presence.isThere),
    ]),
  };
}

/** Outputs with these roles are outside of the layout. */
function isReserved(role: MonitorRole | undefined): boolean {
  return role === 'Recorder' || role === 'PresentationOnly';
}

/** The output with the HDMI-to-USB converter of "Call from laptop", which is no screen; 0 if that is not enabled. */
function converterOutput(config: ConfigurationAt<'Video'>): number {
  const Output = config.Output;
  const passthrough = (Output && Output.HDMI && Output.HDMI.Passthrough) || {};
  return passthrough.Allowed === 'True' ? Number(passthrough.OutputConnector) : 0;
}

/** The outputs of screens, separated by commas. */
export function outputsOf(screens: readonly Screen[]): string {
  return screens.map((screen) => screen.output).join(', ');
}

/**
 * When the share ends. It starts at once, and ends at once with a call, otherwise when it has not been reported for a
 * moment.
 */
function shareEnd(
  presentation: CodecState['Conference Presentation'],
  before: Room | undefined,
  now: number,
  isWaitOver: boolean,
): number {
  const isReported =
    isOn(presentation.Mode) || (presentation.LocalInstance || []).some((share) => isOn(share.SendingMode));
  if (isReported) return Infinity;
  return before && before.isSharing && !isWaitOver
    ? Math.min(before.shareEndsAt, now + SHARE_ENDS_AFTER_MS)
    : -Infinity;
}

/**
 * The calls that have not ended: until `Status Call` says so, or does not list it. While it has media channels, a list
 * without it is a mistake.
 */
function callIds(state: CodecState): readonly string[] {
  const listed = state.Call.filter(({ Status }) => Status !== 'Disconnecting' && Status !== 'Idle');
  const all = state.Call.map(idOf);
  const unlisted = state['MediaChannels Call'].filter(
    (call) => (call.Channel || []).length > 0 && all.indexOf(call.id) < 0,
  );
  return listed.map(idOf).concat(unlisted.map(idOf)).sort();
}

function idOf({ id }: { readonly id: string }): string {
  return id;
}

/** A call is a video call from its first incoming main video on. The camera of a call from before the start may be off. */
function isVideoCall(id: string, state: CodecState, before: readonly string[] | undefined): boolean {
  const isIncomingMain = state['MediaChannels Call'].some(
    (call) =>
      call.id === id &&
      (call.Channel || []).some(({ Direction, Video = {} }) => {
        return Direction === 'Incoming' && Video.ChannelRole === 'Main' && isOn(Video.Protocol);
      }),
  );
  const isVideo = state.Call.some((call) => call.id === id && call.CallType === 'Video');
  return isIncomingMain || (before ? before.indexOf(id) >= 0 : isVideo);
}

function isOn(mode: unknown): boolean {
  return !!mode && mode !== 'Off';
}
