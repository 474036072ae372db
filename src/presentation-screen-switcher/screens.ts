import { listOf, textOf } from '../macro/text';
import type { Nothing, StatusAt } from '../xapi/xapi';

export type ConnectorStatus = StatusAt<'Video Output Connector'> | Nothing;

export const GONE_AFTER_MS = 3000;

/** A screen. Sizes are 0 where they are not known. */
export interface Screen {
  readonly output: number;
  /** Whether it counts as connected, also within GONE_AFTER_MS after it went. */
  readonly isConnected: boolean;
  /** When it went; -1 if it is there, or was never. */
  readonly goneAt: number;
  readonly name: string;
  /** Diagonal. */
  readonly inches: number;
  /** Pixels of its native resolution, and of the resolution at which the codec drives it. */
  readonly nativePixels: number;
  readonly outputPixels: number;
}

/** By output. */
export type Screens = Readonly<Record<number, Screen>>;

export function screensOn(connectors: ConnectorStatus, before: Screens, now: number): Screens {
  const screens: Record<number, Screen> = {};
  listOf(connectors).forEach((connector) => {
    const output = Number(connector.id);
    if (output > 0) screens[output] = screenOn(output, connector, before[output], now);
  });
  return screens;
}

/** All of them, from the lowest output to the highest. */
export function listScreens(screens: Screens): readonly Screen[] {
  return Object.keys(screens).reduce<readonly Screen[]>(
    (list, output) => list.concat(screens[Number(output)] || []),
    [],
  );
}

/** In standby, a screen may not report its size: what it reported before counts. */
function screenOn(
  output: number,
  connector: StatusAt<'Video Output Connector 1'>,
  before: Screen | undefined,
  now: number,
): Screen {
  const device = connector.ConnectedDevice || {};
  const resolution = connector.Resolution || {};
  const name = textOf(device.Name);
  const sides = textOf(device.PreferredFormat).split(/\D+/).map(Number);
  const native = (sides[0] || 0) * (sides[1] || 0);
  const inches = Number(device.ScreenSize) || 0;
  const isSame = !!before && (!name || name === before.name) && (!native || native === before.nativePixels);
  const known = isSame ? before : { name: '', inches: 0, nativePixels: 0, outputPixels: 0 };
  const wasThere = !!before && (before.isConnected || before.goneAt >= 0);
  // In standby, and for good behind an extender.
  const isUnknown = connector.Connected === 'Unknown' && (wasThere || !!name || native + inches > 0);
  const isThere = isUnknown || connector.Connected === 'True';
  const goneAt = isThere || !wasThere ? -1 : before.goneAt < 0 ? now : before.goneAt;
  return {
    output: output,
    isConnected: isThere || (goneAt >= 0 && now - goneAt < GONE_AFTER_MS),
    goneAt: goneAt,
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
  const isNamed = (screen: Screen | undefined): boolean => !!screen && screen.output === largestOutput;
  const by = SIZES.filter((size) => screens.every((screen) => screen[size] > 0))[0] || 'outputPixels';
  const sorted = screens
    .slice()
    .sort(
      (one, other) =>
        Number(isNamed(other)) - Number(isNamed(one)) || other[by] - one[by] || one.output - other.output,
    );
  const [largest, next] = sorted;
  const isSet = isNamed(largest);
  return {
    screens: sorted,
    by: isSet ? 'setting' : by,
    isClear: isSet || !largest || !next || largest[by] > next[by],
  };
}
