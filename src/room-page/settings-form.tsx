/** The settings of a macro, as a form made of their declarations. A change restarts the macro. */
import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Setting } from '../macro/settings';
import { TextInput } from './fields';
import { changedSettings, complaintAbout, macroNamed } from './macros';
import type { MacroName, SettingValues } from './protocol';

type Value = string | number | boolean;

interface SettingsFormProps {
  readonly macro: MacroName;
  readonly values: SettingValues;
  readonly onChange: (values: SettingValues) => void;
}

export function SettingsForm({ macro, values, onChange }: SettingsFormProps): JSX.Element {
  const { declared, help } = macroNamed(macro);
  return (
    <section class="card" aria-labelledby="settings-title">
      <h3 id="settings-title">Settings</h3>
      <p class="hint">The defaults suit most rooms. A change restarts the macro.</p>
      {Object.entries(declared).map(([name, setting]) => (
        <SettingField
          key={name}
          name={name}
          setting={setting}
          help={help[name] ?? ''}
          value={values[name] ?? setting.default}
          onChange={(value) => onChange(changedSettings(macro, { ...values, [name]: value }))}
        />
      ))}
    </section>
  );
}

interface SettingFieldProps {
  readonly name: string;
  readonly setting: Setting;
  readonly help: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function SettingField({ name, setting, help, value, onChange }: SettingFieldProps): JSX.Element {
  const id = useId();
  const [wrong, setWrong] = useState<{ readonly given: Value; readonly complaint: string }>();
  const give = (given: Value): void => {
    const next = typeof given === 'string' && 'min' in setting ? Number(given.trim() || NaN) : given;
    const found = complaintAbout(setting, next);
    setWrong(found === '' ? undefined : { given, complaint: found });
    if (found === '' && next !== value) onChange(next);
  };
  const describedBy = `${id}-help ${id}-error`;
  return (
    <div class="setting">
      <label for={id}>
        <code>{name}</code>
      </label>
      <Input
        id={id}
        setting={setting}
        value={wrong?.given ?? value}
        describedBy={describedBy}
        isWrong={wrong !== undefined}
        onGive={give}
      />
      <p id={`${id}-help`} class="hint">
        {help}
      </p>
      <p id={`${id}-error`} class="complaint" role="alert">
        {wrong?.complaint}
      </p>
    </div>
  );
}

interface InputProps {
  readonly id: string;
  readonly setting: Setting;
  readonly value: Value;
  readonly describedBy: string;
  readonly isWrong: boolean;
  readonly onGive: (value: Value) => void;
}

function Input({ id, setting, value, describedBy, isWrong, onGive }: InputProps): JSX.Element {
  const described = { id, 'aria-describedby': describedBy };
  if ('choices' in setting) {
    return (
      <select
        {...described}
        value={String(value)}
        onChange={({ currentTarget }) => onGive(currentTarget.value)}
      >
        {setting.choices.map((choice) => (
          <option key={choice} value={choice} selected={choice === value}>
            {choice}
          </option>
        ))}
      </select>
    );
  }
  if (typeof setting.default === 'boolean') {
    return (
      <input
        {...described}
        type="checkbox"
        checked={value === true}
        onChange={({ currentTarget }) => onGive(currentTarget.checked)}
      />
    );
  }
  return (
    <TextInput
      {...described}
      kind={'min' in setting ? 'decimal' : 'text'}
      value={String(value)}
      aria-invalid={isWrong}
      onGive={onGive}
    />
  );
}
