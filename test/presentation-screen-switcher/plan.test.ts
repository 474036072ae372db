/** The plan, as the table in the README says it. */
import { expect, it } from 'vitest';
import { readSettings } from '../../src/macro/settings';
import { layoutOf } from '../../src/presentation-screen-switcher/layout';
import type { Layout, MonitorRole, VideoMonitors } from '../../src/presentation-screen-switcher/layout';
import type { CodecState } from '../../src/presentation-screen-switcher/mirror';
import { planFor } from '../../src/presentation-screen-switcher/plan';
import type { Plan } from '../../src/presentation-screen-switcher/plan';
import { declared } from '../../src/presentation-screen-switcher/settings';
import type { SwitcherSettings } from '../../src/presentation-screen-switcher/settings';

const SETTINGS = readSettings(declared, {}, () => undefined);

/** A room with screens of these sizes on its outputs; 0 inches for an output without a screen. */
interface Room {
  readonly inches: readonly number[];
  readonly videoCalls?: readonly string[];
  readonly isSharing?: boolean;
  readonly isSwapped?: boolean;
  /** Auto on every output, unless given. */
  readonly roles?: Readonly<Record<number, MonitorRole>>;
  /** Auto, unless given; undefined on a product without it. */
  readonly monitors?: VideoMonitors | undefined;
}

function room(inches: readonly number[], more: Omit<Room, 'inches'> = {}): Room {
  return { inches, ...more };
}

/** What a codec reports, when its settings have been read a number of times. */
function stateOf({ inches, ...more }: Room, reads: number): CodecState {
  const auto = Object.fromEntries(inches.map((_, at): [number, MonitorRole] => [at + 1, 'Auto']));
  const roles = Object.entries(more.roles ?? auto);
  return {
    reads: { config: reads },
    connectors: inches.map((size, at) => ({
      id: String(at + 1),
      Connected: size > 0 ? 'True' : 'False',
      ConnectedDevice: { ScreenSize: String(size) },
    })),
    config: {
      ...('monitors' in more && !more.monitors ? {} : { Monitors: more.monitors ?? 'Auto' }),
      Output: { Connector: roles.map(([id, role]) => ({ id, MonitorRole: role })) },
    },
  };
}

function planIn(
  now: Room,
  settings: Partial<SwitcherSettings> = {},
  reads = 1,
  before?: Layout,
  at = 0,
): Plan {
  const all = { ...SETTINGS, ...settings };
  const layout = layoutOf(stateOf(now, reads), before, at, all.largestOutput);
  const { videoCalls = [], isSharing = false, isSwapped = false } = now;
  return planFor({ room: '', reported: '', roomChanges: 0, layout, videoCalls, isSharing, isSwapped }, all);
}

const call = { videoCalls: ['3'] };
const share = { isSharing: true };
const swapped = { isSwapped: true };
const DUAL: { monitors: VideoMonitors } = { monitors: 'DualPresentationOnly' };
const LAYOUT = 'Video Monitors DualPresentationOnly';
const ONLY_CALLS = { switchWhen: 'VideoCall' } as const;
const KEEP = { setVideoMonitors: false } as const;
const NAMED = { largestOutput: 1 } as const;

// prettier-ignore
it.each([
  // in the room                     | settings   | the main screen shows      | written                                       | button swaps
  ['two screens, nothing else',        room([43, 75]),                                    {}, 'home screen on 2',  [LAYOUT, '2 First', '1 Second'],  false],
  ['video call',                       room([43, 75], call),                              {}, 'participants on 2', [LAYOUT, '2 First', '1 Second'],  true],
  ['video call with a share',          room([43, 75], { ...call, ...share }),             {}, 'presentation on 2', [LAYOUT, '2 Second', '1 First'],  true],
  ['share without a call',             room([43, 75], share),                             {}, 'presentation on 2', [LAYOUT, '2 Second', '1 First'],  true],
  ['share, video calls only',          room([43, 75], share),                     ONLY_CALLS, 'home screen on 2',  [LAYOUT, '2 First', '1 Second'],  false],
  ['call and share, video calls only', room([43, 75], { ...call, ...share }),     ONLY_CALLS, 'presentation on 2', [LAYOUT, '2 Second', '1 First'],  true],
  ['swapped',                          room([43, 75], { ...share, ...swapped }),          {}, 'presentation on 1', [LAYOUT, '2 First', '1 Second'],  true],
  ['three screens',                    room([43, 75, 55], share),                         {}, 'presentation on 2', [LAYOUT, '2 Second', '3 First', '1 First'], true],
  ['three screens, swapped',           room([43, 75, 55], { ...share, ...swapped }),      {}, 'presentation on 3', [LAYOUT, '2 First', '3 Second', '1 First'], true],
  ['the output named in the settings', room([43, 75], share),                          NAMED, 'presentation on 1', [LAYOUT, '1 Second', '2 First'],  true],
  ['equal screens',                    room([75, 75]),                                    {}, 'home screen on 1',  [LAYOUT, '1 First', '2 Second'],  false],
  ['Video Monitors is to be kept',     room([43, 75], call),                            KEEP, 'participants on 2', ['2 First', '1 Second'],          true],
  ['Video Monitors does not exist',    room([43, 75], { ...call, monitors: undefined }),  {}, 'participants on 2', ['2 First', '1 Second'],          true],
  ['all is as it should be',           room([43, 75], { ...DUAL, roles: { 1: 'Second', 2: 'First' } }), {}, 'home screen on 2', [],                  false],
  ['a Recorder',                       room([43, 75, 55], { ...share, roles: { 1: 'Auto', 2: 'Recorder', 3: 'Third' } }), {}, 'presentation on 3', [LAYOUT, '3 Second', '1 First'], true],
  ['one screen',                       room([43], call),                                  {}, 'participants on 0', [],                               false],
  ['one screen, Dual',                 room([43], { ...call, monitors: 'Dual' }),         {}, 'participants on 0', [],                               false],
  ['one screen is left',               room([43, 0], { ...DUAL, roles: { 1: 'Second', 2: 'First' } }), {}, 'home screen on 0', ['Video Monitors Auto', '1 First'], false],
  ['one is left, mode to be kept',     room([43, 0], { ...DUAL, roles: { 1: 'Second', 2: 'First' } }), KEEP, 'home screen on 0', ['1 First'],        false],
  ['no screen',                        room([0, 0], DUAL),                                {}, 'home screen on 0',  [],                               false],
  ['one of two without a role',        room([43, 75], { ...DUAL, roles: { 2: 'Second' } }), {}, 'home screen on 0', [],                              false],
  ['two of three with a role',         room([43, 75, 55], { roles: { 2: 'Auto', 3: 'Auto' } }), {}, 'home screen on 2', [LAYOUT, '2 First', '3 Second'], false],
] as const)('%s', (_, now, settings, shows, written, canSwap) => {
  const plan = planIn(now, settings);
  expect(`${plan.situation} on ${plan.mainOutput}`).toBe(shows);
  const name = (path: string): string => path.replace(/^Video Output Connector (\d) MonitorRole$/, '$1');
  expect(plan.changes.map(({ path, value }) => `${name(path)} ${value}`)).toEqual(written);
  expect(plan.canSwap).toBe(canSwap);
});

it('a screen whose role was looked up in vain does not keep the other one black', () => {
  const now = room([43, 75], { ...DUAL, roles: { 2: 'Second' } });
  const noticed = layoutOf(stateOf(now, 1), undefined, 0, 0);
  expect(planIn(now, {}, 3, noticed)).toMatchObject({ changes: [], withoutRole: '' });
  const plan = planIn(now, {}, 4, noticed);
  expect(plan.changes.map(({ value }) => value)).toEqual(['Auto', 'First']);
  expect(plan.withoutRole).toBe('1');
});

it('a screen that has just gone cannot be swapped, and is gone after three seconds', () => {
  const before = layoutOf(stateOf(room([43, 75]), 1), undefined, 0, 0);
  const gone = room([43, 0], share);
  const noticed = layoutOf(stateOf(gone, 1), before, 1000, 0);
  expect(planIn(gone, {}, 1, noticed, 3999)).toMatchObject({ canSwap: false, mainOutput: 2 });
  expect(planIn(gone, {}, 1, noticed, 4000)).toMatchObject({ canSwap: false, mainOutput: 0 });
});
