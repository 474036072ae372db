/** From the sources of a macro to the two files that people download. */
import type { Macro } from '../project/macros';
import { bundled } from './bundle';
import { pretty } from './format';
import { spaced } from './headings';
import { lowered } from './lower';
import { withSourceNames } from './names';
import { LINE_LIMIT, reflowed } from './reflow';
import { header, settingsBlock } from './settings-block';

type File = readonly [path: string, text: string];

const MODULE = "import xapi from 'xapi';";
const LEGACY = "'use strict';\n\nvar xapi = require('xapi');";

/** The module form and the legacy form of a macro. They differ only in how they import xapi. */
export async function macroFiles(macro: Macro): Promise<readonly File[]> {
  const code = await codeOf(macro);
  const text = (start: string): string => {
    const below = [start, settingsBlock(macro.settings), code].join('\n\n');
    return `${header(macro, below)}\n\n${below}`;
  };
  const path = `macros/${macro.name}/${macro.name}`;
  return [
    [`${path}.js`, text(MODULE)],
    [`${path}.legacy.js`, text(LEGACY)],
  ];
}

/** The code of a macro below its settings, formatted like the sources, but with tabs and without trailing commas. */
async function codeOf(macro: Macro): Promise<string> {
  const code = withSourceNames(lowered(await bundled(macro)));
  const formatted = await pretty(code, 'babel', {
    useTabs: true,
    printWidth: LINE_LIMIT,
    trailingComma: 'none',
  });
  return reflowed(spaced(inTabs(formatted)));
}

/** prettier aligns some lines with spaces after the tabs. */
function inTabs(code: string): string {
  return code.replace(/^(\t+) {2,}(?=[^ *])/gm, '$1\t');
}
