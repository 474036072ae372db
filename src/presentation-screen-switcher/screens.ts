import { listOf, textOf } from '../macro/text';
import type { Nothing, StatusAt } from '../xapi/xapi';
import { presenceOf } from './presence';
import type { Presence } from './presence';

export type ConnectorStatus = StatusAt<'Video Output Connector'> | Nothing;

/** A screen. Sizes are 0 where they are not known. */
export interface Screen {
  readonly output: number;
  readonly presence: Presence;
  readonly name: string;
  /** Diagonal. */
  readonly inches: number;
  /** Pixels of its native resolution, and of the resolution at which the codec drives it. */
  readonly nativePixels: number;
  readonly outputPixels: number;
}

/** Smaller diagonals are no size: -1 is an output without a screen, and some televisions say 7. */
const SMALLEST = 10;

/** The screens by output, from the lowest to the highest. */
export function screensOn(
  connectors: ConnectorStatus,
  before: readonly Screen[],
  now: number,
): readonly Screen[] {
  return listOf(connectors)
    .map((connector) => screenOn(connector, before, now))
    .filter((screen) => screen.output > 0)
    .sort((one, other) => one.output - other.output);
}

/** In standby, a screen may not report its size: what it reported before counts. */
function screenOn(
  connector: StatusAt<'Video Output Connector 1'>,
  screensBefore: readonly Screen[],
  now: number,
): Screen {
  const output = Number(connector.id);
  const before = screensBefore.filter((screen) => screen.output === output)[0];
  const device = connector.ConnectedDevice || {};
  const resolution = connector.Resolution || {};
  const name = textOf(device.Name);
  const sides = textOf(device.PreferredFormat).split(/\D/).map(Number);
  const native = (sides[0] || 0) * (sides[1] || 0);
  const size = Number(device.ScreenSize);
  const inches = size >= SMALLEST ? size : 0;
  const isSame = !!before && (!name || name === before.name) && (!native || native === before.nativePixels);
  const known = isSame ? before : { name: '', inches: 0, nativePixels: 0, outputPixels: 0 };
  const wasThere = !!before && (before.presence.isConnected || before.presence.losses.length > 0);
  // In standby, and for good behind an extender.
  const isUnknown = connector.Connected === 'Unknown' && (wasThere || !!name || native + inches > 0);
  const isThere = isUnknown || connector.Connected === 'True';
  return {
    output: output,
    presence: presenceOf(before && before.presence, isThere, now),
    name: name || known.name,
    inches: inches || known.inches,
    nativePixels: native || known.nativePixels,
    outputPixels: Number(resolution.Width) * Number(resolution.Height) || known.outputPixels,
  };
}

/**
 * Screens from the largest to the smallest, and how that was found out: by diagonal if all report it, otherwise by
 * native resolution if all report it, otherwise by output resolution. Ties go to the lowest output. The output that the
 * setting names comes first.
 */
export interface Ranking {
  readonly screens: readonly Screen[];
  readonly by: 'setting' | 'inches' | 'nativePixels' | 'outputPixels';
  /** Whether no other screen is as large as the first. */
  readonly isClear: boolean;
}

const SIZES = ['inches', 'nativePixels', 'outputPixels'] as const;

export function rankBySize(screens: readonly Screen[], largestOutput: number): Ranking {
  const isNamed = (screen: Screen): boolean => screen.output === largestOutput;
  const by = SIZES.filter((size) => screens.every((screen) => screen[size] > 0))[0] || 'outputPixels';
  const sorted = screens
    .slice()
    .sort(
      (one, other) =>
        Number(isNamed(other)) - Number(isNamed(one)) ||
        other[by] - one[by] ||
        other.inches - one.inches ||
        one.output - other.output,
    );
  const [largest, next] = sorted;
  const isSet = screens.some(isNamed);
  return {
    screens: sorted,
    by: isSet ? 'setting' : by,
    isClear: isSet || !largest || !next || largest[by] > next[by],
  };
}
