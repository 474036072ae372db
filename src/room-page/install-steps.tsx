/** How the downloaded file gets onto a codec, in the words of the READMEs. */
import type { JSX } from 'preact';
import type { Block, InstallGuide, Span } from './install-guide';
import type { Form } from './macro-text';
import type { MacroName } from './protocol';

interface InstallStepsProps {
  readonly guide: InstallGuide;
  readonly macro: MacroName;
  readonly form: Form;
  /** What the macro prints at its start in this room; '' until it has. */
  readonly ready: string;
}

export function InstallSteps({ guide, macro, form, ready }: InstallStepsProps): JSX.Element {
  const { steps = [], undo = [] } = guide[macro] ?? {};
  const own = steps.map((step) => step.map((block) => withReadyLine(block, ready)));
  return (
    <div class="install">
      <h3>Onto the codec</h3>
      {form === 'legacy' ? (
        <>
          <p>
            Save it with the other tool (<code>Transpile: False</code>), and enable it.
          </p>
          <Blocks blocks={own.at(-1) ?? []} />
        </>
      ) : (
        <ol>{own.map(drawnItem)}</ol>
      )}
      {undo.length === 0 ? null : (
        <details>
          <summary>Take it off the codec again</summary>
          <Blocks blocks={undo} />
        </details>
      )}
    </div>
  );
}

/** The example of a README is of another room. */
function withReadyLine(block: Block, ready: string): Block {
  const isExample = block.kind === 'code' && block.text.startsWith('ready: ');
  return isExample && ready !== '' ? { ...block, text: ready } : block;
}

function Blocks({ blocks }: { readonly blocks: readonly Block[] }): JSX.Element {
  return <>{blocks.map(drawn)}</>;
}

function drawn(block: Block, index: number): JSX.Element {
  if (block.kind === 'code') return <pre key={index}>{block.text}</pre>;
  if (block.kind === 'paragraph') return <p key={index}>{block.spans.map(drawnSpan)}</p>;
  const items = block.items.map(drawnItem);
  return block.isOrdered ? <ol key={index}>{items}</ol> : <ul key={index}>{items}</ul>;
}

function drawnItem(blocks: readonly Block[], index: number): JSX.Element {
  return (
    <li key={index}>
      <Blocks blocks={blocks} />
    </li>
  );
}

function drawnSpan({ look, text }: Span, index: number): JSX.Element {
  if (look === 'strong') return <strong key={index}>{text}</strong>;
  return look === 'code' ? <code key={index}>{text}</code> : <span key={index}>{text}</span>;
}
