/** The plan, as the tables in the README say it, and what the console tells of the room. */
import { expect, it } from 'vitest';
import { readSettings } from '../../src/macro/settings';
import * as messages from '../../src/presentation-screen-switcher/messages';
import type { CodecState, MonitorRole } from '../../src/presentation-screen-switcher/mirror';
import { planFor } from '../../src/presentation-screen-switcher/plan';
import { roomOf } from '../../src/presentation-screen-switcher/room';
import type { Room, VideoMonitors } from '../../src/presentation-screen-switcher/room';
import { declared } from '../../src/presentation-screen-switcher/settings';
import type { SwitcherSettings } from '../../src/presentation-screen-switcher/settings';

const SETTINGS = readSettings(declared, {}, () => undefined);

/** A room with screens of these sizes on its outputs; 0 inches for an output without a screen. */
interface Told {
  readonly inches: readonly number[];
  readonly isInCall?: boolean;
  readonly isSharing?: boolean;
  readonly isSwapped?: boolean;
  /** Auto on every output, unless given. */
  readonly roles?: Readonly<Record<number, MonitorRole>>;
  /** Auto, unless given; undefined in Teams mode. */
  readonly monitors?: VideoMonitors | undefined;
  /** Whether setting Video Monitors has no effect. */
  readonly isStuck?: boolean;
}

function room(inches: readonly number[], more: Omit<Told, 'inches'> = {}): Told {
  return { inches, ...more };
}

const VIDEO = { id: '1', Direction: 'Incoming', Video: { ChannelRole: 'Main', Protocol: 'H264' } } as const;

/** What a codec reports. */
function stateOf({ inches, ...more }: Told): CodecState {
  const auto = Object.fromEntries(inches.map((_, at): [number, MonitorRole] => [at + 1, 'Auto']));
  const roles = Object.entries(more.roles ?? auto);
  return {
    'Conference Presentation': { Mode: more.isSharing ? 'Receiving' : 'Off' },
    Call: [
      { id: '2', CallType: 'Audio' },
      { id: '3', CallType: more.isInCall ? 'Video' : 'Audio' },
    ],
    'MediaChannels Call': more.isInCall ? [{ id: '3', Channel: [VIDEO] }] : [],
    'Video Output Connector': inches.map((size, at) => ({
      id: String(at + 1),
      Connected: size > 0 ? 'True' : 'False',
      ConnectedDevice: { ScreenSize: String(size), PreferredFormat: '3840x2160@60Hz' },
    })),
    Video: {
      ...('monitors' in more && !more.monitors ? {} : { Monitors: more.monitors ?? 'Auto' }),
      Output: { Connector: roles.map(([id, role]) => ({ id, MonitorRole: role })) },
    },
  };
}

function roomIn(told: Told, settings: SwitcherSettings): Room {
  const first = roomOf(stateOf(told), undefined, 0, settings, false);
  return told.isSwapped ? roomOf(stateOf(told), first, 0, settings, true) : first;
}

const call = { isInCall: true };
const share = { isSharing: true };
const swapped = { isSwapped: true };
const stuck = { isStuck: true };
const DUAL: { monitors: VideoMonitors } = { monitors: 'DualPresentationOnly' };
const TRIPLE: { monitors: VideoMonitors } = { monitors: 'TriplePresentationOnly' };
const LAYOUT = 'Video Monitors DualPresentationOnly';
const ONLY_CALLS = { switchWhen: 'VideoCall' } as const;
const KEEP = { setVideoMonitors: false } as const;
const NAMED = { largestOutput: 1 } as const;
const THREE = [43, 75, 55];

// prettier-ignore
it.each([
  // in the room                     | settings   | main screen | written | button swaps
  ['two screens, nothing else',        room([43, 75]),                                    {}, 2, [LAYOUT, '2 First', '1 Second'], false],
  ['video call',                       room([43, 75], call),                              {}, 2, [LAYOUT, '2 First', '1 Second'],  true],
  ['video call with a share',          room([43, 75], { ...call, ...share }),             {}, 2, [LAYOUT, '2 Second', '1 First'],  true],
  ['share, video calls only',          room([43, 75], share),                     ONLY_CALLS, 2, [LAYOUT, '2 First', '1 Second'], false],
  ['call and share, video calls only', room([43, 75], { ...call, ...share }),     ONLY_CALLS, 2, [LAYOUT, '2 Second', '1 First'],  true],
  ['swapped',                          room([43, 75], { ...share, ...swapped }),          {}, 1, [LAYOUT, '2 First', '1 Second'],  true],
  ['three screens',                    room(THREE, share),                                {}, 2, [LAYOUT, '2 Second', '3 First', '1 First'], true],
  ['three screens, swapped',           room(THREE, { ...share, ...swapped }),             {}, 3, [LAYOUT, '2 First', '3 Second', '1 First'], true],
  ['the output named in the settings', room([43, 75], share),                          NAMED, 1, [LAYOUT, '1 Second', '2 First'],  true],
  ['equal screens',                    room([75, 75]),                                    {}, 1, [LAYOUT, '1 First', '2 Second'], false],
  ['Video Monitors is to be kept',     room([43, 75], call),                            KEEP, 2, ['2 First', '1 Second'],          true],
  ['Teams mode',                       room([43, 75], { ...call, monitors: undefined }),  {}, 0, [],                               false],
  ['all is as it should be',           room([43, 75], { ...DUAL, roles: { 1: 'Second', 2: 'First' } }), {}, 2, [],                false],
  ['a Recorder',                       room(THREE, { ...share, roles: { 1: 'Auto', 2: 'Recorder', 3: 'Third' } }), {}, 3, [LAYOUT, '3 Second', '1 First'], true],
  ['one screen',                       room([43], call),                                  {}, 0, [],                               false],
  ['one screen is left',               room([43, 0], { ...DUAL, roles: { 1: 'Second', 2: 'First' } }), {}, 0, ['Video Monitors Auto', '1 First'], false],
  ['one is left, mode to be kept',     room([43, 0], { ...DUAL, roles: { 1: 'Second', 2: 'First' } }), KEEP, 0, ['1 First'],     false],
  ['no screen',                        room([0, 0], DUAL),                                {}, 0, [],                              false],
  ['one of two without a role',        room([43, 75], { ...DUAL, roles: { 2: 'Second' } }), {}, 0, ['Video Monitors Auto', '2 First'], false],
  ['two of three with a role',         room(THREE, { roles: { 2: 'Auto', 3: 'Auto' } }),  {}, 2, [LAYOUT, '2 First', '3 Second'], false],
  // Layouts of three, where Video Monitors is kept: Auto with three outputs, or the codec takes no other mode.
  ['three, nobody shares',             room(THREE, call),                               KEEP, 2, ['2 Second', '3 First', '1 Third'], true],
  ['three, somebody shares',           room(THREE, share),                              KEEP, 2, ['2 Third', '3 Second', '1 First'], true],
  ['three, swapped',                   room(THREE, { ...call, ...swapped }),            KEEP, 3, ['2 First', '3 Second', '1 Third'], true],
  ['three, swapped share',             room(THREE, { ...share, ...swapped }),           KEEP, 3, ['2 Second', '3 Third', '1 First'], true],
  ['two in TriplePresentationOnly',    room([43, 75], { ...call, ...TRIPLE }),          KEEP, 2, ['2 Second', '1 First'],          true],
  ['two in Triple, somebody shares',   room([43, 75], { ...share, monitors: 'Triple' }), KEEP, 2, ['2 Third', '1 Second'],          true],
  ['four, somebody shares',            room([...THREE, 50], share),                     KEEP, 2, ['2 Third', '3 Second', '4 First', '1 First'], true],
  ['three, one is a Recorder',         room(THREE, { ...share, roles: { 1: 'Auto', 2: 'Auto', 3: 'Recorder' } }), KEEP, 2, ['2 Second', '1 First'], true],
  ['three in Dual',                    room(THREE, { ...share, monitors: 'Dual' }),     KEEP, 2, ['2 Second', '3 First', '1 First'], true],
  ['three, the mode cannot be set',    room(THREE, { ...share, ...stuck }),               {}, 2, [LAYOUT, '2 Third', '3 Second', '1 First'], true],
  ['two, the mode cannot be set',      room([43, 75], { ...share, ...stuck }),            {}, 2, [LAYOUT, '2 Second', '1 First'],  true],
] as const)('%s', (_, told, settings, mainOutput, written, canSwap) => {
  const all = { ...SETTINGS, ...settings };
  const now = roomIn(told, all);
  const plan = planFor(now, all, told.isStuck ?? false);
  expect(plan.mainOutput).toBe(mainOutput);
  expect(now.videoCalls).toEqual(told.isInCall ? ['3'] : []);
  const name = (path: string): string => path.replace(/^Video Output Connector (\d) MonitorRole$/, '$1');
  expect(plan.changes.map(({ path, value }) => `${name(path)} ${value}`)).toEqual(written);
  expect(plan.changes.some(({ isOptional }) => isOptional)).toBe(written.length > 0 && !!told.isStuck);
  const pressed = roomOf(stateOf(told), now, 0, all, true);
  expect(pressed.isSwapped !== now.isSwapped).toBe(canSwap);
});

it.each<readonly [what: string, inches: readonly number[], largestOutput: number, part: string]>([
  ['no screen', [0, 0], 0, 'no screen can be switched; two are needed'],
  [
    'a screen without a size',
    [75, 7],
    2,
    '(8.3 megapixels) is the largest, then output 1 (75 inches); as set',
  ],
  ['two of them', [7, 7], 0, 'no size from output 1, 2: set largestOutput if this is wrong'],
])('the console tells of %s', (_, inches, largestOutput, part) => {
  const { ranking } = roomIn(room(inches), { ...SETTINGS, largestOutput });
  expect(messages.screens(ranking, largestOutput)).toContain(part);
});

it('the console says nothing of Video Monitors and a main screen where there is nothing to switch', () => {
  const alone = roomIn(room([75], { monitors: undefined }), SETTINGS);
  expect(messages.found(alone)).toBe('settings found (Video Monitors not available, output 1 Auto)');
  expect(messages.withoutMonitors(alone)).toBe('');
  expect(messages.mainScreen({ mainOutput: 0, changes: [] }, alone)).toBe('');
});
