/** Whatever goes wrong inside a macro, it does not throw into the runtime, which would stop every macro of the room. */
import { expect, it } from 'vitest';
import { node, sourcesOf } from './simulate';
import { Room } from '../src/simulator/room/room';

/** A room with a macro whose console breaks for lines that are not warnings. */
function roomWithBrokenConsole(macro: string): { room: Room; breakIt: () => void } {
  let isBroken = false;
  const room = new Room({
    engine: node,
    screens: { 1: { inches: 43 }, 2: { inches: 75 } },
    macro: (process, settings) => {
      const log = (line: string): void => {
        if (isBroken) throw new Error('broken console');
        process.runtime.log(line);
      };
      sourcesOf(macro)({ xapi: process.xapi, runtime: { ...process.runtime, log } }, settings);
    },
  });
  return {
    room,
    breakIt: () => {
      isBroken = true;
    },
  };
}

it('zoom-obtp-redialer: a report that cannot be dealt with leaves a warning', async () => {
  const { room, breakIt } = roomWithBrokenConsole('zoom-obtp-redialer');
  room.start();
  await room.wait(1);
  breakIt();
  room.phone.joinZoom('sip:81234567890@zoomcrc.com');
  await room.wait(30);
  expect(room.log()).toContain(
    'internal error while handling feedback (code 0: broken console); please report this line',
  );
});

it('presentation-screen-switcher: work that breaks halfway leaves a warning, and the next report is dealt with', async () => {
  const { room, breakIt } = roomWithBrokenConsole('presentation-screen-switcher');
  breakIt();
  room.start();
  await room.wait(1);
  expect(room.log()).toContain(
    'internal error while handling an answer (code 0: broken console); please report this line',
  );
});
