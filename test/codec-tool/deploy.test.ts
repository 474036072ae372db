import { describe, expect, it } from 'vitest';
import { macroNamed } from '../../scripts/project/macro-folders';
import { runCodec } from './command-line';
import { servedCodec, trusting, until } from './served';

const SWITCHER = 'presentation-screen-switcher';

describe('npm run codec -- deploy', () => {
  it('installs a macro on a codec, where it switches the screens, and remove removes it', async () => {
    const { host, room, macros } = await servedCodec();
    const deployed = await runCodec(['deploy', '--host', host, '--macro', SWITCHER], trusting());
    const { version } = macroNamed(SWITCHER);
    expect(deployed.stdout.replace(/ +/g, ' ')).toContain(` deployed ready: version ${version}, 2 screens`);
    expect(deployed).toMatchObject({ code: 0 });
    expect(macros.activeMacros()).toEqual([SWITCHER]);

    room.phone.up();
    await until('people on the largest screen', () => room.screens()[2] === 'participants');
    room.shares.farEnd();
    await until('the presentation there', () => room.screens()[2] === 'presentation');
    expect(room.screens()).toEqual({ 1: 'participants', 2: 'presentation' });

    room.phone.hangUp();
    const removed = await runCodec(['remove', '--host', host, '--macro', SWITCHER], trusting());
    expect(removed).toMatchObject({ code: 0 });
    expect(macros.activeMacros()).toEqual([]);
    expect(room.panel.buttons[SWITCHER]).toBe('');
    expect([room.outputs.role(1), room.outputs.role(2)]).toEqual(['Auto', 'Auto']);
    expect(room.device.readText('Configuration Video Monitors')).toBe('Auto');
  });
});
