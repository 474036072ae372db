/** The settings of a macro that is on a codec, so that an update does not change how its room works. */
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
    const value = writtenValue(name, text);
    if (value === undefined || value === String(setting.default)) continue;
    if (isAccepted(name, setting, value)) settings[name] = value;
    else dropped.push(`${name} on the codec is not kept: expected ${acceptedBy(setting)}, got "${value}"`);
  }
  return { settings, dropped };
}

/** The value in the line `var name = value;` as text; undefined if there is no such line, or no plain value in it. */
function writtenValue(name: string, text: string): string | undefined {
  const literal = new RegExp(`^var ${name} = (.*?);?\\s*$`, 'm').exec(text)?.[1] ?? '';
  if (/^(true|false|-?\d+(\.\d+)?)$/.test(literal)) return literal;
  const [, quote, content] = /^(['"])((?:\\.|(?!\1)[^\\])*)\1$/.exec(literal) ?? [];
  if (content === undefined) return undefined;
  return quote === '"' ? parsedJson(literal) : content.replace(/\\(.)/g, '$1');
}

function parsedJson(literal: string): string | undefined {
  try {
    return String(JSON.parse(literal));
  } catch {
    return undefined;
  }
}
