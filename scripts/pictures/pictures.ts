/**
 * The pictures in the READMEs. They are drawn from scenarios in the simulated room, so a picture always shows what the
 * macro does.
 */
import { roomWith } from '../simulate/node';
import { meeting, meetingRoom, repairedJoin } from './moments';
import { screensPicture } from './screens-picture';
import { timelinePicture } from './timeline-picture';

/** The pictures by their paths below the project. */
export async function pictures(): Promise<readonly (readonly [path: string, svg: string])[]> {
  const moments = await meeting(roomWith('presentation-screen-switcher', meetingRoom));
  const join = await repairedJoin((plan) => roomWith('zoom-obtp-redialer', plan));
  return [
    ['macros/presentation-screen-switcher/screens.svg', screensPicture(moments)],
    ['macros/zoom-obtp-redialer/timeline.svg', timelinePicture(join)],
  ];
}
