/** Every command, file, heading and figure in the documents is that of the project. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LONGEST_PAUSE_MS, SILENCE_MS } from '../src/macro/backoff';
import { LOOK_EVERY_MS, LOOK_WHEN_IDLE_EVERY_MS } from '../src/presentation-screen-switcher/reconciler';
import { BACK_AFTER_MS, GONE_AFTER_MS } from '../src/presentation-screen-switcher/screens';
import { MOST_ATTEMPTS } from '../src/presentation-screen-switcher/writer';
import { BUDGET_MS, MEETINGS } from '../src/zoom-obtp-redialer/repair';
import { CALENDAR_TIMEOUT_MS, JOIN_MARGIN_MS } from '../src/zoom-obtp-redialer/calendar';
import { CLEARING_TIMEOUT_MS } from '../src/zoom-obtp-redialer/repair';
import { LINE_SECONDS } from '../src/zoom-obtp-redialer/screen';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'scripts/README.md',
  'src/codec-tool/README.md',
  'src/simulator/README.md',
  ...readdirSync('macros')
    .filter((name) => !name.includes('.'))
    .map((name) => `macros/${name}/README.md`),
];
const { scripts, engines } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>;
  engines: { node: string };
};

function all(pattern: RegExp, text: string): readonly string[] {
  return [...text.matchAll(pattern)].map(([, found]) => found ?? '');
}

/** A heading's anchor, as code hosts make it. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replace(/ /g, '-');
}

describe.each(pages)('%s', (page) => {
  const text = readFileSync(page, 'utf8');

  it('names npm scripts that exist', () => {
    const named = [...all(/npm run ([\w:]+)/g, text), ...all(/npm (start|test)\b/g, text)];
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('links to files and headings that exist', () => {
    const links = all(/\]\(([^)\s]+)\)/g, text).filter((link) => !link.includes('://'));
    const broken = links.filter((link) => {
      const [path = '', heading] = link.split('#');
      const file = path === '' ? page : join(dirname(page), path);
      if (!existsSync(file)) return true;
      return (
        heading !== undefined &&
        !all(/^#+ (.*)$/gm, readFileSync(file, 'utf8'))
          .map(anchor)
          .includes(heading)
      );
    });
    expect(broken).toEqual([]);
  });

  it('names files and folders of the project that exist', () => {
    const named = all(/(?:`|^ {4})((?:src|test|macros|scripts)\/[\w./-]*)(?:`| {2,})/gm, text);
    expect(named.filter((file) => !/\bNAME\b/.test(file) && !existsSync(file))).toEqual([]);
  });

  it('names the downloadable files correctly', () => {
    const named = all(/`([\w-]+(?:\.legacy)?\.js)`/g, text);
    const macros = page.startsWith('macros/') ? [dirname(page)] : [];
    expect(macros.length === 0 || named.length > 0).toBe(true);
    expect(macros.flatMap((folder) => named.filter((file) => !existsSync(join(folder, file))))).toEqual([]);
  });
});

describe('the worked example in CONTRIBUTING.md', () =>
  it('names a constant of the sources', () => {
    const [, name = '', file = ''] =
      /The rule is the constant `(\w+)` in\s+\[`([^`]+)`\]/.exec(readFileSync('CONTRIBUTING.md', 'utf8')) ??
      [];
    expect(readFileSync(file, 'utf8')).toContain(`const ${name} =`);
  }));

const NUMERALS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** A time in words, as in "five minutes". */
function inWords(milliseconds: number): string {
  const [count, unit] =
    milliseconds % 60_000 === 0 ? [milliseconds / 60_000, 'minute'] : [milliseconds / 1000, 'second'];
  return `${NUMERALS[count] ?? count} ${unit}${count === 1 ? '' : 's'}`;
}

/** Change a figure here and in the document when its constant changes. */
describe('the figures', () => {
  const switcher = 'presentation-screen-switcher';
  const redialer = 'zoom-obtp-redialer';

  it.each([
    [switcher, `A screen counts as gone ${inWords(GONE_AFTER_MS)} after`],
    [switcher, `counts again when it has stayed for ${inWords(BACK_AFTER_MS)}.`],
    [switcher, `The macro reads the codec every ${inWords(LOOK_EVERY_MS)} in a call or a share,`],
    [switcher, `otherwise every ${inWords(LOOK_WHEN_IDLE_EVERY_MS)}.`],
    [switcher, `What fails is tried again after ${inWords(LONGEST_PAUSE_MS)} at the latest.`],
    [
      switcher,
      `After ${NUMERALS[MOST_ATTEMPTS] ?? ''} attempts, the button and refused settings wait ${inWords(SILENCE_MS)}.`,
    ],
    [switcher, `It also tries again after ${inWords(SILENCE_MS)}.`],
    [redialer, `The codec still lists the failed call after ${inWords(CLEARING_TIMEOUT_MS)},`],
    [redialer, `at most \`maxRedials\` times within ${inWords(BUDGET_MS)},`],
    [redialer, `all meetings together at most ${NUMERALS[MEETINGS] ?? ''} times as often`],
    [redialer, `It waits for the calendar up to ${inWords(CALENDAR_TIMEOUT_MS)}`],
    [redialer, `that starts within ${inWords(JOIN_MARGIN_MS)},`],
    [redialer, `its message stays on the screen until its ${inWords(LINE_SECONDS * 1000)} are over`],
  ])('of %s: "%s"', (macro, sentence) => {
    const text = readFileSync(`macros/${macro}/README.md`, 'utf8').replace(/\s+/g, ' ');
    // The whole page would bury what is missing.
    expect(text.includes(sentence)).toBe(true);
  });

  it.each(['README.md', 'CONTRIBUTING.md'])('of %s: the versions of Node.js', (page) => {
    const [, versions = ''] = /Node(?:\.js)? (\d[^)]*\))/.exec(readFileSync(page, 'utf8')) ?? [];
    const oldest = engines.node.split('||').map((range) => range.replace(/[^\d.]/g, '').replace(/\.0$/, ''));
    expect(oldest.filter((version) => !versions.includes(version))).toEqual([]);
  });
});
