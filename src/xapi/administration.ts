/**
 * The part of the xAPI that the macros do not use, but the command-line tools and the simulated room do: macros as an
 * administrator sees them, what kind of codec this is, and which screens show the home screen and local shares.
 * Same form as schema-subset.ts, and checked against Cisco's schema in the same way. And both parts together.
 */
import {
  between,
  command,
  commands,
  commandWithBody,
  configuration,
  events,
  integer,
  literal,
  optional,
  required,
  status,
  string,
  text,
} from './schema-subset';
import type { Command, Field } from './schema-subset';

const falseTrue = literal(['False', 'True']);
const offOn = literal(['Off', 'On']);
/** RoomOS takes up to 250 characters, CE 9 up to 255. */
const macroName = required({ space: 'String', min: 0 });

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
  Macros: { AutoStart: offOn, Mode: offOn, UnresponsiveTimeout: between(0, 65535) },
  /** Most products take fewer: see onScreenOutputs in products.ts. */
  UserInterface: { OSD: { Output: literal(['1', '2', '3', 'Auto']) } },
} as const;

const administrationCommands: Readonly<Record<string, Command>> = {
  'Macros Log Clear': command({}),
  'Macros Log Get': command({ Offset: optional(between(0, 65534)) }),
  'Macros Macro Activate': command({ Name: macroName }),
  'Macros Macro Deactivate': command({ Name: macroName }),
  'Macros Macro Get': command({ Content: optional(falseTrue), Name: optional(macroName.takes) }),
  'Macros Macro Remove': command({ Name: macroName }),
  'Macros Macro RemoveAll': command({}),
  'Macros Macro Rename': command({ Name: macroName, NewName: macroName, Overwrite: optional(falseTrue) }),
  'Macros Macro Save': commandWithBody({
    Name: macroName,
    Overwrite: optional(falseTrue),
    Transpile: optional(falseTrue),
  }),
  'Macros Runtime Restart': command({}),
  'Macros Runtime Start': command({}),
  'Macros Runtime Status': command({}),
  'Macros Runtime Stop': command({}),
};

const administrationEvents = {
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

export const allStatus = { ...status, ...administrationStatus };
export const allConfiguration = {
  ...configuration,
  ...administrationConfiguration,
  Video: {
    ...configuration.Video,
    Output: {
      ...configuration.Video.Output,
      /** Which screens show a local share outside calls. */
      MirroringType: literal(['LastOnly', 'Mirror', 'Multiscreen']),
    },
  },
};
export const allCommands: Readonly<Record<string, Command>> = { ...commands, ...administrationCommands };
export const allEvents: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  ...events,
  ...administrationEvents,
};
