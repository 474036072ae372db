/** Malformed answers and feedback, and requests that throw, which no codec should send or do. */
import { expect, it } from 'vitest';
import { faultless } from '../../src/simulator/codec/link';
import { isBranch } from '../../src/simulator/codec/tree';
import {
  BUTTON,
  call,
  hangUp,
  LARGE,
  observe,
  plug,
  share,
  started,
  two,
  unplug,
} from '../../src/simulator/scenarios/switcher-steps';
import { roomThatThrows } from '../simulate';
import { roomInCall, roomOf } from './rooms';

const GARBAGE = [null, 'x', 7, true, {}, [], { id: null }, { id: {} }];

/** The same content with odd elements in every list, and odd fields in every object. */
function malformed(content: unknown): unknown {
  if (Array.isArray(content)) return [...GARBAGE, ...content.map(malformed), ...GARBAGE];
  if (typeof content !== 'object' || content === null) return content;
  const fields = Object.entries(content).map(([name, value]) => [name, malformed(value)] as const);
  return { ...Object.fromEntries(fields), Odd: null, Number: 7, List: GARBAGE };
}

it('malformed answers and feedback do no harm', async () => {
  const room = roomOf();
  room.faults = { ...faultless(20), reshape: malformed };
  await started(room);
  await call(room);
  expect(room.screens()).toEqual({ 1: 'home screen', 2: 'participants' });
  await share(room);
  expect(room.screens()).toEqual({ 1: 'participants', 2: 'presentation' });
  await unplug(room, 2);
  expect(room.screens()).toEqual({ 1: 'participants and presentation' });
  await plug(room, 2, LARGE);
  await hangUp(room);
  expect(room.screens()).toEqual({ 1: 'home screen', 2: 'blank' });
  expect([room.outputs.role(1), room.outputs.role(2)]).toEqual(['Second', 'First']);
  expect(room.journal.filter(({ who }) => who === 'error' || who === 'warning')).toEqual([]);
});

it.each([[null], [undefined], ['x'], [7], [{}], [[]]])('a press reported as %j is none', async (press) => {
  const room = await roomInCall();
  room.reportRaw('UserInterface', { Extensions: { Panel: { Clicked: press } } });
  await room.wait(1);
  expect(room.screens()).toEqual({ 1: 'home screen', 2: 'participants' });
  expect(room.journal.filter(({ who }) => who === 'error')).toEqual([]);
});

it('one answer that lacks an output moves nothing', async () => {
  const room = await roomInCall();
  await share(room);
  const seen = observe(room);
  const isOther = (one: unknown): boolean => !isBranch(one) || one['id'] !== '2';
  const withoutIt = (content: unknown): unknown =>
    JSON.parse(JSON.stringify(content), (_, value: unknown) =>
      Array.isArray(value) ? value.filter(isOther) : value,
    );
  room.faults = { ...faultless(20), reshape: withoutIt };
  while (seen.seconds().length === 0) await room.wait(0.02);
  await room.wait(0.02);
  room.faults = faultless(20);
  await room.wait(40);
  expect(seen.writes()).toEqual([]);
  expect(room.screens()).toEqual({ 1: 'participants', 2: 'presentation' });
});

it('after requests that throw instead of being answered, all is done again', async () => {
  let isBroken = true;
  const room = roomThatThrows('presentation-screen-switcher', () => isBroken, two);
  await started(room);
  isBroken = false;
  await room.wait(60);
  expect(room.panel.buttons[BUTTON]).toBeTruthy();
  await call(room);
  isBroken = true;
  await share(room);
  isBroken = false;
  await room.wait(60);
  expect(room.screens()).toEqual({ 1: 'participants', 2: 'presentation' });
  expect(room.journal.filter(({ who }) => who === 'error')).toEqual([]);
});
