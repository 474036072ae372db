import { listOf, textOf } from '../macro/text';
import type { Nothing, StatusAt } from '../xapi/xapi';

type Calls = StatusAt<'Call'> | Nothing;
type Media = StatusAt<'MediaChannels Call'> | Nothing;
type Channel = NonNullable<NonNullable<StatusAt<'MediaChannels Call'>>[number]['Channel']>[number];

/** A call is a video call from its first incoming main video until `Status Call` says that it has ended. */
export function videoCallIds(calls: Calls, media: Media, before: readonly string[]): readonly string[] {
  const withVideo = listOf(media)
    .filter((call) => listOf(call.Channel).some(isIncomingMainVideo))
    .map((call) => textOf(call.id));
  return withVideo
    .concat(before.filter((id) => withVideo.indexOf(id) < 0 && callOf(calls, id)))
    .filter((id) => !/^(Disconnecting|Idle)$/.test(textOf((callOf(calls, id) || {}).Status)))
    .sort();
}

function callOf(calls: Calls, id: string): Partial<NonNullable<Calls>[number]> | undefined {
  return listOf(calls).filter((call) => textOf(call.id) === id)[0];
}

function isIncomingMainVideo(channel: Channel): boolean {
  const video = channel.Video || {};
  const isMain = channel.Direction === 'Incoming' && channel.Type === 'Video' && video.ChannelRole === 'Main';
  return isMain && isOn(video.Protocol);
}

export function isSharing(presentation: StatusAt<'Conference Presentation'> | Nothing): boolean {
  const known = presentation || {};
  return isOn(known.Mode) || listOf(known.LocalInstance).some((share) => isOn(share.SendingMode));
}

function isOn(mode: unknown): boolean {
  return !!mode && mode !== 'Off';
}
