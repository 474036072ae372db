/** A deployment that was broken off is never taken for one that is done, however it was ended. */
import { describe, expect, it } from 'vitest';
import { runCodec } from './command-line';
import { inShell, startProcess } from './real-process';
import { servedCodec, trusting, until } from './served';
import type { ServedCodec } from './served';

const SWITCHER = 'presentation-screen-switcher';

interface Printed {
  readonly macro: string;
  readonly result: string;
  readonly message: string;
}

async function deploy({ host }: ServedCodec, ...more: readonly string[]) {
  const args = ['deploy', '--host', host, '--macro', SWITCHER, '--json', ...more];
  const { code, stdout } = await runCodec(args, trusting());
  const [row] = JSON.parse(stdout) as readonly Printed[];
  return { code, result: row?.result, message: row?.message ?? '' };
}

/** A codec that counts its restarts, and answers some requests after a while. */
async function codecWith(slow: string, after = 2500) {
  const seen = { restarts: 0, isSlow: false };
  const codec = await servedCodec(
    {},
    {
      fate: ({ method }) => {
        if (method.endsWith('Runtime/Restart')) seen.restarts += 1;
        return { after: seen.isSlow && method.endsWith(slow) ? after : 0 };
      },
    },
  );
  return { codec, seen };
}

describe('a deployment', () => {
  it.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('that %s ends has started what it saved, and exits with %i', async (signal, code) => {
    const { codec, seen } = await codecWith('Macro/Save');
    await deploy(codec);
    seen.isSlow = true;
    const args = ['deploy', '--host', codec.host, '--macro', SWITCHER, '--set', 'buttonName=Newer'];
    const running = startProcess(args, trusting());
    await running.printed('saving');
    running.process.kill(signal);
    const outcome = await running.outcome;
    expect(outcome.text).toMatch(/interrupted; done before: saved .*, restarted the macro runtime/);
    expect(outcome.code).toBe(code);
    await until('the newer button', () => (codec.room.panel.buttons[SWITCHER] ?? '').includes('Newer'));
    seen.isSlow = false;
    // It runs, so the next run has no reason to restart every macro of the room.
    expect(await deploy(codec)).toMatchObject({ code: 0, result: 'unchanged' });
    expect(await deploy(codec)).toMatchObject({ code: 0, result: 'unchanged' });
    expect(seen.restarts).toBe(2);
  });

  it.each(['SIGKILL', 'SIGINT'] as const)(
    'that is killed between save and restart (%s, twice) is finished by the next one',
    async (signal) => {
      const { codec, seen } = await codecWith('Macro/Activate', 5000);
      await deploy(codec);
      seen.isSlow = true;
      const args = ['deploy', '--host', codec.host, '--macro', SWITCHER, '--set', 'buttonName=Newer'];
      const running = startProcess(args, trusting());
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
      seen.isSlow = false;
      const next = await deploy(codec);
      expect(next).toMatchObject({ code: 0, result: 'deployed' });
      await until('the newer button', () => (codec.room.panel.buttons[SWITCHER] ?? '').includes('Newer'));
      expect(await deploy(codec)).toMatchObject({ code: 0, result: 'unchanged' });
      expect(seen.restarts).toBe(2);
    },
  );

  it('whose output nobody reads any more is finished', async () => {
    const { codec, seen } = await codecWith('nothing');
    const args = `deploy --host ${codec.host} --macro ${SWITCHER}`;
    const { text } = await inShell(`codec ${args} 2>&1 | head -3`, trusting()).outcome;
    expect(text.trim().split('\n')).toHaveLength(3);
    await until('the button', () => (codec.room.panel.buttons[SWITCHER] ?? '') !== '');
    expect(await deploy(codec)).toMatchObject({ code: 0, result: 'unchanged' });
    expect(seen.restarts).toBe(1);
  });

  it('that loses the connection after the ready line needs no other restart', async () => {
    const seen = { restarts: 0, isBreaking: false };
    const codec = await servedCodec(
      {},
      {
        fate: ({ method }) => {
          if (method.endsWith('Runtime/Restart')) seen.restarts += 1;
          // The first request after the ready line.
          const isAfter = seen.isBreaking && seen.restarts === 1 && method === 'xGet';
          return isAfter ? 'disconnected' : { after: 0 };
        },
      },
    );
    seen.isBreaking = true;
    const broken = await deploy(codec);
    // What fails after the ready line does not make it untrue.
    expect(broken).toMatchObject({ code: 0, result: 'deployed' });
    expect(broken.message).toMatch(
      /^ready: .*AutoStart could not be read.*still says that it was not started/,
    );
    expect(textOn(codec)).toContain('not started yet');
    seen.isBreaking = false;
    expect(await deploy(codec)).toMatchObject({ code: 0, result: 'unchanged' });
    expect([seen.restarts, textOn(codec).includes('not started')]).toEqual([1, false]);
  });

  it('is done also where every restart of the macros begins a new log', async () => {
    const seen = { restarts: 0, breaks: '' };
    const codec = await servedCodec(
      {},
      {
        fate: ({ method }) => {
          if (method.endsWith('Runtime/Restart')) {
            seen.restarts += 1;
            Object.assign(codec.macros, { lines: [], lastOffset: -1 });
          }
          return seen.breaks !== '' && method.endsWith(seen.breaks) ? 'disconnected' : { after: 0 };
        },
      },
    );
    for (let line = 0; line < 30; line += 1) codec.macros.print('other', 'LOG', 'hello');
    expect(await deploy(codec)).toMatchObject({ code: 0, result: 'deployed' });
    seen.breaks = 'Runtime/Restart';
    expect(await deploy(codec, '--set', 'buttonName=Newer')).toMatchObject({ code: 1, result: 'failed' });
    seen.breaks = '';
    expect(await deploy(codec)).toMatchObject({ code: 0, result: 'deployed' });
    expect(await deploy(codec)).toMatchObject({ code: 0, result: 'unchanged' });
  });

  it('does not restart a macro because its log is empty, or its ready line is gone', async () => {
    const { codec, seen } = await codecWith('nothing');
    await deploy(codec);
    codec.room.device.request({ method: 'xCommand/Macros/Log/Clear' }, () => undefined);
    expect(await deploy(codec)).toMatchObject({ code: 0, result: 'unchanged' });
    codec.macros.print('another', 'LOG', 'hello');
    expect(await deploy(codec)).toMatchObject({ code: 0, result: 'unchanged' });
    expect(seen.restarts).toBe(1);
  });

  it('leaves a room in a call for later, unless --during-calls is given', async () => {
    const { codec, seen } = await codecWith('nothing');
    await deploy(codec);
    codec.room.phone.up();
    await until('the call', () => codec.room.screens()[2] === 'participants');
    const later = await deploy(codec, '--set', 'buttonName=Newer');
    expect(later).toMatchObject({ code: 1, result: 'later' });
    expect(later.message).toMatch(/in a call.*--during-calls/);
    expect([seen.restarts, textOn(codec).includes('Newer')]).toEqual([1, false]);
    // Nothing to restart.
    expect(await deploy(codec)).toMatchObject({ code: 0, result: 'unchanged' });
    const now = await deploy(codec, '--set', 'buttonName=Newer', '--during-calls');
    expect(now).toMatchObject({ code: 0, result: 'deployed' });
    expect(seen.restarts).toBe(2);
  });

  it('sees a call in Teams mode, where the codec tells only the number of calls', async () => {
    const { codec } = await codecWith('nothing');
    codec.room.device.put('Status SystemUnit State NumberOfActiveCalls', 1);
    expect(await deploy(codec)).toMatchObject({ code: 1, result: 'later' });
  });
});

function textOn({ room }: ServedCodec): string {
  const answer = room.device.request(
    { method: 'xCommand/Macros/Macro/Get', params: { Content: 'True' } },
    () => undefined,
  );
  return JSON.stringify(answer);
}
