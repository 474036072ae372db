/** The own room, loaded from what a codec has printed, in all forms in which it does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../scripts/project/root';
import { valuesIn } from '../../src/codec-tool/paths-in-use';
import { MAX_OUTPUT_CHARS, readOutput } from '../../src/room-page/codec-output';
import { loadedRoom } from '../../src/room-page/loaded-room';
import type { LoadedRoom } from '../../src/room-page/loaded-room';
import { usualRoom } from '../../src/room-page/room-choice';

const BEFORE = usualRoom('hopen', '11.14');

function load(text: string): LoadedRoom {
  return loadedRoom(readOutput(text), BEFORE);
}

function captureOf(name: string): string {
  return readFileSync(join(root, 'test/captures', `${name}.json`), 'utf8');
}

/** A capture as a codec prints it over SSH. */
function printed(capture: string): string {
  const { product, firmware, status, configuration } = JSON.parse(capture) as Readonly<
    Record<string, unknown>
  >;
  const lines = (tree: unknown, path: string): readonly string[] =>
    valuesIn(tree, path).map(([where, value]) => `${where}: "${value}"`);
  return [
    'Welcome to Example Room 1',
    `Cisco Codec Release ${String(firmware)} 3963b07b5c5`,
    'SW Release Date: 2024-11-05',
    '*r Login successful',
    'xStatus',
    ...lines(status, '*s').map((line) => `${line}\r`),
    '** end',
    '',
    'xConfiguration Video',
    ...lines(configuration, '*c xConfiguration'),
    '** end',
    `*s SystemUnit ProductPlatform: "${String(product)}"`,
    'OK',
  ].join('\n');
}

const screen = (inches: number, resolution: string, reports = 'everything'): unknown => ({
  inches,
  resolution,
  reports,
});

it.each([
  [
    'codec-plus-9.8.0-two-screens',
    {
      product: 'svea',
      firmware: '9.15',
      screens: { 1: screen(64, '3840x2160'), 2: screen(55, '1920x1080') },
      configuration: {
        'Video Output Connector 1 MonitorRole': 'First',
        'Video Output Connector 2 MonitorRole': 'First',
      },
    },
  ],
  [
    'room-bar-11.19.1.6-teams-call',
    {
      product: 'davinci',
      firmware: '11.19',
      screens: { 1: screen(24, '1920x1080') },
      configuration: {},
      isTeams: true,
    },
  ],
  [
    'sx20-9.1.4-sip-call',
    {
      product: 'hopen',
      firmware: '9.15',
      screens: { 1: screen(55, '1920x1080', 'resolution') },
      configuration: {
        'Video Output Connector 1 MonitorRole': 'First',
        'Video Output Connector 2 MonitorRole': 'Second',
        'Video Monitors': 'Auto',
        'UserInterface OSD Output': '1',
      },
    },
  ],
])(
  'the room of %s comes from the file, and from the lines of the codec, however they were copied',
  (name, room) => {
    const text = printed(captureOf(name));
    expect(load(text).missed.join()).not.toContain('not understood');
    for (const copied of [
      captureOf(name),
      text,
      text.replace(/^\*s/gm, 'xStatus').replace(/^\*c /gm, ''),
      text.replace(/^/gm, 'admin@room> '),
      text.replace(/"/g, ''),
      text.replace(/^/gm, '\u001b[0m  '),
      text.replace(/Connector (\d)/g, 'Connector[$1]'),
    ]) {
      expect(load(copied).room).toEqual(room);
    }
  },
);

it('takes the configurations that Webex gives', () => {
  const { room } = load(captureOf('room-bar-26.7.1.12-webex'));
  expect(room).toMatchObject({ product: 'davinci', firmware: '26.4', screens: BEFORE.screens });
  expect(room.configuration).toMatchObject({
    'Video Monitors': 'Auto',
    'UserInterface OSD Output': 'Auto',
    'Video Output Connector 1 MonitorRole': 'Auto',
  });
  expect(room.isTeams).toBeUndefined();
});

it.each([
  'bookings-list-teams',
  'call-history-causes',
  'feedback-11.23.1.8-local-share-and-teams-call',
  'feedback-9.8.0-spark-call-rejected',
  'feedback-share-in-a-call',
])('says that %s tells nothing of the screens', (name) => {
  const { room, missed } = load(captureOf(name));
  // A Room Kit Mini has only one output.
  expect(BEFORE.screens).toMatchObject(room.screens);
  expect(missed.join()).toContain('The screens are not told');
});

it('takes a file of walk, and says what it assumes', () => {
  const tree = {
    'Status SystemUnit ProductPlatform': 'Room Kit EQ',
    'Status SystemUnit Software Version': 'ce11.27.1.0.abc',
    'Status Video Output Connector 2 Connected': 'True',
    'Status Video Output Connector 2 ConnectedDevice ScreenSize': '7',
    'Status Video Output Connector 2 ConnectedDevice PreferredFormat': '1920x1200@60Hz',
    'Status Video Output Connector 3 Connected': 'Unknown',
    'Status Video Output Connector 3 ConnectedDevice ScreenSize': '-1',
    'Status Video Output Connector 3 ConnectedDevice PreferredFormat': '-1x-1@-1Hz',
    'Configuration Video Monitors': 'TriplePresentationOnly',
    'Configuration Video Output MirroringType': 'LastOnly',
    'Configuration UserInterface OSD Output': '•••(4)',
  };
  const { room, taken, missed } = load(JSON.stringify({ tree }));
  expect(room).toEqual({
    product: 'millennium',
    firmware: '11.27',
    screens: { 2: screen(55, '1920x1080', 'resolution') },
    configuration: { 'Video Monitors': 'TriplePresentationOnly', 'Video Output MirroringType': 'LastOnly' },
  });
  expect(taken).toContain('Video Monitors: TriplePresentationOnly.');
  expect(missed).toEqual([
    'The screen on output 2 tells 7 inches, which cannot be: 55 inches are assumed. Change them below.',
    'UserInterface OSD Output is hidden in this file: the default applies.',
  ]);
});

const FACTS = [
  'output 1: connected True, size 85 inches, format 5120x2160@60Hz, driven at 3840x2160',
  'output 2: connected True, size not told, format 1920x1200@60Hz',
  'output 3: connected False',
];
const CHECK = '\n> codec-macros@1.0.0 codec\n> node scripts/run.mjs codec check --host 10.0.0.1\n\n';
const ROWS = `[\n${JSON.stringify({
  codec: '10.0.0.1',
  product: 'Room Kit EQ',
  firmware: '11.27.1.0',
  details: { facts: FACTS },
})}\n]\n`;

it.each([
  ['the rows of check --json', ROWS],
  ['these rows, as npm prints them in a terminal', `${CHECK}10.0.0.1: connecting\n${ROWS}\nme@pc:~$ `],
  [
    'these rows, as PowerShell writes them into a file',
    `\ufffd\ufffd${(CHECK + ROWS).replace(/./g, '$&\0')}`,
  ],
  [
    'what check prints',
    `${CHECK}10.0.0.1: connecting\n10.0.0.1: Room Kit EQ, firmware 11.27.1.0\n\nfound\n  ${FACTS.join('\n  ')}`,
  ],
])('takes %s', (_, text) => {
  const { room } = load(text);
  expect(room.product).toBe('millennium');
  expect(room.firmware).toBe('11.27');
  expect(room.screens).toEqual({ 1: screen(85, '5120x2160'), 2: screen(55, '1920x1080', 'resolution') });
});

it.each([
  ['Cisco Spark Board 55', 'darling_10_55'],
  ['Desk Pro G2', 'hopen'],
])('knows the product %s', (name, code) =>
  expect(load(`*s SystemUnit ProductPlatform: "${name}"`).room.product).toBe(code),
);

it('sees Microsoft Teams mode where Video Monitors is missing', () => {
  const text =
    'xConfiguration Video Output Connector 1 MonitorRole: Auto\nxStatus Video Output Connector 1 Connected: True';
  expect(load(text).room.isTeams).toBe(true);
  expect(load(`${text}\nxConfiguration Video Monitors: Auto`).room.isTeams).toBeUndefined();
});

it('quotes what it does not understand, and takes nothing that is not possible', () => {
  const { room, taken, missed } = load('Hello <b>world</b>\nxConfiguration Video Monitors: Quadruple');
  expect(room.configuration).toEqual({});
  expect(taken).toEqual([]);
  expect(missed).toContain('This line was not understood: Hello <b>world</b>');
  expect(missed.join()).toContain('Quadruple is not possible');
});

it('reads hostile texts quickly, without harm', () => {
  const hostile = [
    `*s ${'a '.repeat(1_000_000)}`,
    `${'*s a:'.repeat(500_000)}\n`,
    '*s __proto__ constructor: "x"\n'.repeat(10_000),
    `{"status":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`,
    '['.repeat(MAX_OUTPUT_CHARS + 1),
    '[\n'.repeat(MAX_OUTPUT_CHARS / 4),
    '{"tree":{"__proto__":{"polluted":"yes"}}}',
    `*s Video Output Connector 1 Connected: True\n*s Video Output Connector 1 ConnectedDevice ScreenSize: 1e999`,
  ];
  const start = performance.now();
  for (const text of hostile) {
    const { room } = load(text);
    expect(room.product).toBe(BEFORE.product);
    for (const { inches } of Object.values(room.screens)) expect(inches).toBeLessThanOrEqual(150);
  }
  expect(performance.now() - start).toBeLessThan(5000);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});
