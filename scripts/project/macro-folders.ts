/** The macros of the project: every folder of src that has an about.ts. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { About, Verdict } from '../../src/macro/macro';
import type { Runtime } from '../../src/macro/runtime';
import { acceptedBy } from '../../src/macro/settings';
import type { Setting } from '../../src/macro/settings';
import type { FirmwareProfile } from '../../src/xapi/products';
import type { Firmware } from '../../src/xapi/schema-subset';
import type { XApi } from '../../src/xapi/xapi';
import { Failure } from './command-failure';
import { root } from './root';

/** A declared setting with its texts. */
export interface MacroSetting {
  readonly id: string;
  readonly help: string;
  /** What it accepts, in words. */
  readonly accepts: string;
  readonly default: string | number | boolean;
  readonly choices?: readonly string[];
}

type Start = (xapi: XApi, runtime: Runtime, given: Readonly<Record<string, unknown>>) => void;

export interface Macro extends About {
  readonly settings: readonly MacroSetting[];
  /** The same as the macro's own check takes them, by name. */
  readonly declared: Readonly<Record<string, Setting>>;
  readonly start: Start;
  /** For the compatibility table; a macro without a compatibility.ts works everywhere. */
  readonly worksOn: (profile: FirmwareProfile, firmware: Firmware) => Verdict;
}

type Exports = Readonly<Record<string, unknown>>;

const folders = readdirSync(join(root, 'src')).filter((name) => existsSync(fileOf(name, 'about')));

export const macros: readonly Macro[] = await Promise.all(folders.sort().map(macroIn));

export function macroNamed(name: string): Macro {
  const found = macros.find((macro) => macro.name === name);
  if (!found) throw new Failure(`there is no macro ${name}`);
  return found;
}

async function macroIn(folder: string): Promise<Macro> {
  const hasCompatibility = existsSync(fileOf(folder, 'compatibility'));
  const [{ about }, { declared, help }, { start }, { worksOn }] = await Promise.all([
    exportsOf(folder, 'about'),
    exportsOf(folder, 'settings'),
    exportsOf(folder, 'start'),
    hasCompatibility ? exportsOf(folder, 'compatibility') : { worksOn: () => ({ works: true, notes: [] }) },
  ]);
  const must: Must = (holds, what) => {
    if (!holds) throw new Failure(`src/${folder}/${what}`);
  };
  must(isAbout(about), 'about.ts: export about with name, title, summary, version, maxKiB');
  must(about.name === folder, `about.ts: the name must be ${folder}`);
  must(isDeclared(declared) && isRecord(help), 'settings.ts: export declared and help');
  must(typeof start === 'function', 'start.ts: export the function start');
  must(typeof worksOn === 'function', 'compatibility.ts: export the function worksOn');
  const settings = Object.entries(declared).map(([id, setting]) => {
    const text = help[id];
    must(typeof text === 'string', `settings.ts: the setting ${id} has no help text`);
    return { id, help: text, accepts: acceptedBy(setting), ...setting };
  });
  return { ...about, settings, declared, start: start as Start, worksOn: worksOn as Macro['worksOn'] };
}

/** Fails with what is wrong in the folder of a macro. */
type Must = (holds: boolean, what: string) => asserts holds;

function fileOf(folder: string, module: string): string {
  return join(root, 'src', folder, `${module}.ts`);
}

async function exportsOf(folder: string, module: string): Promise<Exports> {
  const file = fileOf(folder, module);
  if (!existsSync(file)) throw new Failure(`src/${folder}/${module}.ts is missing`);
  const found: unknown = await import(`../../src/${folder}/${module}.ts`);
  return isRecord(found) ? found : {};
}

function isRecord(value: unknown): value is Exports {
  return typeof value === 'object' && value !== null;
}

function isAbout(value: unknown): value is About {
  return (
    isRecord(value) &&
    ['name', 'title', 'summary', 'version'].every((key) => typeof value[key] === 'string') &&
    typeof value['maxKiB'] === 'number'
  );
}

function isDeclared(value: unknown): value is Readonly<Record<string, Setting>> {
  return (
    isRecord(value) && Object.values(value).every((setting) => isRecord(setting) && 'default' in setting)
  );
}
