/** The own room, loaded from what the own codec prints. */
import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { MAX_OUTPUT_CHARS, readOutput } from './codec-output';
import { Action } from './fields';
import { loadedRoom } from './loaded-room';
import type { LoadedRoom } from './loaded-room';
import type { RoomChoice } from './room-choice';

interface LoadFormProps {
  readonly room: RoomChoice;
  readonly onChange: (room: RoomChoice) => void;
}

export function LoadForm({ room, onChange }: LoadFormProps): JSX.Element {
  const id = useId();
  const [text, setText] = useState('');
  const [loaded, setLoaded] = useState<LoadedRoom>();
  const load = (): void => {
    const next = loadedRoom(readOutput(text), room);
    setLoaded(next);
    if (next.taken.length > 0) onChange(next.room);
  };
  return (
    <div class="load-form">
      <div>
        {loaded ? null : <Instructions />}
        <div role="status">{loaded ? <Outcome loaded={loaded} /> : null}</div>
      </div>
      <div>
        <label for={id}>Output of your codec</label>
        <textarea
          id={id}
          rows={6}
          spellcheck={false}
          maxLength={MAX_OUTPUT_CHARS}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
        <p class="buttons">
          <label for={`${id}-file`}>Or a file</label>
          <input
            id={`${id}-file`}
            type="file"
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              if (file && file.size <= MAX_OUTPUT_CHARS) void file.text().then(setText, () => undefined);
            }}
          />
          <Action kind="primary" isPossible={text.trim() !== ''} onPress={load}>
            Load
          </Action>
        </p>
      </div>
    </div>
  );
}

function Instructions(): JSX.Element {
  return (
    <>
      <p class="hint">
        Enter these commands over SSH, or on the page Developer API of the web interface, and paste what they
        print. Or take a file of <code>npm run codec -- walk</code>, <code>report</code> or{' '}
        <code>check --json</code>. Nothing leaves this page.
      </p>
      <pre>
        {'xStatus SystemUnit\nxStatus Video Output\nxConfiguration Video\nxConfiguration UserInterface OSD'}
      </pre>
    </>
  );
}

function Outcome({ loaded: { taken, missed } }: { readonly loaded: LoadedRoom }): JSX.Element {
  return (
    <>
      <p class="notice">{taken.length > 0 ? 'Loaded:' : 'Nothing was found in this text.'}</p>
      <ul>{taken.map(listItem)}</ul>
      {missed.length > 0 ? <p class="missed">Not loaded:</p> : null}
      <ul class="missed">{missed.map(listItem)}</ul>
    </>
  );
}

function listItem(text: string, index: number): JSX.Element {
  return <li key={index}>{text}</li>;
}
