/** Ten minutes of a call in which the codec reports statistics a hundred times a second. */
import { expect, it } from 'vitest';
import { roomWith } from '../simulate';

const RATE = 100;
const SECONDS = 600;

/** What the macro does in ten minutes of a video call, and the most timers that it has at once. */
async function callWith(reportsPerSecond: number): Promise<Record<'requests' | 'lines' | 'timers', number>> {
  const room = roomWith('presentation-screen-switcher', {
    screens: { 1: { inches: 43 }, 2: { inches: 75 } },
  });
  room.start();
  room.phone.up();
  await room.wait(10);
  const before = { requests: room.requests.length, lines: room.log().length };
  let timers = 0;
  room.statistics.setRate(reportsPerSecond);
  for (let second = 0; second < SECONDS; second += 10) {
    await room.wait(10);
    timers = Math.max(timers, room.held().timers);
  }
  return {
    requests: room.requests.length - before.requests,
    lines: room.log().length - before.lines,
    timers,
  };
}

it('sixty thousand reports of statistics cost at most ten requests more than silence, and no line', async () => {
  const silence = await callWith(0);
  const busy = await callWith(RATE);
  expect(busy.requests).toBeLessThanOrEqual(silence.requests + 10);
  expect({ ...busy, requests: 0 }).toEqual({ requests: 0, lines: 0, timers: 1 });
  // Five reads every 30 seconds.
  expect(silence.requests).toBe((SECONDS / 30) * 5);
});
