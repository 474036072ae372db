/** The console lines that integrators read: all rows of the README's table are printed, and no other lines. */
import { describe, expect, it } from 'vitest';
import { startingWith } from '../../src/simulator/codec/faults';
import type { Room } from '../../src/simulator/room/room';
import { fails, FULL, join, joinAgain, redials } from '../../src/simulator/scenarios/redialer-steps';
import { about } from '../../src/zoom-obtp-redialer/about';
import { roomWithBrokenConsole, testConsole } from '../console-lines';
import { redialerRoom } from '../simulate';

const stories: readonly (() => Promise<Room>)[] = [
  () => {
    const room = redialerRoom();
    room.phone.calls.clearedAfterMs = 1e9;
    return join(room, FULL, 20);
  },
  () => {
    const room = redialerRoom();
    redials(room, 'refused');
    fails(room, startingWith('xCommand/UserInterface/Message/Alert'), 'fails', 2);
    return join(room, FULL, 20);
  },
  async () => {
    const room = await join(redialerRoom());
    room.phone.hangUp();
    await room.wait(5);
    return room;
  },
  () => join(redialerRoom(), FULL, 1, { maxRedials: 4, sslKeywords: 'ssl, s*l' }),
  async () => {
    const { room, breakConsole } = roomWithBrokenConsole('zoom-obtp-redialer');
    room.start();
    await room.wait(1);
    breakConsole(true);
    await joinAgain(room, FULL, 30);
    return room;
  },
];

describe('the console', () => {
  testConsole('zoom-obtp-redialer', stories);

  it.each([
    ['Registered', 'Registered'],
    ['', ''],
    ['Registering', 'Registering'],
    ['Stopped', 'Registered'],
    ['Stopped', 'Registering'],
  ])(
    'shows one line after a successful start, if Webex Status is "%s", and "%s" a minute later',
    async (first, then) => {
      const room = redialerRoom();
      room.device.put('Status Webex Status', first);
      room.start();
      await room.wait(59);
      room.device.put('Status Webex Status', then);
      await room.wait(60);
      expect(room.log()).toEqual([`ready: version ${about.version}, redials failed Zoom joins over Spark`]);
    },
  );
});
