/** Scripts of random steps: people use the room while a macro reads, writes, listens and stops listening. */
import fc from 'fast-check';
import type { Room } from '../../src/simulator/room/room';
import type { Listener, Path, Registration } from '../../src/simulator/codec/fake-xapi';
import { faultsOf } from './both-sides';
import type { Script, Side, Turns } from './both-sides';
import { below } from './new-style';

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

interface How {
  readonly path: string;
  readonly spelling: number;
  readonly isNew: boolean;
}

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

function how(section: Section): fc.Arbitrary<How> {
  return fc.record({
    path: fc.constantFrom<string[]>(...paths[section]),
    spelling: fc.nat(spellings.length - 1),
    isNew: fc.boolean(),
  });
}

/** Reads, writes or listens, in either style. */
function act(side: Side, section: Section, how: How, action: string, given: readonly unknown[]): unknown {
  const { xapi } = side;
  const path = spellings[how.spelling]?.(how.path) ?? '';
  const words = typeof path === 'string' ? (path.match(/\w+/g) ?? []) : path;
  const place = { status: xapi.Status, config: xapi.Config, event: xapi.Event }[section];
  const self = how.isNew ? below(place, ...words) : xapi[section];
  return Reflect.apply(
    Reflect.get(self, action) as () => unknown,
    self,
    how.isNew ? given : [path, ...given],
  );
}

function reads(section: 'status' | 'config'): fc.Arbitrary<Step> {
  return step('get ' + section, how(section), (how, { side }, name) => {
    side.asks(name, () => act(side, section, how, 'get', []) as Promise<unknown>);
  });
}

const writes = step(
  'set',
  fc.record({
    how: how('config'),
    value: fc.constantFrom('Auto', 'Single', 'Dual', 'First', 'Second', 'Nope', 'Fi\nrst'),
  }),
  ({ how, value }, { side }, name) => {
    side.asks(name, () => act(side, 'config', how, 'set', [value]) as Promise<unknown>);
  },
);

const command = step(
  'command',
  fc.record({
    given: fc.constantFrom<[path: string, parameters?: Readonly<Record<string, unknown>>, body?: string][]>(
      ['Dial', { Number: 'boss@example.com' }],
      ['dial', { Number: '123456789@zoomcrc.com', Protocol: 'Spark' }],
      ['Dial', { Number: '1@zoomcrc.com' }],
      ['Dial', { Protocol: 'Sip' }],
      ['Dial', { Number: '1\n' }],
      ['Bookings List'],
      ['Nope', {}],
      ['UserInterface/Extensions/Panel/Save', { PanelId: 'x' }, '<a>\n</a>'],
    ),
    isNew: fc.boolean(),
  }),
  ({ given: [path, ...given], isNew }, { side }, name) => {
    side.asks(name, () =>
      isNew ? below(side.xapi.Command, ...path.split(/\W/))(...given) : side.xapi.command(path, ...given),
    );
  },
);

function listens(section: Section): fc.Arbitrary<Step> {
  const given = fc.record({
    how: how(section),
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
  return step('listen ' + section, given, ({ how, action, manner }, { side, offs, shared }, name) => {
    const listener = side.hears(name, (report) => {
      if (manner === 'ends itself') off();
      if (manner === 'asks') side.asks(name + ' asks', () => side.xapi.status.get('Call'));
      if (manner === 'throws') throw new Error('oh');
      if (manner === 'meddles' && typeof report === 'object' && report) {
        Object.assign(report, { Status: 'meddled', Presentation: { Mode: 'meddled' } });
      }
    });
    const given = manner === 'is shared' ? shared : listener;
    const off = act(side, section, how, action, [given]) as Registration;
    offs.push(off);
    off.registration.then(
      () => {
        side.note(name + ' is answered', undefined);
      },
      () => undefined,
    );
  });
}

const ends = step('off', fc.nat(9), (which, { offs }) => {
  offs[which % offs.length]?.();
});

const usages: Readonly<Record<string, (room: Room) => unknown>> = {
  'video call': ({ phone }) => phone.up(),
  'audio call': ({ phone }) => phone.up({ video: false }),
  join: ({ phone }) => phone.joinZoom('sip:1@zoomcrc.com'),
  'hang up': (room) => {
    room.phone.hangUp();
  },
  'far end shares': (room) => {
    room.shares.farEnd();
  },
  share: (room) => {
    room.shares.begin();
  },
  'share locally': (room) => {
    room.shares.begin('wireless', true);
  },
  'stop sharing': (room) => {
    room.shares.stop();
  },
  unplug: (room) => {
    room.outputs.unplug(1);
  },
  plug: (room) => {
    room.outputs.plug(1, { inches: 55 });
  },
  role: (room) => {
    room.outputs.setRole(2, 'First');
  },
  monitors: (room) => {
    room.outputs.setMonitors('DualPresentationOnly');
  },
  tap: (room) => {
    room.panel.tap('x');
  },
  'repeat calls': (room) => {
    room.device.reportAgain('Status Call');
  },
  'repeat outputs': (room) => {
    room.device.reportAgain('Status Video Output');
  },
  'repeat all': (room) => {
    room.device.reportAgain('Status');
    room.device.reportAgain('Configuration');
  },
  'change, to be told of with the next': (room) => {
    room.device.put('Status Conference Presentation Mode', 'Receiving');
  },
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
  (report, { side }) => {
    side.link.report(report);
  },
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

const waits = step('wait', fc.constantFrom(0, 10, 20, 25, 100, 400, 1000), (milliseconds, { side }) =>
  side.wait(milliseconds),
);

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
  { weight: 1, arbitrary: nonsense },
  { weight: 1, arbitrary: faults },
  { weight: 8, arbitrary: waits },
);

/** A script that subscribes, waits for most of the answers, and then runs random steps. */
export const steps: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    fc.array(listening, { minLength: 2, maxLength: 6, size: 'max' }),
    fc.constantFrom(5, 15, 25),
    fc.array(anything, { minLength: 8, maxLength: 24, size: 'max' }),
  )
  .map(([first, pause, rest]) => [...first, waitOf(pause), ...rest]);

function waitOf(milliseconds: number): Step {
  return {
    run: ({ side }) => side.wait(milliseconds),
    [fc.toStringMethod]: () => `wait ${milliseconds}`,
  };
}

/** Runs the steps, and records exceptions. */
export function scriptOf(steps: readonly Step[]): Script {
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
