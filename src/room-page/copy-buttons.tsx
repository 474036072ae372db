/** The room, its settings and its story as a link or as a test, in the clipboard. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Action } from './fields';
import type { Recording } from './protocol';
import { toFragment } from './share-link';
import { asTest } from './test-text';

interface CopyButtonsProps {
  /** Where the page is published; '' if it is not. */
  readonly homepage: string;
  readonly recording: () => Promise<Recording>;
}

export function CopyButtons({ homepage, recording }: CopyButtonsProps): JSX.Element {
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
