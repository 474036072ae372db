/** The settings of a macro, as a form made of their declarations. A change restarts the macro. */
import type { JSX } from 'preact';
import type { Setting } from '../macro/settings';
import { Select, Switch, TextField } from './fields';
import { changedSettings, complaintAbout, macroNamed } from './offered-macros';
import type { MacroName, SettingValues } from './protocol';

interface SettingsFormProps {
  readonly macro: MacroName;
  readonly values: SettingValues;
  readonly onChange: (values: SettingValues) => void;
}

export function SettingsForm({ macro, values, onChange }: SettingsFormProps): JSX.Element {
  const { declared, help } = macroNamed(macro);
  return (
    <section class="card settings" aria-labelledby="settings-title">
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
  readonly value: string | number | boolean;
  readonly onChange: (value: string | number | boolean) => void;
}

function SettingField({ name, setting, help, value, onChange }: SettingFieldProps): JSX.Element {
  const common = { label: name, help };
  if ('choices' in setting) {
    const options = setting.choices.map((choice) => [choice, choice] as const);
    return <Select {...common} value={String(value)} options={options} onChange={onChange} />;
  }
  if (typeof setting.default === 'boolean') {
    return <Switch {...common} isOn={value === true} onChange={onChange} />;
  }
  const isNumber = 'min' in setting;
  const read = (text: string): string | number => (isNumber ? Number(text.trim() || NaN) : text);
  return (
    <TextField
      {...common}
      inputMode={isNumber ? 'decimal' : 'text'}
      value={String(value)}
      complaintAbout={(text) => complaintAbout(setting, read(text))}
      onGive={(text) => onChange(read(text))}
    />
  );
}
