/** The latency, and a switch for each fault of the codec and its connection. */
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { MAX_LATENCY_MS, MIN_LATENCY_MS } from './actions';
import { faultNames } from './faults';
import { Switch } from './fields';
import type { RoomView, Step } from './protocol';

interface FaultsFormProps {
  readonly view: RoomView;
  readonly onStep: (step: Step) => void;
}

export function FaultsForm({ view: { latency, faults }, onStep }: FaultsFormProps): JSX.Element {
  const id = useId();
  return (
    <div class="card faults-form">
      <h3>Latency and faults</h3>
      <p class="field">
        <label for={id}>Latency: {latency} ms</label>
        <input
          id={id}
          type="range"
          min={MIN_LATENCY_MS}
          max={MAX_LATENCY_MS}
          step={5}
          value={latency}
          onChange={({ currentTarget }) => onStep({ action: 'latency', value: currentTarget.value })}
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
              onChange={(isOn) => onStep({ action: isOn ? 'fault on' : 'fault off', value: name })}
            />
          ))}
        </div>
      </details>
    </div>
  );
}
