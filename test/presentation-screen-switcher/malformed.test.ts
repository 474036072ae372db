/** Malformed answers and feedback, which no codec should send. */
import { expect, it } from 'vitest';
import { faultless } from '../../src/simulator/codec/link';
import { roomWith } from '../simulate';
import { inCall } from './observe';

const GARBAGE = [null, 'x', 7, true, {}, [], { id: null }, { id: {} }];

/** The same content with odd elements in every list, and odd fields in every object. */
function malformed(content: unknown): unknown {
  if (Array.isArray(content)) return [...GARBAGE, ...content.map(malformed), ...GARBAGE];
  if (typeof content !== 'object' || content === null) return content;
  const fields = Object.entries(content).map(([name, value]) => [name, malformed(value)] as const);
  return { ...Object.fromEntries(fields), Odd: null, Number: 7, List: GARBAGE };
}

it.each([
  ['from the start', 0],
  ['later', 3],
])('malformed answers and feedback do no harm, %s', async (_, from) => {
  const room = roomWith('presentation-screen-switcher', {
    screens: { 1: { inches: 43 }, 2: { inches: 75 } },
  });
  const reshape = (content: unknown): unknown => (room.seconds() < from ? content : malformed(content));
  room.faults = { ...faultless(20), reshape };
  room.start();
  await room.wait(5);
  room.phone.up();
  await room.wait(3);
  expect(room.screens()).toEqual({ 1: 'home screen', 2: 'participants' });
  room.shares.farEnd();
  await room.wait(0.1);
  expect(room.screens()).toEqual({ 1: 'participants', 2: 'presentation' });
  room.outputs.unplug(2);
  await room.wait(5);
  expect(room.screens()).toEqual({ 1: 'participants and presentation' });
  room.outputs.plug(2, { inches: 75 });
  await room.wait(5);
  room.phone.hangUp();
  await room.wait(1);
  expect(room.screens()).toEqual({ 1: 'home screen', 2: 'blank' });
  expect([room.outputs.role(1), room.outputs.role(2)]).toEqual(['Second', 'First']);
  expect(room.journal.filter(({ who }) => who === 'error' || who === 'warning')).toEqual([]);
});

it.each([[null], [undefined], ['x'], [7], [{}], [[]]])('a press reported as %j is none', async (press) => {
  const room = await inCall();
  room.reportRaw('UserInterface', { Extensions: { Panel: { Clicked: press } } });
  await room.wait(1);
  expect(room.screens()).toEqual({ 1: 'home screen', 2: 'participants' });
  expect(room.journal.filter(({ who }) => who === 'error')).toEqual([]);
});
