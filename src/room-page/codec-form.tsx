/** The codec of the room: product, firmware and configuration, chosen or loaded from what the own codec prints. */
import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { notInSchemas } from '../xapi/products';
import { MAX_OUTPUT_CHARS, readOutput } from './codec-output';
import { Action, Select, Switch } from './fields';
import { loadedRoom } from './loaded-room';
import type { LoadedRoom } from './loaded-room';
import { configurable, firmwareName, firmwaresOf, movedTo, productOptions } from './room-choice';
import type { RoomChoice } from './room-choice';

interface CodecFormProps {
  readonly room: RoomChoice;
  readonly onChange: (room: RoomChoice) => void;
}

export function CodecForm({ room, onChange }: CodecFormProps): JSX.Element {
  const { product, firmware } = room;
  const [isLoading, setLoading] = useState(false);
  return (
    <div class="card codec-form">
      <Action kind="primary" onPress={() => setLoading(!isLoading)}>
        Load from your codec
      </Action>
      {isLoading ? <LoadForm room={room} onChange={onChange} /> : null}
      <Select
        label="Product"
        value={product}
        options={productOptions.map(({ code, name }) => ({ value: code, text: name }))}
        onChange={(next) => onChange(movedTo(room, next, firmware))}
      />
      <p class="hint">
        Products that the published schemas do not have yet cannot be simulated: {notInSchemas.join(', ')}.
      </p>
      <Select
        label="Firmware"
        value={firmware}
        options={firmwaresOf(product).map((known) => ({ value: known, text: firmwareName(known) }))}
        onChange={(next) => onChange(movedTo(room, product, next))}
      />
      <ConfigurationForm room={room} onChange={onChange} />
    </div>
  );
}

function LoadForm({ room, onChange }: CodecFormProps): JSX.Element {
  const id = useId();
  const [text, setText] = useState('');
  const [loaded, setLoaded] = useState<LoadedRoom>();
  return (
    <div class="load-form">
      <p class="hint">
        Enter these commands over SSH, or on the page Developer API of the web interface, and paste what they
        print. Or take a file of <code>npm run codec -- walk</code>, <code>report</code> or{' '}
        <code>check --json</code>. Nothing leaves this page.
      </p>
      <pre>
        {'xStatus SystemUnit\nxStatus Video Output\nxConfiguration Video\nxConfiguration UserInterface OSD'}
      </pre>
      <label for={id}>Output of your codec</label>
      <textarea
        id={id}
        rows={6}
        spellcheck={false}
        maxLength={MAX_OUTPUT_CHARS}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <p class="field">
        <label for={`${id}-file`}>Or a file</label>
        <input
          id={`${id}-file`}
          type="file"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file && file.size <= MAX_OUTPUT_CHARS) void file.text().then(setText, () => undefined);
          }}
        />
      </p>
      <Action
        isPossible={text.trim() !== ''}
        onPress={() => {
          const next = loadedRoom(readOutput(text), room);
          setLoaded(next);
          if (next.taken.length > 0) onChange(next.room);
        }}
      >
        Load
      </Action>
      <div role="status">{loaded ? <Outcome loaded={loaded} /> : null}</div>
    </div>
  );
}

function Outcome({ loaded: { taken, missed } }: { readonly loaded: LoadedRoom }): JSX.Element {
  return (
    <>
      <p class="notice">{taken.length > 0 ? 'Loaded:' : 'Nothing was found in this text.'}</p>
      <ul class="taken">{taken.map(listItem)}</ul>
      {missed.length > 0 ? <p class="missed-title">Not loaded:</p> : null}
      <ul class="missed">{missed.map(listItem)}</ul>
    </>
  );
}

function listItem(text: string, index: number): JSX.Element {
  return <li key={index}>{text}</li>;
}

const DEFAULT = '';

/** What decides which screen shows what without the macro. */
function ConfigurationForm({ room, onChange }: CodecFormProps): JSX.Element {
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
          options={[{ value: DEFAULT, text: 'default' }, ...values.map((value) => ({ value, text: value }))]}
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
