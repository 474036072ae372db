/** How a room looks at the moment. */
import { rolesInEffect } from '../../simulator/room/screens';
import type { Room } from '../../simulator/room/room';
import { aspectRatioOf, builtInInches, outputsOf } from '../room-choice';
import type { RoomChoice } from '../room-choice';
import type { Look, PanelButton, ScreenView } from '../protocol';

interface Dark {
  readonly asleep: ReadonlySet<number>;
  readonly unplugged: ReadonlySet<number>;
}

export function lookOf(room: Room, failure: string, choice: RoomChoice, dark: Dark): Look {
  return {
    failure,
    screens: screensOf(room, choice, dark),
    call: callOf(room),
    isSharing: room.shares.isOn(),
    buttons: buttonsOf(room),
    line: room.panel.line(),
    alert: room.panel.alert(),
  };
}

function screensOf(room: Room, choice: RoomChoice, { asleep, unplugged }: Dark): readonly ScreenView[] {
  const shown = room.screens();
  const roles = rolesInEffect(room.outputs.connected());
  return outputsOf(choice).flatMap((output) => {
    const chosen = choice.screens[output];
    if (!chosen) return [];
    const isOff = asleep.has(output) || unplugged.has(output);
    return {
      output,
      inches: chosen.inches,
      aspectRatio: aspectRatioOf(chosen),
      isBuiltIn: builtInInches(choice.product, output) !== undefined,
      isPlugged: !unplugged.has(output),
      isAwake: !asleep.has(output),
      role: roles[output] ?? '',
      shown: isOff ? 'off' : (shown[output] ?? 'off'),
    };
  });
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
