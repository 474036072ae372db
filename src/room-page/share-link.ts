/** A scene in the fragment of the page's address, and back: whatever comes from there is checked, bounded and copied. */
import { actions, isFault, isJoinOutcome, isRedialOutcome } from './actions';
import { isRecord } from './codec-output';
import { complaintAbout, isMacroName, macroNamed } from './offered-macros';
import type { ActionId, MacroName, Scene, SettingValues, StoryStep } from './protocol';
import {
  builtInInches,
  configurable,
  firmwaresOf,
  MAX_INCHES,
  MIN_INCHES,
  outputsOf,
  REPORTS,
  resolutionsOf,
} from './room-choice';
import type { RoomChoice, ScreenChoice } from './room-choice';
import { MAX_STORY_CHARS, MAX_STORY_MS, MAX_STORY_STEPS, MAX_WAIT_MS } from './story-limits';

const MARK = '#room=';
/** The story, and the room with settings that are as long as they can be. */
const MAX_FRAGMENT = MAX_STORY_CHARS + 20_000;
/** What the longest text setting takes. */
const MAX_TEXT = 1000;

export function toFragment(scene: Scene): string {
  return MARK + encodeURIComponent(JSON.stringify(scene)).replace(/'/g, '%27');
}

/** The scene in a fragment; undefined if there is none, or not one that this page could have made. */
export function fromFragment(fragment: string): Scene | undefined {
  if (!fragment.startsWith(MARK) || fragment.length > MAX_FRAGMENT) return undefined;
  try {
    return sceneIn(JSON.parse(decodeURIComponent(fragment.slice(MARK.length))));
  } catch {
    return undefined;
  }
}

function sceneIn(data: unknown): Scene | undefined {
  if (!isRecord(data)) return undefined;
  const { macro, rest } = data;
  if (!isMacroName(macro)) return undefined;
  const room = roomIn(data['room']);
  const settings = settingsIn(macro, data['settings']);
  if (!room || !settings || !isWait(rest)) return undefined;
  const story = storyIn(macro, room, data['story']);
  return story && { macro, room, settings, story, rest };
}

function roomIn(data: unknown): RoomChoice | undefined {
  if (!isRecord(data) || typeof data['product'] !== 'string' || !isRecord(data['screens'])) return undefined;
  const product = data['product'];
  const firmware = firmwaresOf(product).find((known) => known === data['firmware']);
  if (firmware === undefined) return undefined;
  const screens: Record<number, ScreenChoice> = {};
  for (const output of outputsOf({ product, firmware })) {
    const own = builtInInches(product, output);
    const given = Object.hasOwn(data['screens'], String(output)) ? data['screens'][output] : undefined;
    if (given === undefined && own === undefined) continue;
    const screen = screenIn(given, own !== undefined);
    if (!screen || (own !== undefined && screen.inches !== own)) return undefined;
    screens[output] = screen;
  }
  const configuration = configurationIn({ product, firmware }, data['configuration']);
  return configuration && { product, firmware, screens, configuration, isTeams: data['isTeams'] === true };
}

function configurationIn(
  codec: Pick<RoomChoice, 'product' | 'firmware'>,
  data: unknown = {},
): Readonly<Record<string, string>> | undefined {
  if (!isRecord(data)) return undefined;
  const possible = configurable(codec);
  const given = Object.entries(data);
  const isPossible = ([path, value]: readonly [string, unknown]): boolean =>
    possible.some((one) => one.path === path && one.values.some((known) => known === value));
  if (!given.every(isPossible)) return undefined;
  return Object.fromEntries(given.map(([path, value]) => [path, String(value)]));
}

function screenIn(data: unknown, isBuiltIn: boolean): ScreenChoice | undefined {
  if (!isRecord(data)) return undefined;
  const { inches } = data;
  const resolution = resolutionsOf(isBuiltIn).find((known) => known === data['resolution']);
  const reports = REPORTS.find((known) => known === data['reports']);
  if (typeof inches !== 'number' || !(inches >= MIN_INCHES && inches <= MAX_INCHES)) return undefined;
  return resolution && reports && { inches: Math.round(inches), resolution, reports };
}

function settingsIn(macro: MacroName, data: unknown): SettingValues | undefined {
  if (!isRecord(data)) return undefined;
  const { declared } = macroNamed(macro);
  const settings: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(data)) {
    const setting = Object.hasOwn(declared, name) ? declared[name] : undefined;
    if (!setting || !isSettingValue(value) || complaintAbout(setting, value) !== '') return undefined;
    if (typeof value !== typeof setting.default) return undefined;
    settings[name] = value;
  }
  return settings;
}

function isSettingValue(value: unknown): value is string | number | boolean {
  if (typeof value === 'string') return value.length <= MAX_TEXT;
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}

function storyIn(macro: MacroName, room: RoomChoice, data: unknown): readonly StoryStep[] | undefined {
  if (!Array.isArray(data) || data.length > MAX_STORY_STEPS) return undefined;
  const steps = data.map((step: unknown) => stepIn(macro, room, step));
  if (!steps.every((step) => step !== undefined)) return undefined;
  return steps.reduce((sum, { after }) => sum + after, 0) <= MAX_STORY_MS ? steps : undefined;
}

function stepIn(macro: MacroName, room: RoomChoice, data: unknown): StoryStep | undefined {
  if (!isRecord(data)) return undefined;
  const { action, after, output, value } = data;
  if (!isActionId(action) || !isWait(after)) return undefined;
  if (output !== undefined && !isOutput(room, output)) return undefined;
  if (value !== undefined && !(typeof value === 'string' && isValueOf(action, value))) return undefined;
  const settings = data['settings'] === undefined ? undefined : settingsIn(macro, data['settings']);
  if (data['settings'] !== undefined && !settings) return undefined;
  return {
    action,
    after,
    ...(output === undefined ? {} : { output }),
    ...(value === undefined ? {} : { value }),
    ...(settings ? { settings } : {}),
  };
}

function isActionId(text: unknown): text is ActionId {
  return typeof text === 'string' && Object.hasOwn(actions, text);
}

function isOutput(room: RoomChoice, output: unknown): output is number {
  return typeof output === 'number' && Object.hasOwn(room.screens, output);
}

function isValueOf(action: ActionId, value: string): boolean {
  if (action === 'join fails') return isJoinOutcome(value);
  if (action === 'redial ends') return isRedialOutcome(value);
  if (action === 'tap') return /^[\w-]{1,255}$/.test(value);
  if (action === 'latency') return /^\d{1,3}$/.test(value);
  return (action === 'fault on' || action === 'fault off') && isFault(value);
}

function isWait(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MAX_WAIT_MS;
}
