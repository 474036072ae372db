/** The parts of the READMEs that the build writes. */

/** @typedef {import('./settings-block.mjs').BuiltSetting} BuiltSetting */

/**
 * The settings of a macro as a table in Markdown, not yet lined up.
 * @param {readonly BuiltSetting[]} settings
 */
export function settingsTable(settings) {
  const rows = settings.map(({ id, help, accepts, default: value }) => [
    code(id),
    prose(help),
    prose(accepts),
    code(String(value)),
  ]);
  return [['Setting', 'What it does', 'Accepts', 'Default'], ['-', '-', '-', '-'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/**
 * A README with what stands between two markers replaced.
 * @param {string} path for the error where there is no such place
 * @param {string} text
 * @param {string} part what the markers are of
 * @param {string} made
 */
export function withPart(path, text, part, made) {
  const first = `<!-- ${part}: made by npm run build -->`;
  const last = `<!-- end of the ${part} -->`;
  const [before, after] = [placeOf(path, text, first) + first.length, placeOf(path, text, last)];
  if (after < before) throw new Error(`${path}: ${last} stands before ${first}`);
  return `${text.slice(0, before)}\n\n${made.trim()}\n\n${text.slice(after)}`;
}

/**
 * @param {string} path
 * @param {string} text
 * @param {string} marker
 */
function placeOf(path, text, marker) {
  const times = text.split('\n').filter((line) => line === marker).length;
  if (times !== 1) throw new Error(`${path} needs the line ${marker} once, and has it ${times} times`);
  return `\n${text}\n`.indexOf(`\n${marker}\n`);
}

/** @param {string} text */
function prose(text) {
  return text.replace(/[\\`*_<|]/g, '\\$&');
}

/**
 * In a table a bar ends the cell in code, too, unless it is escaped; nothing else is.
 * @param {string} text
 */
function code(text) {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const gap = longest > 0 ? ' ' : '';
  return fence + gap + text.replace(/\|/g, '\\|') + gap + fence;
}
