/** What an installer relies on: the manifest, and a line for each setting that can be replaced; and that all is fresh. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'acorn';
import type { Literal, Program } from 'acorn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { artifacts, staleFiles } from '../../scripts/build/artifacts';
import { root } from '../../scripts/project/root';
import { playInQuickJs } from '../../scripts/engines/quickjs/run';
import { titleOf } from '../../scripts/build/manifest';
import { screensPicture } from '../../scripts/pictures/screens-picture';
import { timelinePicture } from '../../scripts/pictures/timeline-picture';
import { settingsTable, withPart } from '../../scripts/build/readme';
import { settingsBlock } from '../../scripts/build/settings-block';
import { acceptedBy } from '../../src/macro/settings';
import type { Setting } from '../../src/macro/settings';
import {
  declared as ofSwitcher,
  help as switcherHelp,
} from '../../src/presentation-screen-switcher/settings';
import { declared as ofRedialer, help as redialerHelp } from '../../src/zoom-obtp-redialer/settings';
import { node, roomWith } from '../simulate';
import { meeting, meetingRoom, repairedJoin } from '../../scripts/pictures/moments';
import { Room } from '../../src/simulator/room/room';
import type { RoomPlan } from '../../src/simulator/room/room';
import { scenarios } from '../../src/simulator/scenarios';
import type { Entry } from '../../src/simulator/room/context';

type Value = string | number | boolean;

/** A setting, with other values than its default, and what shows that a value is used. */
interface Case {
  readonly id: string;
  readonly other: Value;
  /** The same value as text, as a form may hand it over. */
  readonly asText?: string;
  readonly wrong: readonly Value[];
  /** What the room saw of the value. */
  readonly seen: (room: Room) => unknown;
  readonly expected: unknown;
}

interface Macro {
  readonly name: string;
  readonly declared: Readonly<Record<string, Setting>>;
  readonly help: Readonly<Record<string, string>>;
  readonly plan: Omit<RoomPlan, 'engine' | 'macro'>;
  /** A story in which every setting matters. */
  readonly story: (room: Room) => Promise<void>;
  /** Scenarios in which settings show in the journal. */
  readonly scenarios: readonly string[];
  readonly cases: readonly Case[];
}

/** Text that breaks what is quoted or replaced without care. */
const HOSTILE = `"It's" $& $1 \\ \\n \\' Größe 大 🖥 <b> ;//`;

const switcher: Macro = {
  name: 'presentation-screen-switcher',
  declared: ofSwitcher,
  help: switcherHelp,
  plan: meetingRoom,
  scenarios: ['meeting'],
  async story(room) {
    room.start();
    await room.wait(3);
    room.shares.begin('HDMI');
    await room.wait(3);
    room.shares.stop();
    await room.wait(3);
    room.phone.up();
    await room.wait(3);
    room.shares.farEnd();
    await room.wait(3);
    room.phone.hangUp();
    await room.wait(3);
  },
  cases: [
    {
      id: 'largestOutput',
      other: 1,
      asText: '1',
      wrong: [10, -1, 1.5, 'two', ''],
      seen: ({ journal }) =>
        textsOf(journal).filter((line) => line.includes('output 1 (43″) is the largest')).length,
      expected: 1,
    },
    {
      id: 'switchWhen',
      other: 'Always',
      asText: ' always ',
      wrong: ['Never', '', true],
      seen: ({ journal }) => textsOf(journal).filter((line) => line.startsWith('sharing: ')).length,
      expected: 2,
    },
    {
      id: 'setVideoMonitors',
      other: false,
      asText: 'False',
      wrong: ['no', 0, ''],
      seen: ({ device }) => device.readText('Configuration Video Monitors'),
      expected: 'Auto',
    },
    {
      id: 'showButton',
      other: false,
      asText: 'false',
      wrong: ['off', 2],
      seen: ({ panel }) => panel.buttons['presentation-screen-switcher'] ?? '',
      expected: '',
    },
    {
      id: 'buttonName',
      other: HOSTILE,
      wrong: ['', '   ', 'x'.repeat(41)],
      seen: ({ panel }) =>
        /<Name>(.*)<\/Name>/
          .exec(panel.buttons['presentation-screen-switcher'] ?? '')?.[1]
          ?.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))),
      expected: HOSTILE,
    },
  ],
};

const redialer: Macro = {
  name: 'zoom-obtp-redialer',
  declared: ofRedialer,
  help: redialerHelp,
  plan: {},
  scenarios: ['join-repaired', 'gives-up', 'no-meeting-anywhere'],
  async story(room) {
    room.start();
    await room.wait(1);
    room.phone.joinZoom('sip:81234567890@zoom.example.org');
    await room.wait(9);
    room.phone.hangUp();
    await room.wait(1);
    room.phone.joinZoom('sip:zoomcrc.com');
    await room.wait(9);
    room.phone.dialOutcome = () => 'SSL failure';
    room.phone.joinZoom('sip:98765432100@zoomcrc.com');
    await room.wait(30);
  },
  cases: [
    {
      id: 'zoomDomains',
      other: 'Zoomcrc.com , zoom.example.org',
      wrong: ['', 'zoomcrc', 'zoomcrc com', `zoom'crc".com`, 3],
      seen: ({ phone }) => phone.dialed.map(({ number }) => number)[0],
      expected: '81234567890@zoom.example.org',
    },
    {
      id: 'redialProtocol',
      other: 'H323',
      asText: 'h323',
      wrong: ['Webex', '', 323],
      seen: ({ phone }) => phone.dialed.map(({ protocol }) => protocol),
      expected: ['H323', 'H323'],
    },
    {
      id: 'redialDelaySeconds',
      other: 2.5,
      asText: '2.5',
      wrong: [11, -1, 'soon', ''],
      seen: ({ journal }) => pause(journal),
      expected: 2.5,
    },
    {
      id: 'maxRedials',
      other: 1,
      asText: '1',
      wrong: [0, 4, 1.5, 'many', false],
      seen: ({ phone }) => phone.dialed.length,
      expected: 1,
    },
    {
      id: 'sslKeywords',
      other: 'quota, Bandwidth',
      wrong: ['', 's;t', '$&', 'x'],
      seen: ({ phone }) => phone.dialed.length,
      expected: 0,
    },
    {
      id: 'showMessages',
      other: false,
      asText: 'FALSE',
      wrong: ['no', 1],
      seen: ({ journal }) => said(journal),
      expected: [],
    },
    {
      id: 'messageConnecting',
      other: HOSTILE,
      wrong: ['', 'x'.repeat(141)],
      seen: ({ journal }) => said(journal)[0],
      expected: `line: ${HOSTILE}`,
    },
    {
      id: 'messageNotReached',
      other: HOSTILE,
      wrong: ['', 'x'.repeat(256)],
      seen: ({ journal }) => said(journal).slice(-1)[0],
      expected: `alert: ${HOSTILE}`,
    },
    {
      id: 'messageNoMeeting',
      other: HOSTILE,
      wrong: ['', 'x'.repeat(256)],
      seen: ({ journal }) => said(journal).filter((line) => line.startsWith('alert: '))[0],
      expected: `alert: ${HOSTILE}`,
    },
  ],
};

function textsOf(journal: readonly Entry[]): readonly string[] {
  return journal.map(({ text }) => text);
}

function said(journal: readonly Entry[]): readonly string[] {
  return textsOf(journal).filter((line) => /^(line|alert): /.test(line));
}

/** Seconds from a failure to its redial. */
function pause(journal: readonly Entry[]): number | undefined {
  const redial = journal.findIndex(({ text }) => text.includes(': redialling over '));
  const failure = journal.slice(0, redial).filter(({ text }) => text.endsWith(', repairing the join'));
  const milliseconds = (journal[redial]?.at ?? NaN) - (failure.pop()?.at ?? NaN);
  return Math.round(milliseconds / 100) / 10;
}

function fileOf(macro: string, ending: string): string {
  return readFileSync(join(root, 'macros', macro, macro + ending), 'utf8');
}

/** How installers may write a text. */
const QUOTED: Readonly<Record<string, (value: string) => string>> = {
  'double quotes': (value) => JSON.stringify(value),
  'single quotes': (value) => `'${value.replace(/['\\]/g, '\\$&')}'`,
};

/** The installer: by regular expression, the first line of the form. */
function installed(text: string, values: Readonly<Record<string, Value>>, quotes = 'double quotes'): string {
  return Object.entries(values).reduce((changed, [id, value]) => {
    const literal = typeof value === 'string' ? QUOTED[quotes]?.(value) : String(value);
    return changed.replace(new RegExp(`^var ${id} = .*;$`, 'm'), () => `var ${id} = ${literal ?? ''};`);
  }, text);
}

/** A room with the text of a macro in it, the legacy form. */
function roomWithText(plan: Omit<RoomPlan, 'engine' | 'macro'>, text: string): Room {
  return new Room({
    ...plan,
    engine: node,
    macro: ({ xapi, runtime }) => {
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- it is what a codec does with a macro
      const run = new Function('require', 'setTimeout', 'clearTimeout', 'console', 'Date', text) as (
        ...globals: readonly unknown[]
      ) => void;
      const later = (then: () => void, milliseconds: number): number => runtime.after(milliseconds, then);
      const time = { now: () => runtime.now(), parse: (date: string) => Date.parse(date) };
      const cancel = (timer: number): void => {
        runtime.cancel(timer);
      };
      run(() => xapi, later, cancel, { log: runtime.log, warn: runtime.warn, error: runtime.error }, time);
    },
  });
}

/** What happened in the macro's story with some values. */
async function told(macro: Macro, values: Readonly<Record<string, Value>>, quotes?: string): Promise<Room> {
  const room = roomWithText(macro.plan, installed(fileOf(macro.name, '.legacy.js'), values, quotes));
  await macro.story(room);
  return room;
}

/** A form of a macro as its parts, each with what it says. */
const FORMS = [
  { ending: '.js', program: { ecmaVersion: 2022, sourceType: 'module' }, above: ['ImportDeclaration'] },
  {
    ending: '.legacy.js',
    program: { ecmaVersion: 5, sourceType: 'script' },
    above: ['ExpressionStatement', 'VariableDeclaration'],
  },
] as const;

/** The name and the value of a top-level variable. */
function variable(statement: Program['body'][number] | undefined): readonly [name: string, value: unknown] {
  if (statement?.type !== 'VariableDeclaration') return ['', statement?.type];
  const [{ id, init } = { id: undefined, init: undefined }] = statement.declarations;
  return [id?.type === 'Identifier' ? id.name : '', (init as Literal).value];
}

describe.each([redialer, switcher])('$name', (macro) => {
  const { name, declared, help, cases } = macro;
  const ids = Object.keys(declared);

  it('has a case for every setting', () => {
    expect(cases.map(({ id }) => id)).toEqual(ids);
  });

  it('has a manifest with one parameter for each setting', () => {
    const text = readFileSync(join(root, 'macros', name, 'manifest.json'), 'utf8');
    const manifest: unknown = JSON.parse(text);
    expect(manifest).toEqual({
      version: '1',
      macroVersion: '1.0.0',
      profile: {
        macro: { items: [{ payload: `./${name}.js`, type: 'url', id: name }] },
        userParams: ids.map((id) => {
          const setting = declared[id] ?? { default: '', maxLength: 0 };
          const isOption = 'choices' in setting;
          const types = { boolean: 'bool', number: 'number', string: isOption ? 'option' : 'string' };
          return {
            id,
            name: expect.stringMatching(/^[A-Z][A-Za-z ]+$/) as string,
            info: `${help[id] ?? ''} Accepts ${acceptedBy(setting)}.`,
            type: types[typeof setting.default as 'boolean' | 'number' | 'string'],
            ...(isOption
              ? {
                  values: Object.fromEntries(
                    setting.choices.map((choice) => [choice, expect.stringMatching(/^[A-Z]/) as string]),
                  ),
                }
              : {}),
            default: setting.default,
            domain: name,
            required: false,
          };
        }),
      },
    });
  });

  describe.each(FORMS)('$ending', ({ ending, program, above }) => {
    const text = fileOf(name, ending);
    const { body: statements } = parse(text, program);
    const original = statements.map(({ start, end }) => text.slice(start, end));

    it('has its settings before any code, one literal a line, in the order in which they are declared', () => {
      expect(statements.slice(0, above.length).map(({ type }) => type)).toEqual(above);
      const settings = statements.slice(above.length, above.length + ids.length).map(variable);
      expect(settings).toEqual(ids.map((id) => [id, declared[id]?.default]));
    });

    it.each(ids)('has one line for %s that an installer can find', (id) => {
      const lines = text.match(new RegExp(`^var ${id} = .*;$`, 'gm')) ?? [];
      expect(lines).toHaveLength(1);
      // However careless the installer's expression is.
      expect(text.match(new RegExp(`\\b(?:var|let|const)\\s+${id}\\b`, 'g'))).toHaveLength(1);
      expect(lines[0]?.slice(0, -1)).not.toContain(';');
    });

    it.each(cases)('can be parsed with another $id, and nothing else has changed', ({ id, other }) => {
      for (const quotes of Object.keys(QUOTED)) {
        const changed = installed(text, { [id]: other }, quotes);
        const at = above.length + ids.indexOf(id);
        const { body } = parse(changed, program);
        const parts = body.map(({ start, end }) => changed.slice(start, end));
        expect(variable(body[at])).toEqual([id, other]);
        parts[at] = original[at] ?? '';
        expect(parts).toEqual(original);
      }
    });
  });

  it.each(cases)('uses another $id', async ({ id, other, seen, expected }) => {
    expect(seen(await told(macro, {}))).not.toEqual(expected);
    for (const quotes of Object.keys(QUOTED)) {
      expect(seen(await told(macro, { [id]: other }, quotes))).toEqual(expected);
    }
  });

  it.each(cases.filter(({ asText }) => asText !== undefined))(
    'takes $id as text',
    async ({ id, other, asText = '' }) => {
      const { journal } = await told(macro, { [id]: asText });
      expect(journal).toEqual((await told(macro, { [id]: other })).journal);
      expect(journal.filter(({ who }) => who === 'warning')).toEqual([]);
    },
  );

  it.each(cases)('goes on with the default where $id is wrong, and says so', async ({ id, wrong }) => {
    const right = await told(macro, {});
    for (const value of wrong) {
      const room = await told(macro, { [id]: value });
      const warning: unknown = expect.stringMatching(new RegExp(`^${id}: expected .*, got ".*"; using `));
      expect(room.journal.filter(({ who }) => who === 'warning')).toEqual([
        { at: 0, who: 'warning', text: warning },
      ]);
      expect(room.journal.filter(({ who }) => who !== 'warning')).toEqual(right.journal);
      expect(room.phone.dialed).toEqual(right.phone.dialed);
      expect(room.panel.buttons).toEqual(right.panel.buttons);
      expect(room.screens()).toEqual(right.screens());
    }
  });

  it('uses all of them in QuickJS too', async () => {
    // Not so that nothing is left to be seen.
    const keep = ['sslKeywords', 'showMessages', 'showButton'];
    const values: Record<string, Value> = {};
    for (const { id, other } of cases) if (!keep.includes(id)) values[id] = other;
    const probe = `\nconsole.log(JSON.stringify([${ids.join(', ')}]));\n`;
    const module = installed(fileOf(name, '.js'), values) + probe;
    const legacy = installed(fileOf(name, '.legacy.js'), values) + probe;
    const all = JSON.stringify(ids.map((id) => values[id] ?? declared[id]?.default));
    for (const story of macro.scenarios) {
      const scenario = (scenarios[name] ?? []).find((one) => one.name === story);
      const room = roomWithText(scenario?.plan ?? {}, legacy);
      const error = await Promise.resolve(scenario?.play(room)).then(
        () => '',
        (reason: unknown) => String(reason),
      );
      const played = await playInQuickJs(name, module, story);
      expect(textsOf(played.journal)).toContain(all);
      expect(played).toEqual({ error, journal: room.journal });
    }
  });
});

describe('titles', () => {
  it.each([
    ['zoomDomains', 'Zoom domains'],
    ['sslKeywords', 'SSL keywords'],
    ['wordsOfSsl', 'Words of SSL'],
    ['VideoCall', 'Video call'],
    ['H323', 'H.323'],
    ['Sip', 'SIP'],
  ])('%s is «%s»', (id, title) => {
    expect(titleOf(id)).toBe(title);
  });
});

describe('what the build makes', () => {
  let built: ReadonlyMap<string, string>;
  let copy = '';

  beforeAll(async () => {
    built = await artifacts();
    copy = mkdtempSync(join(tmpdir(), 'macros-'));
    for (const [path, text] of built) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      writeFileSync(join(copy, path), text);
    }
  });

  afterAll(() => {
    rmSync(copy, { recursive: true });
  });

  it('is what is committed', async () => {
    expect(await staleFiles(root, built)).toEqual([]);
  });

  it.each<[path: string, from: string, to: string]>([
    ['macros/zoom-obtp-redialer/manifest.json', '"required": false', '"required": true'],
    ['macros/presentation-screen-switcher/manifest.json', '"default": 0', '"default": "0"'],
    ['macros/zoom-obtp-redialer/README.md', '| `maxRedials` ', '| `mostReDials` '],
    [
      'macros/presentation-screen-switcher/README.md',
      'a whole number from 0 to 9',
      'a whole number from 0 to 8',
    ],
    ['README.md', '| Codec Pro', '| Codec Poe'],
    ['macros/presentation-screen-switcher/screens.svg', '75″', '85″'],
    ['macros/zoom-obtp-redialer/timeline.svg', 'Connected', 'connected'],
    ['macros/zoom-obtp-redialer/zoom-obtp-redialer.js', 'var maxRedials = 2;', 'var maxRedials = 3;'],
    ['macros/zoom-obtp-redialer/zoom-obtp-redialer.legacy.js', "'use strict';\n", "'use strict'\n"],
  ])('is stale where %s is changed by hand', async (path, from, to) => {
    const file = join(copy, path);
    const text = built.get(path) ?? '';
    expect(text).toContain(from);
    writeFileSync(file, text.replace(from, to));
    const whereChanged = await staleFiles(copy, built);
    rmSync(file);
    const whereGone = await staleFiles(copy, built);
    writeFileSync(file, text);
    expect([whereChanged, whereGone]).toEqual([[path], [path]]);
    expect(await staleFiles(copy, built)).toEqual([]);
  });

  describe('the pictures', () => {
    const paths = [
      'macros/presentation-screen-switcher/screens.svg',
      'macros/zoom-obtp-redialer/timeline.svg',
    ];

    it('show what the macros do', () => {
      expect(paths.map((path) => /<desc.*?>(.*)<\/desc>/.exec(built.get(path) ?? '')?.[1])).toEqual([
        'In a call, nobody shares: blank on the 43-inch screen, the speaker on the 75-inch screen. ' +
          'Somebody shares: the people on the 43-inch screen, the presentation on the 75-inch screen. ' +
          'The share has stopped: blank on the 43-inch screen, the speaker on the 75-inch screen.',
        expect.stringMatching(
          /^0\.00 s: Join is pressed\. 0\.60 s: The call fails: SSL error\. 1\.\d\d s: Dialed again over Spark\. 2\.\d\d s: Connected\. From 0\.\d\d s to 2\.\d\d s the screen says: Connecting to Zoom, one moment please\.$/,
        ),
      ]);
    });

    it('show something else where the macro does not do it', async () => {
      const idle = new Room({ ...meetingRoom, engine: node, macro: () => undefined });
      expect(screensPicture(await meeting(idle))).not.toBe(built.get(paths[0] ?? ''));
      const slow = await repairedJoin((plan) => roomWith('zoom-obtp-redialer', { ...plan, roundTrip: 60 }));
      expect(timelinePicture(slow)).not.toBe(built.get(paths[1] ?? ''));
      const nothing = repairedJoin((plan) => new Room({ ...plan, engine: node, macro: () => undefined }));
      await expect(nothing).rejects.toThrow('what the screen says meanwhile');
    });

    it.each(paths)('%s needs nothing from elsewhere', (path) => {
      const text = built.get(path) ?? '';
      expect(text.replace('http://www.w3.org/2000/svg', '')).not.toMatch(
        /https?:|url\(|<image|<script|<style|@import/,
      );
      expect(text).toMatch(/<title id="title">.+<\/title>\n<desc id="desc">.+<\/desc>/);
      expect(text.match(/<(\w+)[^>]*[^/]>/g)?.length).toBe(text.match(/<\/\w+>/g)?.length);
    });

    it.each(paths)('%s has no text on another, nor outside', (path) => {
      const texts = [
        ...(built.get(path) ?? '').matchAll(
          /<text x="(.*?)" y="(.*?)" font-size="(.*?)".*anchor="(.*?)">(.*)</g,
        ),
      ];
      // Wider than most fonts are.
      const boxes = texts.map(([, x, y, size, anchor, says = '']) => {
        const width = 0.62 * Number(size) * says.length;
        const left = Number(x) - (anchor === 'middle' ? width / 2 : 0);
        return { says, left, right: left + width, top: Number(y) - Number(size), bottom: Number(y) + 3 };
      });
      expect(boxes.length).toBeGreaterThan(8);
      expect(boxes.filter(({ left, right }) => left < 8 || right > 892)).toEqual([]);
      const touching = boxes.flatMap((one, index) =>
        boxes
          .slice(index + 1)
          .filter(
            (other) =>
              one.left < other.right &&
              other.left < one.right &&
              one.top < other.bottom &&
              other.top < one.bottom,
          )
          .map((other) => `${one.says} / ${other.says}`),
      );
      expect(touching).toEqual([]);
    });
  });
});

describe('the settings block', () => {
  it.each<Value>([HOSTILE, '', 0, -1, 2.5, true, false])('holds %j as a literal that is it', (value) => {
    const block = settingsBlock([{ id: 'planted', help: 'Help.', accepts: 'all', default: value }]);
    const { body } = parse(block, { ecmaVersion: 5 });
    expect(body).toHaveLength(1);
    expect(block.match(/^var planted = .*;$/gm)).toHaveLength(1);
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- as it will be run
    expect(new Function(`${block} return planted;`)()).toBe(value);
  });
});

describe('the part of a README that the build writes', () => {
  const first = '<!-- settings: made by npm run build -->';
  const last = '<!-- end of the settings -->';
  const made = (text: string): string => withPart('here/README.md', text, 'settings', '| new |\n');

  it('is replaced, and nothing else', () => {
    expect(made(`# Title\n\n${first}\n${last}\n\nrest\n`)).toBe(
      `# Title\n\n${first}\n\n| new |\n\n${last}\n\nrest\n`,
    );
    expect(made(`${first}\n\n| old |\n\n${last}\n`)).toBe(`${first}\n\n| new |\n\n${last}\n`);
    expect(made(made(`${first}\n${last}`))).toBe(`${first}\n\n| new |\n\n${last}`);
  });

  it.each([
    ['', first, 0],
    [`${first}\n`, last, 0],
    [`${last}\n`, first, 0],
    [`text ${first}\n${last}\n`, first, 0],
    [`${first}\n${first}\n${last}\n`, first, 2],
  ])('is asked for where it is not there: %j', (text, marker, times) => {
    expect(() => made(text)).toThrow(
      `here/README.md needs the line ${marker} once, and has it ${String(times)} times`,
    );
  });

  it('has to begin before it ends', () => {
    expect(() => made(`${last}\n${first}\n`)).toThrow(`here/README.md: ${last} stands before ${first}`);
  });

  it('shows a table with text as it is', () => {
    const setting = { id: 'id', help: 'A <b> or a_b_c | d.', accepts: '*', default: 'a|b`c' };
    expect(settingsTable([setting])).toBe(
      [
        '| Setting | What it does            | Accepts | Default        |',
        '| ------- | ----------------------- | ------- | -------------- |',
        "| `id`    | A \\<b> or a\\_b\\_c \\| d. | \\*      | `` 'a\\|b`c' `` |",
      ].join('\n'),
    );
  });
});
