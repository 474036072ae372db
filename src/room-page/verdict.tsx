/** Whether the macro works in the chosen room, as the compatibility table has it. */
import type { JSX } from 'preact';
import { macros } from './macros';
import type { MacroName } from './protocol';
import { productName } from './room-choice';
import type { RoomChoice } from './room-choice';

interface VerdictProps {
  readonly macro: MacroName;
  readonly room: RoomChoice;
}

export function Verdict({ macro, room }: VerdictProps): JSX.Element {
  const { works, notes } = macros[macro].verdict(room);
  const where = `${productName(room.product)} on ${room.firmware}`;
  if (!works) return <Note kind="no" text={`Not supported on ${where}. ${notes.join(' ')}`} />;
  const isTooSmall = macro === 'presentation-screen-switcher' && Object.keys(room.screens).length < 2;
  if (isTooSmall)
    return <Note kind="hint" text="With one screen there is nothing to switch. Add a second one." />;
  if (notes.length > 0) return <Note kind="hint" text={notes.join(' ')} />;
  return <Note kind="yes" text={`Supported on ${where}.`} />;
}

interface NoteProps {
  readonly kind: 'yes' | 'no' | 'hint';
  readonly text: string;
}

function Note({ kind, text }: NoteProps): JSX.Element {
  return (
    <p class={`verdict ${kind}`} role="status">
      {text}
    </p>
  );
}
