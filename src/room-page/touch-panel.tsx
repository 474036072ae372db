/** The touch panel on the table: the meeting of the calendar, and the buttons that macros have put there. */
import type { JSX } from 'preact';
import { SWAP_BUTTON } from './actions';
import { Action } from './fields';
import { BOOKING_TITLE } from './preparation';
import type { Look, Step } from './protocol';

interface TouchPanelProps {
  readonly look: Look;
  readonly onStep: (step: Step) => void;
}

export function TouchPanel({
  look: { buttons, call, isSharing, failure },
  onStep,
}: TouchPanelProps): JSX.Element {
  return (
    <div class="panel" role="group" aria-label="Touch panel">
      <div class="meeting">
        <p>
          <strong>{BOOKING_TITLE}</strong>
          <span>9:00 – 18:00, Zoom</span>
        </p>
        <Action
          kind="primary"
          onPress={() => {
            if (call !== 'none') onStep({ action: 'hang up' });
            onStep({ action: 'join' });
          }}
        >
          Join
        </Action>
      </div>
      {failure === '' || call !== 'none' ? null : (
        <p class="call-failed" role="status">
          The call failed: {failure.split(':')[0]}. To join, dial Zoom and enter meeting ID and passcode.
        </p>
      )}
      <div class="panel-buttons">
        {buttons.map(({ id, name }) => (
          <Action key={id} onPress={() => onStep({ action: 'tap', value: id })}>
            <svg class="icon" viewBox="0 0 24 18" aria-hidden="true">
              <rect x="1" y="1" width="22" height="13" rx="2" />
              <path d="M8 17h8" />
            </svg>
            {name}
          </Action>
        ))}
        {call === 'none' && !isSharing && buttons.some(({ id }) => id === SWAP_BUTTON) ? (
          <p class="panel-hint">Swaps during a call or a share; now there is nothing to swap.</p>
        ) : null}
      </div>
    </div>
  );
}
