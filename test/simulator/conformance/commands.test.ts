/**
 * The fake of `xapi` and the library behind a macro's `xapi` run the same script, each on its own codec:
 * callers and listeners see the same, at the same time and in the same order. Here: commands.
 */
import { describe, expect, it } from 'vitest';
import type { Path } from '../../../src/simulator/codec/fake-xapi';
import { faultsOf, onBoth, order, seen } from '../both-sides';
import { BAD_PARAMETERS, UNKNOWN_COMMAND } from '../codec/probe';
import { NO_NEWLINES, PANEL } from './expected';

type CommandGiven = readonly [
  path: Path,
  parameters?: Readonly<Record<string, unknown>> | string,
  body?: string,
];

describe('commands', () => {
  it.each<[answer: unknown, ...CommandGiven]>([
    [{ CallId: '3', ConferenceId: '1' }, 'Dial', { Number: 'boss@example.com' }],
    [{ CallId: '3', ConferenceId: '1' }, 'dial', { Number: 5, DisplayName: undefined }],
    [{ ResultInfo: { TotalRows: '0' } }, 'Bookings List'],
    [{ ResultInfo: { TotalRows: '0' } }, ['bookings', 'list'], {}],
    [{ ResultInfo: { TotalRows: '0' } }, '/Bookings/List', { Days: 1 }],
    [undefined, PANEL, { PanelId: 'x' }, 'two\nlines'],
    [undefined, PANEL, { PanelId: 'x', body: 'first' }, 'second'],
    [undefined, PANEL, { PanelId: 'x' }, ''],
  ])('one that answers %j: %j %j %j', async (answer, ...given) => {
    const lines = await onBoth((side) => {
      side.asks('it', () => side.xapi.command(...given));
    });
    expect(seen(lines, 'it')).toEqual([answer]);
  });

  it.each<[error: unknown, ...CommandGiven]>([
    [BAD_PARAMETERS, 'Dial'],
    [BAD_PARAMETERS, 'Dial', {}],
    [BAD_PARAMETERS, 'Dial', { Number: undefined }],
    [BAD_PARAMETERS, 'Dial', { Number: '1', Nope: '1' }],
    [BAD_PARAMETERS, 'Dial', { Number: '1', Protocol: 'Pigeon' }],
    [BAD_PARAMETERS, 'Dial', 'text'],
    [BAD_PARAMETERS, 'Dial', { Number: '1' }, 'text'],
    [BAD_PARAMETERS, PANEL, 'text'],
    [BAD_PARAMETERS, PANEL, 'text', 'more'],
    [BAD_PARAMETERS, PANEL, '', 'more'],
    [BAD_PARAMETERS, PANEL, { PanelId: 'x' }],
    [NO_NEWLINES, 'Dial', { Number: '1\n2' }],
    [NO_NEWLINES, 'Nope', { Number: '\n' }],
    [UNKNOWN_COMMAND, 'Nope'],
    [UNKNOWN_COMMAND, ''],
    [UNKNOWN_COMMAND, 'UserInterface', 'two\nlines'],
    [{ code: 1, message: 'Booking not found' }, 'Bookings Get', { Id: '7' }],
  ])('one that is refused with %j: %j %j %j', async (error, ...given) => {
    const lines = await onBoth((side) => {
      side.asks('it', () => side.xapi.command(...given));
    });
    expect(seen(lines, 'it fails')).toEqual([error]);
  });

  it('a call that is refused, or never answered', async () => {
    const lines = await onBoth(async (side) => {
      side.room.phone.dialOutcome = () => 'refused';
      side.asks('refused', () => side.xapi.command('Dial', { Number: '1' }));
      await side.wait(50);
      side.room.faults = faultsOf({ outcomes: ['fails', 'answer lost', 'request lost'] });
      side.asks('broken', () => side.xapi.command('Dial', { Number: '1' }));
      side.asks('lost', () => side.xapi.command('Dial', { Number: '1' }));
      side.asks('lost', () => side.xapi.command('Dial', { Number: '1' }));
    });
    expect(order(lines)).toEqual(['refused fails', 'broken fails']);
    expect(seen(lines, 'refused fails')).toEqual([{ code: 1, message: 'Cannot dial 1' }]);
  });

  it('parameters are copied when the request is made', async () => {
    const lines = await onBoth(async (side) => {
      const parameters = { Number: 'boss@example.com' };
      side.asks('dial', () => side.xapi.command('Dial', parameters));
      parameters.Number = 'nobody@example.com';
      await side.wait(50);
      side.note('dialed', side.room.phone.dialed[0]?.number);
    });
    expect(seen(lines, 'dialed')).toEqual(['boss@example.com']);
  });
});
