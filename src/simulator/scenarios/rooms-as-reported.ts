/** The switcher in rooms whose codecs report what real ones were seen to report: captures, public reports, schemas. */
import { faultless } from '../codec/link';
import type { Outcome } from '../codec/link';
import type { Room } from '../room/room';
import { holds, same } from './scenario';
import type { Scenario } from './scenario';
import {
  atMost,
  BUTTON,
  call,
  expectPresentationOn,
  fail,
  LARGE,
  monitors,
  observe,
  press,
  share,
  sharing,
  SMALL,
  started,
  stop,
  story,
  three,
  two,
} from './switcher-steps';

const FHD = '1920x1080@60Hz';

function roles(room: Room): string {
  return room.outputs
    .connected()
    .map(({ role }) => role)
    .join(' ');
}

/** A screen is asleep for some seconds, in one of the ways that codecs report it. */
function asleep(
  name: string,
  title: string,
  how: Parameters<Room['outputs']['sleep']>[1],
  seconds = 2,
): Scenario {
  return story(name, title, two, async (room) => {
    await sharing(room);
    const since = observe(room);
    room.outputs.sleep(2, how);
    await room.wait(seconds);
    expectPresentationOn(room, 2);
    room.outputs.wake(2, 0);
    await room.wait(10);
    same(since.writes(), [], 'settings written');
  });
}

/** The largest screen is the one on output 2, as the log says. */
function ranked(name: string, title: string, plan: Scenario['plan'], line: string): Scenario {
  return story(name, title, plan, async (room) => {
    await sharing(room);
    expectPresentationOn(room, 2);
    holds(
      room.log().some((said) => said.indexOf(line) > 0),
      'the log says: ' + line,
    );
  });
}

const HINT = 'set largestOutput if this is wrong';

const sizes: readonly Scenario[] = [
  asleep('gone-with-its-size', 'The largest screen is gone for two seconds, with a size of -1', 'vanishes'),
  asleep('says-minus-one', 'The largest screen says -1 inches in standby: nothing moves', 'says -1'),
  asleep('asleep-for-long', 'The largest screen says -1 inches for ten minutes', 'says -1', 600),
  ranked(
    'seven-inches',
    'A 65-inch 4K television that says 7 inches is larger than a 43-inch one with fewer pixels',
    { ...two, screens: { 1: { inches: 43, own: FHD }, 2: { inches: 65, told: 7 } } },
    'output 2 (8.3 megapixels) is the largest, then output 1 (2.1 megapixels, 43 inches); ranked by native resolution; no size from output 2: ' +
      HINT,
  ),
  ranked(
    'projector',
    'A projector without a size beside two 4K screens: the larger one of these is the largest',
    { ...three, screens: { 1: SMALL, 2: LARGE, 3: { inches: 0, own: FHD } } },
    'output 2 (8.3 megapixels, 75 inches) is the largest, then output 1 (8.3 megapixels, 43 inches), output 3',
  ),
  ranked(
    'no-size-node',
    'On CE 9, screens tell no size at all: the one with more pixels is the largest',
    {
      product: 'hopen',
      firmware: '9.15',
      screens: { 1: { inches: 43, told: 'nothing', own: FHD }, 2: { inches: 75, told: 'nothing' } },
    },
    'no size from output 2, 1: ' + HINT,
  ),
  ranked(
    'output-resolution',
    'One screen tells nothing about itself: screens are ranked by output resolution',
    {
      ...two,
      screens: { 1: { inches: 0, own: '', driven: [1280, 720] }, 2: { inches: 75, own: '1024x768' } },
    },
    'output 2 (2.1 megapixels, 75 inches) is the largest, then output 1 (0.9 megapixels); ranked by output resolution; no size from output 1: ' +
      HINT,
  ),
];

const layoutsOfThree: readonly Scenario[] = [
  story('auto-of-three', 'In Auto with three screens, Third shows the presentation', three, async (room) => {
    await sharing(room, { setVideoMonitors: false });
    expectPresentationOn(room, 2);
    same(roles(room), 'First Third Second', 'the roles while somebody shares');
    await press(room);
    expectPresentationOn(room, 3);
    await stop(room);
    same(roles(room), 'Third Second First', 'the roles while nobody shares');
    same(monitors(room), 'Auto', 'Video Monitors');
  }),
  story('triple-presentation-only', 'Two of three screens show participants', three, async (room) => {
    room.outputs.setMonitors('TriplePresentationOnly');
    await sharing(room, { setVideoMonitors: false });
    expectPresentationOn(room, 2);
    await stop(room);
    same(
      [room.screens()[2], room.screens()[3]],
      ['participants', 'participants'],
      'the two largest screens while nobody shares',
    );
  }),
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
  endsAsEvent('ends-as-event', 'Only an event reports the end of a share in the room: people return', 0, 1),
  endsAsEvent('ends-as-event-slowly', 'The status of a slow codec has the share for longer', 1500, 3.5),
  story('another-laptop', 'One laptop is changed for another, in a room and in a call', two, async (room) => {
    await started(room);
    for (const hasCall of [false, true]) {
      if (hasCall) room.phone.up();
      await share(room, 'HDMI');
      const since = observe(room);
      for (const after of [20, 100, 300, 450]) {
        room.shares.replace('wireless', after);
        await room.wait(2);
      }
      same(since.writes(), [], 'settings written');
      same(roles(room), 'First Second', 'the roles while somebody shares');
      room.shares.stop();
      await room.wait(0.4);
      same(roles(room), 'First Second', 'the roles within half a second');
      await room.wait(0.2);
      same(roles(room), 'Second First', 'the roles after half a second');
    }
  }),
  story('ends-with-the-call', 'A share ends just before or just after the call', two, async (room) => {
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
  }),
  story('pressed-while-waiting', 'A press just after a share swaps the participants', two, async (room) => {
    await sharing(room);
    room.shares.stop();
    await room.wait(0.1);
    room.panel.tap(BUTTON);
    await room.wait(0.1);
    same(room.screens(), { 1: 'participants', 2: 'blank' }, 'the screens');
  }),
];

/** Setting Video Monitors comes to nothing. */
function withoutMonitors(
  name: string,
  title: string,
  plan: Scenario['plan'],
  main: number,
  outcome: Outcome,
): Scenario {
  return story(name, title, plan, async (room) => {
    const since = observe(room);
    fail(room, 'xSet Configuration Video Monitors', outcome);
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
    const means = /has no effect \(it stays Auto\); only roles are switched/;
    const told = since.warnings().filter((line) => line.indexOf('failed') < 0).length;
    same([told, room.log().filter((line) => means.test(line)).length], [1, 1], 'lines about what that means');
    const tried = since.writes().filter((write) => / Monitors DualPresentationOnly$/.test(write));
    atMost(20, tried, 'attempts');
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
    { ...two, screens: { 1: LARGE, 2: SMALL } },
    1,
    'fails',
  ),
  withoutMonitors(
    'monitors-ignored',
    'Video Monitors is accepted without effect, with three screens: the roles alone are switched',
    three,
    2,
    'ignored',
  ),
  story('monitors-reset', 'Another macro sets Video Monitors to Dual after each write', two, async (room) => {
    const since = observe(room);
    room.competingMacro.start({ monitors: 'Dual' });
    await sharing(room);
    await room.wait(600);
    expectPresentationOn(room, 2);
    same(since.warnings().length, 1, 'warnings');
    holds(
      room.competingMacro.writes <= 20,
      'a short fight, not of ' + room.competingMacro.writes + ' rounds',
    );
  }),
  story('teams-mode', 'Nothing is written in Teams mode', { ...two, firmware: '11.23' }, async (room) => {
    const since = observe(room);
    room.teams.setMode(true);
    await started(room);
    room.shares.begin('HDMI');
    await room.wait(60);
    room.teams.call();
    await room.wait(600);
    room.teams.hangUp();
    await room.wait(60);
    same(since.writes(), [], 'settings written');
    same(
      since.warnings(),
      ['no Video Monitors, as in Microsoft Teams mode; nothing is switched until it is there'],
      'warnings',
    );
    room.teams.setMode(false);
    await room.wait(310);
    await sharing(room);
    expectPresentationOn(room, 2);
  }),
  story('one-answer-without-monitors', 'One answer lacks Video Monitors: no reaction', two, async (room) => {
    await sharing(room);
    const since = observe(room);
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
    same([since.writes(), since.warnings()], [[], []], 'settings written, and warnings');
  }),
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
  story('ids-everywhere', 'Nodes that are no lists have an empty id', two, async (room) => {
    await started(room);
    room.faults = { ...faultless(20), reshape: withIds };
    await call(room);
    const since = observe(room);
    await share(room, 'HDMI');
    expectPresentationOn(room, 2);
    room.outputs.reportLinkDetails();
    room.outputs.configure('Video Output HDMI Passthrough Allowed', 'False');
    await room.wait(2);
    same(since.writes().length, 2, 'settings written');
    holds(
      room.log().every((line) => line.indexOf('screens changed') < 0),
      'no screens changed',
    );
  }),
  story('idle-hour', 'An idle codec is read every five minutes, as clocks jump, too', two, async (room) => {
    await started(room);
    const since = observe(room);
    for (let quarter = 0; quarter < 4; quarter += 1) {
      await room.wait(900);
      room.stepClock(quarter - 2);
    }
    const requests = since.seconds().length;
    holds(requests >= 55 && requests <= 70, 'about sixty requests, and they were ' + requests);
    room.phone.up();
    await share(room, 'HDMI');
    expectPresentationOn(room, 2);
  }),
];

export const roomsAsReported: readonly Scenario[] = sizes.concat(layoutsOfThree, shares, modes, traffic);
