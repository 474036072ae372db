/** The console lines that integrators read: all rows of the README's table are printed, and no other lines. */
import { describe } from 'vitest';
import { failing, startingWith } from '../../src/simulator/codec/faults';
import { faultless } from '../../src/simulator/codec/link';
import type { Outcome } from '../../src/simulator/codec/link';
import type { Room } from '../../src/simulator/room/room';
import { roomWithBrokenConsole, testConsole } from '../console-lines';
import { roomWith } from '../simulate';

const MACRO = 'presentation-screen-switcher';
const SCREENS = { 1: { inches: 43 }, 2: { inches: 75 } };
const FHD = '1920x1080@60Hz';

/** A room in which the macro runs for ten seconds, and some requests come to another outcome. */
async function started(
  plan: Parameters<typeof roomWith>[1],
  settings: Readonly<Record<string, unknown>> = {},
  requests = '',
  outcome: Outcome = 'fails',
): Promise<Room> {
  const room = roomWith(MACRO, plan);
  if (requests !== '') room.faults = failing(faultless(20), startingWith(requests), outcome);
  room.start(settings);
  await room.wait(10);
  return room;
}

/** A configuration without Video Monitors, as in Teams mode. */
function withoutMonitors(content: unknown): unknown {
  return JSON.parse((JSON.stringify(content) || 'null').replace(/,?"Monitors":"Auto"/, ''));
}

const stories: readonly (() => Promise<Room>)[] = [
  () => started({ screens: SCREENS }, { switchWhen: 'Never', largestOutput: 1 }),
  () => started({ screens: SCREENS }, { largestOutput: 3 }),
  () => started({ screens: SCREENS }, {}, 'xSet Configuration Video Monitors'),
  () => started({ screens: SCREENS }, {}, 'xSet Configuration Video Output'),
  () => started({ screens: SCREENS }, {}, 'xGet', 'request lost'),
  () => started({ screens: SCREENS }, {}, 'xCommand/UserInterface'),
  () => started({ screens: {} }),
  () => started({ screens: { 1: { inches: 43 } } }),
  () => started({ screens: { 1: { inches: 55 }, 2: { inches: 55 } } }),
  () => started({ screens: { 1: { inches: 0 }, 2: { inches: 55, own: FHD } } }),
  () => started({ screens: { 1: { inches: 0 }, 2: { inches: 0 } } }),
  async () => {
    const room = roomWith(MACRO, { screens: SCREENS });
    room.faults = { ...faultless(20), reshape: withoutMonitors };
    room.start();
    await room.wait(10);
    return room;
  },
  async () => {
    const room = await started({ screens: SCREENS });
    room.outputs.unplug(2);
    await room.wait(10);
    room.outputs.plug(2, { inches: 75 });
    await room.wait(10);
    return room;
  },
  async () => {
    const { room, breakConsole } = roomWithBrokenConsole(MACRO, { screens: SCREENS });
    room.start();
    await room.wait(1);
    breakConsole(true);
    room.shares.begin();
    await room.wait(1);
    return room;
  },
];

describe('the console', () => {
  testConsole(MACRO, stories);
});
