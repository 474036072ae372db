import { listOf } from '../macro/text';
import { layoutOf } from './layout';
import type { Layout } from './layout';
import { callsOfTypeVideo, isSharing, videoCallIds } from './media-state';
import type { CodecState } from './mirror';

/** All that counts of the codec's state. */
export interface Facts {
  readonly layout: Layout;
  /** What people change, as text: screens, calls, shares, and the swap. */
  readonly room: string;
  /** How often they have changed it. */
  readonly roomChanges: number;
  readonly videoCalls: readonly string[];
  readonly isSharing: boolean;
  /** What is reported of shares and screens, as text. A late report may say what was so before, and hide in the facts. */
  readonly reported: string;
  /** Whether somebody exchanged the two largest screens with the button. */
  readonly isSwapped: boolean;
}

/** A swap ends with the share, and with the call. */
export function factsOf(
  state: CodecState,
  before: Facts | undefined,
  now: number,
  largestOutput: number,
  isPressed: boolean,
): Facts {
  const layout = layoutOf(state, before && before.layout, now, largestOutput);
  // The camera of a call from before the start may be off.
  const callsBefore = before ? before.videoCalls : callsOfTypeVideo(state.calls);
  const videoCalls = videoCallIds(state.calls, state.media, callsBefore);
  const sharing = isSharing(state.presentation);
  const isCallOver = callsBefore.length > 0 && videoCalls.length === 0;
  const isKept = !!before && before.isSharing === sharing && !isCallOver;
  const isSwapped = isKept && before.isSwapped !== isPressed;
  const room = [layout.order, videoCalls, sharing, isSwapped].join('; ');
  return {
    layout: layout,
    room: room,
    roomChanges: before ? before.roomChanges + Number(before.room !== room) : 0,
    videoCalls: videoCalls,
    isSharing: sharing,
    reported: JSON.stringify([
      state.presentation,
      listOf(state.connectors).map(({ Connected }) => Connected),
    ]),
    isSwapped: isSwapped,
  };
}
