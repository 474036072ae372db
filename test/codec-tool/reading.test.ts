import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseTrace, replay } from '../../src/simulator/trace';
import { traceStories } from '../../scripts/demo/replayed-trace';
import { roomWith } from '../../scripts/project/room-in-node';
import type { ClientOptions, WebSocket } from 'ws';
import { networkTrusting, runCodec, start } from './command-line';
import { newFile, servedCodec, SWITCHER, trusting, until } from './served';

describe('check', () => {
  it('lists the screens and the largest one, and the Zoom meetings with shortened IDs', async () => {
    const { host, room } = await servedCodec();
    room.calendar.book([
      {
        Id: 'one',
        Title: 'Weekly with Alice',
        DialInfo: { Calls: { Call: [{ Number: '81234567890.998877@zoomcrc.com' }] } },
      },
    ]);
    const { code, stdout } = await runCodec(['check', '--host', host], trusting());
    expect(stdout).toContain('ranking, largest first: output 2, output 1');
    expect(stdout).toContain('output 2: connected True, size 75 inches, format 3840x2160@60Hz');
    expect(stdout).toContain('Zoom meeting 81…; its booking has Id, Title, DialInfo');
    expect(stdout).not.toMatch(/Alice|81234567890|998877|not checked yet/);
    expect(code).toBe(0);
  });

  it('reports what differs and what is missing', async () => {
    const { host, room } = await servedCodec();
    room.device.put('Configuration Macros Mode', 'Off');
    room.device.put('Configuration Macros AutoStart', 'Off');
    room.device.put('Status Video Output Connector 1 Connected', 'Maybe');
    room.device.put('Status SystemUnit Software Version', 'RoomOS 11.28.1.5.0123456789a');
    const { code, stdout } = await runCodec(['check', '--host', host], trusting());
    expect(stdout).toMatch(
      /problems\n {2}Macros Mode is Off.*\n(.*\n)*\nremarks\n {2}Macros AutoStart is Off/,
    );
    expect(stdout).toMatch(
      /found\n(.*\n)*? {2}firmware 11.28.1.5 is not checked yet; treated like the newest/,
    );
    expect(stdout).toContain('Status Video Output Connector 1 Connected = •••(5): not a known value');
    expect(code).toBe(1);
  });
});

describe('walk --diff', () =>
  it('prints one line for each value that changed', async () => {
    const { host, room } = await servedCodec();
    const [idle, busy] = [newFile('idle.json'), newFile('busy.json')];
    await runCodec(['walk', '--host', host, '--out', idle], trusting());
    room.phone.up();
    await until('the call', () => room.screens()[1] === 'participants');
    await runCodec(['walk', '--host', host, '--out', busy], trusting());
    const { code, stdout } = await runCodec(['walk', '--diff', idle, busy]);
    expect(stdout).toMatch(/^Status Call \d+ Status: \(nothing\) -> Connected$/m);
    expect(stdout).not.toContain('Video Output Connector');
    expect(code).toBe(0);
    const same = await runCodec(['walk', '--diff', idle, idle]);
    expect(same.stdout).toBe('nothing differs\n');
  }));

describe('logs', () =>
  it('follows the console of several codecs, each line with its codec, until Ctrl+C', async () => {
    const [one, two] = [await servedCodec(), await servedCodec()];
    one.macros.print('other', 'LOG', 'before');
    const args = ['logs', '--host', one.host, '--host', two.host, '--since-start'];
    const running = start(args, trusting());
    await running.printed('before');
    two.macros.print('other', 'WARN', 'after');
    await running.printed('after');
    running.signal('SIGINT');
    const { code, stdout } = await running.outcome;
    expect(stdout).toMatch(new RegExp(`^${one.host} .* LOG +other +before$`, 'm'));
    expect(stdout).toMatch(new RegExp(`^${two.host} .* WARN +other +after$`, 'm'));
    expect(code).toBe(130);
  }));

describe('logs during a restart of the codec', () =>
  it('connects again, and shows the lines of the new log', async () => {
    const codec = await servedCodec();
    for (let line = 1; line <= 5; line += 1) codec.macros.print('other', 'LOG', `old ${line}`);
    const restarted = await servedCodec();
    const hosts = { now: codec.host };
    const sockets: WebSocket[] = [];
    const connect = networkTrusting(trusting()['NODE_EXTRA_CA_CERTS']);
    const network = {
      ...connect,
      webSocket: (_: string, protocol: string, options: ClientOptions) => {
        const socket = connect.webSocket(`wss://${hosts.now}/ws`, protocol, options);
        sockets.push(socket);
        return socket;
      },
    };
    const args = ['logs', '--host', codec.host, '--since-start', '--for', '30'];
    const running = start(args, trusting(), { network });
    await running.printed('old 5');
    hosts.now = restarted.host;
    for (let line = 1; line <= 9; line += 1) restarted.macros.print('other', 'LOG', `new ${line}`);
    sockets[0]?.terminate();
    await running.printed('new 9');
    restarted.macros.print('other', 'LOG', 'last');
    await running.printed('last');
    running.signal('SIGINT');
    const { stdout, stderr } = await running.outcome;
    expect(stdout.match(/(?<=old )\d/g)?.join('')).toBe('12345');
    expect(stdout.match(/(?<=new )\d/g)?.join('')).toBe('123456789');
    expect(stderr).toContain('the connection was closed by the codec: trying again');
  }));

describe('record', () => {
  it('writes a trace that the simulated codec replays, in which the macro switches the screens', async () => {
    const { host, room } = await servedCodec();
    const file = newFile('trace.jsonl');
    const running = start(['record', '--host', host, '--out', file, '--for', '4'], trusting());
    await running.printed('recording for');
    for (const macro of [SWITCHER, 'zoom-obtp-redialer.js', 'other'])
      room.device.reportEvent('Macros Log', { Macro: macro, Level: 'info', Message: `a line of ${macro}` });
    room.phone.up();
    await until('the call', () => room.screens()[1] === 'participants');
    room.shares.farEnd();
    const { code } = await running.outcome;
    expect(code).toBe(0);
    const trace = readFileSync(file, 'utf8');
    expect(trace).toContain(`a line of ${SWITCHER}`);
    expect(trace).toContain('a line of zoom-obtp-redialer.js');
    // It may contain anything.
    expect(trace).not.toContain('a line of other');

    const replayed = roomWith(SWITCHER, { screens: { 1: { inches: 55 }, 2: { inches: 75 } } });
    replayed.start();
    await replay(replayed, parseTrace(trace));
    await replayed.wait(5);
    expect(replayed.screens()).toEqual({ 1: 'participants', 2: 'presentation' });
  });

  it.each([
    ['simulated-share.jsonl', /macro +sharing: the main screen is output 2/],
    ['simulated-zoom-join.jsonl', /redialing over Spark[^]*: connected\n/],
  ])('has written test/traces/%s, which npm start shows as a story', async (file, line) => {
    const stories = await traceStories(join('test/traces', file));
    expect(stories.join('\n')).toMatch(line);
    expect(stories[0]).toMatch(/^A simulated trace of a Room Kit/);
  });
});
