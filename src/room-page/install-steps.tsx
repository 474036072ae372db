/** How the downloaded file gets onto a codec, in the words of the READMEs. */
import type { JSX } from 'preact';
import type { Block, InstallGuide, Span } from './install-guide';
import type { Form } from './macro-text';
import type { MacroName } from './protocol';

interface InstallStepsProps {
  readonly guide: InstallGuide;
  readonly macro: MacroName;
  readonly form: Form;
}

export function InstallSteps({ guide, macro, form }: InstallStepsProps): JSX.Element {
  return (
    <div class="install">
      <h3>Install it</h3>
      <details>
        <summary>First macro on this codec? Prepare the codec</summary>
        <Blocks blocks={guide.preparation} />
      </details>
      <Blocks blocks={stepsFor(guide.macros[macro] ?? [], form)} />
    </div>
  );
}

/** Another tool saves and enables the legacy form: of the steps in the Macro Editor, only the last one is left to do. */
function stepsFor(section: readonly Block[], form: Form): readonly Block[] {
  const notes = section.filter(({ kind }) => kind !== 'list');
  const steps = section.flatMap((block) => (block.kind === 'list' ? block.items : []));
  const items = form === 'legacy' ? steps.slice(-1) : steps.slice(1);
  const list: Block = { kind: 'list', isOrdered: form === 'module', items };
  return form === 'legacy' ? [...notes, list] : [list, ...notes];
}

function Blocks({ blocks }: { readonly blocks: readonly Block[] }): JSX.Element {
  return <>{blocks.map(drawn)}</>;
}

function drawn(block: Block, index: number): JSX.Element {
  if (block.kind === 'code') return <pre key={index}>{block.text}</pre>;
  if (block.kind === 'paragraph') return <p key={index}>{block.spans.map(drawnSpan)}</p>;
  const items = block.items.map((blocks, place) => (
    <li key={place}>
      <Blocks blocks={blocks} />
    </li>
  ));
  return block.isOrdered ? <ol key={index}>{items}</ol> : <ul key={index}>{items}</ul>;
}

function drawnSpan({ look, text }: Span, index: number): JSX.Element {
  if (look === 'strong') return <strong key={index}>{text}</strong>;
  return look === 'code' ? <code key={index}>{text}</code> : <span key={index}>{text}</span>;
}
