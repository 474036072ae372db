/** What was broken off is never taken for what is done, however it ended: the next run does what is left to do. */
import { describe, expect, it } from 'vitest';
import { refuse } from '../../src/simulator/codec/product-rules';
import type { Access } from '../../src/simulator/server/codec-server';
import { inShell } from './real-process';
import { REDIALER, run, save, servedCodec, SWITCHER, textOn, trusting, until } from './served';
import type { ServedCodec } from './served';

const ONE = ['--macro', SWITCHER];
const NEWER = ['--set', 'buttonName=Newer'];

function deploy(codec: ServedCodec, ...more: readonly string[]) {
  return run('deploy', codec, ...ONE, ...more);
}

/** A codec that counts its restarts, and delays, breaks or leaves unanswered some requests as the test says. */
async function watched(forgetsLog = false) {
  const seen = { restarts: 0, slow: 'nothing', after: 0, breaks: 'nothing', unanswered: 'nothing' };
  const fate: Access['fate'] = ({ method }) => {
    if (method.endsWith('Runtime/Restart')) seen.restarts += 1;
    if (method.endsWith(seen.unanswered)) return 'never answered';
    if (method.endsWith(seen.breaks)) return 'disconnected';
    return { after: method.endsWith(seen.slow) ? seen.after : 0 };
  };
  const codec = await servedCodec({ forgetsLog }, { fate });
  const start = (...more: readonly string[]) => {
    const args = ['deploy', '--host', codec.host, ...more, ...ONE, ...NEWER];
    return inShell(`exec codec ${args.join(' ')}`, trusting());
  };
  const isNewer = (): boolean => (codec.room.panel.buttons[SWITCHER] ?? '').includes('Newer');
  return { codec, seen, start, isNewer };
}

describe('a deployment', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('that %s ends has started what it saved, and exits with %i', async (signal, code) => {
    const { codec, seen, start, isNewer } = await watched();
    await deploy(codec);
    const waiting = await servedCodec();
    Object.assign(seen, { slow: 'Macro/Save', after: 2500 });
    const running = start(waiting.host, '--parallel', '1', '--yes');
    await running.printed('saving');
    running.process.kill(signal);
    const outcome = await running.outcome;
    expect(outcome.text).toMatch(/interrupted +done before: saving .*, restarting the macro runtime/);
    expect(outcome.text).toMatch(/interrupted +nothing was changed/);
    expect(outcome.code).toBe(code);
    expect(waiting.macros.activeMacros()).toEqual([]);
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
      if (message.startsWith('ready')) seen.breaks = 'Macro/Save';
      restart(macro, level, message);
    };
    const broken = await deploy(codec);
    // What fails after the ready line does not make it untrue.
    expect(broken).toMatchObject({ code: 0, result: 'deployed' });
    expect(broken.message).toMatch(/^ready: .*still says that it was not started/);
    expect(textOn(codec)).toContain('not started yet');
    seen.breaks = 'nothing';
    expect(await deploy(codec)).toMatchObject({ code: 0, result: 'unchanged' });
    expect([seen.restarts, textOn(codec).includes('not started')]).toEqual([1, false]);
  });

  it.each([
    ['Runtime/Restart', /closed by the codec; done before: saving .*, activating .*; not done: the rest$/],
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

  it('of an unchanged macro whose last line is an error restarts it, and says so again', async () => {
    const alter = (text: string): string => text.replace(/^var showButton/m, 'xapi.there.isNone();\n$&');
    const codec = await servedCodec({ alter });
    for (const attempt of ['first', 'second']) {
      const { code, result, message } = await deploy(codec);
      expect([attempt, code, result]).toEqual([attempt, 1, 'failed']);
      expect(message).toMatch(/^Uncaught .*Error/);
    }
  });

  it('of an unchanged macro restarts it with --restart only', async () => {
    const { codec, seen } = await watched();
    await deploy(codec);
    expect([(await deploy(codec)).result, seen.restarts]).toEqual(['unchanged', 1]);
    expect([(await deploy(codec, '--restart')).result, seen.restarts]).toEqual(['deployed', 2]);
  });

  it('starts one macro although the codec refuses the other', async () => {
    const codec = await servedCodec();
    await run('deploy', codec, '--macro', REDIALER);
    codec.room.device.onCommand('Macros Macro Activate', ({ Name }) =>
      Name === SWITCHER ? refuse({ code: 1, message: 'Too many macros' }) : undefined,
    );
    const { code, rows } = await run('deploy', codec, '--restart');
    expect(code).toBe(1);
    expect(rows).toMatchObject([
      { macro: SWITCHER, result: 'failed', message: 'Too many macros (code 1)' },
      { macro: REDIALER, result: 'deployed' },
    ]);
  });

  it('adds no macro to its copy, which would work against it', async () => {
    const codec = await servedCodec();
    await deploy(codec);
    const text = textOn(codec);
    await run('remove', codec, ...ONE);
    save(codec, `${SWITCHER} (1)`, text);
    const { code, message } = await deploy(codec);
    const why = `the same macro runs as "${SWITCHER} (1)" (the subcommand remove removes both)`;
    expect([code, message]).toEqual([1, why]);
  });
});

function left({ room, macros }: ServedCodec) {
  return {
    macros: macros.activeMacros(),
    roles: [room.outputs.role(1), room.outputs.role(2)],
    monitors: room.device.readText('Configuration Video Monitors'),
    button: room.panel.buttons[SWITCHER] ?? '',
  };
}

const NOTHING = { macros: [], roles: ['Auto', 'Auto'], monitors: 'Auto', button: '' };

describe('the removal of a macro', () => {
  it.each(['Runtime/Restart', 'Panel/Remove', 'Macro/Remove'])(
    'that loses the connection at %s is completed by the next one',
    async (end) => {
      const { codec, seen } = await watched();
      await deploy(codec);
      seen.breaks = end;
      expect(await run('remove', codec, ...ONE)).toMatchObject({ code: 1, result: 'failed' });
      seen.breaks = 'nothing';
      expect(await run('remove', codec, ...ONE)).toMatchObject({ code: 0, result: 'removed' });
      expect(left(codec)).toEqual(NOTHING);
    },
  );

  it('fails if nothing answers to the removal of the button', async () => {
    const { codec, seen } = await watched();
    await deploy(codec);
    seen.unanswered = 'Panel/Remove';
    const { code, message } = await run('remove', codec, ...ONE, '--timeout', '2');
    expect(message).toContain('no answer to UserInterface Extensions Panel Remove within 2 s');
    expect(code).toBe(1);
  });

  it('resets roles and Video Monitors on firmware that the tables do not know', async () => {
    const codec = await servedCodec();
    codec.room.device.put('Status SystemUnit Software Version', 'ce9.14.3.1 abc');
    await deploy(codec);
    codec.room.phone.up();
    await until('people on the largest screen', () => codec.room.outputs.role(1) === 'Second');
    codec.room.phone.hangUp();
    expect(await run('remove', codec, ...ONE)).toMatchObject({ code: 0 });
    expect(left(codec)).toEqual(NOTHING);
  });

  it('takes away copies under names that browsers give to a second download', async () => {
    const codec = await servedCodec();
    await deploy(codec);
    save(codec, `${SWITCHER} (1)`, textOn(codec));
    const { code, rows } = await run('remove', codec, ...ONE);
    expect(rows.map(({ macro, result }) => [macro, result])).toEqual([
      [SWITCHER, 'removed'],
      [`${SWITCHER} (1)`, 'removed'],
    ]);
    expect(code).toBe(0);
    expect(left(codec)).toEqual(NOTHING);
  });
});
