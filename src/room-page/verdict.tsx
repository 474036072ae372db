/** Whether the macro works in the chosen room, as the compatibility table has it. */
import type { JSX } from 'preact';
import { verdictOn } from './macros';
import type { MacroName } from './protocol';
import { firmwareName, firmwaresOf, productName } from './room-choice';
import type { RoomChoice } from './room-choice';

interface VerdictProps {
  readonly macro: MacroName;
  readonly room: RoomChoice;
}

export function Verdict({ macro, room }: VerdictProps): JSX.Element {
  const { kind, text } = verdictText(macro, room);
  return (
    <p class={`verdict ${kind}`} role="status">
      {text}
    </p>
  );
}

/** What to do where a macro does not work. */
function adviceOn(macro: MacroName, room: RoomChoice): string {
  const others = firmwaresOf(room.product).filter(
    (firmware) => verdictOn(macro, { ...room, firmware }).works,
  );
  if (others.length === 0) return 'No firmware of this product changes that: leave the macro off this codec.';
  return `It works on this product with ${others.map(firmwareName).join(', ')}.`;
}

function verdictText(macro: MacroName, room: RoomChoice): { kind: 'yes' | 'no' | 'hint'; text: string } {
  const { works, notes } = verdictOn(macro, room);
  const where = `on ${productName(room.product)} with ${firmwareName(room.firmware)}`;
  if (!works)
    return { kind: 'no', text: `Not supported ${where}. ${notes.join(' ')} ${adviceOn(macro, room)}` };
  if (macro === 'presentation-screen-switcher' && room.isTeams) {
    return {
      kind: 'hint',
      text: `Supported ${where}, but in Teams meetings, Teams decides what the screens show. The macro moves presentations outside of them.`,
    };
  }
  const count = Object.keys(room.screens).length;
  if (macro === 'presentation-screen-switcher' && count < 2) {
    return { kind: 'hint', text: `Supported ${where}, but it needs two screens. Add one.` };
  }
  if (notes.length > 0) return { kind: 'hint', text: `Supported ${where}, with limits. ${notes.join(' ')}` };
  return { kind: 'yes', text: `Supported ${where}.` };
}
