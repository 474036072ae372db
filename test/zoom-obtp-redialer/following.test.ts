/** What becomes of a redial that rings, and of the calls that end meanwhile. */
import { describe, expect, it } from 'vitest';
import { failing } from '../../src/simulator/codec/faults';
import { faultless } from '../../src/simulator/codec/link';
import type { Room } from '../../src/simulator/room/room';
import { redialerRoom } from '../simulate';
import { alertsOf, lastLine, LINE, looksAtCalls, NOT_REACHED, reportFailure } from './failed-join';
import { ANOTHER, FULL } from './rules';

/** A room in which the redial, which is call 4, has rung for half a second. */
async function ringing(settings = {}, address = FULL): Promise<Room> {
  const room = redialerRoom();
  room.phone.dialOutcome = () => 'rings';
  room.start(settings);
  await room.wait(1);
  room.phone.joinZoom(`sip:${address}`);
  await room.wait(2.2);
  expect(room.phone.calls.live()).toEqual([4]);
  return room;
}

describe('a redial that rings', () => {
  it('is given up if two looks at the calls, two seconds apart, do not list it, and nothing more is dialed', async () => {
    const room = await ringing();
    room.device.remove('Status Call', 4);
    await room.wait(3.2);
    expect(alertsOf(room)).toEqual([]);
    await room.wait(1);
    expect(alertsOf(room)).toEqual([NOT_REACHED]);
    expect(room.log()).toContain('Zoom meeting 81…90: giving up: the redial is not listed');
    expect(room.phone.dialed.length).toBe(1);
  });

  it('is given up if its end is not reported, and it stays in the list as ending', async () => {
    const room = await ringing();
    room.device.put('Status Call 4 Status', 'Disconnecting');
    await room.wait(8);
    expect(alertsOf(room)).toEqual([NOT_REACHED]);
  });

  it('may be missing once', async () => {
    const room = await ringing();
    room.faults = failing(faultless(20), looksAtCalls, 'no match', 3);
    await room.wait(60);
    expect(alertsOf(room)).toEqual([]);
    room.phone.redialEnds('connects');
    await room.wait(1);
    expect(lastLine(room)).toBe('Zoom meeting 81…90: connected');
  });

  it('is followed while the calls cannot be read, for two minutes', async () => {
    const room = await ringing();
    room.faults = failing(faultless(20), looksAtCalls, 'fails');
    await room.wait(119);
    expect(alertsOf(room)).toEqual([]);
    await room.wait(2);
    expect(alertsOf(room)).toEqual([NOT_REACHED]);
  });

  it('is over if the list says that it is connected, though that is not reported', async () => {
    const room = await ringing();
    room.faults = { ...faultless(20), copies: () => [] };
    room.phone.redialEnds('connects');
    await room.wait(6);
    expect(lastLine(room)).toBe('Zoom meeting 81…90: connected');
    expect(room.panel.line()).toBe('');
  });

  it('is over if the list says that another call is connected, though that is not reported', async () => {
    const room = await ringing();
    room.faults = { ...faultless(20), copies: () => [] };
    room.phone.up();
    await room.wait(6);
    expect(lastLine(room)).toBe('Zoom meeting 81…90: another call is active');
  });

  it('is followed on if another call connected and ended before the calls were read', async () => {
    const room = await ringing();
    const id = room.phone.up();
    room.phone.endCall(id, 'hung up');
    await room.wait(6);
    room.phone.redialEnds('fails');
    await room.wait(8);
    expect(room.phone.dialed.length).toBe(2);
  });
});

describe('the end of a call while the redial rings', () => {
  const REDIAL = { CauseType: 'RemoteBusy', CauseString: '', Protocol: 'Spark' };

  it.each([
    ['the redial, though it names no meeting', { ...REDIAL, CallId: '4', RequestedURI: 'x' }, 2],
    ['the redial, without an id', { ...REDIAL, CallId: '' }, 2],
    [
      'the redial, without an id and a protocol',
      { ...REDIAL, CallId: '', Protocol: '', RequestedURI: FULL },
      2,
    ],
    ['a call over another protocol, without an id', { ...REDIAL, CallId: '', Protocol: 'SIP' }, 1],
    [
      'a call to another meeting, without an id',
      { ...REDIAL, CallId: '', RequestedURI: `sip:${ANOTHER}` },
      1,
    ],
    ['another call', { ...REDIAL, CallId: '9' }, 1],
  ])('is that of %s', async (_, report, dials) => {
    const room = await ringing();
    // If it was the redial, it is no longer listed.
    if (dials === 2) room.device.remove('Status Call', 4);
    reportFailure(room, report);
    await room.wait(7);
    expect(room.phone.dialed.length).toBe(dials);
    expect(room.log().some((line) => line.includes('redial failed (RemoteBusy)'))).toBe(dials === 2);
  });

  it.each([
    ['the redial, with a duration', { CallId: '4', Duration: '9' }, 'connected'],
    [
      'the redial, which was hung up',
      { CallId: '4', CauseType: 'LocalDisconnect', RequestedURI: 'x' },
      'hung up or canceled in the room',
    ],
  ])('is that of %s: nothing more is dialed', async (_, report, line) => {
    const room = await ringing();
    reportFailure(room, { CauseString: '', Protocol: 'Spark', ...report });
    await room.wait(1);
    expect(lastLine(room)).toBe(`Zoom meeting 81…90: ${line}`);
    expect(room.panel.line()).toBe('');
  });

  it.each([
    ['to the meeting', FULL, 1],
    ['to another meeting', ANOTHER, 2],
    ['to somebody', 'boss@example.org', 2],
  ])(
    'is that of a call %s that people hung up: the redial is repeated only if they meant another call',
    async (_, uri, dials) => {
      const room = await ringing();
      reportFailure(room, {
        CallId: '9',
        CauseType: 'LocalDisconnect',
        CauseString: '',
        Protocol: 'SIP',
        RequestedURI: `sip:${uri}`,
      });
      await room.wait(1);
      expect(room.panel.line()).toBe(LINE);
      room.phone.redialEnds('fails');
      await room.wait(8);
      expect(room.phone.dialed.length).toBe(dials);
      expect(alertsOf(room)).toEqual([]);
    },
  );

  it('is that of a call to the meeting that people hung up, and the redial is never listed again: no alert', async () => {
    const room = await ringing();
    reportFailure(room, { CallId: '9', CauseType: 'LocalDisconnect', CauseString: '', Protocol: 'SIP' });
    room.device.remove('Status Call', 4);
    await room.wait(10);
    expect(lastLine(room)).toMatch(/hung up or canceled in the room$/);
    expect(alertsOf(room)).toEqual([]);
  });
});

describe('a redial of an earlier repair that still rings', () => {
  /** The redial rings on while another call ends its repair, and is over. */
  async function leftRinging(settings = {}): Promise<Room> {
    const room = await ringing(settings);
    const other = room.phone.up();
    await room.wait(1);
    expect(lastLine(room)).toBe('Zoom meeting 81…90: another call is active');
    room.phone.endCall(other, 'hung up');
    await room.wait(1);
    return room;
  }

  it('is another call where an alert would be shown, and is repeated when it has failed', async () => {
    const room = await leftRinging();
    room.phone.joinZoom('sip:zoomcrc.com');
    await room.wait(8);
    expect(lastLine(room)).toBe('Zoom: another call is active');
    room.phone.endCall(4, 'SSL failure');
    await room.wait(8);
    expect(alertsOf(room)).toEqual([]);
    expect(room.phone.dialed.map(({ number }) => number)).toEqual([FULL, FULL]);
  });

  it('is another call once it is connected', async () => {
    const room = await leftRinging();
    room.phone.joinZoom(`sip:${ANOTHER}`);
    await room.wait(1.2);
    room.phone.redialEnds('connects');
    await room.wait(1);
    expect(lastLine(room)).toBe('Zoom meeting 99…66: another call is active');
  });

  it('does not hide another call that is dialed', async () => {
    const room = await leftRinging();
    room.phone.joinZoom(`sip:${ANOTHER}`);
    await room.wait(1);
    room.phone.calls.begin({
      uri: 'sip:boss@example.com',
      protocol: 'SIP',
      direction: 'Outgoing',
      video: true,
      title: '',
    });
    await room.wait(2);
    expect(lastLine(room)).toBe('Zoom meeting 99…66: another call is active');
  });

  it('does not start a repair when it fails at last', async () => {
    const room = await leftRinging();
    room.phone.joinZoom(`sip:${ANOTHER}`);
    await room.wait(1);
    room.phone.endCall(4, 'SSL failure');
    await room.wait(5);
    expect(room.phone.dialed.map(({ number }) => number)).toEqual([FULL, ANOTHER]);
    expect(room.log()).toContain('Zoom meeting 81…90: call 4 ignored: a redial is in progress');
  });
});

describe('before the alert the calls are read once more', () => {
  async function refused(): Promise<Room> {
    const room = redialerRoom();
    room.phone.dialOutcome = () => 'refused';
    room.faults = { ...faultless(20), copies: () => [0] };
    room.start({ maxRedials: 1 });
    room.phone.joinZoom(`sip:${FULL}`);
    // The redial is refused at 1.69 s.
    await room.wait(1.695);
    return room;
  }

  it.each([
    ['rings', `spark:${FULL}`, 'connected'],
    ['is dialed to somebody', 'spark:boss@example.com', 'another call is active'],
  ])('and a call %s: no alert is shown', async (_, uri, line) => {
    const room = await refused();
    const id = room.phone.calls.begin({
      uri,
      protocol: 'Spark',
      direction: 'Outgoing',
      video: true,
      title: '',
    });
    await room.wait(4);
    expect(room.log().join()).not.toContain(': connected');
    room.phone.calls.connect(id, 300);
    await room.wait(5);
    expect(alertsOf(room)).toEqual([]);
    expect(lastLine(room)).toBe(`Zoom meeting 81…90: ${line}`);
  });
});
