/** A run that failed or was interrupted is repeated: the next one does what is left to do. */
import { describe, expect, it } from 'vitest';
import { refuse } from '../../src/simulator/codec/rules';
import { runCodec } from './command-line';
import { servedCodec, trusting, until } from './served';
import type { Access, ServedCodec } from './served';

const SWITCHER = 'presentation-screen-switcher';
const REDIALER = 'zoom-obtp-redialer';

interface Printed {
  readonly macro: string;
  readonly result: string;
  readonly message: string;
}

async function run(subcommand: string, { host }: ServedCodec, ...more: readonly string[]) {
  const { code, stdout } = await runCodec([subcommand, '--host', host, '--json', ...more], trusting());
  return { code, rows: JSON.parse(stdout) as readonly Printed[] };
}

/** A codec that disconnects at these requests while `breaks` is on. */
async function breakable(end: string) {
  const state = { breaks: false };
  const fate: Access['fate'] = ({ method }) =>
    state.breaks && method.endsWith(end) ? 'disconnected' : { after: 0 };
  return { codec: await servedCodec({}, { fate }), state };
}

function copyUnder(name: string, { room }: ServedCodec, text: string): void {
  const ask = (method: string, params: object): void => {
    room.device.request({ method, params: { ...params } }, () => undefined);
  };
  ask('xCommand/Macros/Macro/Save', { Name: name, body: text });
  ask('xCommand/Macros/Macro/Activate', { Name: name });
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
      await run('deploy', codec, '--macro', SWITCHER);
      state.breaks = true;
      const broken = await run('remove', codec, '--macro', SWITCHER);
      expect([broken.code, broken.rows[0]?.result]).toEqual([1, 'failed']);
      state.breaks = false;
      const completed = await run('remove', codec, '--macro', SWITCHER);
      expect([completed.code, completed.rows[0]?.result]).toEqual([0, 'removed']);
      expect(left(codec)).toEqual(NOTHING);
    },
  );

  it('fails if nothing answers to the removal of the button', async () => {
    const codec = await servedCodec(
      {},
      { fate: ({ method }) => (method.endsWith('Panel/Remove') ? 'never answered' : { after: 0 }) },
    );
    await run('deploy', codec, '--macro', SWITCHER);
    const { code, rows } = await run('remove', codec, '--macro', SWITCHER, '--timeout', '2');
    expect(code).toBe(1);
    expect(rows[0]?.message).toContain('no answer to UserInterface Extensions Panel Remove within 2 s');
  });

  it('resets roles and Video Monitors on firmware that the tables do not know', async () => {
    const codec = await servedCodec();
    codec.room.device.put('Status SystemUnit Software Version', 'ce9.14.3.1 abc');
    await run('deploy', codec, '--macro', SWITCHER);
    codec.room.phone.up();
    await until('people on the largest screen', () => codec.room.outputs.role(1) === 'Second');
    codec.room.phone.hangUp();
    const { code } = await run('remove', codec, '--macro', SWITCHER);
    expect(code).toBe(0);
    expect(left(codec)).toEqual(NOTHING);
  });

  it('removes copies under names that browsers give to a second download', async () => {
    const codec = await servedCodec();
    await run('deploy', codec, '--macro', SWITCHER);
    const [text = ''] = textsOn(codec);
    copyUnder(`${SWITCHER} (1)`, codec, text);
    const { code, rows } = await run('remove', codec, '--macro', SWITCHER);
    expect(rows.map(({ macro, result }) => [macro, result])).toEqual([
      [SWITCHER, 'removed'],
      [`${SWITCHER} (1)`, 'removed'],
    ]);
    expect(code).toBe(0);
    expect(left(codec)).toEqual(NOTHING);
  });
});

function textsOn({ room }: ServedCodec): readonly string[] {
  const answer = room.device.request(
    { method: 'xCommand/Macros/Macro/Get', params: { Content: 'True' } },
    () => undefined,
  ) as { readonly Macro?: readonly { readonly Content: string }[] };
  return (answer.Macro ?? []).map(({ Content }) => Content);
}

describe('npm run codec -- deploy', () => {
  it('that loses the connection before the restart is completed by the next one', async () => {
    const { codec, state } = await breakable('Runtime/Restart');
    state.breaks = true;
    const broken = await run('deploy', codec, '--macro', SWITCHER);
    expect(broken.rows[0]?.message).toMatch(
      /closed by the codec; done before: saved .*, activated .*; not done: the rest/,
    );
    state.breaks = false;
    const completed = await run('deploy', codec, '--macro', SWITCHER);
    expect(completed.rows).toMatchObject([{ result: 'deployed' }]);
  });

  it('restarts an unchanged macro whose last line is an error, and says so again', async () => {
    const codec = await servedCodec({
      alter: (text) => text.replace(/^var showButton/m, 'xapi.there.isNone();\n$&'),
    });
    for (const attempt of ['first', 'second']) {
      const { code, rows } = await run('deploy', codec, '--macro', SWITCHER);
      expect([attempt, code, rows[0]?.result]).toEqual([attempt, 1, 'failed']);
      expect(rows[0]?.message).toMatch(/^Uncaught .*Error/);
    }
  });

  it('restarts an unchanged macro with --restart', async () => {
    const codec = await servedCodec();
    await run('deploy', codec, '--macro', SWITCHER);
    const unchanged = await run('deploy', codec, '--macro', SWITCHER);
    expect(unchanged.rows).toMatchObject([{ result: 'unchanged' }]);
    const restarted = await run('deploy', codec, '--macro', SWITCHER, '--restart');
    expect(restarted.rows).toMatchObject([{ result: 'deployed' }]);
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
    await run('deploy', codec, '--macro', SWITCHER);
    const [text = ''] = textsOn(codec);
    await run('remove', codec, '--macro', SWITCHER);
    copyUnder(`${SWITCHER} (1)`, codec, text);
    const { code, rows } = await run('deploy', codec, '--macro', SWITCHER);
    expect([code, rows[0]?.message]).toEqual([
      1,
      `the same macro runs as "${SWITCHER} (1)" (the subcommand remove removes both)`,
    ]);
  });
});
