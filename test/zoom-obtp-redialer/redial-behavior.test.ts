/** What people in the room do while a join is being repaired, and what they see of it. */
import { describe, expect, it } from 'vitest';
import { redialerRoom } from '../simulate';
import { failedJoin, LINE, NOT_REACHED, outcomes } from './failed-join';
import { expectAllEnded, FULL } from './rules';

describe('people', () => {
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

  it('who press Join again after the alert get the alert but no redial, and a redial once the limit has expired', async () => {
    const room = redialerRoom();
    outcomes(room, 'SSL failure', 'SSL failure', 'connects');
    await failedJoin(room);
    await room.wait(60);
    room.phone.joinZoom(`sip:${FULL}`);
    await room.wait(8);
    expect([room.panel.alert(), room.panel.line(), room.phone.dialed.length]).toEqual([NOT_REACHED, '', 2]);
    expect(room.log().join('\n')).toMatch(
      /Zoom meeting 81…90: giving up: redial limit reached \(2 in \d+ minutes\)/,
    );
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
    expectAllEnded(room);
    expect(room.panel.alert()).toBe('');
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

  it('see the message for 15 seconds at most, and an alert with a title for 20', async () => {
    const room = redialerRoom();
    room.phone.dialOutcome = () => 'refused';
    await failedJoin(room);
    await room.wait(20);
    const shown = room.requests.map(({ request }) => request).filter(({ method }) => /Display$/.test(method));
    expect(shown.map(({ params }) => params).slice(-2)).toEqual([
      { Text: LINE, Duration: 15 },
      { Title: 'Zoom', Text: NOT_REACHED, Duration: 20 },
    ]);
  });
});
