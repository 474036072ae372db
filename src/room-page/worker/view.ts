/** How a room looks at the moment. */
import { rolesInEffect } from '../../simulator/room/shown-screens';
import type { Room } from '../../simulator/room/room';
import type { StoryState } from '../actions';
import { aspectRatioOf, builtInInches, outputsOf } from '../room-choice';
import type { Look, PanelButton, ScreenView } from '../protocol';

export function lookOf(room: Room, failure: string, { choice, dark }: StoryState): Look {
  const shown = room.screens();
  const roles = rolesInEffect(room.outputs.connected());
  const screens = outputsOf(choice).flatMap((output): readonly ScreenView[] => {
    const chosen = choice.screens[output];
    if (!chosen) return [];
    return [
      {
        output,
        inches: chosen.inches,
        aspectRatio: aspectRatioOf(chosen),
        isBuiltIn: builtInInches(choice.product, output) !== undefined,
        dark: dark[output],
        role: roles[output] ?? '',
        shown: dark[output] === undefined ? (shown[output] ?? 'off') : 'off',
      },
    ];
  });
  return {
    failure,
    screens,
    call: callOf(room),
    isSharing: room.shares.isOn(),
    buttons: buttonsOf(room),
    line: room.panel.line(),
    alert: room.panel.alert(),
  };
}

function callOf({ phone, device, teams }: Room): Look['call'] {
  if (teams.isInCall()) return 'Teams';
  const { calls } = phone;
  const [up] = calls.connected();
  if (up !== undefined) return device.readText(`Status Call ${up} CallType`) === 'Audio' ? 'audio' : 'video';
  const [live] = calls.live();
  if (live === undefined) return 'none';
  return device.readText(`Status Call ${live} Status`) === 'OnHold' ? 'on hold' : 'dialing';
}

const ONLY_IN_CALLS = '<Location>CallControls<';

/** The saved buttons that the touch panel shows now, with the names that stand on them. */
function buttonsOf({ panel, phone }: Room): readonly PanelButton[] {
  const isInCall = phone.calls.connected().length > 0;
  return Object.entries(panel.buttons)
    .filter(([, body]) => body !== '' && (isInCall || !body.includes(ONLY_IN_CALLS)))
    .map(([id, body]) => ({ id, name: nameIn(body) }));
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function nameIn(xml: string): string {
  const written = /<Name>([^<]*)<\/Name>/.exec(xml)?.[1] ?? '';
  return written.replace(/&(#\d+|\w+);/g, (whole, code: string) =>
    code.startsWith('#') ? String.fromCodePoint(Number(code.slice(1))) : (entities[code] ?? whole),
  );
}
