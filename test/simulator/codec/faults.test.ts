/** What the simulated codec refuses, loses, changes and does not have. */
import { describe, expect, it } from 'vitest';
import { failing, faultsWith, slow, startingWith } from '../../../src/simulator/codec/faults';
import { faultless } from '../../../src/simulator/codec/link';
import type { Outcome } from '../../../src/simulator/codec/link';
import { faultsOf, profileNames } from '../../faults';
import { BAD_PARAMETERS, codec, NO_MATCH, settled, reportsAt, UNKNOWN_COMMAND } from './probe';

describe('a request', () => {
  it.each<[Outcome, unknown]>([
    ['fails', { code: 1, message: 'Command returned an error.' }],
    ['no match', NO_MATCH],
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

  it.each<[Outcome, unknown, role: string]>([
    ['fails', { code: 1, message: 'Command returned an error.' }, 'Auto'],
    ['ignored', null, 'Auto'],
    ['request lost', 'nothing yet', 'Auto'],
    ['answer lost', 'nothing yet', 'Second'],
    ['empty text', '', 'Second'],
  ])('that writes may have no effect: %s', async (outcome, answer, role) => {
    const { room, xapi } = codec();
    const write = (): Promise<unknown> => xapi.config.set('Video Output Connector 1 MonitorRole', 'Second');
    room.faults = failing(faultless(20), startingWith('xSet'), outcome, 1);
    expect(await settled(room, write(), 1)).toEqual(answer);
    expect(room.outputs.role(1)).toBe(role);
    expect(await settled(room, write(), 1)).toBeNull();
    expect(room.outputs.role(1)).toBe('Second');
  });

  it('is answered late, while others are not', async () => {
    const { room, xapi } = codec();
    room.faults = slow(faultless(20), startingWith('xCommand/Dial'), () => 5000);
    expect(await settled(room, xapi.command('Dial', { Number: 'boss@example.com' }), 4)).toBe('nothing yet');
    expect(room.phone.dialed).toHaveLength(1);
    expect(await settled(room, xapi.config.get('Video Monitors'), 0.02)).toBe('Auto');
  });
});

describe('a fault profile', () => {
  const late = (): number => 0.99;

  it.each<[profile: string, path: string, answer: unknown]>([
    ['lists come in any order', 'Video Output Connector', [{ id: '2' }, { id: '1' }]],
    ['numbers come as numbers', 'Video Output Connector', [{ id: 1 }, { id: 2 }]],
    ['numbers come as numbers', 'Video Output Connector 2 ConnectedDevice', { ScreenSize: -1 }],
    ['single elements come without a list', 'Call', { id: '3', Status: 'Connected' }],
  ])('%s: at %s', async (profile, path, answer) => {
    const { room, xapi } = codec();
    room.outputs.unplug(2);
    room.phone.up();
    room.faults = faultsWith([profile], 20, late);
    expect(await settled(room, xapi.status.get(path), 1)).toMatchObject(answer as object);
  });

  it('reports arrive after later answers', async () => {
    const { room, xapi } = codec();
    const seen: string[] = [];
    xapi.config.on('Video Monitors', () => seen.push('report'));
    await room.wait(1);
    room.faults = faultsWith(['reports arrive after later answers'], 20, late);
    void xapi.config.set('Video Monitors', 'Dual').then(() => seen.push('answer'));
    await room.wait(4);
    expect(seen).toEqual(['answer', 'report']);
  });

  it('can be combined with others, with any latency', async () => {
    const { room, xapi } = codec();
    room.faults = faultsWith(['lists come in any order', 'numbers come as numbers'], 400, late);
    const answer = xapi.status.get('Video Output Connector');
    expect(await settled(room, answer, 0.39)).toBe('nothing yet');
    expect(await settled(room, answer, 0.02)).toMatchObject([{ id: 2 }, { id: 1 }]);
  });

  it('is refused if the name does not exist', () => {
    expect(() => faultsWith(['bad weather'], 20, Math.random)).toThrow('bad weather');
  });

  it.each(profileNames)('does not affect subscriptions: %s', async (profile) => {
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

it('a codec may report the end of an unknown call', async () => {
  const { room, xapi } = codec();
  const reports = reportsAt(xapi, 'Call');
  await room.wait(1);
  room.device.reportGhost('Status Call', 99);
  await room.wait(1);
  expect(reports).toEqual(['{"id":"99","ghost":"True"}']);
});

it('a codec may lack paths that others with its product and firmware have', async () => {
  const { room, xapi } = codec({
    lacks: ['Bookings List', 'Configuration Video Monitors', 'Status MediaChannels'],
  });
  expect(await settled(room, xapi.command('Bookings List'), 1)).toEqual(UNKNOWN_COMMAND);
  expect(await settled(room, xapi.config.get('Video Monitors'), 1)).toEqual(NO_MATCH);
  expect(await settled(room, xapi.status.get('MediaChannels Call'), 1)).toEqual(NO_MATCH);
  expect(await settled(room, xapi.status.get('Video Output'), 1)).not.toMatchObject({ code: 3 });
});
