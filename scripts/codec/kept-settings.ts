/** The settings of a macro that is on a codec, so that an update does not change how its room works. */
import { parseExpressionAt } from 'acorn';
import type { Expression, SpreadElement } from 'acorn';
import { acceptedBy } from '../../src/macro/settings';
import { isAccepted } from './macros';
import type { GivenSettings, Macro } from './macros';

export interface KeptSettings {
  /** The settings that differ from the default, as text. */
  readonly settings: GivenSettings;
  /** Why a setting is not kept, one line each. */
  readonly dropped: readonly string[];
}

/** Reads the settings block of a text. Values that the macro would not accept are dropped. */
export function keptSettings({ declared }: Macro, text: string): KeptSettings {
  const settings: Record<string, string> = {};
  const dropped: string[] = [];
  for (const [name, setting] of Object.entries(declared)) {
    const line = new RegExp(`^(?:var|let|const)\\s+${name}\\s*=`, 'm').exec(text);
    if (!line) continue;
    const value = writtenValue(text, line.index + line[0].length);
    if (value === String(setting.default)) continue;
    if (value === undefined) dropped.push(`${name} on the codec is not kept: it is no plain value`);
    else if (isAccepted(name, setting, value)) settings[name] = value;
    else dropped.push(`${name} on the codec is not kept: expected ${acceptedBy(setting)}, got "${value}"`);
  }
  return { settings, dropped };
}

/** The value that is written at a place in a macro, as text; undefined if it is computed, or no JavaScript. */
function writtenValue(text: string, at: number): string | undefined {
  try {
    return valueOf(parseExpressionAt(text, at, { ecmaVersion: 'latest' }));
  } catch {
    return undefined;
  }
}

/** Lists are written with commas, as the macros read them. */
function valueOf(node: Expression | SpreadElement | null): string | undefined {
  if (node?.type === 'Literal' && /string|number|boolean/.test(typeof node.value)) return String(node.value);
  if (node?.type === 'UnaryExpression' && node.operator === '-') {
    const value = valueOf(node.argument);
    return value === undefined ? undefined : `-${value}`;
  }
  if (node?.type !== 'ArrayExpression') return undefined;
  const items = node.elements.map(valueOf);
  return items.includes(undefined) ? undefined : items.join(', ');
}
