/** The macro with the chosen settings as a file, and the story as a link or a test. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Action, Switch } from './fields';
import type { InstallGuide } from './install-guide';
import { InstallSteps } from './install-steps';
import { fileName, formFor, hasLegacyCase, legacyForm, withSettings } from './macro-text';
import type { Recording } from './protocol';
import { toFragment } from './share-link';
import { asTest } from './test-text';
import type { Choice } from './use-scenes';

interface DownloadProps {
  readonly choice: Choice;
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
  const { choice, text, guide, ready, homepage, recording } = props;
  const { macro, room, settings } = choice;
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

/** The room, its settings and its story as a link or as a test, in the clipboard. */
function CopyButtons({ homepage, recording }: Pick<DownloadProps, 'homepage' | 'recording'>): JSX.Element {
  const [notice, setNotice] = useState('');
  const [text, setText] = useState('');

  const copy = async (what: string, make: (story: Recording) => string): Promise<void> => {
    const made = make(await recording());
    const isCopied = await toClipboard(made);
    setText(isCopied ? '' : made);
    setNotice(isCopied ? `${what} copied.` : `${what}: copy it from here.`);
  };

  return (
    <div class="copy">
      <h3>Link and test</h3>
      <div class="buttons">
        <Action onPress={() => void copy('Link', ({ scene }) => homepage + toFragment(scene))}>
          Copy link
        </Action>
        <Action onPress={() => void copy('Test', asTest)}>Copy as test</Action>
      </div>
      <p class="notice" role="status">
        {notice}
      </p>
      {text === '' ? null : <textarea aria-label="Text to copy" readOnly rows={4} value={text} />}
      <p class="hint">
        The link opens this page with your room, your settings and everything that happened so far.
        {homepage === ''
          ? ' It begins with #: put it behind the address of this page, wherever that is. '
          : ' '}
        The test does the same in the tests of this project.
      </p>
    </div>
  );
}

async function toClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // A page that is neither local nor secure has no clipboard.
    return false;
  }
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
