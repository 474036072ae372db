/** Macros of served codecs: what one does wrong ends on its own codec. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { root } from '../../../scripts/project/root';
import { loadEngine } from '../../../src/simulator/server/macro-in-vm';
import { simulatedCodec } from '../../../src/simulator/server/real-time-codec';
import type { SimulatedCodec } from '../../../src/simulator/server/real-time-codec';

const engine = await loadEngine();

/** A codec with active macros, after its runtime was started and some seconds have passed. */
async function codecWith(macros: Readonly<Record<string, string>>, unresponsiveMs = 5000) {
  const codec = simulatedCodec({ engine, unresponsiveMs });
  for (const [name, text] of Object.entries(macros)) {
    ask(codec, 'Macro/Save', { Name: name, body: text });
    ask(codec, 'Macro/Activate', { Name: name });
  }
  ask(codec, 'Runtime/Restart', {});
  await codec.room.clock.run(3000);
  return codec;
}

function ask({ room }: SimulatedCodec, command: string, params: object): unknown {
  return room.device.request(
    { method: `xCommand/Macros/${command}`, params: { ...params } },
    () => undefined,
  );
}

function logOf(codec: SimulatedCodec): readonly string[] {
  const { Line = [] } = ask(codec, 'Log/Get', {}) as {
    readonly Line?: readonly { readonly Macro: string; readonly Level: string; readonly Message: string }[];
  };
  return Line.filter(({ Macro }) => Macro !== '[system]').map(
    ({ Macro, Level, Message }) => `${Macro} ${Level} ${Message}`,
  );
}

const CLOCK = `let count = 0;
const beat = () => { count += 1; console.log('beat ' + count); setTimeout(beat, 1000); };
setTimeout(beat, 1000);`;

const LOOPS: Readonly<Record<string, string>> = {
  'a timer': 'setTimeout(() => { for (;;); }, 500);',
  'a promise job': 'setTimeout(() => { Promise.resolve().then(() => { for (;;); }); }, 500);',
  'promise jobs without end': 'const next = () => Promise.resolve().then(next); setTimeout(next, 500);',
  'an async function': 'setTimeout(async () => { for (;;) await null; }, 500);',
  'an answer of the codec': "xapi.status.get('SystemUnit Software Version').then(() => { for (;;); });",
  feedback: "xapi.event.on('Macros Log', () => { for (;;); }); setTimeout(() => console.log('now'), 500);",
  'the text of an error': 'setTimeout(() => { throw { toString: () => { for (;;); } }; }, 500);',
  'the text of a line': 'setTimeout(() => { console.log({ toString: () => { for (;;); } }); }, 500);',
};

describe('a macro in node:vm', () => {
  it.each(Object.keys(LOOPS))('that loops in %s stops the macros of its codec only', async (where) => {
    const looping = codecWith(
      { clock: CLOCK, loop: `import xapi from 'xapi';\n${LOOPS[where] ?? ''}` },
      1000,
    );
    const [codec, other] = await Promise.all([looping, codecWith({ clock: CLOCK })]);
    expect(logOf(codec).at(-1)).toBe('loop ERROR The macro was unresponsive for 1 s: all macros are stopped');
    expect(ask(codec, 'Runtime/Status', {})).toMatchObject({ Running: 'False' });
    expect(logOf(other)).toEqual(['clock LOG beat 1', 'clock LOG beat 2']);
    // The codec itself lives on, and so do its macros after a restart.
    ask(codec, 'Macro/Deactivate', { Name: 'loop' });
    ask(codec, 'Runtime/Restart', {});
    await codec.room.clock.run(2000);
    expect(logOf(codec).at(-1)).toBe('clock LOG beat 1');
  });

  it('that loops at its start is not started; the others are', async () => {
    const codec = await codecWith({ loop: 'for (;;);', clock: CLOCK }, 200);
    expect(logOf(codec)).toEqual([
      'loop ERROR Uncaught The macro was unresponsive for 0.2 s',
      'clock LOG beat 1',
      'clock LOG beat 2',
    ]);
  });

  it('whose timers take no time does not hold up the codec', async () => {
    const codec = await codecWith({ busy: 'const run = () => setTimeout(run); run();', clock: CLOCK });
    expect(logOf(codec)).toEqual(['clock LOG beat 1', 'clock LOG beat 2']);
  });

  it.each([
    ['const xapi = require("xapi");', 'CommonJS'],
    ['import xapi from "xapi";', 'a module'],
    ['import * as xapi from "xapi";', 'a namespace'],
  ])('gets the codec with %s', async (line) => {
    const text = `${line}
xapi.status.get('SystemUnit ProductPlatform').then((name) => console.info(name, Array.isArray([])));
xapi.command('Nonsense').catch((error) => console.warn(error.code, error.message));`;
    expect(logOf(await codecWith({ text }))).toEqual([
      'text INFO Room Kit true',
      'text WARN 3 Unknown command',
    ]);
  });

  it.each([
    ['const = 1;', 'SyntaxError: Expected identifier but found "="'],
    ['nothing();', 'ReferenceError: nothing is not defined'],
    ['throw { code: 3 };', '{"code":3}'],
    ['import fs from "fs"; fs.read();', 'Error: a macro can import xapi only, not fs'],
    ['process.exit();', 'ReferenceError: process is not defined'],
  ])('that begins with %s is not started', async (text, message) => {
    expect(logOf(await codecWith({ text }))).toEqual([`text ERROR Uncaught ${message}`]);
  });

  it('that loses a rejection stops the macros of its codec, and nothing else', () => {
    // In a process of its own, because the test runner reports unhandled rejections, too.
    const script = `
      import { loadEngine } from './src/simulator/server/macro-in-vm';
      import { simulatedCodec } from './src/simulator/server/real-time-codec';
      const codec = simulatedCodec({ engine: await loadEngine() });
      const ask = (command, params) =>
        codec.room.device.request({ method: 'xCommand/Macros/' + command, params }, () => undefined);
      ask('Macro/Save', { Name: 'bad', body: 'setTimeout(async () => { throw new TypeError("lost"); }, 500);' });
      ask('Macro/Activate', { Name: 'bad' });
      ask('Runtime/Restart', {});
      await codec.room.clock.run(2000);
      await new Promise((resolve) => setTimeout(resolve, 10));
      console.log(ask('Log/Get', {}).Line.at(-1).Message, ask('Runtime/Status', {}).Running);`;
    const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
    const output = execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    expect(output).toBe('Unhandled rejection: TypeError: lost: all macros are stopped False\n');
  });

  it('that throws in a timer goes on', async () => {
    const codec = await codecWith({ bad: `setTimeout(() => nothing(), 500);\n${CLOCK}` });
    expect(logOf(codec)).toEqual([
      'bad ERROR Uncaught ReferenceError: nothing is not defined',
      'bad LOG beat 1',
      'bad LOG beat 2',
    ]);
  });
});
