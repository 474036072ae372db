/**
 * The types of the xAPI: correct code compiles, wrong code does not. `npm run typecheck` compiles this file; it fails on a line
 * that is marked as an error but is not one.
 */
import { expectTypeOf, it } from 'vitest';
import type { XApi } from '../../src/xapi/xapi';

declare const xapi: XApi;
declare const output: number;
declare function take(value: unknown): void;

/** Never called, only compiled. */
export async function wrongAndRight(): Promise<void> {
  expectTypeOf(await xapi.config.get(`Video Output Connector ${output} MonitorRole`)).toEqualTypeOf<
    'Auto' | 'First' | 'Second' | 'Third' | 'PresentationOnly' | 'Recorder' | null | undefined
  >();
  await xapi.command('Dial', { Number: '1@zoomcrc.com', Protocol: 'Spark' });
  xapi.status.on('Call', (call) => {
    expectTypeOf(call.Direction).toEqualTypeOf<'Incoming' | 'Outgoing' | undefined>();
    // @ts-expect-error calls have no such value
    take(call.Diretion);
    // @ts-expect-error a call cannot have this status
    take(call.Status === 'Conected');
  });
  xapi.event.on('CallDisconnect', (end) => {
    expectTypeOf(end.CauseType).toEqualTypeOf<string | undefined>();
    // @ts-expect-error the event has no such field
    take(end.Cause);
  });

  // @ts-expect-error a misspelled path
  await xapi.status.get('Conference Presentation Mod');
  // @ts-expect-error a list's elements have ids that are numbers
  await xapi.status.get('Call x Status');
  // @ts-expect-error statuses are not configurations
  await xapi.config.get('Call');
  // @ts-expect-error a role that does not exist
  await xapi.config.set('Video Output Connector 1 MonitorRole', 'Fourth');
  // @ts-expect-error a branch cannot be written
  await xapi.config.set('Video Output Connector 1', 'First');
  // @ts-expect-error an unknown command
  await xapi.command('Dail', { Number: '1' });
  // @ts-expect-error a required parameter is missing
  await xapi.command('Dial', { Protocol: 'Spark' });
  // @ts-expect-error an unknown parameter
  await xapi.command('Dial', { Number: '1', Protcol: 'Spark' });
  // @ts-expect-error a value that the parameter does not take
  await xapi.command('Dial', { Number: '1', Protocol: 'SIP' });
  // @ts-expect-error an unknown event
  xapi.event.on('CallDisconnected', () => undefined);
}

it('compiles', () => {
  expectTypeOf(wrongAndRight).returns.resolves.toBeVoid();
});
