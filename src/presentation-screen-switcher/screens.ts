import { restsUntil } from '../macro/backoff';
import { textOf } from '../macro/text';
import type { StatusAt } from '../xapi/xapi';
import type { CodecState } from './mirror';

/** Cables and standby make screens come and go. They count as gone when that lasts. */
export const GONE_AFTER_MS = 3000;
/** From this loss in ten minutes on, a screen has to stay for a while before it counts again. */
const MOST_LOSSES = 3;
export const BACK_AFTER_MS = 30000;
/** Televisions that do not know their size say 7 inches, and empty outputs -1. No screen of a room is so small. */
export const SMALLEST_INCHES = 10;

/** A screen. Sizes are 0 where they are not told. */
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

type Connector = StatusAt<'Video Output Connector 1'>;

/** The screens by output, from the lowest to the highest, with those that the codec no longer lists. */
export function screensOn(
  connectors: CodecState['Video Output Connector'],
  before: readonly Screen[],
  now: number,
): readonly Screen[] {
  const isUnlisted = ({ output }: Screen): boolean => connectors.every(({ id }) => Number(id) !== output);
  return connectors
    .concat(before.filter(isUnlisted).map(({ output }) => ({ id: String(output) })))
    .map((connector) => screenOn(connector, before, now))
    .filter((screen) => screen.output > 0)
    .sort((one, other) => one.output - other.output);
}

/** In standby, a screen may not tell its size: what the same screen told before counts. */
function screenOn(connector: Connector, screensBefore: readonly Screen[], now: number): Screen {
  const output = Number(connector.id);
  const before = screensBefore.filter((screen) => screen.output === output)[0];
  const device = connector.ConnectedDevice || {};
  const resolution = connector.Resolution || {};
  const name = textOf(device.Name);
  const sides = /^(\d+)x(\d+)/.exec(textOf(device.PreferredFormat)) || [];
  const native = Number(sides[1]) * Number(sides[2]) || 0;
  const inches = Number(device.ScreenSize) >= SMALLEST_INCHES ? Number(device.ScreenSize) : 0;
  const isSame = !!before && (!name || name === before.name) && (!native || native === before.nativePixels);
  const known: Partial<Screen> = isSame ? before : {};
  const wasThere = !!before && (before.presence.isConnected || before.presence.losses.length > 0);
  // In standby, and for good behind an extender.
  const isUnknown = connector.Connected === 'Unknown' && (wasThere || !!name || native + inches > 0);
  const isThere = isUnknown || connector.Connected === 'True';
  return {
    output: output,
    presence: presenceOf(before && before.presence, isThere, now),
    name: name || known.name || '',
    inches: inches || known.inches || 0,
    nativePixels: native || known.nativePixels || 0,
    outputPixels: Number(resolution.Width) * Number(resolution.Height) || known.outputPixels || 0,
  };
}

/**
 * Screens from the largest to the smallest, and how that was found out: by diagonal if all tell it, otherwise by native
 * resolution if all tell it, otherwise by output resolution. Among equal pixels, screens that tell a diagonal come
 * first, by diagonal, then the others by output. The output that the setting names comes first.
 */
export interface Ranking {
  readonly screens: readonly Screen[];
  readonly by: 'setting' | 'inches' | 'nativePixels' | 'outputPixels';
  /** Whether no other screen is as large as the first. */
  readonly isClear: boolean;
}

const SIZES = ['inches', 'nativePixels', 'outputPixels'] as const;

export function rankBySize(screens: readonly Screen[], largestOutput: number): Ranking {
  const by = SIZES.filter((size) => screens.every((screen) => screen[size] > 0))[0] || 'outputPixels';
  const size = (screen: Screen): number => (screen.output === largestOutput ? Infinity : screen[by]);
  const larger = (one: Screen, other: Screen): number => size(other) - size(one) || other.inches - one.inches;
  const sorted = screens.slice().sort((one, other) => larger(one, other) || one.output - other.output);
  const [largest, next] = sorted;
  return {
    screens: sorted,
    by: largest && largest.output === largestOutput ? 'setting' : by,
    isClear: !largest || !next || larger(largest, next) < 0,
  };
}

/** Whether a screen is connected. */
export interface Presence {
  /** What the codec reports. */
  readonly isThere: boolean;
  /** Whether it counts as connected. */
  readonly isConnected: boolean;
  /** When it will count as the codec reports it; -Infinity if it does. */
  readonly changesAt: number;
  /** When it began to count as gone, or went before it counted again; the latest first. */
  readonly losses: readonly number[];
  /** Whether it comes and goes, as with a loose cable. */
  readonly isUnsteady: boolean;
}

export function presenceOf(before: Presence | undefined, isThere: boolean, now: number): Presence {
  const was = before || { isThere: isThere, isConnected: isThere, changesAt: -Infinity, losses: [] };
  const isNews = isThere !== was.isThere;
  const backAfter = now < restsUntil(was.losses, MOST_LOSSES) ? BACK_AFTER_MS : 0;
  const changesAt = isNews ? now + (isThere ? backAfter : GONE_AFTER_MS) : was.changesAt;
  const isWaiting = isThere !== was.isConnected && now < changesAt;
  const isLost = !isThere && (was.isConnected ? !isWaiting : isNews);
  const losses = isLost ? [now].concat(was.losses.slice(0, MOST_LOSSES - 1)) : was.losses;
  return {
    isThere: isThere,
    isConnected: isWaiting ? was.isConnected : isThere,
    changesAt: isWaiting ? changesAt : -Infinity,
    losses: losses,
    isUnsteady: now < restsUntil(losses, MOST_LOSSES),
  };
}
