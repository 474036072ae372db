/** Everything of the xAPI that this project uses: the macros' part and the command-line tools' part together. */
import {
  administrationCommands,
  administrationConfiguration,
  administrationEvents,
  administrationStatus,
  mirroringType,
} from './administration';
import { commands, configuration, events, status } from './schema-subset';
import type { Command, Field } from './schema-subset';

export const allStatus = { ...status, ...administrationStatus };
export const allConfiguration = {
  ...configuration,
  ...administrationConfiguration,
  Video: {
    ...configuration.Video,
    Output: { ...configuration.Video.Output, MirroringType: mirroringType },
  },
};
export const allCommands: Readonly<Record<string, Command>> = { ...commands, ...administrationCommands };
export const allEvents: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  ...events,
  ...administrationEvents,
};
