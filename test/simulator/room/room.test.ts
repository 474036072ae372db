import { expect, it } from 'vitest';
import { Room } from '../../../src/simulator/room/room';
import { node } from '../../simulate';

it('shows the messages between macro and codec', async () => {
  const lines: string[] = [];
  const room = new Room({
    engine: node,
    macro: ({ xapi }) => {
      xapi.config.on('Video Monitors', () => undefined);
      void xapi.config.set('Video Monitors', 'Dual');
      xapi.status.get('Bookings Current Id').catch(() => undefined);
    },
    lacks: ['Status Bookings'],
  });
  room.onTraffic = (traffic, at) => lines.push(`${at} ${traffic.kind}`);
  room.start();
  await room.wait(1);
  expect(lines).toEqual([
    '0 request',
    '0 request',
    '0 request',
    '20 answer',
    '20 report',
    '20 answer',
    '20 error',
  ]);
  expect(room.requests).toHaveLength(2);
});
