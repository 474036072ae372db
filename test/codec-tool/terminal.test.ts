/** What people see on a real terminal of 80 columns. */
import { describe, expect, it } from 'vitest';
import { onTerminal } from './real-process';
import { servedCodec, trusting } from './served';

describe('on a terminal of 80 columns', () => {
  it.each([1, 8])('check of %i codecs shows all of its report', async (count) => {
    const codecs = await Promise.all(Array.from({ length: count }, () => servedCodec()));
    const selected = codecs.flatMap(({ host }) => ['--host', host]);
    const { code, text } = await onTerminal(['check', ...selected], trusting());
    expect(text.match(/ranking, largest first: output 2, output 1/g)).toHaveLength(count);
    for (const { host } of codecs) expect(text).toContain(`${host}: Room Kit, firmware 11.14.5.0`);
    expect(text.match(/^ {2}output 2: .* driven at\n {4}1920x1080$/gm)).toHaveLength(count);
    // Nothing of the progress is left.
    expect(text).not.toMatch(/: (connecting|reading|subscribing)/);
    expect(code).toBe(0);
  });

  it('logs shows every line, also the last ones', async () => {
    const { host, macros } = await servedCodec();
    for (let line = 1; line <= 40; line += 1) macros.print('other', 'LOG', `line ${line}`);
    const { text } = await onTerminal(['logs', '--host', host, '--since-start', '--for', '1'], trusting());
    for (let line = 1; line <= 40; line += 1) expect(text).toMatch(new RegExp(`line ${line}$`, 'm'));
    expect(text).toMatch(/done$|done +/m);
  });

  it.each([
    [['--help'], 0],
    [['deploy', '--help'], 0],
    [['deploy', '--webex'], 2],
  ])('%j fits into the width', async (args, expected) => {
    const { code, text, tooLong } = await onTerminal(args, {});
    expect([code, tooLong]).toEqual([expected, []]);
    expect(text).toMatch(/^(Usage|error): [^]*\n/);
  });

  it('deploy fits into the width', async () => {
    const [one, two] = [await servedCodec(), await servedCodec()];
    const keys = [['Change 2 codecs?', 'y\r']] as const;
    const args = ['deploy', '--host', one.host, '--host', two.host, '--set', 'maxRedials=3'];
    const { code, text, tooLong } = await onTerminal(args, trusting(), { keys });
    expect(tooLong).toEqual([]);
    expect(text).toMatch(/maxRedials 2 → 3/);
    expect(text.match(/presentation-screen-switcher {2}deployed/g)).toHaveLength(2);
    expect(text).toMatch(/output 2 \(75 inches\) is the largest/);
    expect(code).toBe(0);
  });
});
