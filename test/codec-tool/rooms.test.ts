import { describe, expect, it } from 'vitest';
import { runCodec } from './command-line';
import { newFile, REDIALER, servedCodec, SWITCHER, trusting } from './served';

function withList(verb: string, content: string | Buffer, ...more: readonly string[]) {
  return runCodec([verb, '--rooms', newFile('rooms.csv', content), ...more], trusting());
}

describe('a codec that is named twice', () => {
  it.each([
    ['room', 'room', 'room'],
    ['Room.example.com', 'room.example.com', 'Room.example.com'],
    ['room', 'room:443', 'room'],
    ['10.0.0.5', '10.0.0.5:443', '10.0.0.5'],
    ['[fe80::1]', '[FE80:0::1]:443', '[fe80::1]'],
  ])('is refused, as %s and %s', async (one, other, label) => {
    const hosts = await runCodec(['check', '--host', one, other]);
    expect(hosts.stderr).toMatch(/^error: --host: \S+ is named twice, also as \S+ in --host\n$/);
    expect(hosts.stderr).toContain(`also as ${label} in `);
    const listed = await withList('check', `host\n${one}\n${other}\n`);
    expect(listed.code).toBe(2);
    expect(listed.stderr).toMatch(
      /^error: \S+rooms\.csv line 3: \S+ is named twice, also as \S+ in \S+rooms\.csv line 2\n$/,
    );
  });
});

describe('a list of rooms', () => {
  it.each([
    ['deploy', REDIALER, 'would deploy'],
    ['remove', SWITCHER, 'absent'],
  ])('with settings of both macros serves %s --macro %s', async (command, macro, result) => {
    const { host } = await servedCodec();
    const list = `host,buttonName,maxRedials\n${host},Échanger,3\n`;
    const { code, stdout, stderr } = await withList(command, list, '--macro', macro, '--dry-run');
    expect([code, stderr.includes('error')]).toEqual([0, false]);
    expect(stdout).toContain(`${macro}  ${result}`);
  });

  const notUtf8 = 'it is not in UTF-8; in Excel, save it as "CSV UTF-8"\n';
  it.each([
    ['a setting of no macro', 'host,maxRedail\nroom,3\n', 'unknown column maxRedail, choose from host,'],
    ['Windows-1252', Buffer.from('host,buttonName\nroom,Écran échangé\n', 'latin1'), notUtf8],
    ['UTF-16', Buffer.from('\ufeffhost,buttonName\nroom,Écran\n', 'utf16le'), notUtf8],
    ['nothing', '', 'there is no room below the column names\n'],
    ['column names alone', 'host\n', 'there is no room below the column names\n'],
    ['empty lines', 'host,maxRedials\r\n\r\n', 'there is no room below the column names\n'],
    ['no host', 'room\nLobby\n', 'there is no column host\n'],
    ['an empty host', 'room,host\nLobby,\n', ' line 2: host is empty\n'],
    ['a doubled column', 'host,maxRedials,maxRedials\nroom,1,2\n', 'there are two columns maxRedials\n'],
    ['a column in two spellings', 'host,Host\nroom,room\n', 'there are two columns host\n'],
    ['the column __proto__', 'host,__proto__\nroom,room\n', 'unknown column __proto__, choose from'],
    ['a missing cell', 'room,host\nLobby\n', 'Invalid Record Length'],
  ])('with %s is refused', async (_, content, message) => {
    const { code, stdout, stderr } = await withList('deploy', content, '--macro', SWITCHER, '--yes');
    expect(stderr).toMatch(/^error: \S+rooms\.csv[: ].*\n$/);
    expect(stderr).toContain(message);
    expect([code, stdout]).toEqual([2, '']);
  });

  it.each([
    ['a byte order mark and CRLF (Excel)', (host: string) => `\ufeffhost,buttonName\r\n${host},A\r\n`],
    ['semicolons (Excel in Europe)', (host: string) => `host;buttonName\r\n${host};"A;B"\r\n`],
    ['tabs', (host: string) => `host\tbuttonName\n${host}\tA\n`],
    ['names of columns in upper case', (host: string) => `Host,ButtonName\n${host},A\n`],
    ['empty lines of commas at its end', (host: string) => `host,buttonName\n${host},A\n,\n,\n`],
  ])('with %s is read', async (_, content) => {
    const { host } = await servedCodec();
    const { code, stdout } = await withList('deploy', content(host), '--macro', SWITCHER, '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toMatch(/buttonName Swap screens → A/);
  });

  it('with a column room names the codecs after their rooms', async () => {
    const { host } = await servedCodec();
    const { stdout } = await withList('remove', `room,host\n"Boardroom, 2nd floor",${host}\n`, '--dry-run');
    expect(stdout).toContain(`Boardroom, 2nd floor (${host})`);
  });
});
