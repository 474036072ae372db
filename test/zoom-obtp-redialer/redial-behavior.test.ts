/** What people in the room do while a join is being repaired, and what they see of it. */
import { describe, expect, it } from 'vitest';
import { redialerRoom } from '../simulate';
import { HUNG_UP } from '../../src/simulator/room/calls';
import { slow, startingWith } from '../../src/simulator/codec/faults';
import { faultless } from '../../src/simulator/codec/link';
import type { Room } from '../../src/simulator/room/room';
import { FULL } from './rules';

const LINE = 'Connecting to Zoom, one moment please';
const NOT_REACHED = 'Zoom could not be reached. Please try again, or join from your laptop.';

async function failedJoin(room = redialerRoom(), address = FULL): Promise<Room> {
  room.start();
  await room.wait(1);
  room.phone.joinZoom(`sip:${address}`);
  return room;
}

function outcomes(room: Room, ...outcomes: ('connects' | 'SSL failure' | 'rejected' | 'rings')[]): void {
  room.phone.dialOutcome = () => outcomes.shift() ?? 'connects';
}

describe('people', () => {
  it('who hang up the redial are not called again', async () => {
    const room = redialerRoom();
    outcomes(room, 'rings');
    await failedJoin(room);
    await room.wait(3);
    room.phone.hangUp();
    await room.wait(60);
    expect(room.phone.dialed.length).toBe(1);
    expect(room.journal.filter(({ text }) => text.startsWith('alert'))).toEqual([]);
    expect(room.panel.line()).toBe('');
  });

  it('who take another call meanwhile are not disturbed, even if that call is short', async () => {
    const room = await failedJoin();
    await room.wait(1);
    room.phone.up();
    await room.wait(2);
    room.phone.hangUp();
    await room.wait(60);
    expect(room.phone.dialed).toEqual([]);
    expect(room.journal.filter(({ text }) => text.startsWith('alert'))).toEqual([]);
  });

  it('who leave the meeting and join again get a redial every time', async () => {
    const room = await failedJoin();
    for (let join = 1; join <= 5; join += 1) {
      await room.wait(10);
      expect(room.phone.dialed.length).toBe(join);
      room.phone.hangUp();
      await room.wait(5);
      room.phone.joinZoom(`sip:${FULL}`);
    }
  });

  it('who press Join again after the alert get the alert but no redial, and a redial once the limit has expired', async () => {
    const room = redialerRoom();
    outcomes(room, 'SSL failure', 'SSL failure', 'connects');
    await failedJoin(room);
    await room.wait(60);
    room.phone.joinZoom(`sip:${FULL}`);
    await room.wait(8);
    expect([room.panel.alert(), room.panel.line(), room.phone.dialed.length]).toEqual([NOT_REACHED, '', 2]);
    expect(room.log().join('\n')).toMatch(/Zoom meeting 81…90: redial limit reached \(2 in \d+ minutes\)/);
    await room.wait(300);
    room.phone.joinZoom(`sip:${FULL}`);
    await room.wait(8);
    expect(room.phone.calls.connected().length).toBe(1);
  });

  it('who join another meeting get a redial of that meeting only', async () => {
    const room = await failedJoin(redialerRoom(), 'zoomcrc.com');
    await room.wait(0.65);
    room.phone.joinZoom('sip:99988877766.4321@zoomcrc.com');
    await room.wait(10);
    expect(room.phone.dialed.map(({ number }) => number)).toEqual(['99988877766.4321@zoomcrc.com']);
    expect(room.panel.alert()).toBe('');
  });

  it('see a message while they wait, and nothing once they are in the meeting', async () => {
    const room = await failedJoin();
    await room.wait(0.65);
    expect(room.panel.line()).toBe(LINE);
    await room.wait(3);
    expect(room.phone.calls.connected().length).toBe(1);
    expect([room.panel.line(), room.panel.alert()]).toEqual(['', '']);
  });

  it('see the message again before the second redial, and an alert if that fails, too', async () => {
    const room = redialerRoom();
    outcomes(room, 'rejected', 'rejected');
    await failedJoin(room);
    await room.wait(5);
    expect(room.panel.line()).toBe(LINE);
    await room.wait(6);
    expect([room.panel.line(), room.panel.alert()]).toEqual(['', NOT_REACHED]);
  });

  it('see the configured messages', async () => {
    const room = redialerRoom();
    outcomes(room, 'rejected', 'rejected');
    room.start({ messageConnecting: 'Un moment…', messageNotReached: 'Zoom ne répond pas.', maxRedials: 1 });
    room.phone.joinZoom(`sip:${FULL}`);
    await room.wait(1);
    expect(room.panel.line()).toBe('Un moment…');
    await room.wait(3);
    expect(room.panel.alert()).toBe('Zoom ne répond pas.');
    expect(room.phone.dialed.length).toBe(1);
  });
});

it('a message with two lines, which no command accepts, is refused', async () => {
  const room = redialerRoom();
  room.start({ messageConnecting: 'one\ntwo' });
  expect(room.log()[0]).toMatch(/^messageConnecting: expected one line of 1 to 140 characters, got /);
  room.phone.joinZoom(`sip:${FULL}`);
  await room.wait(1);
  expect(room.panel.line()).toBe(LINE);
});

describe('the codec', () => {
  it('repeats the failure long after the call: nothing is redialed', async () => {
    const room = await failedJoin();
    await room.wait(10);
    room.phone.hangUp();
    await room.wait(5);
    const lines = room.log().length;
    room.device.reportEvent('CallDisconnect', {
      CallId: 3,
      OrigCallDirection: 'outgoing',
      CauseType: 'OtherLocal',
      CauseString: 'ssl',
      RequestedURI: `sip:${FULL}`,
    });
    await room.wait(10);
    expect(room.phone.dialed.length).toBe(1);
    expect(room.log().length).toBe(lines);
  });

  it('takes seconds to clear the failed call: the redial follows immediately', async () => {
    const room = redialerRoom();
    room.phone.calls.clearedAfterMs = 4000;
    await failedJoin(room);
    await room.wait(4.4);
    expect(room.phone.dialed).toEqual([]);
    await room.wait(0.8);
    expect(room.phone.dialed.map(({ into }) => into)).toEqual([[]]);
  });

  it('never clears the failed call: an alert is shown', async () => {
    const room = redialerRoom();
    room.phone.calls.clearedAfterMs = 1e9;
    await failedJoin(room);
    await room.wait(12);
    expect(room.phone.dialed).toEqual([]);
    expect(room.panel.alert()).toBe(NOT_REACHED);
  });

  it('cannot list its calls for a while: the redial follows when it can', async () => {
    const room = await failedJoin();
    room.faults = {
      ...faultless(20),
      outcomeOf: ({ params }) =>
        JSON.stringify(params?.['Path']) === '["Status","Call"]' ? 'fails' : 'answered',
    };
    await room.wait(4);
    expect(room.phone.dialed).toEqual([]);
    room.faults = faultless(20);
    await room.wait(1);
    expect(room.phone.dialed.length).toBe(1);
  });

  it('answers "no match" if it has no calls: the meeting is redialed', async () => {
    const room = redialerRoom();
    room.faults = {
      ...faultless(20),
      outcomeOf: ({ params }) =>
        JSON.stringify(params?.['Path']) === '["Status","Call"]' ? 'no match' : 'answered',
    };
    await failedJoin(room);
    await room.wait(4);
    expect(room.phone.dialed.length).toBe(1);
  });

  it('keeps an idle call in its list: that does not count as another call', async () => {
    const room = redialerRoom();
    room.device.put('Status Call 1 Status', 'Idle');
    await failedJoin(room);
    await room.wait(4);
    expect(room.phone.dialed.length).toBe(1);
  });

  it('never answers Dial and does not dial: a second attempt, then an alert', async () => {
    const room = redialerRoom();
    room.faults = {
      ...faultless(20),
      outcomeOf: ({ method }) => (method === 'xCommand/Dial' ? 'request lost' : 'answered'),
    };
    await failedJoin(room);
    await room.wait(30);
    expect(room.requests.filter(({ request }) => request.method === 'xCommand/Dial').length).toBe(2);
    expect(room.panel.alert()).toBe(NOT_REACHED);
  });

  it('never answers Dial but dials: there is no second call', async () => {
    const room = redialerRoom();
    room.faults = {
      ...faultless(20),
      outcomeOf: ({ method }) => (method === 'xCommand/Dial' ? 'answer lost' : 'answered'),
    };
    await failedJoin(room);
    await room.wait(60);
    expect(room.phone.dialed.length).toBe(1);
    expect(room.phone.calls.connected().length).toBe(1);
  });

  it.each([
    [`spark:${FULL}`, 'Zoom', 'Spark'],
    ['', FULL, 'Spark'],
    [FULL, '', 'Unknown'],
    [FULL, '', ''],
  ])(
    'lists the redial, whose Dial it never answers, as "%s", "%s", "%s"',
    async (callback, remote, protocol) => {
      const room = redialerRoom();
      outcomes(room, 'rings');
      room.faults = {
        ...faultless(20),
        outcomeOf: ({ method }) => (method === 'xCommand/Dial' ? 'answer lost' : 'answered'),
      };
      await failedJoin(room);
      await room.wait(4);
      const [id] = room.phone.calls.live();
      room.device.put(`Status Call ${id ?? 0} CallbackNumber`, callback);
      room.device.put(`Status Call ${id ?? 0} RemoteNumber`, remote);
      room.device.put(`Status Call ${id ?? 0} Protocol`, protocol);
      await room.wait(10);
      room.phone.redialEnds('connects');
      await room.wait(10);
      expect(room.phone.dialed.length).toBe(1);
      expect(room.log().slice(-1)).toEqual(['Zoom meeting 81…90: connected']);
    },
  );

  it('is still clearing another call, whose end it does not report: the redial waits', async () => {
    const room = redialerRoom();
    room.phone.calls.clearedAfterMs = 4000;
    room.start();
    room.phone.up();
    await room.wait(1);
    room.faults = { ...faultless(20), copies: () => [] };
    room.phone.hangUp();
    room.faults = faultless(20);
    room.phone.calls.clearedAfterMs = 200;
    await room.wait(0.1);
    room.phone.joinZoom(`sip:${FULL}`);
    await room.wait(3.5);
    expect(room.phone.dialed).toEqual([]);
    await room.wait(1);
    expect(room.phone.dialed.map(({ into }) => into)).toEqual([[]]);
  });

  it.each([
    ['spark', 0],
    ['sip', 1],
    ['sips', 1],
    ['h323', 1],
    ['tel', 0],
  ])(
    'tells the protocol of calls by their scheme only: %s, for a call from before the start',
    async (scheme, redials) => {
      const room = redialerRoom({ hasShortDisconnectEvent: true });
      room.phone.joinZoom(`${scheme}:${FULL}`, undefined, undefined, 1500);
      room.start();
      await room.wait(8);
      expect(room.phone.dialed.length).toBe(redials);
      expect(room.panel.alert()).toBe(redials ? '' : NOT_REACHED);
    },
  );

  it('answers the first Dial while the second is not answered: the second is followed', async () => {
    const room = redialerRoom();
    outcomes(room, 'SSL failure', 'connects');
    room.faults = slow(faultless(20), startingWith('xCommand/Dial'), () => 15_500);
    await failedJoin(room);
    await room.wait(40);
    expect(room.phone.dialed.length).toBe(2);
    expect(room.log().slice(-1)).toEqual(['Zoom meeting 81…90: connected']);
  });

  it('gets no more requests after a join is repaired', async () => {
    const room = await failedJoin();
    await room.wait(60);
    expect(room.held()).toEqual({ subscriptions: 2, timers: 0, requests: 0 });
  });

  it('gets no requests for a join that was hung up', async () => {
    const room = redialerRoom();
    room.start();
    await room.wait(1);
    const before = room.requests.length;
    room.phone.joinZoom(`sip:${FULL}`, HUNG_UP);
    await room.wait(10);
    expect(room.requests.length).toBe(before);
  });
});
