/** The clock of a room, and of the macro in it. */
import { describe, expect, it } from 'vitest';
import { Room } from '../../../src/simulator/room/room';
import { node } from '../../simulate';

describe('the wall clock', () =>
  it.each([
    ['go on', -1, 10],
    ['go on', 1, 10],
    ['follow', 1, 0],
    ['follow', -1, 3610],
  ] as const)('jumps while timers %s (%i h)', async (timers, hours, firesAfter) => {
    let fired = -1;
    let wall = (): number => 0;
    const room: Room = new Room({
      engine: node,
      macro: ({ runtime }) => {
        wall = () => runtime.now();
        runtime.after(10000, () => (fired = room.seconds()));
      },
    });
    room.start();
    const before = wall();
    room.stepClock(hours, timers);
    expect(wall() - before).toBe(hours * 3600 * 1000);
    await room.wait(4000);
    expect(fired).toBe(firesAfter);
  }));

it('does not wait for a macro whose timers never let time pass', async () => {
  const room = new Room({
    engine: node,
    macro: ({ runtime }) => {
      const again = (): void => {
        runtime.after(0, again);
      };
      again();
    },
  });
  room.start();
  await expect(room.wait(1)).rejects.toThrow('timers fire endlessly without time passing');
});
