/**
 * The fake of `xapi` and the library behind a macro's `xapi` run the same script, each on its own codec:
 * callers and listeners see the same, at the same time and in the same order. Here: paths as properties.
 */
import { describe, expect, it } from 'vitest';
import { onBoth, seen } from '../both-sides';
import { below } from '../new-style';
import { NO_MATCH } from '../codec/probe';
import { PANEL, requests } from './expected';

describe('the new style', () => {
  it('is the old one', async () => {
    const lines = await onBoth(async (side) => {
      const { Status, Config, Command, Event } = side.xapi;
      below(Status, 'Call').on(side.hears('call'));
      below(Status, 'Call', 3, 'Status').once(side.hears('once'));
      below(Event, 'CallDisconnect').on(side.hears('end'));
      const off = below(Config, 'Video').on(side.hears('video'));
      await side.wait(50);
      side.asks('dial', () => below(Command, 'Dial')({ Number: 'boss@example.com' }));
      side.asks('set', () => below(Config, 'Video', 'Monitors').set('Dual'));
      side.asks('get', () => below(Config, 'Video', 'Output', 'Connector', 1, 'MonitorRole').get());
      side.asks('save', () => below(Command, ...PANEL.split(' '))({ PanelId: 'x' }, '<xml/>'));
      side.asks('none', () => below(Status, 'Nope').get());
      await side.wait(1500);
      off();
      side.asks('set', () => below(Config, 'Video', 'Monitors').set('Single'));
      side.room.phone.hangUp();
    });
    expect(seen(lines, 'dial')).toEqual([{ CallId: '3', ConferenceId: '1' }]);
    expect(seen(lines, 'set')).toEqual([null, null]);
    expect(seen(lines, 'get')).toEqual(['Auto']);
    expect(seen(lines, 'save')).toEqual([undefined]);
    expect(seen(lines, 'none fails')).toEqual([NO_MATCH]);
    expect(seen(lines, 'video')).toEqual([{ Monitors: 'Dual' }]);
    expect(seen(lines, 'once')).toEqual(['Dialling']);
    expect(seen(lines, 'call')).toHaveLength(4);
    expect(seen(lines, 'end')).toMatchObject([{ CallId: '3', CauseType: 'LocalDisconnect' }]);
  });

  it('treats every name as a path: probing a command runs it', async () => {
    const lines = await onBoth(async (side) => {
      side.note('a module', typeof below(side.xapi.Command, '__esModule'));
      // A promise that resolves to a command treats the command as a promise, too.
      void Promise.resolve(below(side.xapi.Command, 'Dial'));
      await side.wait(100);
    });
    expect(seen(lines, 'a module')).toEqual(['function']);
    expect(requests(lines, 'xCommand')).toHaveLength(1);
  });
});
