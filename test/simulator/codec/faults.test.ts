/** What the simulated codec refuses, loses, changes and does not have. */
import { describe, expect, it } from 'vitest';
import {
  failing,
  lateReports,
  numbersAsNumbers,
  shuffledLists,
  singleElements,
  slow,
  startingWith,
} from '../../../src/simulator/codec/faults';
import { faultsWith } from '../../../src/simulator/codec/fault-profiles';
import { faultless } from '../../../src/simulator/codec/link';
import type { Faults, Outcome } from '../../../src/simulator/codec/link';
import { faultsOf, profileNames } from '../../faults';
import { BAD_PARAMETERS, codec, settled, reportsAt } from './probe';

describe('a request', () => {
  it.each<[Outcome, unknown]>([
    ['fails', { code: 1, message: 'Command returned an error.' }],
    ['no match', { code: 3, message: 'No match on address expression' }],
    ['bad parameters', BAD_PARAMETERS],
    ['undefined', undefined],
    ['null', null],
    ['empty text', ''],
    ['request lost', 'nothing yet'],
    ['answer lost', 'nothing yet'],
  ])('has the outcome once: %s', async (outcome, expected) => {
    const { room, xapi } = codec();
    room.faults = failing(faultless(20), startingWith('xGet Configuration'), outcome, 1);
    expect(await settled(room, xapi.config.get('Video Monitors'), 1)).toEqual(expected);
    expect(await settled(room, xapi.config.get('Video Monitors'), 1)).toBe('Auto');
  });

  it('that writes is refused once, and accepted the next time', async () => {
    const { room, xapi } = codec();
    const write = (): Promise<unknown> => xapi.config.set('Video Output Connector 1 MonitorRole', 'Second');
    room.faults = failing(faultless(20), startingWith('xSet'), 'fails', 1);
    expect(await settled(room, write(), 1)).toMatchObject({ code: 1 });
    expect(room.outputs.role(1)).toBe('Auto');
    expect(await settled(room, write(), 1)).toBeNull();
    expect(room.outputs.role(1)).toBe('Second');
  });

  it('that writes is answered, and has no effect', async () => {
    const { room, xapi } = codec();
    room.faults = failing(faultless(20), startingWith('xSet Configuration Video Monitors'), 'ignored');
    const reports: unknown[] = [];
    xapi.config.on('Video Monitors', (report) => reports.push(report));
    expect(await settled(room, xapi.config.set('Video Monitors', 'Dual'), 1)).toBeNull();
    expect([await settled(room, xapi.config.get('Video Monitors'), 1), reports]).toEqual(['Auto', []]);
  });

  it('is answered late, while others are not', async () => {
    const { room, xapi } = codec();
    room.faults = slow(faultless(20), startingWith('xCommand/Dial'), () => 5000);
    expect(await settled(room, xapi.command('Dial', { Number: 'boss@example.com' }), 4)).toBe('nothing yet');
    expect(room.phone.dialed).toHaveLength(1);
    expect(await settled(room, xapi.config.get('Video Monitors'), 0.02)).toBe('Auto');
  });
});

describe('what the codec sends', () => {
  const swapped: Faults = shuffledLists(faultless(20), () => 0.99);

  it.each<[string, Faults, string]>([
    ['lists the other way round', swapped, '[{"id":"2","Connected":"True"},{"id":"1","Connected":"True"}]'],
    [
      'numbers as numbers',
      numbersAsNumbers(faultless(20)),
      '[{"id":1,"Connected":"True"},{"id":2,"Connected":"True"}]',
    ],
  ])('may be %s', async (_, faults, expected) => {
    const { room, xapi } = codec();
    room.faults = faults;
    const answer = (await settled(room, xapi.status.get('Video Output Connector'), 1)) as {
      id: unknown;
      Connected: string;
    }[];
    expect(JSON.stringify(answer.map(({ id, Connected }) => ({ id, Connected })))).toBe(expected);
  });

  it('may be numbers below zero', async () => {
    const { room, xapi } = codec();
    room.outputs.unplug(2);
    room.faults = numbersAsNumbers(faultless(20));
    const size = xapi.status.get('Video Output Connector 2 ConnectedDevice ScreenSize');
    expect(await settled(room, size, 1)).toBe(-1);
  });

  it('may be an element instead of a list with one element', async () => {
    const { room, xapi } = codec();
    room.faults = singleElements(faultless(20));
    room.phone.up();
    await room.wait(1);
    expect(await settled(room, xapi.status.get('Call'), 1)).toMatchObject({ id: '3', Status: 'Connected' });
  });

  it('may be late, after answers that were sent later', async () => {
    const { room, xapi } = codec();
    const seen: string[] = [];
    xapi.config.on('Video Monitors', () => seen.push('report'));
    await room.wait(1);
    room.faults = lateReports(faultless(20), () => 500);
    void xapi.config.set('Video Monitors', 'Dual').then(() => seen.push('answer'));
    await room.wait(1);
    expect(seen).toEqual(['answer', 'report']);
  });

  it('may be the end of an unknown call', async () => {
    const { room, xapi } = codec();
    const reports = reportsAt(xapi, 'Call');
    await room.wait(1);
    room.device.reportGhost('Status Call', 99);
    await room.wait(1);
    expect(reports).toEqual(['{"id":"99","ghost":"True"}']);
  });
});

it('a codec may lack paths that others with its product and firmware have', async () => {
  const { room, xapi } = codec({
    lacks: ['Bookings List', 'Configuration Video Monitors', 'Status MediaChannels'],
  });
  expect(await settled(room, xapi.command('Bookings List'), 1)).toEqual({
    code: 3,
    message: 'Unknown command',
  });
  expect(await settled(room, xapi.config.get('Video Monitors'), 1)).toMatchObject({ code: 3 });
  expect(await settled(room, xapi.status.get('MediaChannels Call'), 1)).toMatchObject({ code: 3 });
  expect(await settled(room, xapi.status.get('Video Output'), 1)).not.toMatchObject({ code: 3 });
});

describe('fault profiles', () => {
  it('can be combined, with any latency', async () => {
    const { room, xapi } = codec();
    room.faults = faultsWith(['lists come in any order', 'numbers come as numbers'], 400, () => 0.99);
    const answer = xapi.status.get('Video Output Connector');
    expect(await settled(room, answer, 0.39)).toBe('nothing yet');
    expect(await settled(room, answer, 0.02)).toMatchObject([{ id: 2 }, { id: 1 }]);
  });

  it('are refused if the name does not exist', () => {
    expect(() => faultsWith(['bad weather'], 20, Math.random)).toThrow('bad weather');
  });

  it.each(profileNames)('do not affect subscriptions: %s', async (profile) => {
    const { room, xapi } = codec();
    room.faults = faultsOf(profile, 1);
    const subscribed = Array.from({ length: 30 }, () => {
      const { registration } = xapi.config.on('Video Monitors', () => undefined);
      return registration;
    });
    await room.wait(20);
    expect(await Promise.all(subscribed)).toHaveLength(30);
  });
});
