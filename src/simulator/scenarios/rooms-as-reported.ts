/** The switcher in rooms whose codecs report what real ones were seen to report: captures, public reports, schemas. */
import { failing, startingWith } from '../codec/faults';
import { faultless } from '../codec/link';
import type { Faults } from '../codec/link';
import type { Screen } from '../room/outputs';
import type { Room } from '../room/room';
import { holds, same } from './scenario';
import type { Scenario } from './scenario';
import {
  BUTTON,
  call,
  expectPresentationOn,
  monitors,
  press,
  share,
  sharing,
  started,
  story,
  stop,
  writes,
} from './switcher-steps';

const UHD = '3840x2160@60Hz';
const FHD = '1920x1080@60Hz';
const MONITORS = startingWith('xSet Configuration Video Monitors');

function twoScreens(first: Screen, second: Screen): Scenario['plan'] {
  return { product: 'hopen', firmware: '11.14', screens: { 1: first, 2: second } };
}

const two = twoScreens({ inches: 55, own: UHD, name: 'Middle' }, { inches: 75, own: UHD, name: 'Large' });
/** The largest on output 2, the next one on output 3. */
const three: Scenario['plan'] = {
  product: 'barents',
  firmware: '11.23',
  screens: { 1: { inches: 43 }, 2: { inches: 75 }, 3: { inches: 55 } },
};

function roles(room: Room): string {
  return room.outputs
    .connected()
    .map(({ role }) => role)
    .join(' ');
}

function warnings(room: Room): readonly string[] {
  return room.journal.filter(({ who }) => who === 'warning').map(({ text }) => text);
}

/** A screen is asleep for two seconds, in one of the ways that codecs report it. */
function asleep(name: string, title: string, how: 'vanishes' | 'says -1'): Scenario {
  return story(name, title, two, async (room) => {
    await sharing(room);
    const before = writes(room);
    room.outputs.sleep(2, how);
    await room.wait(2);
    room.outputs.wake(2, 0);
    await room.wait(10);
    same(writes(room) - before, 0, 'settings written');
    expectPresentationOn(room, 2);
  });
}

const sizes: readonly Scenario[] = [
  asleep(
    'gone-with-its-size',
    'The largest screen is gone for two seconds, with a size of -1: nothing moves',
    'vanishes',
  ),
  asleep('says-minus-one', 'The largest screen says -1 inches in standby: nothing moves', 'says -1'),
  story(
    'asleep-for-long',
    'The largest screen says -1 inches for ten minutes of a share: it stays the largest',
    two,
    async (room) => {
      await sharing(room);
      room.outputs.sleep(2, 'says -1');
      await room.wait(600);
      expectPresentationOn(room, 2);
    },
  ),
  story(
    'seven-inches',
    'A 65-inch 4K television that says 7 inches is larger than a 43-inch one with fewer pixels',
    twoScreens({ inches: 43, own: FHD }, { inches: 65, told: 7, own: UHD }),
    async (room) => {
      await sharing(room);
      expectPresentationOn(room, 2);
      holds(
        room.log().some((line) => line.indexOf('no size from output 2: set largestOutput') > 0),
        'the ready line names the output whose size is not told',
      );
    },
  ),
  story(
    'projector',
    'A projector without a size beside two 4K screens: the larger one of these is the largest',
    {
      ...three,
      screens: { 1: { inches: 43, own: UHD }, 2: { inches: 75, own: UHD }, 3: { inches: 0, own: FHD } },
    },
    async (room) => {
      await sharing(room);
      expectPresentationOn(room, 2);
      holds(
        room.log().some((line) => line.indexOf('output 2 (8.3 megapixels, 75 inches) is the largest') > 0),
        'the ready line gives the inches that broke the tie',
      );
    },
  ),
];

const layoutsOfThree: readonly Scenario[] = [
  story(
    'auto-of-three',
    'Three screens in Auto, which is Triple, with `setVideoMonitors = false`: the largest shows the presentation',
    three,
    async (room) => {
      await sharing(room, { setVideoMonitors: false });
      expectPresentationOn(room, 2);
      same(roles(room), 'First Third Second', 'the roles while somebody shares');
      await press(room);
      expectPresentationOn(room, 3);
      await stop(room);
      same(roles(room), 'Third Second First', 'the roles while nobody shares');
      same(monitors(room), 'Auto', 'Video Monitors');
    },
  ),
  story(
    'triple-presentation-only',
    'TriplePresentationOnly with `setVideoMonitors = false`: participants on the two largest, the rest blank',
    three,
    async (room) => {
      room.outputs.setMonitors('TriplePresentationOnly');
      await sharing(room, { setVideoMonitors: false });
      expectPresentationOn(room, 2);
      await stop(room);
      same(
        [room.screens()[2], room.screens()[3]],
        ['participants', 'participants'],
        'the two largest screens while nobody shares',
      );
    },
  ),
];

/** The share ends, and the roles return within some seconds, though only an event reports it. */
function endsAsEvent(name: string, title: string, goneAfter: number, within: number): Scenario {
  return story(name, title, { ...two, firmware: '11.23' }, async (room) => {
    await started(room);
    room.shares.begin('HDMI');
    await room.wait(40);
    same(roles(room), 'First Second', 'the roles while somebody shares');
    room.shares.stop('events', goneAfter);
    await room.wait(within);
    same(roles(room), 'Second First', 'the roles after the share');
  });
}

const shares: readonly Scenario[] = [
  endsAsEvent(
    'ends-as-event',
    'Only an event reports the end of a share in the room: participants may return within a second',
    0,
    1,
  ),
  endsAsEvent(
    'ends-as-event-slowly',
    'Only an event reports the end of a share, and the status of a slow codec knows it later: it is read again',
    1500,
    3.5,
  ),
  story(
    'another-laptop',
    'One laptop is changed for another, in the room and in a call: nothing moves within half a second',
    two,
    async (room) => {
      await started(room);
      for (const hasCall of [false, true]) {
        if (hasCall) room.phone.up();
        await share(room, 'HDMI');
        const before = writes(room);
        for (const after of [20, 100, 300, 450]) {
          room.shares.replace('wireless', after);
          await room.wait(2);
        }
        same(writes(room) - before, 0, 'settings written');
        same(roles(room), 'First Second', 'the roles while somebody shares');
        room.shares.stop();
        await room.wait(0.4);
        same(roles(room), 'First Second', 'the roles within half a second');
        await room.wait(0.2);
        same(roles(room), 'Second First', 'the roles after half a second');
      }
    },
  ),
  story(
    'ends-with-the-call',
    'A share that ends with the call, just before or just after it: the screens return at once',
    two,
    async (room) => {
      await started(room);
      for (const isCallFirst of [true, false]) {
        room.phone.up();
        await share(room, 'HDMI');
        if (isCallFirst) room.phone.hangUp();
        else room.shares.stop();
        await room.wait(0.05);
        if (isCallFirst) room.shares.stop();
        else room.phone.hangUp();
        await room.wait(0.05);
        same(roles(room), 'Second First', 'the roles after the call');
        await room.wait(5);
      }
    },
  ),
  story(
    'pressed-while-waiting',
    'Somebody presses the button within half a second after a share: the wait ends, and the participants are swapped',
    two,
    async (room) => {
      await sharing(room);
      room.shares.stop();
      await room.wait(0.1);
      room.panel.tap(BUTTON);
      await room.wait(0.1);
      same(room.screens(), { 1: 'participants', 2: 'blank' }, 'the screens');
    },
  ),
];

/** Setting Video Monitors comes to nothing. */
function withoutMonitors(
  name: string,
  title: string,
  plan: Scenario['plan'],
  main: number,
  faults: () => Faults,
): Scenario {
  return story(name, title, plan, async (room) => {
    room.faults = faults();
    await sharing(room);
    await room.wait(8);
    expectPresentationOn(room, main);
    for (let minute = 0; minute < 12; minute += 1) {
      room.shares.stop();
      await room.wait(30);
      room.shares.begin('HDMI');
      await room.wait(30);
      expectPresentationOn(room, main);
    }
    const told = warnings(room).filter((line) => line.indexOf('failed') < 0);
    same(told.length, 1, 'lines about what that means');
    holds(/has no effect \(it stays Auto\); only roles are switched/.test(told[0] || ''), 'the line says so');
    const tried = room.requests.filter(
      ({ request }) => request.method === 'xSet' && request.params?.['Value'] === 'DualPresentationOnly',
    );
    holds(tried.length <= 20, 'few attempts, and they were ' + tried.length);
    room.faults = faultless(20);
    await room.wait(610);
    same(monitors(room), 'DualPresentationOnly', 'Video Monitors');
    expectPresentationOn(room, main);
  });
}

const modes: readonly Scenario[] = [
  withoutMonitors(
    'monitors-fail',
    'Setting Video Monitors fails for a while: the roles alone are switched',
    twoScreens({ inches: 75 }, { inches: 55 }),
    1,
    () => failing(faultless(20), MONITORS, 'fails'),
  ),
  withoutMonitors(
    'monitors-ignored',
    'Video Monitors is accepted without effect, with three screens: the roles alone are switched',
    three,
    2,
    () => failing(faultless(20), MONITORS, 'ignored'),
  ),
  story(
    'monitors-reset',
    'Another macro sets Video Monitors to Dual after every write: presentations move all the same',
    two,
    async (room) => {
      room.competingMacro.start({ monitors: 'Dual' });
      await sharing(room);
      await room.wait(600);
      expectPresentationOn(room, 2);
      same(warnings(room).length, 1, 'warnings');
      holds(
        room.competingMacro.writes <= 20,
        'a short fight, and it had rounds: ' + room.competingMacro.writes,
      );
    },
  ),
  story(
    'teams-mode',
    'In Microsoft Teams mode nothing is written, and the console says so once; later the macro works',
    { ...two, firmware: '11.23' },
    async (room) => {
      room.teams.setMode(true);
      await started(room);
      room.shares.begin('HDMI');
      await room.wait(60);
      room.teams.call();
      await room.wait(600);
      room.teams.hangUp();
      await room.wait(60);
      same(writes(room), 0, 'settings written');
      same(
        warnings(room),
        ['no Video Monitors, as in Microsoft Teams mode; nothing is switched until it is there'],
        'the warnings',
      );
      room.teams.setMode(false);
      await room.wait(310);
      await sharing(room);
      expectPresentationOn(room, 2);
    },
  ),
  story(
    'one-answer-without-monitors',
    'One answer lacks Video Monitors: the macro goes on, without a word',
    two,
    async (room) => {
      await sharing(room);
      const entries = room.journal.length;
      let left = 1;
      room.faults = {
        ...faultless(20),
        reshape: (content) => {
          const text = JSON.stringify(content) || 'null';
          if (left === 0 || text.indexOf('"Monitors"') < 0) return content;
          left -= 1;
          return JSON.parse(text.replace(/,"Monitors":"\w+"|"Monitors":"\w+",/, '')) as unknown;
        },
      };
      await room.wait(60);
      same(left, 0, 'answers left to spoil');
      same(room.journal.slice(entries), [], 'what happened');
    },
  ),
];

/** Everything that is no list has an id, as a test of jsxapi has it, too. */
function withIds(content: unknown): unknown {
  if (Array.isArray(content)) return content.map(withIds);
  if (typeof content !== 'object' || content === null) return content;
  const fields: Record<string, unknown> = {};
  Object.keys(content).forEach((name) => {
    fields[name] = withIds((content as Record<string, unknown>)[name]);
  });
  return { id: '', ...fields };
}

const traffic: readonly Scenario[] = [
  story(
    'ids-everywhere',
    'Feedback has an empty id on nodes that are no lists: it is understood all the same',
    two,
    async (room) => {
      await started(room);
      room.faults = { ...faultless(20), reshape: withIds };
      await call(room);
      await share(room, 'HDMI');
      expectPresentationOn(room, 2);
      room.outputs.reportLinkDetails();
      room.outputs.configure('Video Output HDMI Passthrough Allowed', 'False');
      await room.wait(2);
      holds(
        room.log().every((line) => line.indexOf('screens changed') < 0),
        'no screens changed',
      );
    },
  ),
  story(
    'idle-hour',
    'In an idle hour, the codec is read every five minutes, also where its clock jumps',
    two,
    async (room) => {
      await started(room);
      const before = room.requests.length;
      for (let quarter = 0; quarter < 4; quarter += 1) {
        await room.wait(900);
        room.stepClock(quarter - 2);
      }
      const requests = room.requests.length - before;
      holds(requests >= 55 && requests <= 70, 'about sixty requests, and they were ' + requests);
      room.phone.up();
      await share(room, 'HDMI');
      expectPresentationOn(room, 2);
    },
  ),
];

export const roomsAsReported: readonly Scenario[] = sizes.concat(layoutsOfThree, shares, modes, traffic);
