import { listOf } from '../macro/text';
import type { Nothing, StatusAt } from '../xapi/xapi';

/** Whether a call shows people: its incoming main video channel is there, and not off. */
export function isVideoCall(calls: StatusAt<'MediaChannels Call'> | Nothing): boolean {
  return listOf(calls).some((call) =>
    listOf(call.Channel).some((channel) => {
      const { Direction, Type, Video } = channel;
      const isMain = Direction === 'Incoming' && Type === 'Video' && !!Video && Video.ChannelRole === 'Main';
      return isMain && !!Video.Protocol && Video.Protocol !== 'Off';
    }),
  );
}

/** Whether somebody shares: from the far end, to it, or only in the room. */
export function isSharing(presentation: StatusAt<'Conference Presentation'> | Nothing): boolean {
  if (!presentation) return false;
  const { Mode, LocalInstance } = presentation;
  return (!!Mode && Mode !== 'Off') || listOf(LocalInstance).some((share) => share.SendingMode !== 'Off');
}
