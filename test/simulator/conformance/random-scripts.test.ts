/**
 * The fake of `xapi` and the library behind a macro's `xapi` run the same script, each on its own codec:
 * callers and listeners see the same, at the same time and in the same order. Here: scripts of random steps, in which
 * people use the room while a macro reads, writes, listens and stops listening.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Room } from '../../../src/simulator/room/room';
import type { Listener, Path, Registration } from '../../../src/simulator/codec/fake-xapi';
import { faultsOf, onBoth, seen } from '../both-sides';
import type { Line, Script, Side, Turns } from '../both-sides';

/** What a script can use. */
interface Stage {
  readonly side: Side;
  readonly offs: Registration[];
  /** A listener that several subscriptions can share. */
  readonly shared: Listener;
}

interface Step {
  run(stage: Stage, name: string): void | Promise<void>;
  [fc.toStringMethod](): string;
}

function step<T>(
  what: string,
  given: fc.Arbitrary<T>,
  run: (given: T, stage: Stage, name: string) => void | Promise<void>,
): fc.Arbitrary<Step> {
  return given.map((value) => ({
    run: (stage, number) => run(value, stage, number + ' ' + what),
    [fc.toStringMethod]: () => what + ' ' + fc.stringify(value),
  }));
}

const paths = {
  status: [
    '',
    'Bookings Current Id',
    'Call',
    'Call 3',
    'Call 4',
    'Call 3 Status',
    'Call Status',
    'Conference',
    'Conference Presentation',
    'Conference Presentation Mode',
    'Conference Presentation LocalInstance',
    'MediaChannels Call',
    'MediaChannels Call Channel',
    'MediaChannels Call 3 Channel 3 Video',
    'Video Output Connector',
    'Video Output Connector 1 ConnectedDevice',
    'Video Output Connector ConnectedDevice ScreenSize',
    'Call 3 Status Nope',
  ],
  config: [
    '',
    'Video',
    'Video Monitors',
    'Video Output Connector',
    'Video Output Connector 1',
    'Video Output Connector 2 MonitorRole',
    'Video Output Connector MonitorRole',
    'Video Output Connector 7',
  ],
  event: ['CallDisconnect', 'CallSuccessful', 'OutgoingCallIndication', 'UserInterface Extensions', 'Nope'],
} as const;

type Section = keyof typeof paths;

const spellings: readonly ((path: string) => Path)[] = [
  (path) => path,
  (path) => path.split(' ').join('/'),
  (path) =>
    '/' +
    path
      .replace(/ (\d+)/g, '[$1]')
      .split(' ')
      .join('/') +
    '/',
  (path) => lowered(path),
  (path) => lowered(path).split(' ').filter(Boolean),
];

function lowered(path: string): string {
  return path.replace(/\b[A-Z]/g, (letter) => letter.toLowerCase());
}

function pathIn(section: Section): fc.Arbitrary<Path> {
  const path = fc.constantFrom<string[]>(...paths[section]);
  return fc.tuple(path, fc.constantFrom(...spellings)).map(([path, spelled]) => spelled(path));
}

function reads(section: 'status' | 'config'): fc.Arbitrary<Step> {
  return step('get ' + section, pathIn(section), (path, { side }, name) =>
    side.asks(name, () => side.xapi[section].get(path)),
  );
}

const writes = step(
  'set',
  fc.record({
    path: pathIn('config'),
    value: fc.constantFrom('Auto', 'Single', 'Dual', 'First', 'Second', 'Nope', 'Fi\nrst'),
  }),
  ({ path, value }, { side }, name) => side.asks(name, () => side.xapi.config.set(path, value)),
);

const command = step(
  'command',
  fc.constantFrom<[path: string, parameters?: Readonly<Record<string, unknown>>, body?: string][]>(
    ['Dial', { Number: 'boss@example.com' }],
    ['dial', { Number: '123456789@zoomcrc.com', Protocol: 'Spark' }],
    ['Dial', { Number: '1@zoomcrc.com' }],
    ['Dial', { Protocol: 'Sip' }],
    ['Dial', { Number: '1\n' }],
    ['Bookings List'],
    ['Nope', {}],
    ['UserInterface/Extensions/Panel/Save', { PanelId: 'x' }, '<a>\n</a>'],
  ),
  (given, { side }, name) => side.asks(name, () => side.xapi.command(...given)),
);

function listens(section: Section): fc.Arbitrary<Step> {
  const given = fc.record({
    path: pathIn(section),
    action: fc.constantFrom('on', 'on', 'on', 'once'),
    manner: fc.constantFrom(
      'only listens',
      'only listens',
      'is shared',
      'ends itself',
      'asks',
      'throws',
      'meddles',
    ),
  });
  return step('listen ' + section, given, ({ path, action, manner }, { side, offs, shared }, name) => {
    const listener = side.hears(name, (report) => {
      if (manner === 'ends itself') off();
      if (manner === 'asks') side.asks(name + ' asks', () => side.xapi.status.get('Call'));
      if (manner === 'throws') throw new Error('oh');
      if (manner === 'meddles' && typeof report === 'object' && report) {
        Object.assign(report, { Status: 'meddled', Presentation: { Mode: 'meddled' } });
      }
    });
    const given = manner === 'is shared' ? shared : listener;
    const off = side.xapi[section][action](path, given);
    offs.push(off);
    off.registration.then(
      () => side.note(name + ' is answered', undefined),
      () => undefined,
    );
  });
}

const ends = step('off', fc.nat(9), (which, { offs }) => {
  offs[which % offs.length]?.();
});

const usages: Readonly<Record<string, (room: Room) => void>> = {
  'video call': ({ phone }) => phone.up(),
  'audio call': ({ phone }) => phone.up({ video: false }),
  join: ({ phone }) => phone.joinZoom('sip:1@zoomcrc.com'),
  'hang up': (room) => room.phone.hangUp(),
  'far end shares': (room) => room.shares.farEnd(),
  share: (room) => room.shares.begin(),
  'share locally': (room) => room.shares.begin('wireless', true),
  'stop sharing': (room) => room.shares.stop(),
  unplug: (room) => room.outputs.unplug(1),
  plug: (room) => room.outputs.plug(1, { inches: 55 }),
  role: (room) => room.outputs.setRole(2, 'First'),
  monitors: (room) => room.outputs.setMonitors('DualPresentationOnly'),
  tap: (room) => room.panel.tap('x'),
  'repeat calls': (room) => room.device.reportAgain('Status Call'),
  'repeat outputs': (room) => room.device.reportAgain('Status Video Output'),
  'repeat all': (room) => {
    room.device.reportAgain('Status');
    room.device.reportAgain('Configuration');
  },
  'change, to be told of with the next': (room) =>
    room.device.put('Status Conference Presentation Mode', 'Receiving'),
};

const people = step('people', fc.constantFrom(...Object.keys(usages)), (usage, { side }) => {
  usages[usage]?.(side.room);
});

/** Malformed reports to all listeners. */
const nonsense = step(
  'report',
  fc.constantFrom<Readonly<Record<string, unknown>>[]>(
    { Event: { CallDisconnect: { CallId: 5, CauseType: 'x' } } },
    { Status: { Call: [{ id: '3', Status: 'OnHold' }, { id: 4, ghost: 'True' }, 'x'] } },
    { Status: { Conference: 'x', Video: [] } },
    { Id: 1, Status: { Call: { id: '3' } } },
    { configuration: { video: { monitors: 'Dual' } } },
  ),
  (report, { side }) => side.link.report(report),
);

const faults = step(
  'faults',
  fc.record<Turns>({
    delays: fc.array(fc.constantFrom(1, 10, 10, 40, 200), { minLength: 1, maxLength: 4 }),
    outcomes: fc.array(fc.constantFrom('answered', 'answered', 'fails', 'answer lost', 'request lost'), {
      minLength: 1,
      maxLength: 4,
    }),
    copies: fc.array(fc.array(fc.constantFrom(0, 0, 30, 300), { maxLength: 3 }), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
  (turns, { side }) => {
    side.room.faults = faultsOf(turns);
  },
);

function waits(...milliseconds: readonly number[]): fc.Arbitrary<Step> {
  return step('wait', fc.constantFrom(...milliseconds), (taken, { side }) => side.wait(taken));
}

const listening = fc.oneof(
  { weight: 6, arbitrary: listens('status') },
  { weight: 2, arbitrary: listens('config') },
  { weight: 1, arbitrary: listens('event') },
);
const anything = fc.oneof(
  { weight: 4, arbitrary: listening },
  { weight: 2, arbitrary: reads('status') },
  { weight: 1, arbitrary: reads('config') },
  { weight: 2, arbitrary: writes },
  { weight: 2, arbitrary: command },
  { weight: 2, arbitrary: ends },
  { weight: 12, arbitrary: people },
  { weight: 3, arbitrary: nonsense },
  { weight: 1, arbitrary: faults },
  { weight: 8, arbitrary: waits(0, 10, 20, 25, 100, 400, 1000) },
);

/** A script that subscribes, waits for most of the answers, and then runs random steps. */
const steps: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    fc.array(listening, { minLength: 2, maxLength: 6, size: 'max' }),
    waits(5, 15, 25),
    fc.array(anything, { minLength: 8, maxLength: 24, size: 'max' }),
  )
  .map(([first, pause, rest]) => [...first, pause, ...rest]);

/** Runs the steps, and records exceptions. */
function scriptOf(steps: readonly Step[]): Script {
  return async (side) => {
    const stage: Stage = { side: side, offs: [], shared: side.hears('shared') };
    for (const [number, one] of steps.entries()) {
      try {
        // Time passes only in waits; other steps happen at the same moment.
        const waiting = one.run(stage, String(number));
        if (waiting) await waiting;
      } catch (error) {
        side.note(`${number} throws`, error);
      }
    }
  };
}

it('look the same to callers and listeners', async () => {
  const { RUNS, SEED } = process.env;
  const runs = { numRuns: Number(RUNS ?? 100), seed: Number(SEED ?? 20261122) };
  const all: Line[] = [];
  const property = fc.asyncProperty(steps, async (taken) => {
    all.push(...(await onBoth(scriptOf(taken))));
  });
  await fc.assert(property, runs);
  expect(all.filter((line) => 'root' in line).length).toBeGreaterThan(3 * runs.numRuns);
  expect(seen(all, 'unhandled rejection').length).toBeGreaterThan(runs.numRuns / 5);
});
