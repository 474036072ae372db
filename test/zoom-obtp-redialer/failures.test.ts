/** Which ends of calls are redialed: every spelling of an address, every kind of cause. */
import { describe, expect, it } from 'vitest';
import { redialerRoom } from '../simulate';
import { SSL_FAILURE } from '../../src/simulator/room/call-list';
import type { Cause } from '../../src/simulator/room/call-list';
import type { Room } from '../../src/simulator/room/room';
import { NO_MEETING, reportFailure } from './failed-join';
import { FULL } from './rules';

async function dialedAfter(
  uri: string,
  cause: Cause = SSL_FAILURE,
  room = redialerRoom(),
): Promise<string[]> {
  room.start();
  await room.wait(1);
  room.phone.joinZoom(uri, cause);
  await room.wait(5);
  return room.phone.dialed.map((call) => call.number);
}

/** The event CallDisconnect with some fields changed. */
async function dialedAfterReport(
  report: Record<string, string>,
  room: Room = redialerRoom(),
): Promise<number> {
  room.start();
  await room.wait(1);
  reportFailure(room, report);
  await room.wait(5);
  return room.phone.dialed.length;
}

describe('the address of the failed call', () => {
  it.each([
    ['sip:81234567890.246813@zoomcrc.com', FULL],
    ['SIP:81234567890.246813@ZoomCRC.com', FULL],
    ['sips:81234567890.246813@zoomcrc.com;transport=tls', FULL],
    ['sip:81234567890.246813@zoomcrc.com:5061;transport=tls?subject=x', FULL],
    ['spark:81234567890.246813@zoomcrc.com', FULL],
    ['h323:81234567890.246813@zoomcrc.com', FULL],
    ['81234567890.246813@zoomcrc.com', FULL],
    ['81234567890.246813@zoomcrc.com.', FULL],
    ['  81234567890.246813@zoomcrc.com  ', FULL],
    ['"Ana <x>" <sip:81234567890.246813@zoomcrc.com>;tag=1', FULL],
    ['Ana <sips:81234567890.246813@zoomcrc.com;transport=tls>', FULL],
    ['"Ana" < sip:81234567890.246813@zoomcrc.com >', FULL],
    [`"${'x'.repeat(1000 - FULL.length - 3)}"<${FULL}`, FULL],
    ['sip:81234567890.246813@global.zoomcrc.com', '81234567890.246813@global.zoomcrc.com'],
    ['sip:81234567890.246813@us01.zoomcrc.com', '81234567890.246813@us01.zoomcrc.com'],
    ['sip:123456789..504@zoomcrc.com', '123456789..504@zoomcrc.com'],
    ['sip:123456789.1.2.3..4@zoomcrc.com', '123456789.1.2.3..4@zoomcrc.com'],
    ['sip:12345@zoomcrc.com', '12345@zoomcrc.com'],
    ['sip:812%2034567890.246813@zoomcrc.com', FULL],
    ['sip:812-3456-7890.246813@zoomcrc.com', FULL],
    ['sip:81234567890.24!6813@zoomcrc.com', '81234567890@zoomcrc.com'],
    ['sip:81234567890.24!6813.504@zoomcrc.com', '81234567890..504@zoomcrc.com'],
    ['sip:81234567890.1.2.3.4.5.6@zoomcrc.com', '81234567890.1.2.3.4.5@zoomcrc.com'],
    ['tel:81234567890.246813@zoomcrc.com', FULL],
    ['81234567890.246813@zoomcrc.com:5061', FULL],
  ])('%s is Zoom, and is dialed as %s', async (uri, dialed) => {
    expect(await dialedAfter(uri)).toEqual([dialed]);
  });

  it.each([
    'sip:81234567890@evilzoomcrc.com',
    'sip:81234567890@zoomcrc.com.example.org',
    'sip:zoomcrc.com@example.org',
    'sip:81234567890@zoomcrc.com@example.org',
    'sip:boss@81234567890@zoomcrc.com',
    `"${'x'.repeat(1000 - FULL.length - 2)}"<${FULL}`,
    'sip:81234567890@example.org;x=@zoomcrc.com',
    'sip:81234567890@example.org?x=@zoomcrc.com',
    '"81234567890@zoomcrc.com" <sip:boss@example.org>',
    '<sip:boss@example.org> 81234567890@zoomcrc.com',
    'sip:81234567890@zoomcrc.community',
    'sip:81234567890@zoomcrc',
    'sip:81234567890@xzoomcrc.com',
    'zoomcrc.com/81234567890@example.org',
    '',
  ])('%s is not Zoom', async (uri) => {
    const room = redialerRoom();
    expect(await dialedAfter(uri, SSL_FAILURE, room)).toEqual([]);
    expect(room.log().filter((line) => line.includes('Zoom meeting'))).toEqual([]);
  });

  it.each([
    ['a URI without anything in front', 'sip:zoomcrc.com'],
    ['an @ with nothing in front', 'sip:@zoomcrc.com'],
    ['words', 'sip:my.meeting@zoomcrc.com'],
    ['four digits', 'sip:1234@zoomcrc.com'],
    ['41 digits', `sip:${'1'.repeat(41)}@zoomcrc.com`],
    ['more than the codec can dial', `sip:12345678.${'1'.repeat(260)}@zoomcrc.com`],
  ])('%s names no meeting that can be dialed, and an alert is shown', async (_, uri) => {
    const room = redialerRoom();
    expect(await dialedAfter(uri, SSL_FAILURE, room)).toEqual([]);
    expect(room.panel.alert()).toBe(NO_MEETING);
  });

  it.each([{ RequestedURI: '' }, { RequestedURI: '  ' }])('is RemoteURI if %j', async (told) => {
    expect(await dialedAfterReport({ ...told, RemoteURI: `sip:${FULL}` })).toBe(1);
  });

  it('is RequestedURI if the two differ', async () => {
    expect(await dialedAfterReport({ RequestedURI: 'sip:boss@example.org', RemoteURI: `sip:${FULL}` })).toBe(
      0,
    );
  });

  it('must be in one of zoomDomains', async () => {
    const room = redialerRoom();
    room.start({ zoomDomains: 'zoom.example, zoomcrc.com' });
    await room.wait(1);
    room.phone.joinZoom('sip:81234567890@eu.zoom.example');
    await room.wait(5);
    expect(room.phone.dialed.map((call) => call.number)).toEqual(['81234567890@eu.zoom.example']);
  });
});

describe('the cause of the failure', () => {
  it.each([
    'SSL error: error:14094410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure',
    'sslv3 alert bad certificate',
    'TLS handshake failed',
    'TLSv1.2 alert',
    'peer certificate is not trusted',
    'certificates do not match',
    'SSL_connect failed',
    '(ssl)',
  ])('"%s" is an SSL failure', async (words) => {
    expect(await dialedAfterReport({ CauseString: words })).toBe(1);
  });

  it.each([
    'wireless',
    'a hassle',
    'vessels',
    'certified',
    'uncertificated',
    'misslv',
    'battles',
    'the gssl library',
    'hostls',
    'sslate',
    'a tlscope',
    '',
  ])('"%s" is not an SSL failure', async (words) => {
    expect(await dialedAfterReport({ CauseString: words })).toBe(0);
  });

  it('InsufficientSecurity is an SSL failure with any CauseString', async () => {
    expect(await dialedAfterReport({ CauseString: '', CauseType: 'InsufficientSecurity' })).toBe(1);
  });

  it.each(['OtherLocal', 'OtherRemote', 'UnknownRemoteSite', 'NetworkRejected', ''])(
    'an SSL failure with cause type %s is redialed',
    async (type) => {
      expect(await dialedAfterReport({ CauseType: type })).toBe(1);
    },
  );

  it.each([
    'LocalDisconnect',
    'RemoteDisconnect',
    'LocalBusy',
    'RemoteBusy',
    'LocalReject',
    'RemoteRejected',
  ])('%s was caused by somebody: it is ignored, and the console shows why', async (type) => {
    const room = redialerRoom();
    expect(await dialedAfterReport({ CauseType: type }, room)).toBe(0);
    expect(room.log()).toContain(
      `Zoom meeting 81…90: call 77 ignored: not an SSL failure (${type}: ssl failure)`,
    );
  });

  it('keywords are those in sslKeywords', async () => {
    const room = redialerRoom();
    room.start({ sslKeywords: 'handshake' });
    await room.wait(1);
    room.phone.joinZoom(`sip:${FULL}`, { CauseType: 'OtherLocal', CauseString: 'no handshake' });
    await room.wait(5);
    room.phone.joinZoom('sip:99988877766@zoomcrc.com', { CauseType: 'OtherLocal', CauseString: 'ssl' });
    await room.wait(5);
    expect(room.phone.dialed.map((call) => call.number)).toEqual([FULL]);
  });
});

describe('the failed call', () => {
  it.each([
    ['was connected', { Duration: '12' }, 0],
    ['was not connected', { Duration: '0' }, 1],
    ['came in', { OrigCallDirection: 'incoming' }, 0],
    ['came from nobody knows where', { OrigCallDirection: '' }, 0],
    ['has a Duration that is no number', { Duration: 'x' }, 1],
  ])('that %s', async (_, told, dials) => {
    expect(await dialedAfterReport(told)).toBe(dials);
  });

  it('was connected, although the firmware does not report its duration', async () => {
    const room = redialerRoom({ hasShortDisconnectEvent: true });
    room.start();
    await room.wait(1);
    const call = room.phone.calls.begin({
      uri: `sip:${FULL}`,
      protocol: 'SIP',
      direction: 'Outgoing',
      video: true,
      title: '',
    });
    room.phone.calls.connect(call, 300);
    await room.wait(60);
    room.phone.calls.end(call, SSL_FAILURE);
    await room.wait(10);
    expect(room.phone.dialed).toEqual([]);
  });
});
