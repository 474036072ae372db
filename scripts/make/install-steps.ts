/** The install steps of the READMEs, as data for the room page. */
import type { Block, InstallGuide, Span } from '../../src/room-page/install-guide';

/** The step that the page takes over: people download the macro from it. */
const DOWNLOAD = 'Download ';

/** @param readmes the text of each macro's README, by the name of the macro */
export function installGuide(readmes: Readonly<Record<string, string>>): InstallGuide {
  return Object.fromEntries(
    Object.entries(readmes).map(([name, text]) => [name, { steps: stepsIn(text), undo: undoIn(text) }]),
  );
}

function stepsIn(text: string): readonly (readonly Block[])[] {
  const list = blocksOf(sectionOf(text, 'Install')).find((block) => block.kind === 'list');
  return list?.items.filter((step) => !textOf(step).startsWith(DOWNLOAD)) ?? [];
}

/** Up to the table of defaults, which is made by the build. */
function undoIn(text: string): readonly Block[] {
  const blocks = blocksOf(sectionOf(text, 'Undo').split('\n<!--')[0] ?? '');
  const isLead = textOf(blocks.slice(-1)).endsWith(':');
  return isLead ? blocks.slice(0, -1) : blocks;
}

/** The text below a heading, up to the next one; '' if there is none. */
function sectionOf(markdown: string, heading: string): string {
  const parts = `\n${markdown}`.split(`\n## ${heading}\n`);
  return parts[1]?.split('\n## ')[0] ?? '';
}

function textOf(blocks: readonly Block[]): string {
  return blocks
    .map((block) => (block.kind === 'paragraph' ? block.spans.map(({ text }) => text).join('') : ''))
    .join(' ');
}

/** Paragraphs, lists and indented code. Nothing else is needed. */
function blocksOf(markdown: string): readonly Block[] {
  const lines = markdown.replace(/<!--[^]*?-->/g, '').split('\n');
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length;) {
    const marker = /^(\d+\.|-) +/.exec(lines[at] ?? '');
    const end = endOfBlock(lines, at, marker?.[0].length);
    const text = lines.slice(at, end);
    if (marker) addItem(blocks, marker[1] !== '-', text, marker[0].length);
    else if (text.every((line) => /^( {4}|$)/.test(line))) addCode(blocks, text);
    else blocks.push({ kind: 'paragraph', spans: spansOf(text.join(' ')) });
    at = end;
  }
  return blocks;
}

/** The index after the block that begins with a line: an item ends where the indentation does. */
function endOfBlock(lines: readonly string[], start: number, indent?: number): number {
  const isCode = lines[start]?.startsWith('    ') ?? false;
  const continues = (line: string): boolean => {
    if (indent !== undefined) return line === '' || line.startsWith(' '.repeat(indent));
    return isCode ? line === '' || line.startsWith('    ') : line !== '' && !/^(\d+\.|-) /.test(line);
  };
  let end = start + 1;
  while (end < lines.length && continues(lines[end] ?? '')) end += 1;
  return end;
}

function addItem(blocks: Block[], isOrdered: boolean, lines: readonly string[], indent: number): void {
  const item = blocksOf(lines.map((line) => line.slice(indent)).join('\n'));
  const last = blocks.at(-1);
  const items = last?.kind === 'list' && last.isOrdered === isOrdered ? last.items : [];
  if (items.length > 0) blocks.pop();
  blocks.push({ kind: 'list', isOrdered, items: [...items, item] });
}

function addCode(blocks: Block[], lines: readonly string[]): void {
  const text = lines
    .map((line) => line.slice(4))
    .join('\n')
    .trim();
  if (text !== '') blocks.push({ kind: 'code', text });
}

/** Text with bold and code. Of a link, only its text stays. */
function spansOf(markdown: string): readonly Span[] {
  const text = markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\s+/g, ' ');
  return text
    .split(/(\*\*.*?\*\*|`[^`]*`)/)
    .filter((part) => part !== '')
    .map((part) => {
      if (part.startsWith('**')) return { look: 'strong', text: part.slice(2, -2) };
      return part.startsWith('`') ? { look: 'code', text: part.slice(1, -1) } : { look: 'plain', text: part };
    });
}
