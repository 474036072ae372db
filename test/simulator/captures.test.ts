/** Both macros on codecs as they really are: each file in test/captures is replayed, and then a call with a share. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Capture } from './capture';
import type { Room } from '../../src/simulator/room/room';
import { expectedLook, lookOf, outputsBySize } from '../presentation-screen-switcher/expected-screens';
import { roomWith } from '../simulate';

const FOLDER = 'test/captures';
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
/** Until every change has been seen: much less than the codec is read without a reason. */
const QUIET_S = 5;

async function quiet(room: Room): Promise<void> {
  await room.wait(QUIET_S);
  expect(lookOf(room)).toEqual(expectedLook(room, false));
}

async function replayed(macro: string, capture: Capture, look: (room: Room) => Promise<void>): Promise<Room> {
  const room = roomWith(macro, capture.plan);
  capture.enter(room);
  await room.wait(1);
  room.start();
  await capture.play(room, () => look(room));
  capture.callAgain(room);
  await look(room);
  capture.leave(room);
  await look(room);
  room.phone.up();
  await look(room);
  room.shares.begin();
  await look(room);
  room.shares.stop();
  await look(room);
  room.phone.hangUp();
  await look(room);
  return room;
}

describe.each(files)('%s', (file) => {
  const text = readFileSync(`${FOLDER}/${file}`, 'utf8');
  const capture = new Capture(text);
  const linesOf = (room: Room, who: string): readonly string[] =>
    room.journal.filter((entry) => entry.who === who).map(({ text }) => text);

  const written: string[] = [];
  const unlisted = (): readonly string[] => written.filter((line) => !capture.warnings.includes(line));

  it('the switcher has the right screens, and writes nothing with one screen or in Teams mode', async () => {
    const room = await replayed('presentation-screen-switcher', capture, quiet);
    const writes = room.requests.filter(({ request }) => request.method === 'xSet');
    if (outputsBySize(room).length < 2 || room.teams.isOn()) expect(writes).toEqual([]);
    expect(linesOf(room, 'error')).toEqual([]);
    written.push(...linesOf(room, 'warning'));
    expect(unlisted()).toEqual([]);
  });

  it('the redialer dials nothing but Zoom', async () => {
    const room = await replayed('zoom-obtp-redialer', capture, (now) => now.wait(QUIET_S));
    if (!/@[\w.-]*zoomcrc/i.test(text)) expect(room.phone.dialed).toEqual([]);
    expect(linesOf(room, 'error')).toEqual([]);
    written.push(...linesOf(room, 'warning'));
    expect(unlisted()).toEqual([]);
    expect(capture.warnings.filter((line) => !written.includes(line))).toEqual([]);
  });
});

it('a file that is no capture is refused', () => {
  expect(() => new Capture('{"capture":"x"}')).toThrow('not a capture');
});
