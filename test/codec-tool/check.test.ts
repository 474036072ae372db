/** `check` says whether a macro does its work here, and what contradicts what it assumes. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runCodec } from './command-line';
import { newFile, REDIALER, run, save, servedCodec, SWITCHER, textOn, trusting } from './served';
import type { ServedCodec } from './served';

const SCREEN = 'Status Video Output Connector';

async function check(codec: ServedCodec) {
  const { code, rows, result } = await run('check', codec);
  const [row] = rows;
  if (!row) throw new Error('no row');
  return { code, result, ...row.details };
}

/** The simulated codec knows only what the macros use. Real ones have more. */
function put({ room }: ServedCodec, path: string, value: string): void {
  const { device } = room;
  const request = device.request.bind(device);
  device.request = (asked, report) => {
    const { Path } = asked.params ?? {};
    const isAsked = asked.method === 'xGet' && Array.isArray(Path) && Path.join(' ') === path;
    return isAsked ? value : request(asked, report);
  };
}

describe('check of a room', () => {
  it.each<[string, string, ...RegExp[]]>([
    [
      'Status MicrosoftTeams User SignedIn',
      'True',
      /Teams mode, without Video/,
      /Teams mode, which the redialer/,
    ],
    ['Status Provisioning RoomType', 'Briefing', /RoomType Briefing sets monitor roles/],
    ['Status Webex Status', 'Disabled', /registered to Webex; Webex Status is Disabled/],
    ['Configuration Macros Mode', 'Off', /Macros Mode is Off/],
  ])('with %s %s has a problem, with exit code 1', async (path, value, ...expected) => {
    const codec = await servedCodec();
    put(codec, path, value);
    const { code, result, problems } = await check(codec);
    expect([code, result]).toEqual([1, 'problem']);
    expect(problems).toEqual(expected.map((problem) => expect.stringMatching(problem) as unknown));
  });

  it.each([
    ['Configuration UserInterface OSD Output', '1', /OSD Output is 1: .*although output 2 is the largest/],
    ['Configuration Video Output MirroringType', 'LastOnly', /LastOnly: .*on the last screen only/],
    ['Configuration SIP TlsVerify', 'Off', /TlsVerify is Off/],
    ['Configuration Macros AutoStart', 'Off', /Macros AutoStart is Off/],
  ])('with %s %s has a remark', async (path, value, remark) => {
    const codec = await servedCodec();
    put(codec, path, value);
    const { code, result, problems, remarks } = await check(codec);
    expect([code, result, problems]).toEqual([0, 'differs', []]);
    expect(remarks).toEqual([expect.stringMatching(remark)]);
  });

  it.each([
    ['7', '3840x2160@60Hz', /output 2: connected True, size not told, format 3840x2160@60Hz/],
    ['-1', '-1x-1@-1Hz', /output 2: connected True, size not told, format not told/],
    ['', '', /output 2: connected True, size not told, format not told/],
  ])('with a screen that says size "%s" and format "%s" does not believe it', async (size, format, fact) => {
    const codec = await servedCodec();
    codec.room.device.put(`${SCREEN} 2 ConnectedDevice ScreenSize`, size);
    codec.room.device.put(`${SCREEN} 2 ConnectedDevice PreferredFormat`, format);
    const { facts, remarks } = await check(codec);
    expect(facts).toContainEqual(expect.stringMatching(fact));
    expect(remarks).toContainEqual(expect.stringMatching(/output 2 tells no size: set largestOutput/));
  });

  it('without screens says so in words', async () => {
    const { problems } = await check(await servedCodec({ screens: {} }));
    expect(problems).toEqual([
      expect.stringMatching(/^no screen is connected .*: presentations do not move/),
    ]);
  });

  it('ranks the screens, finds the meetings that the redialer would find, and tells what is not known', async () => {
    const codec = await servedCodec();
    const dialed = (Id: string, Number: string) => ({
      Id,
      Title: 'Weekly with Alice',
      DialInfo: { Calls: { Call: [{ Number }] } },
    });
    codec.room.calendar.book([
      dialed('one', '81234567890.998877@zoomcrc.com'),
      dialed('two', '82234567890.998877@eu.zmeu.us'),
      dialed('three', '83234567890.998877@zoom.example.com'),
      dialed('four', 'alice@example.com'),
    ]);
    await run('deploy', codec, '--macro', REDIALER, '--set', 'zoomDomains=zoomcrc.com, example.com, zmeu.us');
    codec.room.device.put('Status Conference Presentation Mode', 'Maybe');
    codec.room.device.put('Status SystemUnit Software Version', 'RoomOS 11.28.1.5.0123456789a');
    const { code, stdout } = await runCodec(['check', '--host', codec.host], trusting());
    expect(stdout).toContain('ranking, largest first: output 2, output 1');
    expect(stdout).toContain('output 2: connected True, size 75 inches, format 3840x2160@60Hz');
    for (const id of ['81', '82', '83'])
      expect(stdout).toContain(`Zoom meeting ${id}…; its booking has Id, Title, DialInfo`);
    expect(stdout).toContain('3 of 4 bookings are Zoom meetings');
    expect(stdout).toContain('Status Conference Presentation Mode = •••(5): not a known value');
    expect(stdout).toMatch(
      /found\n(.*\n)* {2}firmware 11.28.1.5 is not checked yet; treated like the newest/,
    );
    expect(stdout).not.toMatch(/Alice|234567890|998877/);
    expect(code).toBe(0);
  });
});

describe('check of macros', () => {
  it('tells version, state, and settings that differ from the defaults, also for machines', async () => {
    const codec = await servedCodec();
    await run('deploy', codec, '--macro', SWITCHER, '--set', 'buttonName=Swap here');
    const { code, macros } = await check(codec);
    expect(macros).toEqual([
      {
        name: SWITCHER,
        isInstalled: true,
        version: '1.0.0',
        isActive: true,
        isEdited: false,
        settings: { buttonName: 'Swap here' },
      },
      { name: REDIALER, isInstalled: false },
    ]);
    expect(code).toBe(0);
    const { stdout } = await runCodec(['check', '--host', codec.host], trusting());
    expect(stdout).toContain(`${SWITCHER} 1.0.0, active, buttonName = Swap here`);
    expect(stdout).toContain(`${REDIALER}: not installed`);
  });

  it('tells of an update that was saved and not started, of edited code and of a macro that failed', async () => {
    const codec = await servedCodec();
    await run('deploy', codec);
    codec.macros.print('other', 'LOG', 'hello');
    const log = codec.room.device.request({ method: 'xCommand/Macros/Log/Get' }, () => undefined) as {
      readonly Line: readonly { readonly Offset: string; readonly Timestamp: string }[];
    };
    const { Offset = '', Timestamp = '' } = log.Line.at(-1) ?? {};
    const remark = `Saved and not started yet: the log ended at line ${Offset} (${Timestamp})`;
    save(codec, SWITCHER, textOn(codec, SWITCHER).replace(/^ \*\/$/m, ` * ${remark}\n */`));
    save(codec, REDIALER, `${textOn(codec, REDIALER)}\nhello();\n`);
    codec.macros.print(REDIALER, 'ERROR', 'Uncaught TypeError');
    const { code, problems, remarks } = await check(codec);
    expect(problems).toEqual([
      expect.stringMatching(`${SWITCHER} does not run as it was saved`),
      expect.stringMatching(`${REDIALER} does not run as it was saved`),
    ]);
    expect(remarks).toEqual([`the code of ${REDIALER} was edited on the codec`]);
    expect(code).toBe(1);
  });
});

describe('the result for many codecs', () =>
  it('groups what is bad by cause, with totals; --out has the whole', async () => {
    const good = await servedCodec();
    const bad = await Promise.all(Array.from({ length: 3 }, () => servedCodec()));
    for (const { room } of bad) room.device.put('Configuration Macros Mode', 'Off');
    const gone = Array.from({ length: 19 }, (_, index) => `127.0.0.1:${index + 1}`);
    const hosts = [good.host, ...bad.map(({ host }) => host), ...gone];
    const file = newFile('report.txt');
    const args = ['check', ...hosts.flatMap((host) => ['--host', host]), '--out', file];
    const { code, stdout } = await runCodec(args, trusting());
    expect(stdout).toMatch(/^19 codecs failed: unreachable: the connection was refused\n.*and 7 more$/m);
    expect(stdout).toMatch(/^3 codecs problem: Macros Mode is Off/m);
    expect(stdout).toMatch(/^23 codecs: 1 ok, 3 problem, 19 failed$/m);
    expect(readFileSync(file, 'utf8').match(/ranking, largest first/g)).toHaveLength(4);
    expect(code).toBe(1);
  }));
