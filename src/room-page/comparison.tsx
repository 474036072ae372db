/** What the macro changes at this moment, and the switch that shows the room without it. */
import type { JSX } from 'preact';
import { differenceOf } from './difference';
import type { RoomView } from './protocol';

interface ComparisonProps {
  readonly view: RoomView;
  readonly isWith: boolean;
  readonly onSwitch: (isWith: boolean) => void;
}

export function Comparison({ view, isWith, onSwitch }: ComparisonProps): JSX.Element {
  return (
    <div class="comparison">
      <p class="difference">
        {differenceOf(view, view.alone).map((sentence, index) => (
          <span key={index}>{sentence} </span>
        ))}
      </p>
      <button
        type="button"
        role="switch"
        class="macro-switch"
        aria-checked={isWith}
        onClick={() => onSwitch(!isWith)}
      >
        <span class="track" aria-hidden="true" />
        With the macro
      </button>
    </div>
  );
}
