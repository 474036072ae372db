/** What the console shows of a call that failed. */
import { expect, it } from 'vitest';
import { redialerRoom } from '../simulate';
import type { Entry } from '../../src/simulator/room/context';
import { reportFailure } from './failed-join';

/** The console's entries about a call whose end is reported with some fields changed. */
async function entriesAfter(report: Record<string, string>): Promise<readonly Entry[]> {
  const room = redialerRoom();
  room.start({ maxRedials: 1 });
  await room.wait(1);
  reportFailure(room, report);
  await room.wait(0.1);
  return room.journal.filter(({ text }) => text.startsWith('Zoom'));
}

it.each([
  ['OtherRemote', 'busy line', 'macro', 'OtherRemote: busy line'],
  ['OtherRemote', '', 'macro', 'OtherRemote'],
  ['', 'busy line', 'macro', 'busy line'],
  ['', '', 'macro', 'no cause given'],
  ['', 'call anna.b+c@example.org now', 'macro', 'call … now'],
  ['', 'error:0A000410:lib(20)', 'macro', 'error:…:lib()'],
  ['', 'code ABC1234DEF, ab123cd', 'macro', 'code …, abcd'],
  ['', 'no Übertragung', 'macro', 'no bertragung'],
  ['X'.repeat(50), 'y', 'macro', `${'X'.repeat(40)}: y`],
  ['OtherRemote', 'y'.repeat(130), 'macro', `OtherRemote: ${'y'.repeat(107)}`],
  ['', 'sslate', 'warning', 'sslate'],
  ['', 'tlsession', 'warning', 'tlsession'],
  ['', 'bad certification', 'warning', 'bad certification'],
  ['', 'X509 chain', 'warning', 'X chain'],
  ['', 'x.509 chain', 'warning', 'x. chain'],
  ['', 'no handshake', 'warning', 'no handshake'],
  ['', 'no cipher', 'warning', 'no cipher'],
  ['', 'encryption', 'warning', 'encryption'],
  ['InsecureLink', '', 'warning', 'InsecureLink'],
  ['', 'untrusted', 'warning', 'untrusted'],
  ['RemoteRejected', 'no handshake', 'macro', 'RemoteRejected: no handshake'],
])('the cause "%s" with "%s" is shown with level %s, as "%s"', async (type, words, level, shown) => {
  const [entry] = await entriesAfter({ CauseType: type, CauseString: words });
  expect([entry?.who, entry?.text]).toEqual([
    level,
    `Zoom meeting 81…90: call 77 ignored: not an SSL failure (${shown})`,
  ]);
});

it.each([
  [300, 'failed with an SSL error'],
  [301, 'ignored: not an SSL failure'],
])('the words of a cause are read up to character 300: a keyword that ends at %d', async (end, what) => {
  const [entry] = await entriesAfter({ CauseString: `${'y'.repeat(end - 4)} ssl` });
  expect(entry?.text).toContain(`call 77 ${what}`);
});

it.each([
  ['12345678', '1…8'],
  ['123456789', '12…89'],
])('meeting %s is shown as %s', async (meeting, shown) => {
  const [entry] = await entriesAfter({ RequestedURI: `sip:${meeting}@zoomcrc.com` });
  expect(entry?.text).toMatch(new RegExp(`^Zoom meeting ${shown}: call`));
});

it.each(['', '12345678901', 'a77', '77a'])('the CallId "%s" is none', async (id) => {
  expect((await entriesAfter({ CallId: id }))[0]?.text).toMatch(/: call \? failed with/);
  expect((await entriesAfter({ CallId: id, Duration: '9' }))[0]?.text).toMatch(/: call \? ignored: it was/);
});
