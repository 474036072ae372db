/** With any input from the codec, the macro throws nothing, and dials only Zoom. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redialerRoom } from '../simulate';
import * as steps from '../../src/simulator/scenarios/redialer-steps';

const { BARE, FULL, join, MEETING, numbers } = steps;
const ZOOM = /^\d{5,40}[\w.*#]*@([a-z0-9-]+\.)*zoomcrc\.com$/i;
const LONG = 'sip:1234567890.'.repeat(5000);

const fragment = fc.constantFrom(
  ...['sip:', 'spark:', '"', '<', '>', '@', '.', '..', ';', '?', ' ', '\n', '%40', '\u0000', '٣٤٥٦٧'],
  ...['zoomcrc.com', 'example.org', 'us01.', '81234567890', '246813', '__proto__'],
);
const uri = fc.oneof(
  { weight: 5, arbitrary: fc.array(fragment, { maxLength: 9 }).map((parts) => parts.join('')) },
  { weight: 3, arbitrary: fc.stringMatching(/^sip:\d{5,12}(\.\d{0,6})?@zoomcrc\.com$/) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);
const anything = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, true, NaN, Infinity, -1, 0, '', [], {}, { id: {} }, LONG),
  fc.string(),
  fc.integer(),
);
const value = (usual: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 8, arbitrary: usual }, { weight: 1, arbitrary: anything });
const report = fc.record(
  {
    CallId: value(fc.integer({ min: 1, max: 9999 }).map(String)),
    OrigCallDirection: value(fc.constantFrom('outgoing', 'Outgoing', 'incoming')),
    CauseType: value(
      fc.constantFrom('OtherLocal', 'InsufficientSecurity', 'NetworkRejected', 'LocalDisconnect'),
    ),
    CauseString: value(fc.constantFrom('ssl', 'SSL error', 'certificate', 'wireless')),
    Duration: value(fc.constantFrom('0', '0', '0', '5')),
    Protocol: value(fc.constantFrom('SIP', 'Spark', 'Unknown')),
    RequestedURI: value(uri),
    RemoteURI: value(uri),
  },
  { requiredKeys: [] },
);
const hostile = fc.oneof({ weight: 30, arbitrary: report }, { weight: 1, arbitrary: anything });

describe('30,000 hostile events', () =>
  it('throw nothing and dial only Zoom, without a loop', async () => {
    const events = fc.sample(hostile, { numRuns: 30_000, seed: 20261122 });
    const room = redialerRoom();
    steps.redials(room, 'SSL failure');
    room.start();
    await room.wait(1);
    for (let event = 0; event < events.length; event += 1) {
      room.reportRaw('CallDisconnect', events[event]);
      if (event % 100 === 0) await room.wait(20);
    }
    await room.wait(60);
    expect(room.phone.dialed.length).toBeGreaterThan(10);
    expect(room.phone.dialed.filter((call) => !ZOOM.test(call.number))).toEqual([]);
    const hours = room.clock.now() / 3_600_000 - new Date('2026-03-03T09:00:00Z').getTime() / 3_600_000;
    expect(room.phone.dialed.length).toBeLessThanOrEqual(6 * 12 * (hours + 1));
    expect(room.log().filter((line) => /\d{5}/.test(line.replace(/call \d{1,10} /, '')))).toEqual([]);
    expect(room.log().filter((line) => line.includes('internal error'))).toEqual([]);
  }));

describe('a hostile calendar', () => {
  it('does not prevent the redial', async () => {
    const junk = fc.anything({
      withNullPrototype: false,
      key: fc.constantFrom(
        ...['Booking', 'Id', 'Time', 'StartTime', 'DialInfo', 'Calls', 'Call', 'Number', 'Agenda', 'Title'],
      ),
    });
    const property = fc.asyncProperty(junk, junk, async (current, listed) => {
      const room = redialerRoom();
      room.device.onCommand('Bookings Get', () => current);
      room.device.onCommand('Bookings List', () => listed);
      room.calendar.book([], 'booking-1');
      await join(room, BARE);
      expect(numbers(room).map((number) => number.split(/[.@]/)[0])).toEqual([MEETING]);
      expect(room.log().filter((line) => line.includes('internal error'))).toEqual([]);
    });
    await fc.assert(property, { numRuns: 300, seed: 20261122 });
  });

  it('with invalid bookings still supplies the valid ones', async () => {
    const room = redialerRoom();
    const good = steps.booking({ Agenda: `Join by SIP ${BARE} Passcode: 246813` });
    room.device.onCommand('Bookings List', () => ({
      Booking: [null, undefined, '', { DialInfo: { Calls: { Call: [null] } } }, good],
    }));
    expect(numbers(await join(room, BARE))).toEqual([FULL]);
  });
});
