/** The plan, as the table in the README says it. */
import { expect, it } from 'vitest';
import { readSettings } from '../../src/macro/settings';
import type { Facts, MonitorRole, VideoMonitors } from '../../src/presentation-screen-switcher/facts';
import { planFor } from '../../src/presentation-screen-switcher/plan';
import type { Screen } from '../../src/presentation-screen-switcher/screens';
import { declared } from '../../src/presentation-screen-switcher/settings';

const SETTINGS = readSettings(declared, {}, () => undefined);

function screen(output: number, inches: number, isThere = true): Screen {
  const pixels = { nativePixels: 8294400, outputPixels: 2073600 };
  return { output, inches, ...pixels, name: `Screen ${output}`, isConnected: isThere, goneAt: -1 };
}

/** What a codec has before the macro has changed it. */
function facts(inches: readonly number[], more: Partial<Facts> = {}): Facts {
  const screens = Object.fromEntries(inches.map((size, at) => [at + 1, screen(at + 1, size, size > 0)]));
  const roles = Object.fromEntries(inches.map((_, at): [number, MonitorRole] => [at + 1, 'Auto']));
  const room = { room: '', roomChanges: 0, videoCalls: [], isSharing: false, isSwapped: false };
  return { ...room, screens, roles, monitors: 'Auto', ...more };
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
  ['two screens, nothing else',        facts([43, 75]),                                    {}, 'home screen on 2',  [LAYOUT, '1 Second', '2 First'],  false],
  ['video call',                       facts([43, 75], call),                              {}, 'participants on 2', [LAYOUT, '1 Second', '2 First'],  true],
  ['video call with a share',          facts([43, 75], { ...call, ...share }),             {}, 'presentation on 2', [LAYOUT, '1 First', '2 Second'],  true],
  ['share without a call',             facts([43, 75], share),                             {}, 'presentation on 2', [LAYOUT, '1 First', '2 Second'],  true],
  ['share, video calls only',          facts([43, 75], share),                     ONLY_CALLS, 'home screen on 2',  [LAYOUT, '1 Second', '2 First'],  false],
  ['call and share, video calls only', facts([43, 75], { ...call, ...share }),     ONLY_CALLS, 'presentation on 2', [LAYOUT, '1 First', '2 Second'],  true],
  ['swapped',                          facts([43, 75], { ...share, ...swapped }),          {}, 'presentation on 1', [LAYOUT, '1 Second', '2 First'],  true],
  ['three screens',                    facts([43, 75, 55], share),                         {}, 'presentation on 2', [LAYOUT, '1 First', '2 Second', '3 First'], true],
  ['three screens, swapped',           facts([43, 75, 55], { ...share, ...swapped }),      {}, 'presentation on 3', [LAYOUT, '1 First', '2 First', '3 Second'], true],
  ['the output named in the settings', facts([43, 75], share),                          NAMED, 'presentation on 1', [LAYOUT, '1 Second', '2 First'],  true],
  ['equal screens',                    facts([75, 75]),                                    {}, 'home screen on 1',  [LAYOUT, '1 First', '2 Second'],  false],
  ['Video Monitors is to be kept',     facts([43, 75], call),                            KEEP, 'participants on 2', ['1 Second', '2 First'],          true],
  ['Video Monitors does not exist',    facts([43, 75], { ...call, monitors: undefined }),  {}, 'participants on 2', ['1 Second', '2 First'],          true],
  ['all is as it should be',           facts([43, 75], { ...DUAL, roles: { 1: 'Second', 2: 'First' } }), {}, 'home screen on 2', [],                  false],
  ['a Recorder',                       facts([43, 75, 55], { ...share, roles: { 1: 'Auto', 2: 'Recorder', 3: 'Third' } }), {}, 'presentation on 3', [LAYOUT, '1 First', '3 Second'], true],
  ['one screen',                       facts([43], call),                                  {}, 'participants on 0', [],                               false],
  ['one screen, Dual',                 facts([43], { ...call, monitors: 'Dual' }),         {}, 'participants on 0', [],                               false],
  ['one screen is left',               facts([43, 0], { ...DUAL, roles: { 1: 'Second', 2: 'First' } }), {}, 'home screen on 0', ['Video Monitors Auto', '1 First'], false],
  ['one is left, mode to be kept',     facts([43, 0], { ...DUAL, roles: { 1: 'Second', 2: 'First' } }), KEEP, 'home screen on 0', ['1 First'],        false],
  ['no screen',                        facts([0, 0], DUAL),                                {}, 'home screen on 0',  [],                               false],
  ['one of two without a role',        facts([43, 75], { ...DUAL, roles: { 2: 'Second' } }), {}, 'home screen on 0', [],                              false],
  ['two of three with a role',         facts([43, 75, 55], { roles: { 2: 'Auto', 3: 'Auto' } }), {}, 'home screen on 2', [LAYOUT, '2 First', '3 Second'], false],
] as const)('%s', (_, now, settings, shows, written, canSwap) => {
  const plan = planFor(now, { ...SETTINGS, ...settings }, false);
  expect(`${plan.situation} on ${plan.mainOutput}`).toBe(shows);
  const name = (path: string): string => path.replace(/^Video Output Connector (\d) MonitorRole$/, '$1');
  expect(plan.changes.map(({ path, value }) => `${name(path)} ${value}`)).toEqual(written);
  expect(plan.canSwap).toBe(canSwap);
});

it('a screen whose role was looked up in vain does not keep the other one black', () => {
  const now = facts([43, 75], { ...DUAL, roles: { 2: 'Second' } });
  expect(planFor(now, SETTINGS, true).changes.map(({ value }) => value)).toEqual(['Auto', 'First']);
});

it('a screen that has just gone cannot be swapped', () => {
  const now = facts([43, 75], share);
  const gone = { ...now, screens: { ...now.screens, 2: { ...screen(2, 75), goneAt: 5 } } };
  expect(planFor(gone, SETTINGS, false)).toMatchObject({ canSwap: false, mainOutput: 2 });
});
