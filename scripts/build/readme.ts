/** The parts of the documents that the build writes, and how they are put in. */
import { Failure } from '../project/failure';
import type { Macro, MacroSetting } from '../project/macros';
import { markdownTable } from './markdown';
import { literal } from './settings-block';

/** The README of a macro that has none yet. */
export function emptyReadme({ title, summary }: Macro): string {
  return [`# ${title}`, summary, '## Settings', first('settings'), `${last('settings')}\n`].join('\n\n');
}

/** The settings of a macro as a table in Markdown, with values as people type them. */
export function settingsTable(settings: readonly MacroSetting[]): string {
  const rows = settings.map(({ id, help, accepts, default: value }) => [
    code(id),
    prose(help),
    prose(accepts),
    code(literal(value)),
  ]);
  return markdownTable([['Setting', 'What it does', 'Accepts', 'Default'], ...rows]);
}

/**
 * A document with every part that it has markers for.
 * @param path for the error where a part is missing or unknown
 * @param required names of parts that it must have
 */
export function withParts(
  path: string,
  text: string,
  parts: ReadonlyMap<string, string>,
  required: readonly string[],
): string {
  const named = [...text.matchAll(/^<!-- (.*): made by npm run build -->$/gm)].map(([, name = '']) => name);
  return [...new Set([...required, ...named])].reduce((result, name) => {
    const made = parts.get(name);
    if (made === undefined) throw new Failure(`${path}: npm run build makes no part named ${name}`);
    return withPart(path, result, name, made);
  }, text);
}

/** A document of a macro with the version in the lines that the macro prints when it has started. */
export function withReadyVersion(text: string, version: string): string {
  return text.replace(/\bready: version \d+\.\d+\.\d+/g, `ready: version ${version}`);
}

/**
 * A document with the text between two markers replaced.
 * @param path for the error message if a marker is missing
 * @param part what the markers are of
 */
export function withPart(path: string, text: string, part: string, made: string): string {
  const [start, end] = [first(part), last(part)];
  const [before, after] = [placeOf(path, text, start) + start.length, placeOf(path, text, end)];
  if (after < before) throw new Failure(`${path}: ${end} is before ${start}`);
  return `${text.slice(0, before)}\n\n${made.trim()}\n\n${text.slice(after)}`;
}

function first(part: string): string {
  return `<!-- ${part}: made by npm run build -->`;
}

function last(part: string): string {
  return `<!-- end of the ${part} -->`;
}

function placeOf(path: string, text: string, marker: string): number {
  const times = text.split('\n').filter((line) => line === marker).length;
  if (times !== 1) throw new Failure(`${path} needs the line ${marker} once, but has it ${times} times`);
  return `\n${text}\n`.indexOf(`\n${marker}\n`);
}

function prose(text: string): string {
  return text.replace(/[\\`*_<|]/g, '\\$&');
}

/** In a table, a bar must be escaped in code, too; nothing else must. */
function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const gap = longest > 0 ? ' ' : '';
  return fence + gap + text.replace(/\|/g, '\\|') + gap + fence;
}
