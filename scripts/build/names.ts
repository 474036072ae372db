/**
 * esbuild appends a number to a variable whose name is used in an enclosing scope, even if nothing refers to the
 * other one. For readability, such a variable gets its original name back.
 */
import type {
  CompilerOptions,
  Identifier,
  LanguageService,
  Node,
  RenameLocation,
  SourceFile,
} from 'typescript';
import { ts } from '../project/typescript';

const FILE = 'macro.js';

/** The code with the names of the sources, and with `undefined` as in the sources. */
export function withSourceNames(code: string): string {
  let text = code.replace(/\bvoid 0\b/g, 'undefined');
  // One at a time, because each renaming moves the others.
  for (;;) {
    const next = firstRenaming(text);
    if (!next) return text;
    text = next;
  }
}

function firstRenaming(text: string): string | undefined {
  const service = serviceFor(text);
  const source = service.getProgram()?.getSourceFile(FILE);
  if (!source) throw new Error('the built file cannot be parsed');
  for (const declared of numberedNames(source)) {
    const base = declared.text.replace(/\d+$/, '');
    if (identifiersIn(scopeOf(declared)).some(({ text: name }) => name === base)) continue;
    const places = service.findRenameLocations(FILE, declared.getStart(source), false, false, {}) ?? [];
    return replaced(text, places, base);
  }
  return undefined;
}

function replaced(text: string, places: readonly RenameLocation[], name: string): string {
  return [...places]
    .sort((one, other) => other.textSpan.start - one.textSpan.start)
    .reduce(
      (changed, { textSpan: { start, length }, prefixText = '', suffixText = '' }) =>
        changed.slice(0, start) + prefixText + name + suffixText + changed.slice(start + length),
      text,
    );
}

/** Declared variables, parameters and functions whose names end in a number. */
function numberedNames(source: SourceFile): readonly Identifier[] {
  return identifiersIn(source).filter((name) => {
    const { parent } = name;
    const isDeclared =
      ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isFunctionDeclaration(parent);
    return isDeclared && parent.name === name && /[a-z]\d+$/i.test(name.text);
  });
}

/** The function, or the file, in which a name is known. */
function scopeOf({ parent }: Identifier): Node {
  let node = ts.isFunctionDeclaration(parent) ? parent.parent : parent;
  while (!ts.isFunctionLike(node) && !ts.isSourceFile(node)) node = node.parent;
  return node;
}

/** All identifiers in a node that refer to a variable: not the names of properties. */
function identifiersIn(node: Node): readonly Identifier[] {
  const found: Identifier[] = [];
  const visit = (child: Node): void => {
    if (ts.isIdentifier(child) && !isPropertyName(child)) found.push(child);
    ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
}

function isPropertyName(name: Identifier): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === name;
  return ts.isPropertyAssignment(parent) && parent.name === name;
}

function serviceFor(text: string): LanguageService {
  const options: CompilerOptions = { allowJs: true, noLib: true, noResolve: true, types: [] };
  return ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [FILE],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => (name === FILE ? ts.ScriptSnapshot.fromString(text) : undefined),
    getCurrentDirectory: () => '/',
    getDefaultLibFileName: () => 'lib.d.ts',
    fileExists: (name) => name === FILE,
    readFile: (name) => (name === FILE ? text : undefined),
  });
}
