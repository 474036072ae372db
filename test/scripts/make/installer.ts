/** The test cases for settings of all macros, and a model of an installer. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { macros } from '../../../scripts/project/macro-folders';
import type { Macro } from '../../../scripts/project/macro-folders';
import { root } from '../../../scripts/project/root';
import { Room } from '../../../src/simulator/room/room';
import type { RoomPlan } from '../../../src/simulator/room/room';
import type { Entry } from '../../../src/simulator/room/context';
import { node } from '../../simulate';

export type Value = string | number | boolean;

/** A setting with other values than its default, and how to see that a value is used. */
interface Case {
  readonly id: string;
  readonly other: Value;
  /** The same value as text, as a form may pass it. */
  readonly asText?: string;
  readonly wrong: readonly Value[];
  /** The visible effect of the value in the room. */
  readonly seen: (room: Room) => unknown;
  readonly expected: unknown;
}

/** What a macro exports from test/NAME/setting-cases.ts. */
export interface SettingCases {
  readonly plan: Omit<RoomPlan, 'engine' | 'macro'>;
  /** A story in which every setting has an effect. */
  readonly story: (room: Room) => Promise<void>;
  /** Scenarios in which settings appear in the journal. */
  readonly scenarios: readonly string[];
  readonly cases: readonly Case[];
}

type MacroCases = Macro & SettingCases;

export function casesOfMacros(): Promise<readonly MacroCases[]> {
  const found = macros.map(async (macro) => {
    const file = `test/${macro.name}/setting-cases.ts`;
    if (!existsSync(join(root, file))) throw new Error(`${file} is missing: see scripts/README.md`);
    const module = (await import(join(root, file))) as { readonly settingCases: SettingCases };
    return { ...macro, ...module.settingCases };
  });
  return Promise.all(found);
}

/** Text that breaks careless quoting or replacing. */
export const HOSTILE = `"It's" $& $1 \\ \\n \\' Größe 大 🖥 <b> ;//`;

export function textsOf(journal: readonly Entry[]): readonly string[] {
  return journal.map(({ text }) => text);
}

export function said(journal: readonly Entry[]): readonly string[] {
  return textsOf(journal).filter((line) => /^(line|alert): /.test(line));
}

export function fileOf(macro: string, ending: string): string {
  return readFileSync(join(root, 'macros', macro, macro + ending), 'utf8');
}

/** Ways in which installers quote a text. */
export const QUOTED: Readonly<Record<string, (value: string) => string>> = {
  'double quotes': (value) => JSON.stringify(value),
  'single quotes': (value) => `'${value.replace(/['\\]/g, '\\$&')}'`,
};

/** The installer: by regular expression, the first line of the form. */
export function installed(
  text: string,
  values: Readonly<Record<string, Value>>,
  quotes = 'double quotes',
): string {
  return Object.entries(values).reduce((changed, [id, value]) => {
    const literal = typeof value === 'string' ? QUOTED[quotes]?.(value) : String(value);
    return changed.replace(new RegExp(`^var ${id} = .*;$`, 'm'), () => `var ${id} = ${literal ?? ''};`);
  }, text);
}

/** A room with the text of a macro in its legacy form. */
export function roomWithText(plan: Omit<RoomPlan, 'engine' | 'macro'>, text: string): Room {
  return new Room({
    ...plan,
    engine: node,
    macro: ({ xapi, runtime }) => {
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- it is what a codec does with a macro
      const run = new Function('require', 'setTimeout', 'clearTimeout', 'console', 'Date', text) as (
        ...globals: readonly unknown[]
      ) => void;
      const later = (then: () => void, milliseconds: number): number => runtime.after(milliseconds, then);
      const time = { now: () => runtime.now(), parse: (date: string) => Date.parse(date) };
      const cancel = (timer: number): void => runtime.cancel(timer);
      run(() => xapi, later, cancel, { log: runtime.log, warn: runtime.warn, error: runtime.error }, time);
    },
  });
}

/** The journal of the macro's story with some values. */
export async function told(
  macro: MacroCases,
  values: Readonly<Record<string, Value>>,
  quotes?: string,
): Promise<Room> {
  const room = roomWithText(macro.plan, installed(fileOf(macro.name, '.legacy.js'), values, quotes));
  await macro.story(room);
  return room;
}
