/**
 * esbuild appends a number to a variable whose name is used in an enclosing scope, even if nothing refers to the
 * other one. For readability, such a variable gets its original name back.
 */
import { parse } from 'acorn';
import type { Identifier, Node } from 'acorn';

/** A function or the file: what it declares, and all its variables, including those of functions in it. */
interface Scope {
  readonly declared: Set<string>;
  readonly variables: readonly Identifier[];
}

/** ES5 code with the names of the sources, and with `undefined` as in the sources. */
export function withSourceNames(code: string): string {
  let text = code.replace(/\bvoid 0\b/g, 'undefined');
  // Several times, because only one variable at a time gets a certain name.
  for (;;) {
    const renamed = renamedOnce(text);
    if (renamed === text) return text;
    text = renamed;
  }
}

function renamedOnce(text: string): string {
  const scopes: Scope[] = [];
  const declared = new Set<string>();
  const program = parse(text, { ecmaVersion: 'latest', sourceType: 'module' });
  scopes.push({ declared, variables: variablesIn(program, declared, scopes) });
  const given = new Set<string>();
  const places = scopes.flatMap(({ declared: names, variables }) =>
    [...names].flatMap((numbered) => {
      const name = numbered.replace(/(?<=[a-z])\d+$/i, '');
      if (name === numbered || given.has(name) || variables.some((other) => other.name === name)) return [];
      given.add(name);
      return variables.filter((variable) => variable.name === numbered).map((place) => ({ ...place, name }));
    }),
  );
  return places
    .sort((one, other) => other.start - one.start)
    .reduce((changed, { start, end, name }) => changed.slice(0, start) + name + changed.slice(end), text);
}

/**
 * The variables in a node, but not the names of properties.
 * @param declared gets the names that the node declares in the scope around it
 * @param scopes gets the functions in the node
 */
function variablesIn(node: Node, declared: Set<string>, scopes: Scope[]): readonly Identifier[] {
  if (isIdentifier(node)) return [node];
  const parts = Object.entries(node).filter(([field]) => !isPropertyName(node, field));
  const children = parts.flatMap(([, value]) => [value as unknown].flat().filter(isNode));
  if (node.type === 'VariableDeclarator' && children[0] && isIdentifier(children[0]))
    declared.add(children[0].name);
  if (!/Function/.test(node.type)) return children.flatMap((child) => variablesIn(child, declared, scopes));
  const { id, params } = node as Node & { readonly id: Node | null; readonly params: readonly Node[] };
  if (id && isIdentifier(id)) declared.add(id.name);
  const own = new Set(params.filter(isIdentifier).map(({ name }) => name));
  const variables = children
    .filter((child) => child !== id)
    .flatMap((child) => variablesIn(child, own, scopes));
  scopes.push({ declared: own, variables });
  return id && isIdentifier(id) ? [id, ...variables] : variables;
}

function isPropertyName(node: Node, field: string): boolean {
  const isComputed = 'computed' in node && node.computed === true;
  return !isComputed && `${node.type} ${field}`.match(/^(MemberExpression property|Property key)$/) !== null;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function isIdentifier(node: Node): node is Identifier {
  return node.type === 'Identifier';
}
