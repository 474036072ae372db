/** The macro with the chosen settings as a file, how to install it, and the story as a link or a test. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Action, Switch } from './fields';
import { installSteps } from './install-steps';
import { fileName, formFor, hasLegacyCase, legacyForm, withSettings } from './macro-text';
import type { MacroName, SettingValues, Told } from './protocol';
import type { RoomChoice } from './room-choice';
import { toFragment } from './share-link';
import { MAX_STORY_STEPS } from './story-limits';
import { asTest } from './test-text';

interface TakeHomeProps {
  readonly macro: MacroName;
  readonly room: RoomChoice;
  readonly settings: SettingValues;
  /** The built file, in its module form. */
  readonly text: string;
  /** Whether the story has more steps than a link holds. */
  readonly isStoryFull: boolean;
  readonly told: () => Promise<Told> | undefined;
}

export function TakeHome({ macro, room, settings, text, isStoryFull, told }: TakeHomeProps): JSX.Element {
  const [isRaw, setRaw] = useState(false);
  const [notice, setNotice] = useState('');
  const [copied, setCopied] = useState('');
  const form = formFor(room.firmware, isRaw);
  const file = fileName(macro, form);
  const changed = Object.keys(settings).length;

  const copy = async (what: string, make: (story: Told) => string): Promise<void> => {
    const story = await told();
    if (!story) return;
    const made = make(story);
    const isCopied = await toClipboard(made);
    setCopied(isCopied ? '' : made);
    setNotice(isCopied ? `${what} copied.` : `${what}: copy it from here.`);
  };

  return (
    <section class="card take-home" aria-labelledby="take-title">
      <h2 id="take-title">3. Take it home</h2>
      <div class="take-file">
        <p class="hint">
          {file},{' '}
          {changed === 0
            ? 'with the default settings'
            : `with ${changed} changed setting${changed === 1 ? '' : 's'}`}
        </p>
        {hasLegacyCase(room.firmware) ? (
          <Switch label="Saved by another tool with Transpile: False" isOn={isRaw} onChange={setRaw} />
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
        <div class="buttons">
          <Action
            onPress={() => {
              void copy('Link', ({ scene }) => location.href.replace(/#.*$/, '') + toFragment(scene));
            }}
          >
            Copy link
          </Action>
          <Action
            onPress={() => {
              void copy('Test', asTest);
            }}
          >
            Copy as test
          </Action>
        </div>
        {isStoryFull ? (
          <p class="hint">
            A link and a test hold the first {MAX_STORY_STEPS} things that people did. Start over for a new
            story.
          </p>
        ) : null}
        <p class="notice" role="status">
          {notice}
        </p>
        {copied === '' ? null : (
          <textarea class="copied" aria-label="To copy" readOnly rows={4} value={copied} />
        )}
      </div>
      <ol class="install">
        {installSteps(room.firmware, file, form).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  );
}

async function toClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Pages that are neither local nor secure have no clipboard.
    return false;
  }
}

function save(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  link.download = name;
  link.click();
  // The browser has taken the text by the next turn.
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 1000);
}
