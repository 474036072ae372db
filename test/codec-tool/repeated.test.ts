/** A run that failed or was interrupted is repeated: the next one does what is left to do. */
import { describe, expect, it } from 'vitest';
import { refuse } from '../../src/simulator/codec/product-rules';
import type { Access } from '../../src/simulator/server/codec-server';
import { REDIALER, run, save, servedCodec, SWITCHER, textOn, until } from './served';
import type { Rows, ServedCodec } from './served';

const ONE = ['--macro', SWITCHER];

function deploy(codec: ServedCodec, ...more: readonly string[]): Promise<Rows> {
  return run('deploy', codec, ...ONE, ...more);
}

/** A codec with the macro that disconnects at these requests while `breaks` is on. */
async function breakable(end: string) {
  const state = { breaks: false };
  const fate: Access['fate'] = ({ method }) =>
    state.breaks && method.endsWith(end) ? 'disconnected' : { after: 0 };
  return { codec: await servedCodec({}, { fate }), state };
}

function left({ room, macros }: ServedCodec) {
  return {
    macros: macros.activeMacros(),
    roles: [room.outputs.role(1), room.outputs.role(2)],
    monitors: room.device.readText('Configuration Video Monitors'),
    button: room.panel.buttons[SWITCHER] ?? '',
  };
}

const NOTHING = { macros: [], roles: ['Auto', 'Auto'], monitors: 'Auto', button: '' };

describe('npm run codec -- remove', () => {
  it.each(['Runtime/Restart', 'Panel/Remove', 'Macro/Remove'])(
    'that loses the connection at %s is completed by the next one',
    async (end) => {
      const { codec, state } = await breakable(end);
      await deploy(codec);
      state.breaks = true;
      expect(await run('remove', codec, ...ONE)).toMatchObject({ code: 1, result: 'failed' });
      state.breaks = false;
      expect(await run('remove', codec, ...ONE)).toMatchObject({ code: 0, result: 'removed' });
      expect(left(codec)).toEqual(NOTHING);
    },
  );

  it('fails if nothing answers to the removal of the button', async () => {
    const fate: Access['fate'] = ({ method }) =>
      method.endsWith('Panel/Remove') ? 'never answered' : { after: 0 };
    const codec = await servedCodec({}, { fate });
    await deploy(codec);
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

  it('removes copies under names that browsers give to a second download', async () => {
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

describe('npm run codec -- deploy', () => {
  it('restarts an unchanged macro whose last line is an error, and says so again', async () => {
    const alter = (text: string): string => text.replace(/^var showButton/m, 'xapi.there.isNone();\n$&');
    const codec = await servedCodec({ alter });
    for (const attempt of ['first', 'second']) {
      const { code, result, message } = await deploy(codec);
      expect([attempt, code, result]).toEqual([attempt, 1, 'failed']);
      expect(message).toMatch(/^Uncaught .*Error/);
    }
  });

  it('restarts an unchanged macro with --restart only', async () => {
    const codec = await servedCodec();
    await deploy(codec);
    let restarts = 0;
    codec.room.device.onCommand('Macros Runtime Restart', () => {
      restarts += 1;
      codec.macros.print(SWITCHER, 'INFO', 'ready: again');
      return undefined;
    });
    expect([(await deploy(codec)).result, restarts]).toEqual(['unchanged', 0]);
    expect([(await deploy(codec, '--restart')).result, restarts]).toEqual(['deployed', 1]);
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

  it('refuses to add a macro to its copy, which would work against it', async () => {
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
