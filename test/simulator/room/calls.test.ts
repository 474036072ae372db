/** What the simulated codec reports and refuses around calls and bookings. */
import { describe, expect, it } from 'vitest';
import { BAD_PARAMETERS, codec, settled, reportsAt } from '../codec/probe';

describe('a call', () => {
  it('loses its video for 250 ms while media are renegotiated, during a share too', async () => {
    const { room } = codec();
    room.phone.up();
    await room.wait(1);
    room.shares.farEnd();
    room.phone.renegotiate();
    await room.wait(0.2);
    expect(room.phone.calls.hasPeople()).toBe(false);
    expect(room.shares.isOn()).toBe(true);
    await room.wait(0.1);
    expect(room.phone.calls.hasPeople()).toBe(true);
  });

  it('on hold stays, without channels, and comes back', async () => {
    const { room } = codec();
    const id = room.phone.up();
    await room.wait(1);
    room.shares.farEnd();
    // Channels that are about to open stay closed.
    room.phone.renegotiate();
    room.phone.hold();
    await room.wait(120);
    expect(room.device.readText(`Status Call ${id} Status`)).toBe('OnHold');
    expect(room.phone.calls.channels(id)).toEqual([]);
    expect(room.shares.isOn()).toBe(false);
    room.phone.resume();
    await room.wait(1);
    expect(room.device.readText(`Status Call ${id} Status`)).toBe('Connected');
    expect(room.phone.calls.hasPeople()).toBe(true);
  });

  it('without video can gain video', async () => {
    const { room } = codec();
    const id = room.phone.up({ video: false });
    await room.wait(1);
    expect(room.phone.calls.hasPeople()).toBe(false);
    room.phone.addVideo();
    expect(room.device.readText(`Status Call ${id} CallType`)).toBe('Video');
    expect(room.phone.calls.hasPeople()).toBe(true);
  });

  it.each(['protocol', 'channel'] as const)(
    'has no people while the far end camera is off (%s)',
    async (how) => {
      const { room } = codec();
      room.phone.up();
      await room.wait(1);
      room.phone.farEndCamera(false, how);
      expect(room.phone.calls.hasPeople()).toBe(false);
      room.phone.farEndCamera(true, how);
      expect(room.phone.calls.hasPeople()).toBe(true);
    },
  );

  it('rings until it is answered or the caller gives up, and leaves no list', async () => {
    const { room, xapi } = codec();
    const missed = room.phone.ring(10);
    await room.wait(9);
    expect(room.device.readText(`Status Call ${missed} Status`)).toBe('Ringing');
    await room.wait(2);
    expect(room.phone.calls.live()).toEqual([]);
    expect(await settled(room, xapi.status.get('Call'), 1)).toBeUndefined();
    const taken = room.phone.ring(10);
    room.phone.answer(taken);
    await room.wait(11);
    expect(room.phone.calls.connected()).toEqual([taken]);
  });
});

describe('statistics', () =>
  it.each([0, 1, 10, 100])('of a call come %i times a second', async (rate) => {
    const { room, xapi } = codec();
    const reports = reportsAt(xapi, 'MediaChannels Call Channel');
    room.phone.up();
    await room.wait(1);
    reports.length = 0;
    room.statistics.setRate(rate);
    await room.wait(10.011);
    expect(reports).toHaveLength(rate * 10);
    expect(new Set(reports.map((report) => report.slice(0, 8))).size).toBe(Math.min(4, rate * 10));
    room.phone.hangUp();
    await room.wait(1);
    reports.length = 0;
    await room.wait(10);
    expect(reports).toEqual([]);
  }));

describe('dialing', () =>
  it('is refused because of the display name', async () => {
    const { room, xapi } = codec();
    room.phone.refusesDisplayName = true;
    const number = { Number: 'boss@example.com' };
    expect(await settled(room, xapi.command('Dial', { ...number, DisplayName: 'Boss' }), 1)).toEqual(
      BAD_PARAMETERS,
    );
    expect(await settled(room, xapi.command('Dial', number), 1)).toMatchObject({ CallId: '3' });
  }));

it('a codec may refuse to read its calendar', async () => {
  const { room, xapi } = codec();
  room.calendar.isFailing = true;
  expect(await settled(room, xapi.command('Bookings List'), 1)).toMatchObject({ code: 1 });
  expect(await settled(room, xapi.command('Bookings Get', { Id: '1' }), 1)).toMatchObject({ code: 1 });
});
