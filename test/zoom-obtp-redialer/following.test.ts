/** What becomes of a redial that rings, and of the calls that end meanwhile. */
import { describe, expect, it } from 'vitest';
import type { Room } from '../../src/simulator/room/room';
import * as steps from '../../src/simulator/scenarios/redialer-steps';
import { redialerRoom } from '../simulate';
import { seen } from './seen';

const { ANOTHER, begin, CALLS, delays, DIAL, fails, FULL, join, NOT_REACHED, redials, reportFailure } = steps;

/** A room in which the redial, which is call 4, has rung for half a second. */
async function ringing(): Promise<Room> {
  const room = redialerRoom();
  redials(room, 'rings');
  await join(room, FULL, 2.2);
  expect(room.phone.calls.live()).toEqual([4]);
  return room;
}

describe('a redial that rings', () => {
  it.each<[string, (room: Room) => void]>([
    ['vanishes', (room) => room.device.remove('Status Call', 4)],
    ['stays as ending', (room) => room.device.put('Status Call 4 Status', 'Disconnecting')],
  ])(
    'is given up after two looks, two seconds apart, if its end is not reported, and it %s',
    async (_, ends) => {
      const room = await ringing();
      ends(room);
      await room.wait(3.2);
      expect(seen(room).alerts).toEqual([]);
      await room.wait(1);
      expect(seen(room)).toMatchObject({
        dialed: [FULL],
        alerts: [NOT_REACHED],
        last: 'giving up: the redial is not listed',
      });
    },
  );

  it.each([
    ['is missing once', 'no match', 3, 60],
    ['cannot be read', 'fails', Infinity, 110],
  ] as const)('is followed though it %s', async (_, outcome, times, seconds) => {
    const room = await ringing();
    fails(room, CALLS, outcome, times);
    await room.wait(seconds);
    room.phone.redialEnds('connects');
    await room.wait(1);
    expect(seen(room)).toMatchObject({ alerts: [], last: 'connected' });
  });

  it.each<[string, (room: Room) => void, string]>([
    ['it is connected', (room) => room.phone.redialEnds('connects'), 'connected'],
    ['another call is connected', (room) => room.phone.up(), 'another call is active'],
  ])('is over if the list says that %s, though that is not reported', async (_, connect, last) => {
    const room = await ringing();
    steps.reports(room);
    connect(room);
    await room.wait(6);
    expect(seen(room)).toMatchObject({ message: '', last });
  });

  it('is followed on if another call connected and ended before the calls were read', async () => {
    const room = await ringing();
    room.phone.endCall(room.phone.up(), 'hung up');
    await room.wait(6);
    room.phone.redialEnds('fails');
    await room.wait(8);
    expect(seen(room).dialed).toEqual([FULL, FULL]);
  });

  it.each([
    [`spark:${FULL}`, 'Zoom', 'Spark'],
    ['', FULL, 'Spark'],
    [FULL, '', 'Unknown'],
    [FULL, '', ''],
  ])(
    'is recognized without an answer to Dial if listed as "%s", "%s", "%s"',
    async (CallbackNumber, RemoteNumber, Protocol) => {
      const room = redialerRoom();
      redials(room, 'rings');
      fails(room, DIAL, 'answer lost');
      await join(room, FULL, 4);
      room.device.put('Status Call 4', { CallbackNumber, RemoteNumber, Protocol });
      await room.wait(10);
      room.phone.redialEnds('connects');
      await room.wait(10);
      expect(seen(room)).toMatchObject({ dialed: [FULL], last: 'connected' });
    },
  );

  it('is followed though Dial is answered after its first redial ended', async () => {
    const room = redialerRoom();
    redials(room, 'SSL failure', 'connects');
    delays(room, DIAL, 15_500);
    await join(room, FULL, 40);
    expect(seen(room)).toMatchObject({ dialed: [FULL, FULL], last: 'connected' });
  });

  it.each([
    ['with a call', 'call', '9'],
    ['without a call', 'nothing', ''],
  ] as const)(
    'is followed though Dial is answered %s after another call has ended',
    async (_, answer, id) => {
      const room = redialerRoom();
      redials(room, 'rings');
      room.phone.dialAnswer = answer;
      delays(room, DIAL, 3000);
      await join(room, FULL, 2.5);
      reportFailure(room, { RequestedURI: `sip:${ANOTHER}`, CallId: id });
      await room.wait(10);
      room.phone.redialEnds('connects');
      await room.wait(1);
      expect(seen(room)).toMatchObject({ dialed: [FULL], last: 'connected' });
    },
  );
});

describe('the end of a call while the redial rings', () => {
  const BUSY = { CauseType: 'RemoteBusy', CauseString: '', Protocol: 'Spark' };
  const HUNG_UP = { ...BUSY, CauseType: 'LocalDisconnect' };

  it.each([
    ['the redial, though it names no meeting', { CallId: '4', RequestedURI: 'x' }, true],
    ['the redial, without an id', { CallId: '' }, true],
    ['the redial, without an id and a protocol', { CallId: '', Protocol: '', RequestedURI: FULL }, true],
    ['a call over another protocol, without an id', { CallId: '', Protocol: 'SIP' }, false],
    ['a call to another meeting, without an id', { CallId: '', RequestedURI: `sip:${ANOTHER}` }, false],
    ['another call', { CallId: '9' }, false],
  ])('is that of %s', async (_, report, isRedial) => {
    const room = await ringing();
    // If it was the redial, it is no longer listed.
    if (isRedial) room.device.remove('Status Call', 4);
    reportFailure(room, { ...BUSY, ...report });
    await room.wait(7);
    expect(seen(room).dialed).toEqual(isRedial ? [FULL, FULL] : [FULL]);
    expect(room.log().some((line) => line.includes('redial failed (RemoteBusy)'))).toBe(isRedial);
  });

  it.each([
    ['the redial, with a duration', { ...BUSY, Duration: '9' }, 'connected'],
    ['the redial, which was hung up', { ...HUNG_UP, RequestedURI: 'x' }, 'hung up or canceled in the room'],
  ])('is that of %s: nothing more is dialed', async (_, report, last) => {
    const room = await ringing();
    reportFailure(room, { ...report, CallId: '4' });
    await room.wait(1);
    expect(seen(room)).toMatchObject({ message: '', last });
  });

  it.each([
    ['to the meeting', FULL, 'fails', [FULL]],
    ['to the meeting', FULL, 'vanishes', [FULL]],
    ['to another meeting', ANOTHER, 'fails', [FULL, FULL]],
    ['to somebody', 'boss@example.org', 'fails', [FULL, FULL]],
  ])(
    'is that of a call that people hung up %s, %s: the redial, which %s, is repeated only if they meant another call',
    async (_, uri, ends, dialed) => {
      const room = await ringing();
      reportFailure(room, { ...HUNG_UP, CallId: '9', Protocol: 'SIP', RequestedURI: `sip:${uri}` });
      await room.wait(1);
      expect(room.panel.line()).toBe(steps.LINE);
      if (ends === 'fails') room.phone.redialEnds('fails');
      else room.device.remove('Status Call', 4);
      await room.wait(8);
      expect(seen(room)).toMatchObject({ dialed, alerts: [] });
    },
  );
});

it.each([
  ['fails', {}, 'Zoom meeting 81…90: redial failed (RemoteBusy)', [FULL, FULL]],
  ['was connected', { Duration: '9' }, 'Zoom meeting 81…90: connected', [FULL]],
  [
    'is hung up',
    { CauseType: 'LocalDisconnect' },
    'Zoom meeting 81…90: hung up or canceled in the room',
    [FULL],
  ],
])(
  'a redial that %s before Dial is answered is known by its id, though its end names no meeting',
  async (_, report, line, dialed) => {
    const room = redialerRoom();
    redials(room, 'rings');
    delays(room, DIAL, 2000);
    await join(room, FULL, 2.5);
    room.device.remove('Status Call', 4);
    const end = {
      CauseType: 'RemoteBusy',
      CauseString: '',
      Protocol: 'Spark',
      RequestedURI: 'x',
      CallId: '4',
    };
    reportFailure(room, { ...end, ...report });
    await room.wait(0.5);
    expect(seen(room).last).toContain('redialing over Spark');
    await room.wait(8);
    expect(seen(room)).toMatchObject({ dialed, alerts: [] });
    expect(room.log()).toContain(line);
  },
);

describe('a redial of an earlier repair that still rings', () => {
  /** The redial rings on while another call ends its repair, and is over. Then another join fails. */
  async function leftRinging(number: string, seconds: number): Promise<Room> {
    const room = await ringing();
    const other = room.phone.up();
    await room.wait(1);
    room.phone.endCall(other, 'hung up');
    await room.wait(1);
    await steps.joinAgain(room, number, seconds);
    return room;
  }

  it('is another call where an alert would be shown, and is repeated when it has failed', async () => {
    const room = await leftRinging('zoomcrc.com', 8);
    expect(seen(room).last).toBe('another call is active');
    room.phone.endCall(4, 'SSL failure');
    await room.wait(8);
    expect(seen(room)).toMatchObject({ dialed: [FULL, FULL], alerts: [] });
  });

  it.each<[string, (room: Room) => void]>([
    ['is another call once it is connected', (room) => room.phone.redialEnds('connects')],
    ['does not hide another call that is dialed', (room) => begin(room, 'sip:boss@example.com')],
  ])('%s', async (_, happens) => {
    const room = await leftRinging(ANOTHER, 1.2);
    happens(room);
    await room.wait(2);
    expect(steps.lastLine(room)).toBe('Zoom meeting 99…66: another call is active');
  });
});

describe('no alert is shown', () => {
  it.each([
    ['rings to the meeting', `spark:${FULL}`, 'connected'],
    ['is dialed to somebody', 'spark:boss@example.com', 'another call is active'],
  ])('where a call %s when the last redial is refused', async (_, uri, last) => {
    const room = redialerRoom();
    redials(room, 'refused');
    // The redial is refused at 1.69 s.
    await join(room, FULL, 1.695, { maxRedials: 1 });
    const id = begin(room, uri);
    await room.wait(4);
    expect(room.log().join()).not.toContain(': connected');
    room.phone.calls.connect(id, 300);
    await room.wait(5);
    expect(seen(room)).toMatchObject({ alerts: [], last });
  });

  it('where people call the meeting before Dial is refused, which is late', async () => {
    const room = redialerRoom();
    redials(room, 'refused');
    delays(room, DIAL, 12_000);
    await join(room, FULL, 4);
    begin(room, `spark:${FULL}`);
    await room.wait(20);
    expect(seen(room)).toMatchObject({ dialed: [FULL], alerts: [] });
  });

  it('where a call comes up while the codec slowly answers that there is none', async () => {
    const room = redialerRoom();
    redials(room, 'refused');
    await join(room, FULL, 1.6, { maxRedials: 1 });
    delays(room, CALLS, 800);
    await room.wait(2.9);
    room.phone.up();
    await room.wait(5);
    expect(seen(room).alerts).toEqual([]);
  });
});
