/** The start of the page: it reads what the build has put into it, and draws itself. */
import { render } from 'preact';
import { App } from './app';
import { isMacroName } from './macros';
import type { MacroName } from './protocol';

function textOf(id: string): string {
  return document.getElementById(id)?.textContent ?? '';
}

/** The built files of the macros, in their module form. */
function builtMacros(): Readonly<Record<MacroName, string>> {
  const data: unknown = JSON.parse(textOf('macros'));
  const texts = Object.entries(typeof data === 'object' && data !== null ? data : {});
  const found = texts.filter(([name, text]) => isMacroName(name) && typeof text === 'string');
  return Object.fromEntries(found) as Record<MacroName, string>;
}

const root = document.getElementById('page');
if (root) {
  const worker: unknown = JSON.parse(textOf('room-worker'));
  render(<App texts={builtMacros()} worker={String(worker)} fragment={location.hash} />, root);
}
