/**
 * The fake of `xapi` and the library behind a macro's `xapi` run the same script, each on its own codec:
 * callers and listeners see the same, at the same time and in the same order. Here: reading and writing.
 */
import { describe, expect, it } from 'vitest';
import type { Path } from '../../../src/simulator/codec/fake-xapi';
import { onBoth, seen } from '../both-sides';
import { below } from '../new-style';
import { BAD_PARAMETERS, NO_MATCH } from '../codec/probe';
import { NO_NEWLINES, CALL, callIsUp } from './expected';

describe('reading and writing', () => {
  it.each<[path: Path, expected: unknown]>([
    ['Conference Presentation Mode', 'Off'],
    ['Conference Presentation', { Mode: 'Off' }],
    ['Call', [CALL]],
    ['Call 3', CALL],
    ['Call 3 Status', 'Connected'],
    ['Call 4', undefined],
    ['Call 4 Status', undefined],
    ['Conference Presentation LocalInstance', undefined],
    ['MediaChannels Call 3 Channel 3 Video', { ChannelRole: 'Main', Protocol: 'H264' }],
    // In any spelling.
    ['Call/3/Status', 'Connected'],
    ['/Call/3/Status', 'Connected'],
    ['call[3].status', 'Connected'],
    [' call  3  status ', 'Connected'],
    [['Call', 3, 'Status'], 'Connected'],
    [['call', '3', 'status'], 'Connected'],
  ])('a status: %j', async (path, expected) => {
    const lines = await onBoth(async (side) => {
      await callIsUp(side);
      side.asks('it', () => side.xapi.status.get(path));
    });
    expect(seen(lines, 'it')).toEqual([expected]);
  });

  it.each<[path: Path]>([
    ['Nope'],
    ['Call Nope'],
    ['call 3 status nope'],
    ['constructor'],
    ['CALL'],
    [['Call 3']],
  ])('a status that does not exist: %j', async (path) => {
    const lines = await onBoth((side) => {
      side.asks('it', () => side.xapi.status.get(path));
    });
    expect(seen(lines, 'it fails')).toEqual([NO_MATCH]);
  });

  it('all statuses or configurations', async () => {
    const lines = await onBoth((side) => {
      side.asks('it', () => side.xapi.status.get(''));
      side.asks('other', () => side.xapi.config.get('/'));
    });
    expect(seen(lines, 'it')).toMatchObject([{ Conference: { Presentation: { Mode: 'Off' } } }]);
    expect(seen(lines, 'other')).toMatchObject([{ Video: { Monitors: 'Auto' } }]);
  });

  it('a configuration', async () => {
    const lines = await onBoth(async (side) => {
      const { config } = side.xapi;
      side.asks('get', () => config.get('Video Output Connector'));
      side.asks('set', () => config.set('Video Output Connector 1 MonitorRole', 'Second'));
      side.asks('get', () => config.get('video/output/connector[1]'));
      await side.wait(50);
      side.asks('get', () => config.get('Video Output Connector 1 MonitorRole'));
    });
    const before = { id: '1', MonitorRole: 'Auto' };
    const after = { id: '1', MonitorRole: 'Second' };
    expect(seen(lines, 'get')).toEqual([[before, { id: '2', MonitorRole: 'Auto' }], after, 'Second']);
    expect(seen(lines, 'set')).toEqual([null]);
  });

  it.each<[path: string, value: unknown, error: unknown]>([
    ['Video Monitors', 'Quadruple', BAD_PARAMETERS],
    ['Video Monitors', 5, BAD_PARAMETERS],
    ['Video Monitors', undefined, BAD_PARAMETERS],
    ['Video Monitors', 'Du\nal', NO_NEWLINES],
    ['Video Nope', 'Dual', NO_MATCH],
    ['Video', 'Dual', NO_MATCH],
    ['', 'Dual', NO_MATCH],
    ['Video Output Connector 9 MonitorRole', 'First', NO_MATCH],
  ])('a refused configuration: %j to %j', async (path, value, error) => {
    const lines = await onBoth((side) => {
      side.asks('it', () => side.xapi.config.set(path, value));
    });
    expect(seen(lines, 'it fails')).toEqual([error]);
  });

  it('an unchanged value is accepted, and not reported', async () => {
    const lines = await onBoth(async (side) => {
      side.xapi.config.on('Video', side.hears('video'));
      await side.wait(50);
      side.asks('set', () => side.xapi.config.set('Video Monitors', 'Auto'));
      side.asks('set', () => side.xapi.config.set('Video Monitors', 'Dual'));
    });
    expect(seen(lines, 'set')).toEqual([null, null]);
    expect(seen(lines, 'video')).toEqual([{ Monitors: 'Dual' }]);
  });

  it('functions that jsxapi does not have', async () => {
    const lines = await onBoth((side) => {
      const { xapi } = side;
      [xapi.status, xapi.config, xapi.event].forEach((section) => {
        side.note(
          'has',
          ['get', 'set', 'on', 'once'].filter((name) => typeof Reflect.get(section, name) === 'function'),
        );
        side.tries('off', () => section.off());
      });
      side.tries('set', () => below(xapi.Status, 'Call').set);
      side.tries('get', () => below(xapi.Event, 'CallDisconnect').get);
      try {
        // @ts-expect-error not a path
        void xapi.status.get(undefined);
      } catch (error) {
        side.note('no path throws', error instanceof TypeError);
      }
    });
    expect(seen(lines, 'has')).toEqual([
      ['get', 'on', 'once'],
      ['get', 'set', 'on', 'once'],
      ['on', 'once'],
    ]);
    expect(seen(lines, 'off throws')).toHaveLength(3);
    expect(seen(lines, 'set throws')).toEqual([
      { name: 'TypeError', message: 'Property is not callable: [object Object][set]' },
    ]);
    expect(seen(lines, 'no path throws')).toEqual([true]);
  });
});
