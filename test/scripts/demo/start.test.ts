import { spawn } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { beforeAll, describe, expect, it } from 'vitest';
import { scenarios } from '../../../src/simulator/scenarios';

// eslint-disable-next-line no-control-regex
const CODES = /\x1b\[\d+m/g;

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly seconds: number;
}

/** Runs the command behind `npm start`. */
function start(options: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const env = { PATH: process.env['PATH'], ...environment };
    const child = spawn(process.execPath, ['scripts/run.mjs', 'demo', ...options], { env });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (more: string) => (out += more));
    child.stderr.setEncoding('utf8').on('data', (more: string) => (err += more));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err, seconds: (performance.now() - began) / 1000 }));
  });
}

/** Inserts something into the macro when it is read. */
const PLANTING = `
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  const { readFile } = fs.promises;
  fs.promises.readFile = async (path, how) => {
    const text = await readFile(path, how);
    return /macros/.test(path) ? text + '\\nPromise.reject(new Error("planted"));' : text;
  };
  syncBuiltinESMExports();`;

const planted = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(PLANTING)}` };

const runs = {
  tour: () => start([]),
  list: () => start(['--list']),
  redialer: () => start(['--no-build', '--scenario', 'gives-up'], { FORCE_COLOR: '1' }),
  switcher: () => start(['--no-build', '--scenario', 'presentation-screen-switcher/sleeping']),
  wrong: () => start(['--no-build', '--scenario', 'join-repaired'], planted),
  unknown: () => start(['--scenario', 'meetin']),
};

describe('npm start', () => {
  const ran: Partial<Record<keyof typeof runs, Ran>> = {};
  const of = (name: keyof typeof runs): Ran => ran[name] ?? { code: -1, out: '', err: '', seconds: Infinity };

  beforeAll(async () => {
    // First and alone, because its time is measured.
    ran.tour = await runs.tour();
    const names = Object.keys(runs) as (keyof typeof runs)[];
    const others = names.filter((name) => name !== 'tour');
    await Promise.all(others.map(async (name) => (ran[name] = await runs[name]())));
  }, 60_000);

  it('shows two scenarios in plain text, within 80 columns and ten seconds', () => {
    const { code, out, err, seconds } = of('tour');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^The codec of a meeting room/);
    expect(out).toMatch(/\nzoom-obtp-redialer\n[^]*somebody presses Join[^]*\nThe join failed at /);
    expect(out).toMatch(/\npresentation-screen-switcher\n[^]*┌─+┐[^]*\nThe share was on the largest screen /);
    expect(out).not.toMatch(CODES);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    // On a busy machine, everything takes longer, in proportion to the number of waiting processes.
    const waiting = Math.max(1, (loadavg()[0] ?? 0) / cpus().length);
    expect(seconds).toBeLessThan(10 * waiting);
  });

  it('lists every scenario, grouped by macro, and each scenario that has variants once', () => {
    const { code, out } = of('list');
    const groups = out.split(/^(?=\S)/m);
    expect(code).toBe(0);
    for (const [index, [macro, all]] of Object.entries(scenarios).entries()) {
      const names = [...(groups[index] ?? '').matchAll(/^ {2}(\S+)/gm)].map(([, name]) => name);
      expect(groups[index]).toMatch(new RegExp(`^${macro}\n`));
      const grouped = all.map(({ name }) =>
        name.replace(/\d-screens-largest-on-\d/, 'N-screens-largest-on-M'),
      );
      expect(names).toEqual([...new Set(grouped)]);
    }
    const words = out.replace(/\s+/g, ' ');
    for (const { title } of Object.values(scenarios).flat()) {
      expect(words).toContain(title.replace(/ \(\d screens.*/, ''));
    }
    const [, example] = /as in (\S+)\./.exec(words) ?? [];
    expect(
      Object.values(scenarios)
        .flat()
        .map(({ name }) => name),
    ).toContain(example);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('shows any one of them', () => {
    const { code, out } = of('switcher');
    expect(code).toBe(0);
    expect(out).toMatch(/presentation-screen-switcher, sleeping\n\nThe largest screen enters standby/);
    expect(out).toMatch(/ people {3}the screen on output 2 enters standby\n/);
    expect(out).toMatch(/ screens {2}participants on output 1\n\n +┌─+┐\n/);
    expect(out).toMatch(/output 2, 75″/);
  });

  it('is in color on request', () => {
    const { code, out } = of('redialer');
    const words = out.replace(CODES, '');
    expect(code).toBe(0);
    expect(out).not.toBe(words);
    expect(words).toMatch(/zoom-obtp-redialer, gives-up\n\nEvery redial fails; /);
    expect(words).toMatch(/ screen {3}shows "Zoom could not be reached/);
    expect(words).toMatch(/\nThe join failed at .*, and did not connect\.\n$/);
  });

  it('fails if a scenario fails, and explains why', () => {
    const { code, out, err } = of('wrong');
    expect(out).toMatch(/somebody presses Join/);
    expect(err).toBe('The scenario failed: unhandled rejection: Error: planted\n');
    expect(code).toBe(1);
  });

  it('fails for an unknown name, and suggests similar ones', () => {
    const { code, out, err } = of('unknown');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^There is no scenario "meetin"\. Similar names: meeting[,.]/);
    expect(err).toMatch(/npm start -- --list/);
  });
});
