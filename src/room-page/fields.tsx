/** Form fields with their labels. */
import type { ComponentChildren, JSX, TargetedEvent, TargetedInputEvent } from 'preact';
import { useId, useState } from 'preact/hooks';

/** Values with the texts that people see. */
export type Options<V extends string> = readonly (readonly [value: V, text: string])[];

interface SelectProps<V extends string> {
  readonly label: string;
  /** What the label is about, for those who do not see where it stands. */
  readonly of?: string;
  readonly value: V;
  readonly options: Options<V>;
  readonly onChange: (value: V) => void;
}

export function Select<V extends string>(props: SelectProps<V>): JSX.Element {
  const { label, of, value, options, onChange } = props;
  const id = useId();
  return (
    <p class="field">
      <label for={id}>
        {label}
        {of === undefined ? null : <span class="sr">{of}</span>}
      </label>
      <select
        id={id}
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = options[currentTarget.selectedIndex];
          if (chosen) onChange(chosen[0]);
        }}
      >
        {options.map(([option, text]) => (
          <option key={option} value={option} selected={option === value}>
            {text}
          </option>
        ))}
      </select>
    </p>
  );
}

interface SwitchProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export function Switch({ label, isOn, onChange }: SwitchProps): JSX.Element {
  return (
    <label class="switch">
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

interface ActionProps {
  readonly children: ComponentChildren;
  readonly isPossible?: boolean;
  readonly kind?: 'plain' | 'primary';
  readonly onPress: () => void;
}

/** A button that stays where the keyboard is when it has nothing to do. */
export function Action({ children, isPossible = true, kind = 'plain', onPress }: ActionProps): JSX.Element {
  return (
    <button
      type="button"
      class={kind}
      aria-disabled={isPossible ? undefined : 'true'}
      onClick={() => {
        if (isPossible) onPress();
      }}
    >
      {children}
    </button>
  );
}

interface TextInputProps {
  readonly id: string;
  readonly kind: 'text' | 'decimal' | 'number';
  readonly value: string;
  readonly onGive: (value: string) => void;
  readonly min?: number;
  readonly max?: number;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: boolean;
}

/** A text that counts once it is finished: meanwhile the page may be drawn again as often as it likes. */
export function TextInput({ kind, value, onGive, ...attributes }: TextInputProps): JSX.Element {
  const [draft, setDraft] = useState<string>();
  const common = {
    ...attributes,
    value: draft ?? value,
    onInput: ({ currentTarget }: TargetedInputEvent<HTMLInputElement>) => {
      setDraft(currentTarget.value);
    },
    onChange: ({ currentTarget }: TargetedEvent<HTMLInputElement>) => {
      setDraft(undefined);
      onGive(currentTarget.value);
    },
  };
  if (kind === 'number') return <input {...common} type="number" />;
  return <input {...common} type="text" inputMode={kind} />;
}
