import { listOf, textOf } from '../macro/text';
import type { Nothing, StatusAt } from '../xapi/xapi';

type Calls = StatusAt<'Call'> | Nothing;
type Media = StatusAt<'MediaChannels Call'> | Nothing;
type Channel = NonNullable<NonNullable<StatusAt<'MediaChannels Call'>>[number]['Channel']>[number];

/**
 * A call is a video call from its first incoming main video until it has ended: until `Status Call` says so, or neither
 * that nor `MediaChannels Call` knows it, because each may be answered with nothing by mistake.
 */
export function videoCallIds(calls: Calls, media: Media, before: readonly string[]): readonly string[] {
  const withVideo = listOf(media)
    .filter((call) => listOf(call.Channel).some(isIncomingMainVideo))
    .map((call) => textOf(call.id));
  return withVideo
    .concat(before.filter((id) => withVideo.indexOf(id) < 0 && (withId(calls, id) || withId(media, id))))
    .filter((id) => !/^(Disconnecting|Idle)$/.test(textOf((withId(calls, id) || {}).Status)))
    .sort();
}

function withId<T extends { readonly id: unknown }>(
  list: readonly T[] | Nothing,
  id: string,
): Partial<T> | undefined {
  return listOf(list).filter((one) => String(one.id) === id)[0];
}

function isIncomingMainVideo(channel: Channel): boolean {
  const video = channel.Video || {};
  return channel.Direction === 'Incoming' && video.ChannelRole === 'Main' && isOn(video.Protocol);
}

export function isSharing(presentation: StatusAt<'Conference Presentation'> | Nothing): boolean {
  const known = presentation || {};
  return isOn(known.Mode) || listOf(known.LocalInstance).some((share) => isOn(share.SendingMode));
}

function isOn(mode: unknown): boolean {
  return !!mode && mode !== 'Off';
}
