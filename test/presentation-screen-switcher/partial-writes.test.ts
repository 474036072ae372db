/** What the switcher writes where only a part can be written: in the end all is as before, so that no screen is black. */
import { expect, it } from 'vitest';
import { failing, startingWith } from '../../src/simulator/codec/faults';
import type { Outcome } from '../../src/simulator/codec/link';
import { fail, observe, share, started, three } from '../../src/simulator/scenarios/switcher-steps';
import { roomInCall, roomOf } from './rooms';

const OUTPUT = 'xSet Configuration Video Output Connector';
const START = ['0 Monitors DualPresentationOnly', '0 2 First', '0 3 Second', '0 1 Second'];
const REVERTED = ['0.1 1 Auto', '0.1 2 Auto', '0.1 Monitors Auto', '1.1 3 Second'];

it.each<readonly [what: string, outcome: Outcome, times: number, writes: readonly string[]]>([
  [
    'that is refused is tried alone until it is accepted',
    'bad parameters',
    2,
    [...REVERTED, '3.1 3 Second', '3.1 Monitors DualPresentationOnly', '3.1 2 First', '3.1 1 Second'],
  ],
  [
    'that fails twice counts as one that cannot be written now',
    'fails',
    3,
    [
      ...['1.1 3 Second', '1.1 1 Auto', '1.1 2 Auto', '1.1 Monitors Auto', '3.1 3 Second'],
      ...['7.1 3 Second', '7.1 Monitors DualPresentationOnly', '7.1 2 First', '7.1 1 Second'],
    ],
  ],
])('a role %s', async (_, outcome, times, writes) => {
  const room = roomOf(three);
  const seen = observe(room);
  fail(room, `${OUTPUT} 3`, outcome, times);
  room.start();
  await room.wait(20);
  expect(seen.writes()).toEqual([...START, ...writes]);
});

it('what could not be reverted is reverted with the next attempt', async () => {
  const room = roomOf(three);
  const seen = observe(room);
  fail(room, `${OUTPUT} 3`, 'bad parameters', 2);
  room.start();
  // Until the first role is reverted.
  await room.wait(0.05);
  room.faults = failing(room.faults, startingWith(`${OUTPUT} 1`), 'fails', 1);
  await room.wait(2);
  expect(seen.writes()).toEqual([...START, ...REVERTED, '1.1 1 Auto']);
});

it('a role that was set without effect is reverted once, and one that is no longer there is not reverted', async () => {
  const room = await roomInCall();
  fail(room, `${OUTPUT} 2`, 'ignored');
  await share(room);
  await room.wait(40);
  const seen = observe(room);
  room.faults = failing(room.faults, startingWith(`${OUTPUT} 1`), 'bad parameters');
  room.outputs.setRole(1, 'Auto');
  await room.wait(60);
  expect(seen.writes()).toEqual([
    ...['21.1 2 Second', '21.1 1 First', '21.2 2 First'],
    ...['22.2 1 First', '24.2 1 First', '28.2 1 First', '36.2 1 First', '52.2 1 First'],
  ]);
});

it.each<readonly [what: string, ignored: string, refused: string, reverted: readonly string[]]>([
  ['get back what they had at first', `${OUTPUT} 3`, `${OUTPUT} 3`, ['1 Auto', '2 Auto', 'Monitors Auto']],
  ['are reverted but where they had no effect', `${OUTPUT} 2`, OUTPUT, ['1 Auto', '3 Auto', 'Monitors Auto']],
])('roles that were written %s', async (_, ignored, refused, reverted) => {
  const room = roomOf(three);
  fail(room, ignored, 'ignored');
  await started(room);
  await room.wait(9);
  const seen = observe(room);
  fail(room, refused, 'bad parameters');
  await share(room, 'HDMI');
  const writes = ['2 Second', '3 First', '1 First', ...reverted].map((write) => `0 ${write}`);
  expect(seen.writes().slice(0, writes.length + 1)).toEqual([...writes, expect.stringMatching(/^1 /)]);
});

it('a mode that was set without effect once is set again before any role', async () => {
  const room = roomOf(three);
  const seen = observe(room);
  fail(room, 'xSet Configuration Video Monitors', 'ignored', 1);
  room.start();
  await room.wait(20);
  expect(seen.writes()).toEqual([
    ...['0 Monitors DualPresentationOnly', '1 Monitors DualPresentationOnly'],
    ...['1.1 2 First', '1.1 3 Second', '1.1 1 Second'],
  ]);
});
