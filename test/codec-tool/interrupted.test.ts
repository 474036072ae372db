/** A deployment that was broken off is never taken for one that is done, however it was ended. */
import { describe, expect, it } from 'vitest';
import type { Access } from '../../src/simulator/server/codec-server';
import { inShell, startProcess } from './real-process';
import { run, servedCodec, SWITCHER, textOn, trusting, until } from './served';
import type { Rows, ServedCodec } from './served';

const ONE = ['--macro', SWITCHER];
const NEWER = ['--set', 'buttonName=Newer'];

function deploy(codec: ServedCodec, ...more: readonly string[]): Promise<Rows> {
  return run('deploy', codec, ...ONE, ...more);
}

/** A codec that counts its restarts, and answers or breaks some requests as the test says. */
async function watched(forgetsLog = false) {
  const seen = { restarts: 0, slow: 'nothing', after: 0, breaks: 'nothing' };
  const fate: Access['fate'] = ({ method }) => {
    if (method.endsWith('Runtime/Restart')) seen.restarts += 1;
    if (method.endsWith(seen.breaks)) return 'disconnected';
    return { after: method.endsWith(seen.slow) ? seen.after : 0 };
  };
  const codec = await servedCodec({ forgetsLog }, { fate });
  const start = (): ReturnType<typeof startProcess> =>
    startProcess(['deploy', '--host', codec.host, ...ONE, ...NEWER], trusting());
  const isNewer = (): boolean => (codec.room.panel.buttons[SWITCHER] ?? '').includes('Newer');
  return { codec, seen, start, isNewer };
}

describe('a deployment', () => {
  it.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('that %s ends has started what it saved, and exits with %i', async (signal, code) => {
    const { codec, seen, start, isNewer } = await watched();
    await deploy(codec);
    Object.assign(seen, { slow: 'Macro/Save', after: 2500 });
    const running = start();
    await running.printed('saving');
    running.process.kill(signal);
    const outcome = await running.outcome;
    expect(outcome.text).toMatch(/interrupted +done before: saved .*, restarted the macro runtime/);
    expect(outcome.code).toBe(code);
    await until('the newer button', isNewer);
    seen.slow = 'nothing';
    // It runs, so the next run has no reason to restart every macro of the room.
    expect(await deploy(codec)).toMatchObject({ code: 0, result: 'unchanged' });
    expect(await deploy(codec)).toMatchObject({ code: 0, result: 'unchanged' });
    expect(seen.restarts).toBe(2);
  });

  it.each(['SIGKILL', 'SIGINT'] as const)(
    'that is killed between save and restart (%s, twice) is finished by the next one',
    async (signal) => {
      const { codec, seen, start, isNewer } = await watched();
      await deploy(codec);
      Object.assign(seen, { slow: 'Macro/Activate', after: 5000 });
      const running = start();
      await running.printed('saving');
      await until('the new text', () => textOn(codec).includes('Newer'));
      running.process.kill(signal);
      if (signal === 'SIGINT') {
        await running.printed('interrupted');
        running.process.kill(signal);
      }
      await running.outcome;
      expect(codec.room.panel.buttons[SWITCHER]).toContain('Swap screens');
      expect(seen.restarts).toBe(1);
      seen.slow = 'nothing';
      expect(await deploy(codec)).toMatchObject({ code: 0, result: 'deployed' });
      await until('the newer button', isNewer);
      expect(await deploy(codec)).toMatchObject({ code: 0, result: 'unchanged' });
      expect(seen.restarts).toBe(2);
    },
  );

  it('whose output nobody reads any more is finished', async () => {
    const { codec, seen } = await watched();
    const args = `deploy --host ${codec.host} --macro ${SWITCHER}`;
    const { text } = await inShell(`codec ${args} 2>&1 | head -3`, trusting()).outcome;
    expect(text.trim().split('\n')).toHaveLength(3);
    await until('the button', () => (codec.room.panel.buttons[SWITCHER] ?? '') !== '');
    expect(await deploy(codec)).toMatchObject({ code: 0, result: 'unchanged' });
    expect(seen.restarts).toBe(1);
  });

  it('that loses the connection after the ready line needs no other restart', async () => {
    const { codec, seen } = await watched();
    const restart = codec.macros.print.bind(codec.macros);
    codec.macros.print = (macro, level, message) => {
      if (message.startsWith('ready')) seen.breaks = 'xGet';
      restart(macro, level, message);
    };
    const broken = await deploy(codec);
    // What fails after the ready line does not make it untrue.
    expect(broken).toMatchObject({ code: 0, result: 'deployed' });
    expect(broken.message).toMatch(
      /^ready: .*AutoStart could not be read.*still says that it was not started/,
    );
    expect(textOn(codec)).toContain('not started yet');
    seen.breaks = 'nothing';
    expect(await deploy(codec)).toMatchObject({ code: 0, result: 'unchanged' });
    expect([seen.restarts, textOn(codec).includes('not started')]).toEqual([1, false]);
  });

  it.each([
    ['Runtime/Restart', /closed by the codec; done before: saved .*, activated .*; not done: the rest$/],
    ['Log/Get', /closed by the codec$/],
  ])(
    'that loses the connection at %s is finished also where every restart begins a new log',
    async (breaks, message) => {
      const { codec, seen } = await watched(true);
      for (let line = 0; line < 30; line += 1) codec.macros.print('other', 'LOG', 'hello');
      expect(await deploy(codec)).toMatchObject({ code: 0, result: 'deployed' });
      seen.breaks = breaks;
      const broken = await deploy(codec, ...NEWER);
      expect(broken).toMatchObject({ code: 1, result: 'failed' });
      expect(broken.message).toMatch(message);
      seen.breaks = 'nothing';
      expect(await deploy(codec, ...NEWER)).toMatchObject({ code: 0, result: 'deployed' });
      expect(await deploy(codec)).toMatchObject({ code: 0, result: 'unchanged' });
    },
  );

  it('does not restart a macro because its log is empty, or its ready line is gone', async () => {
    const { codec, seen } = await watched();
    await deploy(codec);
    codec.room.device.request({ method: 'xCommand/Macros/Log/Clear' }, () => undefined);
    expect(await deploy(codec)).toMatchObject({ code: 0, result: 'unchanged' });
    codec.macros.print('another', 'LOG', 'hello');
    expect(await deploy(codec)).toMatchObject({ code: 0, result: 'unchanged' });
    expect(seen.restarts).toBe(1);
  });

  it('leaves a room in a call for later, unless --during-calls is given', async () => {
    const { codec, seen } = await watched();
    await deploy(codec);
    codec.room.phone.up();
    await until('the call', () => codec.room.screens()[2] === 'participants');
    const later = await deploy(codec, ...NEWER);
    expect(later).toMatchObject({ code: 1, result: 'later' });
    expect(later.message).toMatch(/in a call.*--during-calls/);
    expect([seen.restarts, textOn(codec).includes('Newer')]).toEqual([1, false]);
    // Nothing to restart.
    expect(await deploy(codec)).toMatchObject({ code: 0, result: 'unchanged' });
    expect(await deploy(codec, ...NEWER, '--during-calls')).toMatchObject({ code: 0, result: 'deployed' });
    expect(seen.restarts).toBe(2);
  });

  it('sees a call in Teams mode, where the codec tells only the number of calls', async () => {
    const codec = await servedCodec();
    codec.room.device.put('Status SystemUnit State NumberOfActiveCalls', 1);
    expect(await deploy(codec)).toMatchObject({ code: 1, result: 'later' });
  });
});
