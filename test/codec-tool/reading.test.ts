import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseTrace, replay } from '../../src/simulator/trace';
import { traceStories } from '../../scripts/demo/replayed-trace';
import { roomWith } from '../../scripts/project/room-in-node';
import { runCodec, start } from './command-line';
import { newFile, servedCodec, SWITCHER, trusting, until } from './served';

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
    const state = { breaks: false };
    const fate = () => (state.breaks ? 'disconnected' : { after: 0 });
    const { host, macros, room } = await servedCodec({ forgetsLog: true }, { fate });
    const print = (name: string, count: number): void => {
      for (let line = 1; line <= count; line += 1) macros.print('other', 'LOG', `${name} ${line}`);
    };
    print('old', 5);
    const running = start(['logs', '--host', host, '--since-start', '--for', '30'], trusting());
    await running.printed('old 5');
    state.breaks = true;
    await running.printed('the connection was closed by the codec: trying again');
    room.device.request({ method: 'xCommand/Macros/Runtime/Restart' }, () => undefined);
    print('new', 9);
    state.breaks = false;
    await running.printed('new 9');
    print('last', 1);
    await running.printed('last');
    running.signal('SIGINT');
    const { stdout } = await running.outcome;
    expect(stdout.match(/(?<=old )\d/g)?.join('')).toBe('12345');
    expect(stdout.match(/(?<=new )\d/g)?.join('')).toBe('123456789');
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
