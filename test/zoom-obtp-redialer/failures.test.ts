/** Which ends of calls are redialed, and what the console shows of them: every spelling of an address, every kind of cause. */
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/simulator/room/context';
import type { Room } from '../../src/simulator/room/room';
import { FULL, NO_MEETING, numbers, reportFailure } from '../../src/simulator/scenarios/redialer-steps';
import { redialerRoom } from '../simulate';

/** A room in which the codec reports a failed join with some fields changed. */
async function reported(changed: Record<string, string>, seconds = 5, settings = {}): Promise<Room> {
  const room = redialerRoom();
  room.start({ maxRedials: 1, ...settings });
  await room.wait(1);
  reportFailure(room, changed);
  await room.wait(seconds);
  return room;
}

/** Which of some reports of failed joins lead to a redial. */
async function expectRedialed(
  changed: Record<string, string>,
  isRedialed: boolean,
  settings = {},
): Promise<void> {
  expect(numbers(await reported(changed, 5, settings))).toHaveLength(isRedialed ? 1 : 0);
}

const FORTY = '1'.repeat(40);
/** A number of 255 characters. */
const LONGEST = `12345678.${'1'.repeat(234)}@zoomcrc.com`;

describe('the address of the failed call', () => {
  it.each([
    ['sip:81234567890.246813@zoomcrc.com', FULL],
    ['SIP:81234567890.246813@ZoomCRC.com', FULL],
    ['sips:81234567890.246813@zoomcrc.com;transport=tls', FULL],
    ['sip:81234567890.246813@zoomcrc.com:5061?subject=x', FULL],
    ['81234567890.246813@zoomcrc.com', FULL],
    ['81234567890.246813@zoomcrc.com.', FULL],
    ['  81234567890.246813@zoomcrc.com  ', FULL],
    ['"Ana <x>" <sip:81234567890.246813@zoomcrc.com>;tag=1', FULL],
    ['"Ana" < sip:81234567890.246813@zoomcrc.com >', FULL],
    [`"${'x'.repeat(1000 - FULL.length - 3)}"<${FULL}`, FULL],
    ['sip:81234567890.246813@global.zoomcrc.com', '81234567890.246813@global.zoomcrc.com'],
    ['sip:123456789..504@zoomcrc.com', '123456789..504@zoomcrc.com'],
    ['sip:12345@zoomcrc.com', '12345@zoomcrc.com'],
    [`sip:${FORTY}@zoomcrc.com`, `${FORTY}@zoomcrc.com`],
    [`sip:${LONGEST}`, LONGEST],
    ['h320:81234567890.246813@zoomcrc.com', FULL],
    ['sip:812%2034567890.246813@zoomcrc.com', FULL],
    ['sip:812-3456-7890.246813@zoomcrc.com', FULL],
    ['sip:81234567890.24!6813.504@zoomcrc.com', '81234567890..504@zoomcrc.com'],
    ['sip:81234567890.1.2.3.4.5.6@zoomcrc.com', '81234567890.1.2.3.4.5@zoomcrc.com'],
  ])('%s is Zoom, and is dialed as %s', async (uri, dialed) => {
    expect(numbers(await reported({ RequestedURI: uri }))).toEqual([dialed]);
  });

  it.each([
    'sip:81234567890@evilzoomcrc.com',
    'sip:81234567890@zoomcrc.com.example.org',
    'sip:zoomcrc.com@example.org',
    'sip:81234567890@zoomcrc.com@example.org',
    'sip:boss@81234567890@zoomcrc.com',
    `"${'x'.repeat(1000 - FULL.length - 2)}"<${FULL}`,
    'sip:81234567890@example.org;x=@zoomcrc.com',
    'sip:example.org?to=81234567890@zoomcrc.com',
    '"81234567890@zoomcrc.com" <sip:boss@example.org>',
    '<sip:boss@example.org> 81234567890@zoomcrc.com',
    'sip:81234567890@zoomcrc.community',
    '',
  ])('%s is not Zoom', async (uri) => {
    const room = await reported({ RequestedURI: uri });
    expect(numbers(room)).toEqual([]);
    expect(room.log().filter((line) => line.startsWith('Zoom'))).toEqual([]);
  });

  it.each([
    ['a URI without anything in front', 'sip:zoomcrc.com'],
    ['an @ with nothing in front', 'sip:@zoomcrc.com'],
    ['words', 'sip:my.meeting@zoomcrc.com'],
    ['four digits', 'sip:1234@zoomcrc.com'],
    ['41 digits', `sip:1${FORTY}@zoomcrc.com`],
    ['more than the codec can dial', `sip:1${LONGEST}`],
  ])('%s names no meeting that can be dialed, and an alert is shown', async (_, uri) => {
    const room = await reported({ RequestedURI: uri });
    expect(numbers(room)).toEqual([]);
    expect(room.panel.alert()).toBe(NO_MEETING);
  });

  it.each([
    ['RemoteURI if there is no RequestedURI', '', true],
    ['RemoteURI if RequestedURI is blank', '  ', true],
    ['RequestedURI if the two differ', 'sip:boss@example.org', false],
  ])('is %s', async (_, uri, isRedialed) => {
    await expectRedialed({ RequestedURI: uri, RemoteURI: `sip:${FULL}` }, isRedialed);
  });
});

describe('the cause of the failure', () => {
  it.each([
    'SSL error: error:14094410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure',
    'TLSv1.2 alert',
    'peer certificate is not trusted',
    'certificates do not match',
    'SSL_connect failed',
    '(ssl)',
  ])('"%s" is an SSL failure', (words) => expectRedialed({ CauseString: words }, true));

  it.each(['wireless', 'certified', 'the gssl library', 'hostls', 'sslate', 'a tlscope', ''])(
    '"%s" is not an SSL failure',
    (words) => expectRedialed({ CauseString: words }, false),
  );

  it('is what sslKeywords name, and nothing else', async () => {
    await expectRedialed({ CauseString: 'no handshake' }, true, { sslKeywords: 'handshake' });
    await expectRedialed({}, false, { sslKeywords: 'handshake' });
  });
});

describe('a failed join', () =>
  it.each([
    ['of the type InsufficientSecurity', { CauseType: 'InsufficientSecurity', CauseString: '' }, true],
    ['without a type', { CauseType: '' }, true],
    ['that was connected', { Duration: '12' }, false],
    ['that came in', { OrigCallDirection: 'incoming' }, false],
    ['that came from nobody knows where', { OrigCallDirection: '' }, false],
    ['with a Duration that is no number', { Duration: 'x' }, true],
  ])('%s: %j: is it redialed? %s', (_, changed, isRedialed) => expectRedialed(changed, isRedialed)));

/** The first line about a call whose end is reported with some fields changed. */
async function lineAfter(changed: Record<string, string>): Promise<Entry | undefined> {
  const room = await reported(changed, 0.1);
  return room.journal.find(({ text }) => text.startsWith('Zoom'));
}

it.each([
  ...['LocalDisconnect', 'RemoteDisconnect', 'LocalBusy', 'RemoteBusy', 'LocalReject', 'RemoteRejected'].map(
    (type) => [type, 'ssl failure', 'macro', `${type}: ssl failure`],
  ),
  ['OtherRemote', 'busy line', 'macro', 'OtherRemote: busy line'],
  ['OtherRemote', '', 'macro', 'OtherRemote'],
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
  const entry = await lineAfter({ CauseType: type, CauseString: words });
  expect([entry?.who, entry?.text]).toEqual([
    level,
    `Zoom meeting 81…90: call 77 ignored: not an SSL failure (${shown})`,
  ]);
});

it.each([
  [300, 'failed with an SSL error'],
  [301, 'ignored: not an SSL failure'],
])('the words of a cause are read up to character 300: a keyword that ends at %d', async (end, what) => {
  const entry = await lineAfter({ CauseString: `${'y'.repeat(end - 4)} ssl` });
  expect(entry?.text).toContain(`call 77 ${what}`);
});

it.each([
  ['12345678', '1…8'],
  ['123456789', '12…89'],
])('meeting %s is shown as %s', async (meeting, shown) => {
  const entry = await lineAfter({ RequestedURI: `sip:${meeting}@zoomcrc.com` });
  expect(entry?.text).toMatch(new RegExp(`^Zoom meeting ${shown}: call`));
});

it.each(['', '12345678901', 'a77', '77a'])('the CallId "%s" is none', async (id) => {
  expect((await lineAfter({ CallId: id }))?.text).toMatch(/: call \? failed with/);
  expect((await lineAfter({ CallId: id, Duration: '9' }))?.text).toMatch(/: call \? ignored: it was/);
});
