/** The plan, as the tables in the README say it. */
import { expect, it } from 'vitest';
import { readSettings } from '../../src/macro/settings';
import type { CodecState, MonitorRole } from '../../src/presentation-screen-switcher/mirror';
import { planFor } from '../../src/presentation-screen-switcher/plan';
import type { Plan } from '../../src/presentation-screen-switcher/plan';
import { roomOf } from '../../src/presentation-screen-switcher/room';
import type { Room, VideoMonitors } from '../../src/presentation-screen-switcher/room';
import { declared } from '../../src/presentation-screen-switcher/settings';
import type { SwitcherSettings } from '../../src/presentation-screen-switcher/settings';

const SETTINGS = readSettings(declared, {}, () => undefined);

/** A room with screens of these sizes on its outputs; 0 inches for an output without a screen. */
interface Told {
  readonly inches: readonly number[];
  readonly videoCalls?: readonly string[];
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

/** What a codec reports. */
function stateOf({ inches, ...more }: Told): CodecState {
  const auto = Object.fromEntries(inches.map((_, at): [number, MonitorRole] => [at + 1, 'Auto']));
  const roles = Object.entries(more.roles ?? auto);
  return {
    'Video Output Connector': inches.map((size, at) => ({
      id: String(at + 1),
      Connected: size > 0 ? 'True' : 'False',
      ConnectedDevice: { ScreenSize: String(size) },
    })),
    Video: {
      ...('monitors' in more && !more.monitors ? {} : { Monitors: more.monitors ?? 'Auto' }),
      Output: { Connector: roles.map(([id, role]) => ({ id, MonitorRole: role })) },
    },
  };
}

function planIn(told: Told, settings: Partial<SwitcherSettings> = {}, before?: Room, at = 0): Plan {
  const all = { ...SETTINGS, ...settings };
  const { videoCalls = [], isSharing = false, isSwapped = false, isStuck = false } = told;
  const now = roomOf(stateOf(told), before, at, all.largestOutput, false);
  return planFor({ ...now, videoCalls, isSharing, isSwapped }, all, isStuck);
}

const call = { videoCalls: ['3'] };
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
  // in the room                     | settings   | why the main screen is on   | written                                       | button swaps
  ['two screens, nothing else',        room([43, 75]),                                    {}, 'no video call on 2', [LAYOUT, '2 First', '1 Second'], false],
  ['video call',                       room([43, 75], call),                              {}, 'video call on 2',   [LAYOUT, '2 First', '1 Second'],  true],
  ['video call with a share',          room([43, 75], { ...call, ...share }),             {}, 'sharing on 2',      [LAYOUT, '2 Second', '1 First'],  true],
  ['share without a call',             room([43, 75], share),                             {}, 'sharing on 2',      [LAYOUT, '2 Second', '1 First'],  true],
  ['share, video calls only',          room([43, 75], share),                     ONLY_CALLS, 'no video call on 2', [LAYOUT, '2 First', '1 Second'], false],
  ['call and share, video calls only', room([43, 75], { ...call, ...share }),     ONLY_CALLS, 'sharing on 2',      [LAYOUT, '2 Second', '1 First'],  true],
  ['swapped',                          room([43, 75], { ...share, ...swapped }),          {}, 'sharing on 1',      [LAYOUT, '2 First', '1 Second'],  true],
  ['three screens',                    room(THREE, share),                                {}, 'sharing on 2',      [LAYOUT, '2 Second', '3 First', '1 First'], true],
  ['three screens, swapped',           room(THREE, { ...share, ...swapped }),             {}, 'sharing on 3',      [LAYOUT, '2 First', '3 Second', '1 First'], true],
  ['the output named in the settings', room([43, 75], share),                          NAMED, 'sharing on 1',      [LAYOUT, '1 Second', '2 First'],  true],
  ['equal screens',                    room([75, 75]),                                    {}, 'no video call on 1', [LAYOUT, '1 First', '2 Second'], false],
  ['Video Monitors is to be kept',     room([43, 75], call),                            KEEP, 'video call on 2',   ['2 First', '1 Second'],          true],
  ['Teams mode',                       room([43, 75], { ...call, monitors: undefined }),  {}, 'video call on 0',   [],                               false],
  ['all is as it should be',           room([43, 75], { ...DUAL, roles: { 1: 'Second', 2: 'First' } }), {}, 'no video call on 2', [],                false],
  ['a Recorder',                       room(THREE, { ...share, roles: { 1: 'Auto', 2: 'Recorder', 3: 'Third' } }), {}, 'sharing on 3', [LAYOUT, '3 Second', '1 First'], true],
  ['one screen',                       room([43], call),                                  {}, 'video call on 0',   [],                               false],
  ['one screen, Dual',                 room([43], { ...call, monitors: 'Dual' }),         {}, 'video call on 0',   [],                               false],
  ['one screen is left',               room([43, 0], { ...DUAL, roles: { 1: 'Second', 2: 'First' } }), {}, 'no video call on 0', ['Video Monitors Auto', '1 First'], false],
  ['one is left, mode to be kept',     room([43, 0], { ...DUAL, roles: { 1: 'Second', 2: 'First' } }), KEEP, 'no video call on 0', ['1 First'],     false],
  ['no screen',                        room([0, 0], DUAL),                                {}, 'no video call on 0', [],                              false],
  ['one of two without a role',        room([43, 75], { ...DUAL, roles: { 2: 'Second' } }), {}, 'no video call on 0', ['Video Monitors Auto', '2 First'], false],
  ['two of three with a role',         room(THREE, { roles: { 2: 'Auto', 3: 'Auto' } }),  {}, 'no video call on 2', [LAYOUT, '2 First', '3 Second'], false],
  // Layouts of three, where Video Monitors is kept: Auto with three outputs, or the codec takes no other mode.
  ['three, nobody shares',             room(THREE, call),                               KEEP, 'video call on 2',   ['2 Second', '3 First', '1 Third'], true],
  ['three, somebody shares',           room(THREE, share),                              KEEP, 'sharing on 2',      ['2 Third', '3 Second', '1 First'], true],
  ['three, swapped',                   room(THREE, { ...call, ...swapped }),            KEEP, 'video call on 3',   ['2 First', '3 Second', '1 Third'], true],
  ['three, swapped share',             room(THREE, { ...share, ...swapped }),           KEEP, 'sharing on 3',      ['2 Second', '3 Third', '1 First'], true],
  ['two in TriplePresentationOnly',    room([43, 75], { ...call, ...TRIPLE }),          KEEP, 'video call on 2',   ['2 Second', '1 First'],          true],
  ['two in Triple, somebody shares',   room([43, 75], { ...share, monitors: 'Triple' }), KEEP, 'sharing on 2',     ['2 Third', '1 Second'],          true],
  ['four, somebody shares',            room([...THREE, 50], share),                     KEEP, 'sharing on 2',      ['2 Third', '3 Second', '4 First', '1 First'], true],
  ['three, one is a Recorder',         room(THREE, { ...share, roles: { 1: 'Auto', 2: 'Auto', 3: 'Recorder' } }), KEEP, 'sharing on 2', ['2 Second', '1 First'], true],
  ['three in Dual',                    room(THREE, { ...share, monitors: 'Dual' }),     KEEP, 'sharing on 2',      ['2 Second', '3 First', '1 First'], true],
  ['three, the mode cannot be set',    room(THREE, { ...share, ...stuck }),               {}, 'sharing on 2',      [LAYOUT, '2 Third', '3 Second', '1 First'], true],
  ['two, the mode cannot be set',      room([43, 75], { ...share, ...stuck }),            {}, 'sharing on 2',      [LAYOUT, '2 Second', '1 First'],  true],
] as const)('%s', (_, told, settings, why, written, canSwap) => {
  const plan = planIn(told, settings);
  expect(`${plan.situation} on ${plan.mainOutput}`).toBe(why);
  const name = (path: string): string => path.replace(/^Video Output Connector (\d) MonitorRole$/, '$1');
  expect(plan.changes.map(({ path, value }) => `${name(path)} ${value}`)).toEqual(written);
  expect(plan.canSwap).toBe(canSwap);
});

it('the roles are written without a mode that cannot be set', () => {
  const optional = ({ changes }: Plan): unknown => changes.map(({ isOptional }) => isOptional ?? false);
  expect(optional(planIn(room([43, 75], stuck)))).toEqual([true, false, false]);
  expect(optional(planIn(room([43, 75])))).toEqual([false, false, false]);
});

it('a screen that has just gone cannot be swapped, and is gone after three seconds', () => {
  const before = roomOf(stateOf(room([43, 75])), undefined, 0, 0, false);
  const gone = room([43, 0], share);
  const noticed = roomOf(stateOf(gone), before, 1000, 0, false);
  expect(planIn(gone, {}, noticed, 3999)).toMatchObject({ canSwap: false, mainOutput: 2 });
  expect(planIn(gone, {}, noticed, 4000)).toMatchObject({ canSwap: false, mainOutput: 0 });
});
