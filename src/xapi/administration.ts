/**
 * The part of the xAPI that the macros do not use, but the command-line tools and the simulated room do: macros as an
 * administrator sees them, what kind of codec this is, and which screens show the home screen and local shares.
 * Same form as schema-subset.ts, and checked against Cisco's schema in the same way.
 */
import type { Command, Field, Integer, Literal, Parameter, Text } from './schema-subset';

const text: Text = { space: 'String' };
const integer: Integer = { space: 'Integer' };
const falseTrue = literal('False', 'True');
const offOn = literal('Off', 'On');
/** RoomOS takes up to 250 characters, CE 9 up to 255. */
const macroName: Parameter = { takes: { space: 'String', min: 0 }, required: true };

function literal(...known: readonly string[]): Literal {
  return { space: 'Literal', known: known, also: [] };
}

function optional(takes: Parameter['takes']): Parameter {
  return { takes: takes, required: false };
}

export const administrationStatus = {
  SystemUnit: {
    ProductId: text,
    ProductPlatform: text,
    Software: { DisplayName: text, Version: text },
    State: { NumberOfActiveCalls: integer, NumberOfInProgressCalls: integer },
    Uptime: integer,
  },
  UserInterface: { OSD: { Output: integer } },
} as const;

export const administrationConfiguration = {
  Macros: { AutoStart: offOn, Mode: offOn, UnresponsiveTimeout: { space: 'Integer', min: 0, max: 65535 } },
  /** Most products take fewer: see onScreenOutputs in products.ts. */
  UserInterface: { OSD: { Output: literal('1', '2', '3', 'Auto') } },
} as const;

/** `Video Output MirroringType`: which screens show a local share outside calls. */
export const mirroringType = literal('LastOnly', 'Mirror', 'Multiscreen');

export const administrationCommands: Readonly<Record<string, Command>> = {
  'Macros Log Clear': { parameters: {}, body: false },
  'Macros Log Get': {
    parameters: { Offset: optional({ space: 'Integer', min: 0, max: 65534 }) },
    body: false,
  },
  'Macros Macro Activate': { parameters: { Name: macroName }, body: false },
  'Macros Macro Deactivate': { parameters: { Name: macroName }, body: false },
  'Macros Macro Get': {
    parameters: { Content: optional(falseTrue), Name: { ...macroName, required: false } },
    body: false,
  },
  'Macros Macro Remove': { parameters: { Name: macroName }, body: false },
  'Macros Macro RemoveAll': { parameters: {}, body: false },
  'Macros Macro Rename': {
    parameters: { Name: macroName, NewName: macroName, Overwrite: optional(falseTrue) },
    body: false,
  },
  'Macros Macro Save': {
    parameters: { Name: macroName, Overwrite: optional(falseTrue), Transpile: optional(falseTrue) },
    body: true,
  },
  'Macros Runtime Restart': { parameters: {}, body: false },
  'Macros Runtime Start': { parameters: {}, body: false },
  'Macros Runtime Status': { parameters: {}, body: false },
  'Macros Runtime Stop': { parameters: {}, body: false },
};

const string: Field = { type: 'string' };

export const administrationEvents = {
  'Macros Log': {
    Level: { type: 'literal' },
    Macro: string,
    Message: string,
    Offset: { type: 'int' },
    Timestamp: string,
  },
  'Macros Macro Activated': { Name: string },
  'Macros Macro Deactivated': { Name: string },
  'Macros Macro Removed': { Name: string },
  'Macros Macro Renamed': { Name: string, NewName: string },
  'Macros Macro Saved': { Name: string },
  'Macros Macro Started': { Name: string },
  'Macros Runtime Ready': {},
  'Macros Runtime Reloaded': {},
  'Macros Runtime Reloading': {},
} as const;
