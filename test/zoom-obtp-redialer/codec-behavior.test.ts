/** What codecs do while a join is being repaired, and what comes of it. */
import { describe, expect, it } from 'vitest';
import { redialerRoom } from '../simulate';
import { failing, slow, startingWith } from '../../src/simulator/codec/faults';
import { faultless } from '../../src/simulator/codec/link';
import { HUNG_UP } from '../../src/simulator/room/call-list';
import { failedJoin, NOT_REACHED, outcomes } from './failed-join';
import { FULL } from './rules';

describe('the codec', () => {
  it('cannot list its calls for a while: the redial follows when it can', async () => {
    const room = await failedJoin();
    room.faults = failing(faultless(20), startingWith('xGet Status Call'), 'fails');
    await room.wait(4);
    expect(room.phone.dialed).toEqual([]);
    room.faults = faultless(20);
    await room.wait(1);
    expect(room.phone.dialed.length).toBe(1);
  });

  it('answers "no match" if it has no calls: the meeting is redialed', async () => {
    const room = redialerRoom();
    room.faults = failing(faultless(20), startingWith('xGet Status Call'), 'no match');
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
      room.faults = failing(faultless(20), startingWith('xCommand/Dial'), 'answer lost');
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
    const id = room.phone.calls.begin({
      uri: 'sip:boss@example.com',
      protocol: 'SIP',
      direction: 'Outgoing',
      video: true,
      title: '',
    });
    room.phone.calls.connect(id, 300);
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

  it('answers slowly that there is no call, while one comes up: no alert is shown', async () => {
    const room = redialerRoom();
    room.phone.dialOutcome = () => 'refused';
    room.start({ maxRedials: 1 });
    room.phone.joinZoom(`sip:${FULL}`);
    await room.wait(1.6);
    room.faults = slow(faultless(20), startingWith('xGet Status Call'), () => 800);
    await room.wait(2.9);
    room.phone.up();
    await room.wait(5);
    expect(room.journal.filter(({ text }) => text.startsWith('alert'))).toEqual([]);
  });

  it('answers twice that there is no call, and reports none, while one is up: nothing is dialed', async () => {
    const room = await failedJoin();
    await room.wait(1);
    room.faults = { ...faultless(20), copies: () => [] };
    room.phone.up();
    room.faults = failing(faultless(20), startingWith('xGet Status Call'), 'no match', 2);
    await room.wait(10);
    expect(room.phone.dialed).toEqual([]);
  });

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
    await room.wait(310);
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
