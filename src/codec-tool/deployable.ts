/** The macros that can be deployed: their settings, and their text as the build makes it and as a codec keeps it. */
import { createHash } from 'node:crypto';
import { parse, parseExpressionAt } from 'acorn';
import type { Expression, SpreadElement } from 'acorn';
import type { Verdict } from '../macro/macro';
import { acceptedBy, readSettings } from '../macro/settings';
import type { Setting } from '../macro/settings';
import { about as switcher } from '../presentation-screen-switcher/about';
import { about as redialer } from '../zoom-obtp-redialer/about';
import type { FirmwareProfile } from '../xapi/products';
import type { Firmware } from '../xapi/schema-subset';
import { unlessThrown, UsageError } from './explain';

export interface Macro {
  readonly name: string;
  readonly version: string;
  readonly declared: Readonly<Record<string, Setting>>;
  /** One line for each setting, by name. */
  readonly settings: readonly { readonly id: string; readonly help: string }[];
  readonly worksOn: (profile: FirmwareProfile, firmware: Firmware) => Verdict;
  /** The built text of the module form. */
  readonly text: () => string;
}

/** The macro that leaves a button, roles and Video Monitors on the codec when it is removed. */
export const SWITCHER = switcher.name;
export const REDIALER = redialer.name;

/** The last line of a log. Its offset is -1 if the log is empty. */
export interface LogEnd {
  readonly offset: number;
  readonly timestamp: string;
}

export interface Header {
  readonly name: string;
  readonly version: string;
  /** Whether somebody has changed the code, other than the settings. */
  readonly isEdited: boolean;
  /** Set if the text was saved and, as far as is known, not started: where the log ended then. */
  readonly unstartedAfter?: LogEnd;
}

export const SETTINGS_BEGIN = '/* ----- Settings:';
export const SETTINGS_END = '/* ----- End of the settings ----- */';
const COMMENT = /^\/\*[\s\S]*?\*\/\s*/;
const UNSTARTED = /^ \* Saved and not started yet: the log ended at line (-?\d+) \(([\w:.+-]*)\)\n/m;

/** The line of a header by which a macro of this project is recognized, and an edited one as well. */
export function checksumLine(belowHeader: string): string {
  return `Checksum of the code: ${checksumOf(partsIn(plain(belowHeader)).code)}`;
}

/** Undefined if the text is no macro of this project. */
export function headerOf(given: string): Header | undefined {
  const text = plain(given);
  const [comment = ''] = COMMENT.exec(text) ?? [];
  const [, name, version] = /^\/\*\n \* ([\w-]+) (\d[\w.-]*)\n/.exec(comment) ?? [];
  const [, checksum] = /^ \* Checksum of the code: ([0-9a-f]+)$/m.exec(comment) ?? [];
  if (name === undefined || version === undefined || checksum === undefined) return undefined;
  const [, line, timestamp = ''] = UNSTARTED.exec(comment) ?? [];
  const { code, settings } = partsIn(text);
  const isEdited = checksumOf(code) !== checksum || hasCode(settings);
  return {
    name,
    version,
    isEdited,
    ...(line === undefined ? {} : { unstartedAfter: { offset: Number(line), timestamp } }),
  };
}

/** The same text with a remark in its header, from which the next run sees that it was not started. */
export function asUnstarted(text: string, { offset, timestamp }: LogEnd): string {
  const remark = ` * Saved and not started yet: the log ended at line ${offset} (${timestamp})`;
  return text.replace(/^ \*\/$/m, `${remark}\n */`);
}

/** Whether two texts are equal, apart from line endings and the remark that one was not started. */
export function isSameText(one: string, other: string): boolean {
  return plain(one).replace(UNSTARTED, '') === plain(other).replace(UNSTARTED, '');
}

/** Settings as written by people: names and texts. */
export type GivenSettings = Readonly<Record<string, string>>;

/**
 * The settings in a text that differ from the default, as text. Values that the macro would not accept are dropped, with
 * one line each that says why.
 */
export function keptSettings(declared: Macro['declared'], text: string) {
  const settings: Record<string, string> = {};
  const dropped: string[] = [];
  for (const [name, setting] of Object.entries(declared)) {
    const line = new RegExp(`^(?:var|let|const)\\s+${name}\\s*=`, 'm').exec(text);
    if (!line) continue;
    const at = line.index + line[0].length;
    const value = unlessThrown(() => literalIn(parseExpressionAt(text, at, { ecmaVersion: 'latest' })));
    if (value === String(setting.default)) continue;
    const fault = value === undefined ? 'it is no plain value' : readAs(setting, value).fault;
    if (fault === undefined && value !== undefined) settings[name] = value;
    else dropped.push(`${name} on the codec is not kept: ${fault}`);
  }
  return { settings, dropped };
}

/** What the macro reads from a text, or why it would not use it as it is. */
function readAs(setting: Setting, text: string): { readonly value?: unknown; readonly fault?: string } {
  const faults: string[] = [];
  const { value } = readSettings({ value: setting }, { value: text }, (line) => faults.push(line));
  return faults.length === 0 ? { value } : { fault: `expected ${acceptedBy(setting)}, got "${text}"` };
}

/** Whether a setting holds any text, such as the label of a button. */
export function isText(setting: Setting): boolean {
  return typeof setting.default === 'string' && !('choices' in setting);
}

export function settingNames(macros: readonly Macro[]): readonly string[] {
  return macros.flatMap(({ declared }) => Object.keys(declared));
}

/** Checks one setting in the same way as the macro. Throws if it is unknown, or its value is not accepted. */
export function checkSetting(where: string, chosen: readonly Macro[], name: string, value: string): void {
  const owners = chosen.filter(({ declared }) => Object.hasOwn(declared, name));
  if (owners.length === 0)
    throw new UsageError(
      `${where}: there is no setting ${name}, choose from ${settingNames(chosen).join(', ')}`,
    );
  for (const { declared } of owners) {
    const setting = declared[name];
    const fault = setting && readAs(setting, value).fault;
    if (fault !== undefined) throw new UsageError(`${where}: ${name}: ${fault}`);
  }
}

/** What changes between two sets of settings, such as `maxRedials 3 → 1`. */
export function changesBetween(
  { declared }: Macro,
  from: GivenSettings,
  to: GivenSettings,
): readonly string[] {
  return Object.entries(declared).flatMap(([name, setting]) => {
    const [old, now] = [from[name] ?? String(setting.default), to[name] ?? String(setting.default)];
    return old === now ? [] : [`${name} ${old} → ${now}`];
  });
}

/** Replaces the values of settings, which are checked, in their lines `var name = value;`. */
export function withSettings(text: string, declared: Macro['declared'], given: GivenSettings): string {
  return Object.entries(given).reduce((changed, [name, value]) => {
    const setting = declared[name];
    if (!setting) return changed;
    const line = new RegExp(`^var ${name} = .*;$`, 'm');
    // Text as written, numbers and words as the macro reads them.
    const written = JSON.stringify(isText(setting) ? value : readAs(setting, value).value);
    return changed.replace(line, () => `var ${name} = ${written};`);
  }, text);
}

/** The value that is written, as text; undefined if it is computed. Lists have commas, as the macros read them. */
function literalIn(node: Expression | SpreadElement | null): string | undefined {
  if (node?.type === 'Literal' && /string|number|boolean/.test(typeof node.value)) return String(node.value);
  if (node?.type !== 'ArrayExpression') return undefined;
  const items = node.elements.map(literalIn);
  return items.includes(undefined) ? undefined : items.join(', ');
}

function checksumOf(code: string): string {
  return createHash('sha256').update(code.trimEnd()).digest('hex').slice(0, 16);
}

/** How the two forms of a macro import xapi, which is all that they differ in. */
const IMPORT = /^(import xapi from 'xapi';|'use strict';\n\nvar xapi = require\('xapi'\);)\s*/;

/** The code without header and import, and the settings that stand in it. */
function partsIn(text: string): { readonly code: string; readonly settings: string } {
  const code = text.replace(COMMENT, '').replace(IMPORT, '');
  const [begin, end] = [code.indexOf(SETTINGS_BEGIN), code.indexOf(SETTINGS_END)];
  if (begin < 0 || end < begin) return { code, settings: '' };
  const rest = code.slice(0, begin) + code.slice(end + SETTINGS_END.length);
  return { code: rest, settings: code.slice(begin, end) };
}

/** Whether anything but settings stands between the settings. What cannot be read is a mistake in a value. */
function hasCode(settings: string): boolean {
  const { body = [] } = unlessThrown(() => parse(settings, { ecmaVersion: 'latest' })) ?? {};
  return body.some(({ type }) => type !== 'VariableDeclaration' && type !== 'EmptyStatement');
}

/** The same text whatever its line endings are. */
export function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n').trimEnd();
}
