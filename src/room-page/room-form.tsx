/** The choice of the macro, the product, its firmware and its screens. */
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Select, Switch, TextInput } from './fields';
import { macroNames, macros } from './macros';
import type { MacroName } from './protocol';
import {
  builtInInches,
  firmwaresOf,
  MAX_INCHES,
  MIN_INCHES,
  movedTo,
  newScreen,
  outputsOf,
  productOptions,
  RESOLUTIONS,
} from './room-choice';
import type { Reports, RoomChoice, ScreenChoice } from './room-choice';

interface MacroChoiceProps {
  readonly macro: MacroName;
  readonly onChange: (macro: MacroName) => void;
}

export function MacroChoice({ macro, onChange }: MacroChoiceProps): JSX.Element {
  return (
    <div class="macro-choice">
      <Select
        label="Macro"
        value={macro}
        options={macroNames.map((name) => ({ value: name, text: macros[name].title }))}
        onChange={onChange}
      />
      <p class="hint">{macros[macro].summary}</p>
    </div>
  );
}

interface RoomFormProps {
  readonly room: RoomChoice;
  readonly onChange: (room: RoomChoice) => void;
}

export function RoomForm({ room, onChange }: RoomFormProps): JSX.Element {
  const { product, firmware, screens } = room;
  return (
    <section class="card" aria-labelledby="codec-title">
      <h2 id="codec-title">1. Your room</h2>
      <Select
        label="Product"
        value={product}
        options={productOptions.map(({ code, name }) => ({ value: code, text: name }))}
        onChange={(next) => {
          onChange(movedTo(room, next, firmware));
        }}
      />
      <Select
        label="Firmware"
        value={firmware}
        options={firmwaresOf(product).map((known) => ({ value: known, text: firmwareName(known) }))}
        onChange={(next) => {
          onChange(movedTo(room, product, next));
        }}
      />
      {outputsOf(room).map((output) => (
        <OutputForm
          key={output}
          output={output}
          builtIn={builtInInches(product, output)}
          screen={screens[output]}
          onChange={(screen) => {
            const others = Object.entries(screens).filter(([other]) => Number(other) !== output);
            const own = screen ? [[String(output), screen] as const] : [];
            onChange({ ...room, screens: Object.fromEntries([...others, ...own]) });
          }}
        />
      ))}
    </section>
  );
}

function firmwareName(firmware: string): string {
  return (firmware.startsWith('9.') ? 'CE ' : 'RoomOS ') + firmware;
}

const reportTexts: Readonly<Record<Reports, string>> = {
  everything: 'its size and resolution',
  resolution: 'its resolution only',
  nothing: 'nothing',
};

interface OutputFormProps {
  readonly output: number;
  /** The diagonal of a built-in screen. */
  readonly builtIn: number | undefined;
  readonly screen: ScreenChoice | undefined;
  readonly onChange: (screen: ScreenChoice | undefined) => void;
}

function OutputForm({ output, builtIn, screen, onChange }: OutputFormProps): JSX.Element {
  return (
    <fieldset class="output">
      <legend>Output {output}</legend>
      {builtIn === undefined ? (
        <Switch
          label={`A screen on output ${output}`}
          isOn={screen !== undefined}
          onChange={(isOn) => {
            onChange(isOn ? newScreen(55) : undefined);
          }}
        />
      ) : (
        <p class="hint">Built in: {builtIn} inches</p>
      )}
      {screen ? (
        <ScreenForm output={output} isBuiltIn={builtIn !== undefined} screen={screen} onChange={onChange} />
      ) : null}
    </fieldset>
  );
}

interface ScreenFormProps {
  readonly output: number;
  readonly isBuiltIn: boolean;
  readonly screen: ScreenChoice;
  readonly onChange: (screen: ScreenChoice) => void;
}

function ScreenForm({ output, isBuiltIn, screen, onChange }: ScreenFormProps): JSX.Element {
  const id = useId();
  return (
    <div class="screen-form">
      {isBuiltIn ? null : (
        <p class="field inches-field">
          <label for={id}>
            Inches<span class="sr"> of output {output}</span>
          </label>
          <TextInput
            id={id}
            kind="number"
            min={MIN_INCHES}
            max={MAX_INCHES}
            value={String(screen.inches)}
            onGive={(value) => {
              const inches = Math.round(Number(value));
              if (inches >= MIN_INCHES && inches <= MAX_INCHES) onChange({ ...screen, inches });
            }}
          />
        </p>
      )}
      <Select
        label="Resolution"
        of={` of output ${output}`}
        value={screen.resolution}
        options={RESOLUTIONS.map((resolution) => ({
          value: resolution,
          text: resolution.replace('x', ' × '),
        }))}
        onChange={(resolution) => {
          onChange({ ...screen, resolution });
        }}
      />
      <Select
        label="It reports"
        of={` on output ${output}`}
        value={screen.reports}
        options={[
          { value: 'everything', text: reportTexts.everything },
          { value: 'resolution', text: reportTexts.resolution },
          { value: 'nothing', text: reportTexts.nothing },
        ]}
        onChange={(reports) => {
          onChange({ ...screen, reports });
        }}
      />
    </div>
  );
}
