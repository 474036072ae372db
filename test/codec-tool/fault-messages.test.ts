/** Messages about what goes wrong around the command lead to the cure. */
import { describe, expect, it } from 'vitest';
import { networkFault } from '../../src/codec-tool/explain';
import { computer } from '../../src/codec-tool/io';
import type { Files } from '../../src/codec-tool/io';
import { makeCertificate } from '../../src/simulator/server/certificate';
import type { CloudAccess } from '../../src/simulator/server/cloud-server';
import type { Access, Fate } from '../../src/simulator/server/codec-server';
import type { RudeAnswer } from '../../src/simulator/server/rude-answers';
import { PASSWORD, runCodec } from './command-line';
import { inShell } from './real-process';
import { fleet, newFile, REDIALER, run, servedCodec, SWITCHER, trusting } from './served';

const { files } = computer;

function full(): never {
  throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
}

/** The --timeout with which something is explained: short where that is the explanation. */
function patience(explained: RegExp): string {
  return explained.source.includes('within') ? '2' : '20';
}

describe('a wrong password', () => {
  it.each(['closed', 'refused'] as const)(
    'is reported, and not printed, where it is %s',
    async (wrongPassword) => {
      const { host } = await servedCodec({}, { wrongPassword });
      const environment = { ...trusting(), CODEC_PASSWORD: 'wrong password 123', DEBUG: '1' };
      const { code, stdout, stderr } = await runCodec(['deploy', '--host', host], environment);
      expect(stdout).toContain('user name or password is wrong');
      expect(stdout + stderr).not.toMatch(/wrong password 123|YWRtaW46/);
      expect(code).toBe(1);
    },
  );

  it('that is a word of the command hides nothing but what comes from outside', async () => {
    const { host, macros } = await servedCodec({}, { password: 'deployed' });
    macros.print('other', 'LOG', 'the password is deployed');
    const environment = { ...trusting(), CODEC_PASSWORD: 'deployed' };
    const { stdout } = await runCodec(['deploy', '--host', host, '--macro', REDIALER], environment);
    expect(stdout).toContain('deployed');
    const read = await runCodec(['logs', '--host', host, '--since-start', '--for', '1'], environment);
    expect(read.stdout).toContain('the password is ••••');
  });
});

describe('a certificate', () => {
  const expired = makeCertificate('expired');
  const other = makeCertificate('for another host');
  const selfSigned = makeCertificate();

  it.each([
    ['that has expired', expired, expired.file, /its certificate has expired: renew it, or use --insecure/],
    [
      'for another host',
      other,
      other.file,
      /for another name \(DNS:codec\.example\.com\): use that name, or/,
    ],
    [
      'of its own',
      selfSigned,
      undefined,
      /not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\): name its authority's file/,
    ],
  ])('%s is explained, and --insecure is a cure, with a warning', async (_, certificate, trusted, words) => {
    const { host } = await servedCodec({}, { certificate });
    const environment = trusted === undefined ? {} : { NODE_EXTRA_CA_CERTS: trusted };
    const refused = await runCodec(['check', '--host', host], environment);
    expect(refused.stdout).toMatch(words);
    expect(refused.stderr).not.toContain(PASSWORD);
    expect(refused.code).toBe(1);
    const accepted = await runCodec(['check', '--host', host, '--insecure'], environment);
    expect(accepted.stderr).toContain('warning: --insecure: certificates are not verified');
    expect(accepted.code).toBe(0);
  });
});

describe('what should be a codec, and', () => {
  const upgrades: readonly (readonly [RudeAnswer, RegExp])[] = [
    [{ redirect: 'http://portal.example/login' }, /redirects to http:\/\/portal\.example.*captive portal/],
    ['captive portal', /something else answered, and it is no codec/],
    [{ status: 404 }, /HTTP status 404; is NetworkServices Websocket set to FollowHTTPService/],
    ['trickling headers', /no answer to the connection within 2 s/],
    ['disconnected', /the connection broke/],
  ];
  it.each(upgrades)('answers a request for a WebSocket with %j, is explained', async (upgrade, explained) => {
    const codec = await servedCodec({}, { upgrade });
    const { code, message } = await run('check', codec, '--timeout', patience(explained));
    expect(message).toMatch(explained);
    expect(code).toBe(1);
  });

  const answers: readonly (readonly [Fate, RegExp])[] = [
    ['huge answer', /a message that is too large: is it a codec/],
    [{ text: '{"jsonrpc": ' }, /sent what is no answer; is it a codec/],
    ['disconnected', /the connection was closed by the codec/],
    ['silent', /no answer to Status SystemUnit \w+.* within 2 s/],
  ];
  it.each(answers)('answers %j, is explained', async (fate, explained) => {
    const codec = await servedCodec({}, { fate: () => fate });
    const { code, message } = await run('check', codec, '--timeout', patience(explained));
    expect(message).toMatch(explained);
    expect(code).toBe(1);
  });

  it('speaks no TLS, is explained; other codecs are not affected', async () => {
    const plain = new URL((await fleet([])).environment.WEBEX_API).host;
    const codecs = [{ host: '127.0.0.1:9' }, { host: plain }, await servedCodec()];
    const { code, rows } = await run('deploy', codecs, '--macro', SWITCHER);
    expect(rows).toMatchObject([
      { codec: '127.0.0.1:9', result: 'failed', message: 'unreachable: the connection was refused' },
      { codec: plain, result: 'failed', message: 'it does not speak TLS at this port' },
      { result: 'deployed' },
    ]);
    expect(code).toBe(1);
  });

  it('cannot be found, is explained, also as the cause of another error', () => {
    const error = Object.assign(new Error('x'), { code: 'ENOTFOUND' });
    expect(networkFault(error)).toMatch(/there is no such name/);
    expect(networkFault(new TypeError('fetch failed', { cause: error }))).toMatch(/there is no such name/);
  });
});

describe('a codec that falls silent', () => {
  const after = (isLast: (method: string, count: number) => boolean): NonNullable<Access['fate']> => {
    let count = 0;
    let isSilent = false;
    return ({ method }) => {
      count += 1;
      isSilent ||= isLast(method, count);
      return isSilent ? 'never answered' : { after: 0 };
    };
  };

  it.each([
    ['check is asked no more', after((_, count) => count > 4), /^no answer to .* within 2 s$/],
    [
      'deploy is not asked again',
      after((method) => /Save$/.test(method)),
      /^no answer to .* Save within 2 s$/,
    ],
  ])('in the middle of %s', async (what, fate, explained) => {
    const started = Date.now();
    const [verb = ''] = what.split(' ');
    const { code, message } = await run(verb, await servedCodec({}, { fate }), '--timeout', '2');
    expect(message).toMatch(explained);
    expect(Date.now() - started).toBeLessThan(8000);
    expect(code).toBe(1);
  });
});

describe('what should be Webex, and', () => {
  const expectExplained = async (access: Partial<CloudAccess>, explained: RegExp): Promise<void> => {
    const { run: runOnAll } = await fleet(['A', 'B', 'C'], access);
    const started = Date.now();
    const { code, stderr } = await runOnAll('check', '--timeout', patience(explained));
    expect(stderr).toMatch(explained);
    expect(Date.now() - started).toBeLessThan(8000);
    expect(code).toBe(1);
  };

  const answers: readonly (readonly [RudeAnswer, RegExp])[] = [
    [{ redirect: 'http://portal.example/' }, /redirects elsewhere: a captive portal/],
    ['captive portal', /sends no JSON: a captive portal/],
    [{ status: 200, body: {} }, /answers without items: is WEBEX_API wrong/],
    ['silent', /no answer from \S+ within 2 s/],
    ['trickling headers', /no answer from \S+ within 2 s/],
    ['trickling body', /no answer from \S+ within 2 s/],
    ['half a body', /no answer from \S+ within 2 s/],
    ['huge body', /sent an answer that is too large/],
    ['gzip bomb', /sent an answer that is too large/],
  ];
  it.each(answers)('answers %j, is explained', (rude, explained) =>
    expectExplained({ refuse: () => rude }, explained),
  );

  it.each<[string, NonNullable<CloudAccess['nextPage']>, RegExp]>([
    ['in a circle', (address) => address.replace(/start=\d+/, 'start=0'), /pages without an end/],
    ['elsewhere', () => 'http://evil.example/', /next page that is not its own/],
  ])('names a next page %s, is explained', (_, nextPage, explained) =>
    expectExplained({ nextPage }, explained),
  );
});

describe('a fault of a file', () => {
  it('of stdout gives exit code 1, in a real process', async () => {
    const { host } = await servedCodec();
    const command = `codec walk --host ${host} --out /dev/null > /dev/full`;
    const { code, text } = await inShell(command, trusting()).outcome;
    expect(text).toContain('error: the results cannot be written: no space left on device');
    expect(code).toBe(1);
  });

  it('in record is reported, and ends it', async () => {
    const { host } = await servedCodec();
    const file = newFile('trace.jsonl');
    let lines = 0;
    const write: Files['write'] = (name, text, flag) => {
      lines += 1;
      if (lines > 3) full();
      files.write(name, text, flag);
    };
    const args = ['record', '--host', host, '--out', file, '--for', '30'];
    const { code, stdout } = await runCodec(args, trusting(), { files: { ...files, write } });
    expect(stdout).toContain(`${file} cannot be written: no space left on device`);
    expect(code).toBe(1);
  });

  it('in a backup leaves the macro on the codec alone', async () => {
    const codec = await servedCodec();
    await run('deploy', codec, '--macro', REDIALER);
    const args = ['deploy', '--host', codec.host, '--macro', REDIALER, '--set', 'maxRedials=1'];
    const { code, stdout } = await runCodec([...args, '--backup', '/backups'], trusting(), {
      files: { ...files, write: full },
    });
    expect(stdout).toMatch(/\/backups\/\S+ cannot be written: no space left/);
    expect([code, stdout.includes('saving')]).toEqual([1, false]);
  });

  it.each(['{', '{}', '{"tree": null}', '[]'])(
    'in walk --diff with the content %s is reported',
    async (content) => {
      const file = newFile('walked.json', content);
      const { code, stderr } = await runCodec(['walk', '--diff', file, file]);
      expect([code, stderr]).toEqual([2, `error: ${file}: it is no file that walk has written\n`]);
    },
  );

  it('in walk --diff that does not exist is reported', async () => {
    const { code, stderr } = await runCodec(['walk', '--diff', '/none', '/none']);
    expect([code, stderr]).toEqual([2, 'error: /none: cannot be read: no such file or directory\n']);
  });
});

describe('a user who may not change the codec', () => {
  it('sees that a role is missing', async () => {
    const { code, message } = await run('deploy', await servedCodec({}, { isReadOnly: true }));
    expect(message).toBe('Permission denied (code 1); does the user have the role Admin?');
    expect(code).toBe(1);
  });

  it('of Webex sees that the token lacks a right', async () => {
    const { run: runOnAll } = await fleet(['Lobby'], {
      refuse: (_, path) => (path.includes('Macro') ? { status: 403, message: 'no' } : undefined),
    });
    const { code, stdout } = await runOnAll('deploy');
    expect(stdout).toContain('the access token lacks a scope or the right for this: no');
    expect(code).toBe(1);
  });
});
