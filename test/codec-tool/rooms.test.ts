import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCodec } from './command-line';
import { servedCodec, trusting } from './served';

const REDIALER = 'zoom-obtp-redialer';
const SWITCHER = 'presentation-screen-switcher';

function listOf(content: string | Buffer): string {
  const file = join(mkdtempSync(join(tmpdir(), 'rooms-')), 'rooms.csv');
  writeFileSync(file, content);
  return file;
}

describe('a codec that is named twice', () => {
  it.each([
    ['Room.example.com', 'room.example.com', 'Room.example.com'],
    ['room', 'room:443', 'room'],
    ['ws://room:80', 'ws://ROOM', 'room:80'],
    ['10.0.0.5', 'wss://10.0.0.5:443/', '10.0.0.5'],
    ['[fe80::1]', '[FE80:0::1]:443', '[fe80::1]'],
  ])('is refused, as %s and %s', async (one, other, label) => {
    const hosts = await runCodec(['check', '--host', one, '--host', other]);
    expect(hosts.stderr).toMatch(/^error: --host: \S+ is named twice, also as \S+ in --host\n$/);
    expect(hosts.stderr).toContain(`also as ${label} in --host\n`);
    const listed = await runCodec(['check', '--rooms', listOf(`host\n${one}\n${other}\n`)]);
    expect(listed.code).toBe(2);
    expect(listed.stderr).toMatch(
      /^error: \S+rooms\.csv line 3: \S+ is named twice, also as \S+ in \S+rooms\.csv line 2\n$/,
    );
  });

  it('is refused in the same spelling', async () => {
    const { code, stderr } = await runCodec(['check', '--host', 'room', '--host', 'room']);
    expect([code, stderr]).toEqual([2, 'error: --host: room is named twice, also as room in --host\n']);
  });

  it('is another codec on another port', async () => {
    const { host } = await servedCodec();
    const other = await servedCodec();
    const args = ['remove', '--host', host, '--host', other.host, '--macro', SWITCHER, '--dry-run'];
    expect(await runCodec(args, trusting())).toMatchObject({ code: 0 });
  });
});

describe('a list of rooms', () => {
  it.each([
    ['deploy', REDIALER, 'would deploy'],
    ['deploy', SWITCHER, 'would deploy'],
    ['remove', REDIALER, 'absent'],
    ['remove', SWITCHER, 'absent'],
  ])('with settings of both macros serves %s --macro %s', async (command, macro, result) => {
    const { host } = await servedCodec();
    const file = listOf(`host,buttonName,maxRedials\n${host},Échanger,3\n`);
    const args = [command, '--rooms', file, '--macro', macro, '--dry-run'];
    const { code, stdout, stderr } = await runCodec(args, trusting());
    expect([code, stderr.includes('error')]).toEqual([0, false]);
    expect(stdout).toContain(`${macro}  ${result}`);
  });

  it('with a column that is a setting of no macro is refused, whatever the macro', async () => {
    const file = listOf('host,maxRedail\nroom,3\n');
    const args = ['deploy', '--rooms', file, '--macro', SWITCHER];
    const { code, stderr } = await runCodec(args);
    expect([code, stderr]).toEqual([
      2,
      `error: ${file}: unknown column maxRedail, did you mean maxRedials?\n`,
    ]);
  });

  it.each([
    ['Windows-1252', Buffer.from('host,buttonName\nroom,Écran échangé\n', 'latin1')],
    ['UTF-16', Buffer.from('\ufeffhost,buttonName\nroom,Écran\n', 'utf16le')],
  ])('in %s is refused with the remedy', async (_, content) => {
    const file = listOf(content);
    const { code, stderr } = await runCodec(['deploy', '--rooms', file]);
    expect([code, stderr]).toEqual([
      2,
      `error: ${file}: it is not in UTF-8; in Excel, save it as "CSV UTF-8"\n`,
    ]);
  });

  it('as Excel writes it is read: with a byte order mark and CRLF', async () => {
    const { host } = await servedCodec();
    const file = listOf(`\ufeffhost,buttonName\r\n${host},Échanger\r\n`);
    const args = ['deploy', '--rooms', file, '--macro', SWITCHER, '--dry-run'];
    expect(await runCodec(args, trusting())).toMatchObject({ code: 0 });
  });

  it.each(['host\n', 'host,maxRedials\r\n\r\n'])('without a room is refused: %j', async (content) => {
    const file = listOf(content);
    const { code, stdout, stderr } = await runCodec(['deploy', '--rooms', file, '--yes']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe(`error: ${file}: there is no room below the column names\n`);
  });

  it.each([
    [
      'semicolons, as Excel writes it in much of Europe',
      (host: string) => `host;buttonName\r\n${host};"A;B"\r\n`,
    ],
    ['tabs', (host: string) => `host\tbuttonName\n${host}\tA\n`],
    ['names of columns in upper case', (host: string) => `Host,ButtonName\n${host},A\n`],
    ['empty lines of commas at its end', (host: string) => `host,buttonName\n${host},A\n,\n,\n`],
  ])('with %s is read', async (_, content) => {
    const { host } = await servedCodec();
    const args = ['deploy', '--rooms', listOf(content(host)), '--macro', SWITCHER, '--dry-run'];
    const { code, stdout } = await runCodec(args, trusting());
    expect(code).toBe(0);
    expect(stdout).toMatch(/buttonName Swap screens → A/);
  });

  it('with a column room names the codecs after their rooms', async () => {
    const { host } = await servedCodec();
    const file = listOf(`room,host\n"Boardroom, 2nd floor",${host}\n`);
    const { stdout } = await runCodec(['remove', '--rooms', file, '--dry-run'], trusting());
    expect(stdout).toContain(`Boardroom, 2nd floor (${host})`);
  });

  it.each([
    ['host,maxRedials,maxRedials\nroom,1,2\n', 'there are two columns maxRedials'],
    ['host,Host\nroom,room\n', 'there are two columns host'],
    ['host,__proto__\nroom,room\n', 'unknown column __proto__, choose from'],
  ])('with the columns of %j is refused', async (content, message) => {
    const { code, stderr } = await runCodec(['check', '--rooms', listOf(content)]);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});
