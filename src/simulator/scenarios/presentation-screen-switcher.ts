import type { Screen } from '../room/outputs';
import { faultless } from '../codec/link';
import type { Room } from '../room/room';
import { holds, same } from './scenario';
import {
  BUTTON,
  call,
  atMost,
  fail,
  LARGE,
  MIDDLE,
  observe,
  SMALL,
  three,
  two,
  expectPresentationOn,
  hangUp,
  inCall,
  monitors,
  plug,
  press,
  quietCall,
  replaceInReports,
  share,
  sharing,
  shown,
  started,
  stop,
  story,
  unplug,
} from './switcher-steps';
import type { Scenario } from './scenario';
import type { Shown } from '../room/shown-screens';
import { failing, numbersAsNumbers, startingWith } from '../codec/faults';

const OUTSIDE_CALLS = 'no video call: the main screen is output 2, the largest';
/** The role of the main screen, and the one of all others. */
function expectRoles(room: Room, main: number, onMain: string, onOthers: string): void {
  const outputs = room.outputs.connected().map(({ id }) => id);
  const wanted = outputs.map((id) => (id === main ? onMain : onOthers));
  same(
    outputs.map((id) => room.outputs.role(id)),
    wanted,
    'the roles of outputs ' + outputs.join(', '),
  );
}

function expectParticipantsOn(room: Room, main: number): void {
  same(room.screens(), shown(room, main, 'participants', 'blank'), 'the screens while nobody shares');
}

/** Without a video call and a share, the roles are those of a call in which nobody shares. */
function expectIdle(room: Room, main: number): void {
  expectRoles(room, main, 'First', 'Second');
  same(monitors(room), 'DualPresentationOnly', 'Video Monitors');
  same(room.screens(), shown(room, main, 'blank', 'blank'), 'the screens of an idle room');
}

/** A share without participants: outside calls, the codec mirrors it; in an audio call, the roles decide. */
function expectShareWithoutVideo(room: Room, main: number): void {
  expectRoles(room, main, 'Second', 'First');
  same(
    room.screens(),
    shown(room, main, 'presentation', room.isInCall() ? 'blank' : 'presentation'),
    'the screens with a share and without participants',
  );
}

/** A whole call with a share in it; the screens are looked at after each step. */
async function wholeCall(room: Room, main: number, how?: Parameters<typeof share>[1]): Promise<void> {
  expectIdle(room, main);
  await call(room);
  expectParticipantsOn(room, main);
  await share(room, how);
  expectPresentationOn(room, main);
  await stop(room);
  expectParticipantsOn(room, main);
  await hangUp(room);
  expectIdle(room, main);
}

/** How many screens there are, and the output of the largest one. */
const PLACES = [
  [2, 1],
  [2, 2],
  [3, 1],
  [3, 2],
  [3, 3],
] as const;

function inEveryRoom(
  name: string,
  title: string,
  play: (room: Room, main: number) => Promise<void>,
): readonly Scenario[] {
  return PLACES.map(([count, main]) => {
    const others = [SMALL, MIDDLE];
    const screens: Record<number, Screen> = {};
    for (let output = 1; output <= count; output += 1)
      screens[output] = output === main ? LARGE : others.shift() || SMALL;
    return {
      name: name + '-' + count + '-screens-largest-on-' + main,
      title: title + ' (' + count + ' screens, the largest on output ' + main + ')',
      plan: { ...(count === 2 ? two : three), screens: screens },
      isVariant: main < 3,
      play: (room) => play(room, main),
    };
  });
}

const shareKinds = [
  ['far-end', 'Somebody at the far end shares in a video call', 'far end'],
  ['hdmi', 'Somebody in the room shares over HDMI', 'HDMI'],
  ['wireless', 'Somebody in the room shares wirelessly', 'wireless'],
  ['local-only', 'Somebody shares only locally, in a video call', 'local'],
] as const;

const table: readonly Scenario[] = new Array<Scenario>().concat(
  ...shareKinds.map(([name, title, how]) =>
    inEveryRoom(name, title, async (room, main) => {
      await started(room);
      await wholeCall(room, main, how);
    }),
  ),
  inEveryRoom('audio', 'Somebody shares in an audio call', async (room, main) => {
    await started(room);
    room.phone.up({ video: false });
    await share(room, 'HDMI');
    expectShareWithoutVideo(room, main);
    await stop(room);
    expectIdle(room, main);
  }),
  inEveryRoom('started-in-share', 'The macro starts during a presentation', async (room, main) => {
    room.phone.up();
    await share(room);
    await started(room);
    expectPresentationOn(room, main);
    await stop(room);
    expectParticipantsOn(room, main);
  }),
  inEveryRoom('restarted', 'The macro is restarted during a presentation', async (room, main) => {
    await inCall(room);
    room.shares.begin('HDMI');
    await room.wait(0.015);
    room.start();
    await room.wait(2);
    expectPresentationOn(room, main);
    room.start();
    await hangUp(room);
    expectShareWithoutVideo(room, main);
  }),
  inEveryRoom(
    'share-before-video',
    'The share begins before the video channels are up',
    async (room, main) => {
      await started(room);
      room.phone.up({ channelsAfter: 1500 });
      await room.wait(0.2);
      room.shares.farEnd();
      await room.wait(0.5);
      expectShareWithoutVideo(room, main);
      await room.wait(2);
      expectPresentationOn(room, main);
    },
  ),
  inEveryRoom('ends-in-share', 'The call ends while somebody shares', async (room, main) => {
    await sharing(room);
    await hangUp(room);
    expectIdle(room, main);
  }),
  inEveryRoom('flapping', 'The share starts and stops many times', async (room, main) => {
    await inCall(room);
    for (let turn = 0; turn < 41; turn += 1) {
      if (turn % 2 === 0) room.shares.farEnd();
      else room.shares.stop();
      await room.wait(0.013 * (turn % 5));
    }
    await room.wait(2);
    expectPresentationOn(room, main);
    await stop(room);
    expectParticipantsOn(room, main);
  }),
  inEveryRoom('button', 'The button swaps the two largest screens until a share ends', async (room, main) => {
    await started(room);
    await press(room);
    expectIdle(room, main);
    await call(room);
    await share(room);
    room.panel.tap('another-button');
    await room.wait(1);
    expectPresentationOn(room, main);
    await press(room);
    expectPresentationOn(room, nextLargest(room, main));
    await press(room);
    expectPresentationOn(room, main);
    await press(room);
    await stop(room);
    expectParticipantsOn(room, main);
    await press(room);
    expectParticipantsOn(room, nextLargest(room, main));
    await share(room, 'HDMI');
    expectPresentationOn(room, main);
    await press(room);
    room.phone.hangUp();
    await stop(room);
    expectIdle(room, main);
  }),
);

function nextLargest(room: Room, main: number): number {
  const others = room.outputs.connected().filter(({ id }) => id !== main);
  const size = (id: number): number => (room.outputs.screen(id) || SMALL).inches;
  return others.sort((one, other) => size(other.id) - size(one.id))[0]?.id || main;
}

const special: readonly Scenario[] = [
  story('meeting', 'A meeting with a share, on two screens', two, async (room) => {
    await started(room);
    await room.wait(3);
    room.phone.up();
    await room.wait(5);
    room.shares.farEnd();
    await room.wait(5);
    expectPresentationOn(room, 2);
    room.panel.tap(BUTTON);
    await room.wait(3);
    expectPresentationOn(room, 1);
    room.shares.stop();
    await room.wait(5);
    expectParticipantsOn(room, 2);
    room.phone.hangUp();
    await room.wait(3);
    expectIdle(room, 2);
    same(room.panel.alert() + room.panel.line(), '', 'what the screen says');
  }),
  story('unplugged', 'Screens are connected and disconnected during a presentation', three, async (room) => {
    await sharing(room);
    expectPresentationOn(room, 2);
    await unplug(room, 2);
    expectPresentationOn(room, 3);
    await plug(room, 2, LARGE);
    expectPresentationOn(room, 2);
    room.outputs.unplug(1);
    room.outputs.unplug(3);
    await room.wait(2);
    await plug(room, 1, { inches: 98, name: 'Wall' });
    expectPresentationOn(room, 1);
  }),
  story('sleeping', 'The largest screen enters standby and returns without its size', two, async (room) => {
    await sharing(room);
    const since = observe(room);
    room.outputs.sleep(2, 'forgets its size');
    await room.wait(60);
    expectPresentationOn(room, 2);
    same(since.writes(), [], 'settings written');
    room.outputs.sleep(2, 'vanishes');
    await room.wait(5);
    room.outputs.wake(2, 5);
    await room.wait(2);
    expectPresentationOn(room, 2);
    await room.wait(10);
    expectPresentationOn(room, 2);
  }),
  story(
    'another-screen',
    'A screen is replaced by another model; the size of the old one is no longer used',
    { ...two, screens: { 1: { ...SMALL, own: '5120x2880@60Hz' }, 2: LARGE } },
    async (room) => {
      await started(room);
      room.outputs.unplug(2);
      await room.wait(1);
      await plug(room, 2, { inches: 0, name: 'Other' });
      expectIdle(room, 1);
      await plug(room, 2, LARGE);
      expectIdle(room, 2);
      await plug(room, 2, { inches: 0, name: '', own: '800x600@60Hz' });
      expectIdle(room, 1);
    },
  ),
  story(
    'built-in',
    'A built-in screen is ranked as well',
    { product: 'polaris', firmware: '11.23', screens: { 1: { inches: 27, builtIn: true }, 2: LARGE } },
    async (room) => {
      await started(room);
      await wholeCall(room, 2);
    },
  ),
  story('named', '`largestOutput` names the output of the largest screen', two, async (room) => {
    await started(room, { largestOutput: 1 });
    await wholeCall(room, 1);
  }),
  story('no-call', 'Somebody shares without a call, then joins an audio call', two, async (room) => {
    await started(room);
    holds(
      /HomeScreenAndCallControls/.test(room.panel.buttons[BUTTON] || ''),
      'the button is there outside calls too',
    );
    await share(room, 'HDMI');
    expectShareWithoutVideo(room, 2);
    await press(room);
    expectShareWithoutVideo(room, 1);
    await stop(room);
    expectIdle(room, 2);
    room.shares.begin('wireless');
    room.phone.up({ video: false });
    await room.wait(2);
    expectShareWithoutVideo(room, 2);
    room.phone.hangUp();
    await stop(room);
    expectIdle(room, 2);
  }),
  story('video-calls-only', "With `switchWhen = 'VideoCall'`, only video calls count", two, async (room) => {
    await started(room, { switchWhen: 'VideoCall' });
    holds(/InCall/.test(room.panel.buttons[BUTTON] || ''), 'the button is there in calls only');
    room.shares.begin('HDMI');
    await press(room);
    expectRoles(room, 2, 'First', 'Second');
    await stop(room);
    await wholeCall(room, 2);
  }),
  story('monitors-left', 'With `setVideoMonitors = false`, the mode is not changed', two, async (room) => {
    room.outputs.setMonitors('Dual');
    await inCall(room, { setVideoMonitors: false });
    same(room.screens(), { 1: 'participants', 2: 'participants' }, 'the screens while nobody shares');
    await share(room);
    expectPresentationOn(room, 2);
    same(monitors(room), 'Dual', 'Video Monitors');
  }),
  story(
    'one-screen',
    'With one screen, no setting of the codec is changed',
    { ...two, screens: { 1: LARGE } },
    async (room) => {
      const seen = observe(room);
      await sharing(room);
      await room.wait(60);
      same(seen.writes(), [], 'settings written');
    },
  ),
  story('ignored-outputs', 'Outputs that are Recorder or PresentationOnly are kept', three, async (room) => {
    room.outputs.setRole(2, 'PresentationOnly');
    await sharing(room);
    same(room.screens(), { 1: 'participants', 2: 'presentation', 3: 'presentation' }, 'the screens');
    same(room.outputs.role(2), 'PresentationOnly', 'the role of output 2');
    room.outputs.setRole(3, 'Recorder');
    await room.wait(0.02);
    room.shares.stop();
    await room.wait(60);
    same(
      room.screens(),
      { 1: 'participants', 2: 'blank', 3: 'participants' },
      'the screens while one of them is left',
    );
  }),
  story(
    'panorama',
    'A Panorama rejects the layout; the console says so once, and the macro tries again every ten minutes',
    { ...three, product: 'barents_70i' },
    async (room) => {
      const seen = observe(room);
      await sharing(room);
      await room.wait(1810);
      same(seen.writes().length, 8 + 2, 'settings written');
      same(room.outputs.role(2), 'Auto', 'the role of output 2');
      same(room.log().filter((line) => /refuses/.test(line)).length, 1, 'lines that say so');
    },
  ),
  story(
    'no-role',
    'A built-in screen accepts no monitor role; the console shows one line, and nothing is written',
    { product: 'polaris', firmware: '11.14', screens: { 1: { inches: 27, builtIn: true }, 2: LARGE } },
    async (room) => {
      const seen = observe(room);
      await sharing(room);
      await room.wait(600);
      same(seen.writes(), [], 'settings written');
      same(room.log().filter((line) => /no MonitorRole/.test(line)).length, 1, 'lines that say so');
    },
  ),
  story('kept', 'Settings that already have the right value are not written again', two, async (room) => {
    await inCall(room);
    const since = observe(room);
    room.device.reportAgain('Status Conference Presentation');
    room.device.reportAgain('Status MediaChannels');
    room.device.reportAgain('Status Video Output');
    room.start();
    await room.wait(600);
    same(since.writes(), [], 'settings written');
  }),
  story('someone-else', 'An administrator changes a role; the macro restores it', two, async (room) => {
    await inCall(room);
    room.outputs.setRole(1, 'First');
    await room.wait(5);
    expectParticipantsOn(room, 2);
  }),
  story('quick-stop', 'A share stops while the screens are being switched', two, async (room) => {
    await inCall(room);
    for (let later = 1; later < 40; later += 3) {
      await room.wait(30);
      room.shares.farEnd();
      await room.wait(later / 1000);
      room.shares.stop();
      await room.wait(0.56);
      expectParticipantsOn(room, 2);
    }
  }),
  story('stale-answer', 'A late answer from before the share does not undo the switch', two, async (room) => {
    let isSlow = false;
    room.faults = { ...faultless(20), delay: () => (isSlow ? 500 : 10) };
    await inCall(room);
    const before = room.requests.length;
    while (room.requests.length === before) await room.wait(0.005);
    isSlow = true;
    await room.wait(0.01);
    isSlow = false;
    room.shares.farEnd();
    await room.wait(0.05);
    const since = observe(room);
    await room.wait(5);
    same(since.writes(), [], 'settings written after the share has moved');
    expectPresentationOn(room, 2);
  }),
  story('burst', 'A share starts and stops 500 times at once, and then stays', two, async (room) => {
    await quietCall(room);
    const since = observe(room);
    for (let report = 0; report < 1000; report += 1) {
      room.device.put('Status Conference Presentation Mode', report % 2 === 0 ? 'Receiving' : 'Off');
      room.device.report();
    }
    room.shares.farEnd();
    await room.wait(20);
    expectPresentationOn(room, 2);
    // Ten more than the five reads that silence may cost.
    atMost(15, since.seconds(), 'requests');
  }),
  story('late-tap', 'A swap ends with the share or call, also one made just before', two, async (room) => {
    await sharing(room);
    room.panel.tap(BUTTON);
    await stop(room);
    expectParticipantsOn(room, 2);
    await press(room);
    expectParticipantsOn(room, 1);
    await hangUp(room);
    expectIdle(room, 2);
    await call(room);
    expectParticipantsOn(room, 2);
    await share(room, 'HDMI');
    await press(room);
    expectPresentationOn(room, 1);
    await hangUp(room);
    expectShareWithoutVideo(room, 2);
  }),
  story('button-saved', 'The button is saved at start, with its name and icon', two, async (room) => {
    await started(room, { buttonName: 'Fish & <chips>' });
    const xml = room.panel.buttons[BUTTON] || '';
    holds(/<Icon>Tv<\/Icon>/.test(xml), 'it has the icon');
    holds(/<Name>Fish &#38; &#60;chips&#62;<\/Name>/.test(xml), 'it has its name');
  }),
  story('button-removed', 'With `showButton = false`, an existing button is removed', two, async (room) => {
    await started(room);
    await started(room, { showButton: false });
    same(room.panel.buttons[BUTTON], '', 'the button');
  }),
];

/** What the only screen shows. */
function expectOnly(room: Room, output: number, shows: Shown): void {
  same(room.screens(), { [output]: shows }, 'the only screen');
}

/** The largest screen is there for five seconds, and gone for five. */
async function comeAndGo(room: Room, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await plug(room, 2, LARGE);
    await unplug(room, 2);
  }
}

const oneScreenLeft: readonly Scenario[] = [
  story('one-left', 'The largest screen is removed: the other one shows everything', two, async (room) => {
    await inCall(room);
    room.outputs.sleep(2, 'vanishes');
    await room.wait(4);
    expectOnly(room, 1, 'participants');
    await share(room);
    expectOnly(room, 1, 'participants and presentation');
    same(monitors(room), 'Auto', 'Video Monitors');
    same(room.outputs.role(1), 'First', 'the role');
    room.panel.tap(BUTTON);
    room.outputs.wake(2, 1);
    await room.wait(3);
    expectPresentationOn(room, 2);
    room.outputs.unplug(1);
    await unplug(room, 2);
    const since = observe(room);
    room.shares.stop();
    await room.wait(60);
    same(since.writes(), [], 'settings written without a screen');
    room.outputs.plug(1, SMALL);
    await room.wait(4);
    expectOnly(room, 1, 'participants');
  }),
  story('one-left-half', 'The role of the only screen left cannot be written', two, async (room) => {
    await started(room);
    room.outputs.unplug(2);
    await room.wait(2);
    fail(room, 'xSet Configuration Video Output', 'bad parameters');
    await room.wait(2);
    for (let second = 0; second < 20; second += 1) {
      await room.wait(1);
      same(monitors(room), 'Auto', 'Video Monitors');
    }
    room.faults = faultless(20);
    await room.wait(60);
    expectOnly(room, 1, 'home screen');
  }),
  story('one-left-reserved', 'The largest of two screens becomes PresentationOnly', two, async (room) => {
    await inCall(room);
    room.outputs.setRole(2, 'PresentationOnly');
    await room.wait(2);
    same(room.screens(), { 1: 'participants', 2: 'blank' }, 'the screens');
  }),
  story(
    'converter',
    'An HDMI-to-USB converter for calls from a laptop is no screen, though it has more pixels than the screens',
    { ...three, screens: { 1: SMALL, 2: LARGE, 3: { inches: 0, name: 'Converter', own: '4096x2160@60Hz' } } },
    async (room) => {
      room.outputs.configure('Video Output HDMI Passthrough OutputConnector', '3');
      room.outputs.configure('Video Output HDMI Passthrough Allowed', 'True');
      await sharing(room);
      same([room.screens()[1], room.screens()[2]], ['participants', 'presentation'], 'the screens');
      same(room.outputs.role(3), 'Auto', 'the role of the converter');
      room.outputs.configure('Video Output HDMI Passthrough Allowed', 'False');
      await room.wait(2);
      same(room.screens()[3], 'presentation', 'a screen on the output');
    },
  ),
  story('blink', 'A screen that is gone for less than three seconds: nothing moves', two, async (room) => {
    await quietCall(room);
    const since = observe(room);
    room.outputs.unplug(2);
    await room.wait(0.8);
    await press(room);
    await plug(room, 2, LARGE);
    same(since.writes(), [], 'settings written');
    atMost(15, since.seconds(), 'requests');
    expectParticipantsOn(room, 2);
    room.outputs.unplug(2);
    await room.wait(3.1);
    expectOnly(room, 1, 'participants');
  }),
  story('unlisted', 'An output is briefly not listed: nothing moves or is written', two, async (room) => {
    await sharing(room);
    const since = observe(room);
    const lines = room.log().length;
    const unlist = (): void => room.device.remove('Status Video Output Connector', 2);
    room.device.unreported(unlist);
    while (since.seconds().length === 0) await room.wait(0.02);
    await room.wait(0.02);
    room.device.unreported(() => room.outputs.plug(2, LARGE));
    await room.wait(40);
    unlist();
    room.device.report();
    await room.wait(0.3);
    await plug(room, 2, LARGE);
    same([since.writes(), room.log().slice(lines)], [[], []], 'settings written, and the log');
    expectPresentationOn(room, 2);
    unlist();
    room.device.report();
    await room.wait(3.1);
    expectOnly(room, 1, 'participants and presentation');
  }),
  story('loose-cable', 'The largest screen comes and goes, and is used once it stays', two, async (room) => {
    await quietCall(room);
    const before = observe(room);
    await comeAndGo(room, 3);
    const since = observe(room);
    for (let minute = 0; minute < 30; minute += 1) {
      await comeAndGo(room, 6);
      expectOnly(room, 1, 'participants');
    }
    same([since.writes(), before.warnings().length], [[], 1], 'settings written, and warnings');
    room.outputs.plug(2, LARGE);
    await room.wait(29);
    same(room.screens()[1], 'participants', 'the screen without a loose cable');
    await room.wait(2);
    expectParticipantsOn(room, 2);
  }),
  story('clock-in-a-blink', 'The clock is set forward while a screen is gone briefly', two, async (room) => {
    await quietCall(room);
    const since = observe(room);
    for (const timers of ['go on', 'follow'] as const) {
      room.outputs.unplug(2);
      await room.wait(1);
      room.stepClock(1, timers);
      room.outputs.reportLinkDetails();
      await room.wait(1.5);
      room.outputs.plug(2, LARGE);
      await room.wait(10);
    }
    same(since.writes(), [], 'settings written');
    expectParticipantsOn(room, 2);
  }),
  story(
    'extender',
    'A screen behind an extender is always Unknown; one in standby may be; an empty output is not a screen',
    { ...three, screens: { 1: { ...LARGE, isOnExtender: true }, 2: SMALL } },
    async (room) => {
      room.device.put('Status Video Output Connector 3 Connected', 'Unknown');
      await sharing(room);
      expectPresentationOn(room, 1);
      const since = observe(room);
      room.outputs.sleep(2, 'is unknown');
      await room.wait(10);
      expectPresentationOn(room, 1);
      same(since.writes(), [], 'settings written');
      holds(
        room.log().every((line) => !/output 3/.test(line) || /^settings found/.test(line)),
        'the empty output is no screen',
      );
    },
  ),
  story(
    'one-left-without-role',
    'One screen is left beside one without a role, while reads fail',
    three,
    async (room) => {
      replaceInReports(room, /("id":"1"[^}]*),"MonitorRole":"Auto"/, '$1');
      room.start();
      await room.wait(1.1);
      holds(
        room.log().indexOf('settings found (Video Monitors Auto, output 2 Auto, output 3 Auto)') >= 0,
        'the log says which roles there are',
      );
      room.faults = failing(room.faults, startingWith('xGet Status Conference'), 'fails');
      room.phone.up();
      await room.wait(90);
      room.outputs.unplug(2);
      await room.wait(8);
      same(room.screens()[3], 'participants', 'the last screen with a role');
    },
  ),
];

const callsThatStay: readonly Scenario[] = [
  story('still-a-video-call', 'Renegotiation, hold or no camera: still a video call', two, async (room) => {
    await inCall(room, { switchWhen: 'VideoCall' });
    await share(room, 'HDMI');
    await press(room);
    const since = observe(room);
    room.phone.renegotiate();
    await room.wait(2);
    expectPresentationOn(room, 1);
    room.phone.farEndCamera(false, 'channel');
    await room.wait(40);
    same(room.outputs.role(1), 'Second', 'the role of the swapped screen without a camera');
    room.phone.farEndCamera(true, 'channel');
    room.phone.farEndCamera(false, 'protocol');
    await room.wait(40);
    room.phone.hold();
    await room.wait(10);
    room.phone.farEndCamera(true, 'protocol');
    room.phone.resume();
    await room.wait(2);
    expectPresentationOn(room, 1);
    same(since.writes(), [], 'settings written');
  }),
  story('not-forgotten', 'Calls are read as empty while the camera is off: they stay', two, async (room) => {
    await started(room, { switchWhen: 'VideoCall' });
    room.phone.up();
    await share(room, 'HDMI');
    room.phone.farEndCamera(false, 'channel');
    fail(room, 'xGet Status Call', 'no match');
    const since = observe(room);
    await room.wait(100);
    same(room.outputs.role(2), 'Second', 'the role of the largest screen during the share');
    same(since.writes(), [], 'settings written');
  }),
  story('ends-in-pieces', 'A call is over when its status says so, or when it is gone', two, async (room) => {
    await started(room, { switchWhen: 'VideoCall' });
    const id = room.phone.up();
    await share(room, 'local');
    const showing = (): string => room.log().slice(-1)[0] || '';
    for (const status of ['Disconnecting', 'Idle']) {
      same(showing(), 'sharing: the main screen is output 2, the largest', 'the last line in a call');
      room.device.put('Status Call ' + id + ' Status', status);
      room.device.report();
      await room.wait(0.1);
      same(showing(), OUTSIDE_CALLS, 'the last line after ' + status);
      room.device.put('Status Call ' + id + ' Status', 'Connected');
      room.device.report();
      await room.wait(1);
    }
    const channels = 'Status MediaChannels Call ' + id + ' Channel';
    room.device.idsAt(channels).forEach((channel) => room.device.remove(channels, channel));
    room.device.remove('Status Call', id);
    room.device.report();
    await room.wait(0.1);
    same(showing(), OUTSIDE_CALLS, 'the last line without a call');
  }),
  story('numbers', 'Reports hold numbers where answers hold text', two, async (room) => {
    await quietCall(room);
    room.faults = numbersAsNumbers(faultless(20));
    room.outputs.unplug(2);
    const since = observe(room);
    await room.wait(1);
    same(since.writes(), [], 'settings written while the screen may come back');
    await room.wait(2.1);
    expectOnly(room, 1, 'participants');
    room.outputs.plug(2, LARGE);
    await share(room, 'HDMI');
    await press(room);
    room.phone.farEndCamera(false, 'channel');
    await room.wait(1);
    same(room.outputs.role(1), 'Second', 'the role of the swapped screen without a camera');
  }),
  story('gains-video', 'An audio call gains video, and counts as a video call then', two, async (room) => {
    await started(room, { switchWhen: 'VideoCall' });
    const id = room.phone.up({ video: false });
    await share(room);
    same(room.screens(), { 1: 'presentation', 2: 'blank' }, 'the screens in an audio call');
    const channel = 'Status MediaChannels Call ' + id + ' Channel 4 ';
    room.device.put(channel + 'Direction', 'Outgoing');
    room.device.put(channel + 'Type', 'Video');
    room.device.put(channel + 'Video ChannelRole', 'Main');
    room.device.put(channel + 'Video Protocol', 'H264');
    room.device.report();
    await room.wait(2);
    same(room.screens(), { 1: 'presentation', 2: 'blank' }, 'the screens with the camera of the room alone');
    room.phone.addVideo();
    await room.wait(1);
    expectPresentationOn(room, 2);
  }),
  story(
    'two-calls',
    'A swap lasts as long as one of two video calls beside an audio call',
    two,
    async (room) => {
      await started(room, { switchWhen: 'VideoCall' });
      const first = room.phone.up();
      const second = room.phone.up();
      room.phone.up({ video: false });
      await share(room, 'local');
      await press(room);
      room.phone.endCall(first, 'hung up');
      await room.wait(0.1);
      expectPresentationOn(room, 1);
      room.phone.endCall(second, 'hung up');
      await room.wait(0.1);
      expectRoles(room, 2, 'First', 'Second');
    },
  ),
  story('toggled', 'Shares start and stop, and the button is pressed, over and over', two, async (room) => {
    await inCall(room);
    const since = observe(room);
    for (let turn = 0; turn < 12; turn += 1) {
      room.shares.farEnd();
      await room.wait(0.1);
      expectPresentationOn(room, 2);
      room.panel.tap(BUTTON);
      await room.wait(0.4);
      expectPresentationOn(room, 1);
      room.shares.stop();
      await room.wait(0.6);
      expectParticipantsOn(room, 2);
      await room.wait(turn);
    }
    same([since.writes().length, since.warnings()], [12 * (2 + 2), []], 'settings written, and warnings');
  }),
  story('double-press', 'A press reported twice swaps once; a later one counts', two, async (room) => {
    room.phone.up();
    await share(room);
    room.start();
    await room.wait(0.1);
    room.panel.tap(BUTTON);
    await press(room);
    expectPresentationOn(room, 1);
    room.panel.tap(BUTTON);
    await room.wait(0.28);
    await press(room);
    expectPresentationOn(room, 2);
    room.panel.tap(BUTTON);
    await room.wait(0.32);
    await press(room);
    expectPresentationOn(room, 2);
  }),
];

const busyRooms: readonly Scenario[] = [
  story('fight-ends', 'Another macro sets the opposite roles: few writes, one line', two, async (room) => {
    await inCall(room);
    const since = observe(room);
    room.competingMacro.start({ oppositeRoles: true });
    room.outputs.setRole(2, 'Second');
    for (let blinks = 0; blinks < 60; blinks += 1) {
      room.outputs.unplug(1);
      await room.wait(1);
      room.outputs.plug(1, SMALL);
      await room.wait(9);
    }
    atMost(60, since.writes(), 'writes');
    same(since.warnings().length, 1, 'warnings');
    room.competingMacro.stop();
    await share(room);
    expectPresentationOn(room, 2);
  }),
  story('irrelevant', 'Statistics, HDCP, CEC and resolutions cost no request', two, async (room) => {
    await started(room);
    const calls = [room.phone.up(), room.phone.up()];
    await room.wait(10);
    const silence = observe(room);
    await room.wait(60);
    const requests = silence.seconds().length;
    const since = observe(room);
    const lines = room.log().length;
    room.statistics.setRate(100);
    for (let second = 0; second < 60; second += 1) {
      room.outputs.reportLinkDetails();
      room.device.put('Status Video Output Connector 1 Resolution Width', 1920 + second);
      room.device.put('Status Call ' + (calls[second % 2] || 0) + ' DisplayName', 'Boss ' + second);
      room.device.report();
      await room.wait(1);
      same(room.held().timers, 1, 'timers');
    }
    atMost(requests + 10, since.seconds(), 'requests');
    same(room.log().slice(lines), [], 'the log');
    room.shares.farEnd();
    await room.wait(0.1);
    expectPresentationOn(room, 2);
  }),
  story('half-written', 'One of two roles is refused: the other one is reverted', three, async (room) => {
    fail(room, 'xSet Configuration Video Output Connector 3', 'bad parameters');
    await inCall(room);
    for (let second = 0; second < 30; second += 1) {
      await room.wait(1);
      same(room.outputs.role(1) + room.outputs.role(2), 'AutoAuto', 'the roles');
    }
    room.faults = faultless(20);
    await room.wait(120);
    expectParticipantsOn(room, 2);
    holds(
      room.log().every((line) => !/another macro/.test(line)),
      'nobody is blamed for what was reverted',
    );
  }),
  story('empty-at-start', 'The first answers are empty, in the middle of a share', two, async (room) => {
    room.phone.up();
    await share(room);
    fail(room, 'xGet', 'undefined', 5);
    await started(room);
    expectPresentationOn(room, 2);
    same(
      room.log()[0],
      'settings found (Video Monitors Auto, output 1 Auto, output 2 Auto)',
      'the first line',
    );
  }),
  story('lost-end', 'Nothing reports the end of a call: two reads have to agree', two, async (room) => {
    await started(room, { switchWhen: 'VideoCall' });
    room.phone.up();
    room.shares.begin('HDMI', true);
    await room.wait(40);
    expectPresentationOn(room, 2);
    const counted = observe(room);
    fail(room, 'xGet', 'undefined', 5);
    await room.wait(30);
    expectPresentationOn(room, 2);
    same(counted.writes(), [], 'writes after one empty answer');
    room.faults = { ...faultless(20), copies: () => [] };
    room.phone.hangUp();
    await room.wait(35);
    expectRoles(room, 2, 'First', 'Second');
  }),
  story('late-copy', 'A late report of a share or a screen that is gone', two, async (room) => {
    const copied = (act: () => void): void => {
      room.faults = { ...faultless(20), copies: () => [0, 700] };
      act();
      room.faults = faultless(20);
    };
    await inCall(room);
    copied(() => room.shares.begin('HDMI'));
    await room.wait(0.4);
    await stop(room);
    expectParticipantsOn(room, 2);
    await hangUp(room);
    room.phone.up();
    await room.wait(60);
    copied(() => room.shares.begin('HDMI'));
    await room.wait(0.3);
    await hangUp(room);
    await stop(room);
    expectIdle(room, 2);
    await room.wait(30);
    room.phone.up();
    await room.wait(40);
    room.outputs.unplug(2);
    await room.wait(0.3);
    copied(() => room.outputs.plug(2, LARGE));
    await room.wait(0.3);
    room.outputs.unplug(2);
    await room.wait(4.5);
    expectOnly(room, 1, 'participants');
  }),
  story('restart-without-camera', 'A restart while the camera of the far end is off', two, async (room) => {
    const settings = { switchWhen: 'VideoCall' };
    await sharing(room, settings);
    room.phone.farEndCamera(false, 'protocol');
    await room.wait(5);
    room.start(settings);
    await room.wait(60);
    same(room.screens(), { 1: 'home screen', 2: 'presentation' }, 'the screens');
  }),
  story('restart-in-audio-call', 'A restart in an audio call, where only video counts', two, async (room) => {
    room.phone.up({ video: false });
    room.shares.begin('HDMI');
    await started(room, { switchWhen: 'VideoCall' });
    await room.wait(60);
    same(room.screens(), { 1: 'presentation', 2: 'blank' }, 'the screens');
  }),
  story('empty-answers', 'Answers without roles, screens or calls are not used', two, async (room) => {
    await sharing(room);
    const since = observe(room);
    fail(room, 'xGet', 'no match', 10);
    await room.wait(40);
    room.faults = { ...faultless(20), reshape: () => ({}) };
    await room.wait(40);
    room.faults = faultless(20);
    await room.wait(40);
    expectPresentationOn(room, 2);
    const line = 'reading the codec failed; trying again';
    same([since.warnings(), since.writes()], [[line, line], []], 'warnings, and settings written');
    room.shares.stop();
    await room.wait(0.6);
    expectParticipantsOn(room, 2);
  }),
  story('clock-steps', 'The clock is set back and forward while writing fails', two, async (room) => {
    await inCall(room);
    for (let turn = 0; turn < 2; turn += 1) {
      fail(room, 'xSet', 'fails');
      if (turn === 0) room.shares.farEnd();
      else await stop(room);
      room.stepClock(turn === 0 ? -20 : 20);
      room.faults = faultless(20);
      await room.wait(60);
      if (turn === 0) expectPresentationOn(room, 2);
      else expectParticipantsOn(room, 2);
    }
  }),
  story('timers-follow-the-clock', 'Timers follow the clock, which is set back', two, async (room) => {
    await inCall(room);
    for (const isWaiting of [true, false]) {
      if (isWaiting) fail(room, 'xSet', 'fails');
      room.shares.farEnd();
      // Until a write has failed, or the report has come and is not looked at yet.
      await room.wait(isWaiting ? 5 : 0.01);
      room.stepClock(-20, 'follow');
      room.faults = faultless(20);
      for (let second = 0; second < (isWaiting ? 5 : 3); second += 1) {
        room.outputs.reportLinkDetails();
        await room.wait(1);
      }
      expectPresentationOn(room, 2);
      await stop(room);
    }
  }),
];

export const switcherScenarios: readonly Scenario[] = special.concat(
  table,
  oneScreenLeft,
  callsThatStay,
  busyRooms,
);
