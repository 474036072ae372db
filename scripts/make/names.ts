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

/** A name in the code, and what it becomes. */
type Renaming = RenameLocation & { readonly name: string };

/** The code with the names of the sources, and with `undefined` as in the sources. */
export function withSourceNames(code: string): string {
  let text = code.replace(/\bvoid 0\b/g, 'undefined');
  // Several times, because only one variable at a time gets a certain name.
  for (;;) {
    const renamings = renamingsIn(text);
    if (renamings.length === 0) return text;
    text = replaced(text, renamings);
  }
}

function renamingsIn(text: string): readonly Renaming[] {
  const service = serviceFor(text);
  const source = service.getProgram()?.getSourceFile(FILE);
  if (!source) throw new Error('the built file cannot be parsed');
  const renamed = new Set<string>();
  return numberedNames(source).flatMap((declared) => {
    const name = declared.text.replace(/\d+$/, '');
    if (renamed.has(name) || identifiersIn(scopeOf(declared)).some((other) => other.text === name)) return [];
    renamed.add(name);
    const places = service.findRenameLocations(FILE, declared.getStart(source), false, false, {}) ?? [];
    return places.map((place) => ({ ...place, name }));
  });
}

function replaced(text: string, renamings: readonly Renaming[]): string {
  return [...renamings]
    .sort((one, other) => other.textSpan.start - one.textSpan.start)
    .reduce(
      (changed, { textSpan: { start, length }, prefixText = '', suffixText = '', name }) =>
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
