/** What may go wrong: failures of calls, the latency, and the faults of codecs. */
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import {
  isJoinOutcome,
  isRedialOutcome,
  JOIN_OUTCOMES,
  MAX_LATENCY_MS,
  MIN_LATENCY_MS,
  REDIAL_OUTCOMES,
} from './actions';
import { faultNames } from './faults';
import { Select, Switch } from './fields';
import type { MacroName, RoomView, Step } from './protocol';

interface TroublesProps {
  readonly view: RoomView;
  readonly macro: MacroName;
  readonly onStep: (step: Step) => void;
}

export function Troubles({ view, macro, onStep }: TroublesProps): JSX.Element {
  const { joinFails, redialEnds, latency, faults } = view;
  const id = useId();
  return (
    <div class="card troubles">
      <h3>What goes wrong</h3>
      {macro === 'zoom-obtp-redialer' ? (
        <div class="row">
          <Select
            label="The join fails with"
            value={isJoinOutcome(joinFails) ? joinFails : JOIN_OUTCOMES[0]}
            options={JOIN_OUTCOMES.map((outcome) => ({ value: outcome, text: outcome }))}
            onChange={(value) => {
              onStep({ action: 'join fails', value });
            }}
          />
          <Select
            label="The redial ends with"
            value={isRedialOutcome(redialEnds) ? redialEnds : REDIAL_OUTCOMES[0]}
            options={REDIAL_OUTCOMES.map((outcome) => ({ value: outcome, text: outcome }))}
            onChange={(value) => {
              onStep({ action: 'redial ends', value });
            }}
          />
        </div>
      ) : null}
      <p class="field">
        <label for={id}>Latency: {latency} ms</label>
        <input
          id={id}
          type="range"
          min={MIN_LATENCY_MS}
          max={MAX_LATENCY_MS}
          step={5}
          value={latency}
          onChange={({ currentTarget }) => {
            onStep({ action: 'latency', value: currentTarget.value });
          }}
        />
      </p>
      <details>
        <summary>Faults of the codec and its connection ({faults.length} on)</summary>
        <div class="faults">
          {faultNames.map((name) => (
            <Switch
              key={name}
              label={name.charAt(0).toUpperCase() + name.slice(1)}
              isOn={faults.includes(name)}
              onChange={(isOn) => {
                onStep({ action: isOn ? 'fault on' : 'fault off', value: name });
              }}
            />
          ))}
        </div>
      </details>
    </div>
  );
}
