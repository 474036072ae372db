/** The macro with the chosen settings as a file, and the story as a link or a test. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { CopyButtons } from './copy-buttons';
import { Action, Switch } from './fields';
import type { InstallGuide } from './install-guide';
import { InstallSteps } from './install-steps';
import { fileName, formFor, hasLegacyCase, legacyForm, withSettings } from './macro-text';
import type { MacroName, Recording, SettingValues } from './protocol';
import type { RoomChoice } from './room-choice';

interface DownloadProps {
  readonly macro: MacroName;
  readonly room: RoomChoice;
  readonly settings: SettingValues;
  /** The built file, in its module form. */
  readonly text: string;
  readonly guide: InstallGuide;
  /** What the macro prints at its start in this room; '' until it has. */
  readonly ready: string;
  /** Where the page is published; '' if it is not. */
  readonly homepage: string;
  readonly recording: () => Promise<Recording>;
}

export function Download(props: DownloadProps): JSX.Element {
  const { macro, room, settings, text, guide, ready, homepage, recording } = props;
  const [isRaw, setRaw] = useState(false);
  const [notice, setNotice] = useState('');
  const form = formFor(room.firmware, isRaw);
  const file = fileName(macro, form);
  return (
    <section class="card download" aria-labelledby="download-title">
      <h2 id="download-title">Download</h2>
      <div class="download-file">
        <p>
          <code>{file}</code> <span class="hint">{contentText(Object.keys(settings).length)}</span>
        </p>
        {hasLegacyCase(room.firmware) ? (
          <Switch label="Another tool saves it with Transpile: False" isOn={isRaw} onChange={setRaw} />
        ) : null}
        <Action
          kind="primary"
          onPress={() => {
            const own = withSettings(text, settings);
            save(file, form === 'legacy' ? legacyForm(own) : own);
            setNotice(`${file} is in your downloads.`);
          }}
        >
          Download macro
        </Action>
        <p class="notice" role="status">
          {notice}
        </p>
        <CopyButtons homepage={homepage} recording={recording} />
      </div>
      <InstallSteps guide={guide} macro={macro} form={form} ready={ready} />
    </section>
  );
}

function contentText(changed: number): string {
  if (changed === 0) return 'with the default settings';
  return `with ${changed} changed setting${changed === 1 ? '' : 's'}`;
}

function save(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  link.download = name;
  link.click();
  // The browser has taken the text by then.
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 1000);
}
