/** Messages about what goes wrong around the command lead to the cure. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { networkFault } from '../../src/codec-tool/errors';
import { computer } from '../../src/codec-tool/io';
import type { Files } from '../../src/codec-tool/io';
import { PASSWORD, runCodec } from './command-line';
import { inShell } from './real-process';
import { fleet, servedCloud, servedCodec, trusting } from './served';

const { files } = computer;
let servers: Server[] = [];
afterEach(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  servers = [];
});

/** A server on loopback, without TLS. */
async function listening(
  answer: RequestListener,
): Promise<{ readonly server: Server; readonly host: string }> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, host: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function fileIn(name: string, content: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'faults-')), name);
  writeFileSync(file, content);
  return file;
}

function full(): never {
  throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
}

describe('a wrong password', () => {
  it('is told where the codec accepts the socket and closes it with 1008', async () => {
    const { server, host } = await listening(() => undefined);
    new WebSocketServer({ server }).on('connection', (socket) => {
      socket.close(1008, 'wrong');
    });
    const environment = { CODEC_PASSWORD: 'wrong', CODEC_USERNAME: 'password' };
    const { code, stdout } = await runCodec(['check', '--host', `ws://${host}`], environment);
    expect(stdout).toContain('user name or password is wrong');
    expect(code).toBe(1);
  });

  it('that is a word of the command hides nothing but what comes from outside', async () => {
    const { host, macros } = await servedCodec({}, { password: 'deployed' });
    macros.print('other', 'LOG', 'the password is deployed');
    const environment = { ...trusting(), CODEC_PASSWORD: 'deployed' };
    const args = ['--host', host, '--macro', 'zoom-obtp-redialer'];
    const { stdout } = await runCodec(['deploy', ...args], environment);
    expect(stdout).toContain('deployed');
    const read = await runCodec(['logs', '--host', host, '--since-start', '--for', '1'], environment);
    expect(read.stdout).toContain('the password is ••••');
  });
});

describe('a fault of the network', () => {
  it.each([
    [{ code: 'CERT_HAS_EXPIRED' }, /has expired: renew it, or use --insecure/],
    [
      { code: 'ERR_TLS_CERT_ALTNAME_INVALID', cert: { subjectaltname: 'DNS:room.example.com' } },
      /for another name \(DNS:room\.example\.com\): use that name/,
    ],
    [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, /not trusted .*NODE_EXTRA_CA_CERTS/],
    [{ code: 'ENOTFOUND' }, /there is no such name/],
    [{ code: 'EPROTO' }, /does not speak TLS/],
  ])('%j is explained, also as the cause of another error', (fields, explained) => {
    const error = Object.assign(new Error('x'), fields);
    expect(networkFault(error)).toMatch(explained);
    expect(networkFault(new TypeError('fetch failed', { cause: error }))).toMatch(explained);
  });

  it.each([
    ['redirects', 302, /redirects to http:\/\/portal\.example.*captive portal/],
    ['answers with a page', 200, /something else answered, and it is no codec/],
    ['has no WebSocket', 404, /HTTP status 404; is NetworkServices Websocket set to FollowHTTPService/],
  ])('is told where what should be a codec %s', async (_, status, explained) => {
    const { host } = await listening((__, response) => {
      response.writeHead(status, { location: 'http://portal.example/login' }).end('<html>');
    });
    const { code, stdout } = await runCodec(['check', '--host', `ws://${host}`]);
    expect(stdout).toMatch(explained);
    expect(code).toBe(1);
  });

  it.each([
    [
      'redirects',
      { status: 302, location: 'http://portal.example/' },
      '',
      /redirects elsewhere: a captive portal/,
    ],
    [
      'answers with a page',
      { status: 200 },
      '<html>Accept the terms</html>',
      /sends no JSON: a captive portal/,
    ],
    ['answers without a list', { status: 200 }, '{}', /answers without items/],
    [
      'names a next page in a circle',
      { status: 200, link: '</v1/devices>; rel="next"' },
      '{"items": []}',
      /pages without an end/,
    ],
    [
      'names a next page elsewhere',
      { status: 200, link: '<http://evil.example/>; rel="next"' },
      '{"items": []}',
      /next page that is not its own/,
    ],
  ])('is told where what should be Webex %s', async (_, { status, ...headers }, body, explained) => {
    const { host } = await listening((__, response) => {
      response.writeHead(status, headers).end(body);
    });
    const environment = { WEBEX_TOKEN: 'a-token', WEBEX_API: `http://${host}/v1` };
    const { code, stderr } = await runCodec(['check', '--webex', '--name', '*'], environment);
    expect(stderr).toMatch(explained);
    expect(code).toBe(1);
  });
});

describe('a codec, or Webex, that does not end an answer', () => {
  it.each([
    ['headers that trickle', 'ws://'],
    ['headers that trickle', 'http://'],
  ])('%s over %s are waited for until the timeout', async (_, scheme) => {
    const { server, host } = await listening(() => undefined);
    server.on('connection', (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nx-slow: ');
      const timer = setInterval(() => socket.write('x'), 50);
      socket.on('close', () => {
        clearInterval(timer);
      });
      socket.on('error', () => undefined);
    });
    const start = Date.now();
    const isCodec = scheme === 'ws://';
    const args = isCodec ? ['--host', `ws://${host}`] : ['--webex', '--name', '*'];
    const environment = { WEBEX_TOKEN: 'a-token', WEBEX_API: `http://${host}/v1` };
    const { code, stdout, stderr } = await runCodec(['check', ...args, '--timeout', '1'], environment);
    expect(stdout + stderr).toMatch(/no answer .*within 1 s/);
    expect(Date.now() - start).toBeLessThan(4000);
    expect(code).toBe(1);
  });

  it('that falls silent in the middle of check is asked no more', async () => {
    let requests = 0;
    const { host } = await servedCodec(
      {},
      {
        fate: () => {
          requests += 1;
          return requests > 4 ? 'never answered' : { after: 0 };
        },
      },
    );
    const start = Date.now();
    const { code, stdout } = await runCodec(['check', '--host', host, '--timeout', '1'], trusting());
    expect(stdout).toMatch(/failed .*no answer to .* within 1 s/);
    expect(Date.now() - start).toBeLessThan(4000);
    expect(code).toBe(1);
  });

  it('that falls silent in the middle of deploy is not asked whether it has saved', async () => {
    let isSilent = false;
    const { host } = await servedCodec(
      {},
      {
        fate: ({ method }) => {
          isSilent ||= method.endsWith('Macro/Save');
          return isSilent ? 'never answered' : { after: 0 };
        },
      },
    );
    const start = Date.now();
    const { code, stdout } = await runCodec(['deploy', '--host', host, '--timeout', '5'], trusting());
    expect(stdout).toMatch(/failed .*no answer to Macros Macro Save within 5 s/);
    expect(Date.now() - start).toBeLessThan(9000);
    expect(code).toBe(1);
  });

  it.each([
    ['a body of gigabytes', {}, Buffer.alloc(1024 ** 2, ' ')],
    ['a gzip bomb', { 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(64 * 1024 ** 2, ' '))],
  ])('%s is not read to its end', async (_, headers, piece) => {
    let sent = 0;
    const { host } = await listening((__, response) => {
      response.writeHead(200, headers);
      const send = (): void => {
        while (!response.destroyed && sent < 4 * 1024 ** 3) {
          sent += piece.length;
          if (!response.write(piece)) {
            response.once('drain', send);
            return;
          }
        }
      };
      send();
    });
    const environment = { WEBEX_TOKEN: 'a-token', WEBEX_API: `http://${host}/v1` };
    const { code, stderr } = await runCodec(['check', '--webex', '--name', '*'], environment);
    expect(stderr).toContain('sent an answer that is too large');
    expect(sent).toBeLessThan(256 * 1024 ** 2);
    expect(code).toBe(1);
  });

  it('a message of a codec that is too large ends the connection', async () => {
    const { server, host } = await listening(() => undefined);
    new WebSocketServer({ server, handleProtocols: ([one]) => one ?? false }).on('connection', (socket) => {
      socket.on('error', () => undefined);
      socket.on('message', () => {
        socket.send(Buffer.alloc(64 * 1024 ** 2, ' '));
      });
    });
    const { code, stdout } = await runCodec(['check', '--host', `ws://${host}`]);
    expect(stdout).toContain('a message that is too large');
    expect(code).toBe(1);
  });
});

describe('a fault of a file', () => {
  it('of stdout gives exit code 1, in a real process', async () => {
    const { host } = await servedCodec();
    const { code, text } = await inShell(`codec walk --host ${host} --out /dev/null > /dev/full`, trusting())
      .outcome;
    expect(text).toContain('error: the results cannot be written: no space is left on its disk');
    expect(code).toBe(1);
  });

  it('in record is told, and ends it', async () => {
    const { host } = await servedCodec();
    const file = fileIn('trace.jsonl', '');
    let lines = 0;
    const write: Files['write'] = (name, text, flag) => {
      lines += 1;
      if (lines > 3) full();
      files.write(name, text, flag);
    };
    const args = ['record', '--host', host, '--out', file, '--for', '30'];
    const { code, stdout } = await runCodec(args, trusting(), { files: { ...files, write } });
    expect(stdout).toContain(`${file} cannot be written: no space is left on its disk`);
    expect(code).toBe(1);
  });

  it('in a backup leaves the macro on the codec alone', async () => {
    const codec = await servedCodec();
    await runCodec(['deploy', '--host', codec.host, '--macro', 'zoom-obtp-redialer'], trusting());
    const args = ['deploy', '--host', codec.host, '--macro', 'zoom-obtp-redialer', '--set', 'maxRedials=1'];
    const { code, stdout } = await runCodec([...args, '--backup', '/backups'], trusting(), {
      files: { ...files, write: full },
    });
    expect(stdout).toMatch(/\/backups\/\S+ cannot be written: no space is left/);
    expect([code, stdout.includes('saved')]).toEqual([1, false]);
  });

  it.each([
    ['{', 'it is no file that walk has written'],
    ['{"tree": null}', 'it is no file that walk has written'],
    ['{"tree": {"Status": {}}}', 'it is no file that walk has written'],
    ['[]', 'it is no file that walk has written'],
  ])('in walk --diff with the content %s is told', async (content, explained) => {
    const file = fileIn('walked.json', content);
    const { code, stderr } = await runCodec(['walk', '--diff', file, file]);
    expect([code, stderr]).toEqual([2, `error: ${file}: ${explained}\n`]);
  });

  it('in walk --diff that does not exist is told', async () => {
    const { code, stderr } = await runCodec(['walk', '--diff', '/none', '/none']);
    expect([code, stderr]).toEqual([2, 'error: /none: cannot be read: there is no such file or folder\n']);
  });
});

describe('a user who may not change the codec', () => {
  it('is told about the role', async () => {
    const codec = await servedCodec();
    codec.room.device.onCommand('Macros Macro Get', () => {
      throw { code: 1, message: 'Permission denied' } as unknown as Error;
    });
    const { code, stdout } = await runCodec(['deploy', '--host', codec.host], trusting());
    expect(stdout).toContain('Permission denied (code 1); does the user have the role Admin?');
    expect(code).toBe(1);
  });

  it('of Webex is told about the token', async () => {
    const devices = await fleet(['Lobby']);
    const cloud = await servedCloud(devices, {
      token: 'a-token',
      refuse: (_, path) => (path.includes('Macro') ? { status: 403, message: `no ${PASSWORD}` } : undefined),
    });
    const environment = { WEBEX_TOKEN: 'a-token', WEBEX_API: cloud.address };
    const { code, stdout } = await runCodec(['deploy', '--webex', '--name', '*'], environment);
    expect(stdout).toContain('the access token lacks a scope or the right for this');
    expect(code).toBe(1);
  });
});
