import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { macros } from '../../scripts/project/macro-folders';
import { PASSWORD, runCodec, start } from './command-line';
import { servedCodec, trusting, until } from './served';
import type { ServedCodec } from './served';

const SWITCHER = 'presentation-screen-switcher';

interface Printed {
  readonly codec: string;
  readonly macro: string;
  readonly result: string;
  readonly message: string;
}

async function deployTo(hosts: readonly string[], ...more: readonly string[]) {
  const selected = hosts.flatMap((host) => ['--host', host]);
  const args = ['deploy', ...selected, '--macro', SWITCHER, '--yes', '--json', ...more];
  const outcome = await runCodec(args, trusting());
  return { ...outcome, rows: JSON.parse(outcome.stdout) as readonly Printed[] };
}

function saveForeign({ room }: ServedCodec, text: string): void {
  const params = { Name: SWITCHER, body: text };
  room.device.request({ method: 'xCommand/Macros/Macro/Save', params }, () => undefined);
}

describe('npm run codec -- deploy', () => {
  it('reports a wrong password without printing it', async () => {
    const { host } = await servedCodec();
    const environment = { ...trusting(), CODEC_PASSWORD: 'wrong password 123', DEBUG: '1' };
    const { code, stdout, stderr } = await runCodec(['deploy', '--host', host], environment);
    expect(code).toBe(1);
    expect(stdout).toContain('user name or password is wrong');
    expect(stdout + stderr).not.toMatch(/wrong password 123|YWRtaW46/);
  });

  it('refuses an untrusted certificate, and prints the risk of --insecure', async () => {
    const { host } = await servedCodec();
    const refused = await runCodec(['deploy', '--host', host, '--macro', SWITCHER]);
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain('certificate is not trusted');
    expect(refused.stderr).not.toContain(PASSWORD);
    const accepted = await runCodec(['deploy', '--host', host, '--macro', SWITCHER, '--insecure']);
    expect(accepted.stderr).toContain('warning: --insecure');
    expect(accepted.code).toBe(0);
  });

  it('deploys to the reachable codecs, and reports the unreachable one', async () => {
    const { host } = await servedCodec();
    const { code, rows } = await deployTo(['127.0.0.1:9', host]);
    expect(rows).toMatchObject([
      { codec: '127.0.0.1:9', result: 'failed', message: 'unreachable: the connection was refused' },
      { codec: host, result: 'deployed' },
    ]);
    expect(code).toBe(1);
  });

  it('reports what was done when a codec disconnects midway', async () => {
    const broken = await servedCodec(
      {},
      {
        fate: ({ method }) => (method.endsWith('Macro/Activate') ? 'disconnected' : { after: 0 }),
      },
    );
    const { host } = await servedCodec();
    const { code, rows } = await deployTo([broken.host, host]);
    expect(rows[0]).toMatchObject({ result: 'failed' });
    expect(rows[0]?.message).toMatch(
      /closed by the codec.*; done before: saved presentation-screen-switcher/,
    );
    expect(rows[1]).toMatchObject({ result: 'deployed' });
    expect(code).toBe(1);
  });

  it('waits for a slow codec, and reports one that never answers within --timeout', async () => {
    const slow = await servedCodec({}, { fate: () => ({ after: 200 }) });
    const silent = await servedCodec(
      {},
      {
        fate: ({ method }) => (method.endsWith('Macro/Save') ? 'never answered' : { after: 0 }),
      },
    );
    const { rows } = await deployTo([slow.host, silent.host], '--timeout', '6');
    expect(rows).toMatchObject([
      { result: 'deployed' },
      { result: 'failed', message: 'no answer to Macros Macro Save within 6 s' },
    ]);
  });

  it('reports an exception of a macro at its start', async () => {
    const codec = await servedCodec({
      alter: (text) => text.replace(/^var showButton/m, 'xapi.there.isNone();\n$&'),
    });
    const { code, rows } = await deployTo([codec.host]);
    expect(rows).toMatchObject([{ result: 'failed' }]);
    expect(rows[0]?.message).toMatch(/^Uncaught .*Error/);
    expect(code).toBe(1);
  });

  it('does not replace a foreign macro of the same name; with --force and --backup it keeps a copy', async () => {
    const codec = await servedCodec();
    saveForeign(codec, "console.log('somebody else');");
    const refused = await deployTo([codec.host]);
    expect(refused.rows[0]?.message).toContain('another macro of this name');
    expect(refused.code).toBe(1);
    const directory = mkdtempSync(join(tmpdir(), 'backup-'));
    const forced = await deployTo([codec.host], '--force', '--backup', directory);
    expect(forced.rows).toMatchObject([{ result: 'deployed' }]);
    const [file = ''] = readdirSync(directory);
    expect(readFileSync(join(directory, file), 'utf8')).toBe("console.log('somebody else');");
  });

  it('changes nothing if the same macro is already running, and reports that', async () => {
    const codec = await servedCodec();
    await deployTo([codec.host], '--set', 'buttonName=Move');
    let changes = 0;
    codec.room.device.onCommand('Macros Runtime Restart', () => {
      changes += 1;
      return undefined;
    });
    const again = await deployTo([codec.host], '--set', 'buttonName=Move');
    expect(again.rows).toMatchObject([{ result: 'unchanged' }]);
    expect(changes).toBe(0);
  });

  it('keeps the settings that the macro has on the codec; with --reset-settings it uses the defaults', async () => {
    const codec = await servedCodec();
    await deployTo([codec.host], '--set', 'largestOutput=1', '--set', "buttonName=It's here");
    const updated = await deployTo([codec.host], '--set', 'showButton=false');
    expect(updated.rows[0]?.message).toMatch(
      /output 1 .* is the largest.*; keeps largestOutput, buttonName$/,
    );
    const again = await deployTo([codec.host]);
    expect(again.rows).toMatchObject([{ result: 'unchanged' }]);
    const reset = await deployTo([codec.host], '--reset-settings');
    expect(reset.rows[0]?.message).toMatch(/output 2 .* is the largest/);
  });

  it('stops if Macros Mode is Off; with --enable it sets it to On', async () => {
    const codec = await servedCodec();
    codec.room.device.put('Configuration Macros Mode', 'Off');
    const stopped = await deployTo([codec.host]);
    expect(stopped.rows[0]?.message).toContain('Macros Mode is Off');
    expect(codec.macros.activeMacros()).toEqual([]);
    const enabled = await deployTo([codec.host], '--enable');
    expect(enabled.rows).toMatchObject([{ result: 'deployed' }]);
    expect(codec.room.device.readText('Configuration Macros Mode')).toBe('On');
  });

  it('says if the macro does not start with the codec', async () => {
    const codec = await servedCodec();
    codec.room.device.put('Configuration Macros AutoStart', 'Off');
    const { rows } = await deployTo([codec.host]);
    expect(rows[0]?.message).toMatch(/^ready.*; Macros AutoStart is Off: no macro runs after a restart/);
  });

  it('does not deploy to unsupported products; with --force it does', async () => {
    const { host } = await servedCodec({ product: 'havella', screens: { 1: { inches: 55 } } });
    const refused = await deployTo([host]);
    expect(refused.rows[0]?.message).toMatch(/not supported on this product.*one screen/);
    const forced = await deployTo([host], '--force');
    expect(forced.rows).toMatchObject([{ result: 'deployed' }]);
  });

  it('changes nothing in a dry run', async () => {
    const { host, macros } = await servedCodec();
    const { rows, code } = await deployTo([host], '--dry-run');
    expect(rows).toMatchObject([{ result: 'would deploy' }]);
    expect([code, macros.activeMacros()]).toEqual([0, []]);
  });

  it('gives each room in a list its own settings, and changes none if a row is invalid', async () => {
    const [one, two] = [await servedCodec(), await servedCodec()];
    const file = join(mkdtempSync(join(tmpdir(), 'rooms-')), 'rooms.csv');
    const write = (redials: string): void => {
      writeFileSync(
        file,
        `host,buttonName,maxRedials\n${one.host},"Swap, please",\n${two.host},,${redials}\n`,
      );
    };
    write('seven');
    const bad = await runCodec(['deploy', '--rooms', file, '--yes'], trusting());
    expect(bad.code).toBe(2);
    expect(bad.stderr.trim().split('\n')).toEqual([
      `error: ${file} line 3: maxRedials: expected a whole number from 1 to 3, got "seven"`,
    ]);
    expect(one.macros.activeMacros()).toEqual([]);
    write('3');
    const good = await runCodec(['deploy', '--rooms', file, '--yes'], trusting());
    expect(good.code).toBe(0);
    expect(one.macros.activeMacros()).toEqual(macros.map(({ name }) => name).sort());
    const texts = [one, two].map(({ room }) =>
      JSON.stringify(
        room.device.request(
          { method: 'xCommand/Macros/Macro/Get', params: { Content: 'True' } },
          () => undefined,
        ),
      ),
    );
    expect(texts[0]).toContain('Swap, please');
    expect(texts[1]).toContain('maxRedials = 3;');
  });

  it('finishes the request in progress on Ctrl+C, and reports what is done and what is not', async () => {
    const slow = await servedCodec(
      {},
      {
        fate: ({ method }) => ({ after: method.endsWith('Macro/Save') ? 1500 : 0 }),
      },
    );
    const waiting = await servedCodec();
    const args = [
      'deploy',
      '--host',
      slow.host,
      '--host',
      waiting.host,
      '--parallel',
      '1',
      '--yes',
      '--macro',
      SWITCHER,
    ];
    const running = start(args, trusting());
    await running.printed(`${slow.host}: saving`);
    running.signal('SIGINT');
    const { code, stdout } = await running.outcome;
    expect(code).toBe(130);
    // What is saved and activated looks like a macro that runs, so it is started before the end.
    expect(stdout).toMatch(/interrupted; done before: saved .*, activated .*, restarted the macro runtime; /);
    await until('its button', () => (slow.room.panel.buttons[SWITCHER] ?? '') !== '');
    expect(stdout).toMatch(/interrupted; nothing was changed/);
    expect(waiting.macros.activeMacros()).toEqual([]);
  });

  it('requires --yes for changing more than one codec without a terminal', async () => {
    const [one, two] = [await servedCodec(), await servedCodec()];
    const args = ['remove', '--host', one.host, '--host', two.host];
    const { code, stderr } = await runCodec(args, trusting());
    expect([code, stderr.trim()]).toEqual([
      2,
      'error: 2 codecs would be changed, and there is no terminal to ask: add --yes',
    ]);
  });
});

describe('wrong usage', () => {
  it.each([
    [['deplyo'], "unknown command 'deplyo' (Did you mean deploy?)"],
    [['deploy', '--hots', 'x'], "unknown option '--hots' (Did you mean --host?)"],
    [['deploy'], 'no codec selected: give --host NAME, --rooms FILE.csv or --webex'],
    [
      ['deploy', '--host', 'x', '--macro', 'screen'],
      "screen' is invalid. Allowed choices are presentation-screen-switcher, zoom-obtp-redialer.",
    ],
    [
      ['deploy', '--host', 'x', '--set', 'maxRedail=2'],
      '--set: there is no setting maxRedail, did you mean maxRedials?',
    ],
    [
      ['deploy', '--host', 'x', '--set', 'maxRedials=9'],
      'maxRedials: expected a whole number from 1 to 3, got "9"',
    ],
    [['deploy', '--host', 'me:secret@x'], '--host: no user name or password in an address'],
    [['deploy', '--host', 'x', '--parallel', 'many'], 'expected a whole number from 1 to 100'],
    [
      ['deploy', '--host', 'x', '--tag', 'y'],
      "option '--tag <tag...>' cannot be used with option '--host <name...>'",
    ],
    [
      ['deploy', '--host', 'x', '--rooms', 'y'],
      "'--rooms <file.csv>' cannot be used with option '--host <name...>'",
    ],
    [['deploy', '--webex'], 'no devices given'],
    [['deploy', '10.0.0.5'], 'If they are codecs, add --host before them.'],
    [['record', '--host', 'x'], "required option '--out <file>' not specified"],
    [[], 'no command given: one of deploy, remove,'],
  ])('of %j is explained in one line', async (args, message) => {
    const { code, stdout, stderr } = await runCodec(args);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).not.toContain('secret');
  });
});
