/** Form fields with their labels. */
import type { ComponentChildren, JSX, TargetedEvent, TargetedInputEvent } from 'preact';
import { useId, useState } from 'preact/hooks';

interface FieldProps {
  readonly label: string;
  /** What the label is about, for those who do not see where it stands. */
  readonly of?: string;
  readonly help?: string;
}

interface ControlAttributes {
  readonly id: string;
  readonly 'aria-describedby': string;
}

interface FrameProps extends FieldProps {
  /** What is wrong with what was given. */
  readonly complaint?: string;
  readonly control: (attributes: ControlAttributes) => JSX.Element;
}

/** A control below its label, with what helps to use it. */
function Field({ label, of, help, complaint, control }: FrameProps): JSX.Element {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>
        {label}
        <span class="sr">{of}</span>
      </label>
      {control({ id, 'aria-describedby': `${id}-help ${id}-complaint` })}
      <p id={`${id}-help`} class="hint">
        {help}
      </p>
      <p id={`${id}-complaint`} class="complaint" role="alert">
        {complaint}
      </p>
    </div>
  );
}

/** Values with the texts that people see. */
export type Options<V extends string> = readonly (readonly [value: V, text: string])[];

interface SelectProps<V extends string> extends FieldProps {
  readonly value: V;
  readonly options: Options<V>;
  readonly onChange: (value: V) => void;
}

export function Select<V extends string>(props: SelectProps<V>): JSX.Element {
  const { value, options, onChange } = props;
  const control = (attributes: ControlAttributes): JSX.Element => (
    <select
      {...attributes}
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
  );
  return <Field {...props} control={control} />;
}

interface SwitchProps extends FieldProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export function Switch({ label, help, isOn, onChange }: SwitchProps): JSX.Element {
  const id = useId();
  return (
    <div>
      <label class="switch">
        <input
          type="checkbox"
          checked={isOn}
          aria-describedby={id}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
        {label}
      </label>
      <p id={id} class="hint">
        {help}
      </p>
    </div>
  );
}

interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly inputMode: 'text' | 'decimal';
  /** What is wrong with a text; '' for nothing. */
  readonly complaintAbout: (text: string) => string;
  /** Called with a text that is right, and new. */
  readonly onGive: (text: string) => void;
}

interface Draft {
  readonly text: string;
  readonly complaint: string;
  /** The value that it is to replace. */
  readonly instead: string;
}

/**
 * A text that counts once it is finished: meanwhile the page may be drawn again as often as it likes. What is not
 * finished, or is wrong, goes when the value changes otherwise, as by Undo.
 */
export function TextField(props: TextFieldProps): JSX.Element {
  const { value, inputMode, complaintAbout, onGive } = props;
  const [latest, setDraft] = useState<Draft>();
  const draft = latest?.instead === value ? latest : undefined;
  const complaint = draft?.complaint ?? '';
  const control = (attributes: ControlAttributes): JSX.Element => (
    <input
      {...attributes}
      type="text"
      inputMode={inputMode}
      value={draft?.text ?? value}
      aria-invalid={complaint !== ''}
      onInput={({ currentTarget }: TargetedInputEvent<HTMLInputElement>) =>
        setDraft({ text: currentTarget.value, complaint, instead: value })
      }
      onChange={({ currentTarget }: TargetedEvent<HTMLInputElement>) => {
        const text = currentTarget.value;
        const found = complaintAbout(text);
        setDraft(found === '' ? undefined : { text, complaint: found, instead: value });
        if (found === '' && text !== value) onGive(text);
      }}
    />
  );
  return <Field {...props} complaint={complaint} control={control} />;
}

interface ActionProps {
  readonly children: ComponentChildren;
  /** What the text is about, for those who do not see where it stands. */
  readonly label?: string;
  readonly isPossible?: boolean;
  readonly kind?: 'plain' | 'primary';
  readonly onPress: () => void;
}

/** A button that stays where the keyboard is when it has nothing to do. */
export function Action(props: ActionProps): JSX.Element {
  const { children, label, isPossible = true, kind = 'plain', onPress } = props;
  return (
    <button
      type="button"
      class={kind}
      aria-label={label}
      aria-disabled={isPossible ? undefined : 'true'}
      onClick={() => {
        if (isPossible) onPress();
      }}
    >
      {children}
    </button>
  );
}
