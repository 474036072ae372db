/** How a macro gets onto a codec: the same words as in the READMEs, for the chosen firmware. */
import type { Firmware } from '../xapi/schema-subset';
import type { Form } from './macro-text';

export function installSteps(firmware: Firmware, file: string, form: Form): readonly string[] {
  if (form === 'legacy') {
    return [
      `Let the tool save ${file} over the API with Transpile: False.`,
      'Activate the macro, and restart the macro runtime.',
      'Check the log of the macro: a successful start prints a line that begins with "ready".',
    ];
  }
  return [
    `Open the codec's web interface (its IP address in a browser) as a user with the role Admin, and then ${menu(firmware)}.`,
    `Choose Import from file…, and select ${file}.`,
    'Save with Ctrl+S, and enable the macro with the switch next to its name.',
    'Check the console below the editor: a successful start prints a line that begins with "ready".',
  ];
}

function menu(firmware: Firmware): string {
  return firmware.startsWith('9.') && firmware !== '9.15'
    ? 'Integration > Macro Editor'
    : 'Customization > Macro Editor';
}
