/** The console lines that integrators read: all rows of the README's table are printed, and no other lines. */
import { describe, expect, it } from 'vitest';
import { failing, startingWith } from '../../src/simulator/codec/faults';
import { faultless } from '../../src/simulator/codec/link';
import type { Room } from '../../src/simulator/room/room';
import { about } from '../../src/zoom-obtp-redialer/about';
import { roomWithBrokenConsole, testConsole } from '../console-lines';
import { redialerRoom } from '../simulate';
import { FULL } from './rules';

const URI = `sip:${FULL}`;

const stories: readonly (() => Promise<Room>)[] = [
  async () => {
    const room = redialerRoom();
    room.phone.calls.clearedAfterMs = 1e9;
    room.start();
    room.phone.joinZoom(URI);
    await room.wait(20);
    return room;
  },
  async () => {
    const room = redialerRoom();
    room.phone.dialOutcome = () => 'refused';
    room.faults = failing(faultless(20), startingWith('xCommand/UserInterface/Message/Alert'), 'fails', 2);
    room.start();
    room.phone.joinZoom(URI);
    await room.wait(20);
    return room;
  },
  async () => {
    const room = redialerRoom();
    room.start();
    room.phone.joinZoom(URI);
    await room.wait(5);
    room.phone.hangUp();
    await room.wait(5);
    return room;
  },
  async () => {
    const room = redialerRoom();
    room.start({ maxRedials: 4, sslKeywords: 'ssl, s*l' });
    await room.wait(1);
    return room;
  },
  async () => {
    const { room, breakConsole } = roomWithBrokenConsole('zoom-obtp-redialer');
    room.start();
    await room.wait(1);
    breakConsole(true);
    room.phone.joinZoom(URI);
    await room.wait(30);
    return room;
  },
];

describe('the console', () => {
  testConsole('zoom-obtp-redialer', stories);

  it.each([
    ['zoomcrc.com and 9 more', {}],
    ['zoomcrc.com and 1 more', { zoomDomains: 'zoomcrc.com, example.com' }],
    ['zoomcrc.com', { zoomDomains: 'zoomcrc.com' }],
  ])('shows one line after a successful start, for %s', async (domains, settings) => {
    const room = redialerRoom();
    room.start(settings);
    await room.wait(60);
    expect(room.log()).toEqual([
      `ready: version ${about.version}, redials failed Zoom joins (${domains}) over Spark`,
    ]);
  });
});
