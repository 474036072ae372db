import { listOf, textOf } from '../macro/text';
import type { Nothing, StatusAt } from '../xapi/xapi';

type Calls = StatusAt<'Call'> | Nothing;
type Media = StatusAt<'MediaChannels Call'> | Nothing;
type Channel = NonNullable<NonNullable<StatusAt<'MediaChannels Call'>>[number]['Channel']>[number];

const ENDED = ['Disconnecting', 'Idle'];

/**
 * A call is a video call from its first incoming main video until it has ended: until `Status Call` says so, or does not
 * list it. While it has media channels, a list without it is a mistake.
 */
export function videoCallIds(calls: Calls, media: Media, before: readonly string[]): readonly string[] {
  const withVideo = listOf(media)
    .filter((call) => listOf(call.Channel).some(isIncomingMainVideo))
    .map((call) => textOf(call.id));
  const isUp = (id: string): boolean =>
    !!withId(calls, id) || listOf((withId(media, id) || {}).Channel).length > 0;
  return withVideo
    .concat(before.filter((id) => withVideo.indexOf(id) < 0 && isUp(id)))
    .filter((id) => ENDED.indexOf(textOf((withId(calls, id) || {}).Status)) < 0)
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

/** The calls that are video calls by their type, which says nothing about what is shown. */
export function callsOfTypeVideo(calls: Calls): readonly string[] {
  return listOf(calls)
    .filter(({ CallType }) => CallType === 'Video')
    .map(({ id }) => textOf(id));
}

export function isSharing(presentation: StatusAt<'Conference Presentation'> | Nothing): boolean {
  const known = presentation || {};
  return isOn(known.Mode) || listOf(known.LocalInstance).some((share) => isOn(share.SendingMode));
}

function isOn(mode: unknown): boolean {
  return !!mode && mode !== 'Off';
}
