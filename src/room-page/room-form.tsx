/** The codec of the room with its configuration, and the screen on each of its outputs. */
import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { notInSchemas } from '../xapi/products';
import { Select, Switch, TextInput } from './fields';
import type { Options } from './fields';
import {
  builtInInches,
  configurable,
  firmwareName,
  firmwaresOf,
  MAX_INCHES,
  MIN_INCHES,
  movedTo,
  newScreen,
  outputsOf,
  productOptions,
  resolutionsOf,
} from './room-choice';
import type { Reports, RoomChoice, ScreenChoice } from './room-choice';

interface RoomFormProps {
  readonly room: RoomChoice;
  readonly onChange: (room: RoomChoice) => void;
}

export function CodecForm({ room, onChange }: RoomFormProps): JSX.Element {
  const { product, firmware } = room;
  return (
    <div class="card">
      <Select
        label="Product"
        value={product}
        options={productOptions}
        onChange={(next) => onChange(movedTo(room, next, firmware))}
      />
      <p class="hint">
        Products that the published schemas do not have yet cannot be simulated: {notInSchemas.join(', ')}.
      </p>
      <Select
        label="Firmware"
        value={firmware}
        options={firmwaresOf(product).map((known) => [known, firmwareName(known)])}
        onChange={(next) => onChange(movedTo(room, product, next))}
      />
      <ConfigurationForm room={room} onChange={onChange} />
    </div>
  );
}

const DEFAULT = '';

/** What decides which screen shows what without the macro. */
function ConfigurationForm({ room, onChange }: RoomFormProps): JSX.Element {
  const { configuration = {} } = room;
  const set = Object.keys(configuration).length;
  return (
    <details>
      <summary>Configuration ({set === 0 ? 'defaults' : `${set} values`})</summary>
      {configurable(room).map(({ path, values }) => (
        <Select
          key={path}
          label={path}
          value={configuration[path] ?? DEFAULT}
          options={[[DEFAULT, 'default'], ...values.map((value) => [value, value] as const)]}
          onChange={(value) => {
            const others = Object.entries(configuration).filter(([other]) => other !== path);
            const own = value === DEFAULT ? [] : [[path, value] as const];
            onChange({ ...room, configuration: Object.fromEntries([...others, ...own]) });
          }}
        />
      ))}
      <Switch
        label="Microsoft Teams mode"
        isOn={room.isTeams === true}
        onChange={(isTeams) => onChange({ ...room, isTeams })}
      />
    </details>
  );
}

export function ScreensForm({ room, onChange }: RoomFormProps): JSX.Element {
  const { product, screens } = room;
  return (
    <section class="card" aria-labelledby="screens-title">
      <h3 id="screens-title">Screens</h3>
      <p class="hint">
        Reports is what a screen tells the codec about itself. Its role decides what it shows: usually, the
        screen with the last role (Second, or Third) shows presentations, and the others show people.
      </p>
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

const reportOptions: Options<Reports> = [
  ['everything', 'size and resolution'],
  ['size', 'only its size'],
  ['resolution', 'only its resolution'],
  ['nothing', 'neither'],
];

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
          onChange={(isOn) => onChange(isOn ? newScreen(55) : undefined)}
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
  const [wrong, setWrong] = useState<string>();
  return (
    <div class="screen-form">
      {isBuiltIn ? null : (
        <p class="field">
          <label for={id}>
            Inches<span class="sr"> of output {output}</span>
          </label>
          <TextInput
            id={id}
            kind="number"
            min={MIN_INCHES}
            max={MAX_INCHES}
            value={wrong ?? String(screen.inches)}
            aria-invalid={wrong !== undefined}
            aria-describedby={`${id}-error`}
            onGive={(value) => {
              const inches = Math.round(Number(value));
              const isPossible = inches >= MIN_INCHES && inches <= MAX_INCHES;
              setWrong(isPossible ? undefined : value);
              if (isPossible && inches !== screen.inches) onChange({ ...screen, inches });
            }}
          />
          <span id={`${id}-error`} class="complaint" role="alert">
            {wrong === undefined ? '' : `Expected a whole number from ${MIN_INCHES} to ${MAX_INCHES}.`}
          </span>
        </p>
      )}
      <Select
        label="Resolution"
        of={` of output ${output}`}
        value={screen.resolution}
        options={resolutionsOf(isBuiltIn).map((one) => [one, one.replace('x', ' × ')])}
        onChange={(resolution) => onChange({ ...screen, resolution })}
      />
      <Select
        label="Reports"
        of={` of output ${output}`}
        value={screen.reports}
        options={reportOptions}
        onChange={(reports) => onChange({ ...screen, reports })}
      />
    </div>
  );
}
