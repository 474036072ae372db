import { listOf, textOf } from '../macro/text';
import type { ConfigurationAt, Nothing, StatusAt } from '../xapi/xapi';

export type Connectors = StatusAt<'Video Output Connector'> | Nothing;
export type Outputs = ConfigurationAt<'Video Output Connector'> | Nothing;

/** A screen. Sizes are 0 where they are not known. */
export interface Screen {
  readonly output: number;
  readonly isConnected: boolean;
  readonly name: string;
  /** Diagonal, in inches. */
  readonly inches: number;
  /** Its own resolution, and the one that it is driven at, in pixels. */
  readonly own: number;
  readonly driven: number;
}

/** The screens on the outputs. One that does not tell its size, as in its sleep, keeps what it told before. */
export function screensOn(connectors: Connectors, before: readonly Screen[]): readonly Screen[] {
  return listOf(connectors).map((connector) => {
    const output = Number(connector.id);
    const told = connector.ConnectedDevice || {};
    const driven = connector.Resolution || {};
    const old = before.filter((screen) => screen.output === output)[0];
    const name = textOf(told.Name);
    const own = pixelsIn(textOf(told.PreferredFormat));
    const isOld = !!old && (name === '' || name === old.name) && (own === 0 || own === old.own);
    return {
      output: output,
      isConnected: connector.Connected === 'True',
      name: name || (isOld ? old.name : ''),
      inches: Number(told.ScreenSize) || (isOld ? old.inches : 0),
      own: own || (isOld ? old.own : 0),
      driven: Number(driven.Width) * Number(driven.Height) || 0,
    };
  });
}

/** Of a format such as «3840x2160@60Hz». */
function pixelsIn(format: string): number {
  const sides = /(\d+)x(\d+)/.exec(format);
  return sides ? Number(sides[1]) * Number(sides[2]) : 0;
}

/** The role of each output; '' for one that takes none. */
export function roleOf(outputs: Outputs, output: number): string {
  const found = listOf(outputs).filter((one) => Number(one.id) === output)[0];
  return textOf(found && found.MonitorRole);
}

/** The connected screens that are the macro's to switch: not recorders, and not those for presentations only. */
export function screensToSwitch(screens: readonly Screen[], outputs: Outputs): readonly Screen[] {
  return screens.filter(
    (screen) => screen.isConnected && !/^(Recorder|PresentationOnly)$/.test(roleOf(outputs, screen.output)),
  );
}

/** Screens from the largest to the smallest, and how that was found out. */
export interface Order {
  readonly screens: readonly Screen[];
  readonly by: 'setting' | 'inches' | 'own' | 'driven';
  /** Whether no other screen is as large as the first. */
  readonly isClear: boolean;
}

/**
 * By inches if every screen tells them, else by its own resolution if every one tells it, else by the one that it is
 * driven at; equal ones by their output. The output that the settings name goes first.
 */
export function bySize(screens: readonly Screen[], named: number): Order {
  const by = screens.every((screen) => screen.inches > 0)
    ? 'inches'
    : screens.every((screen) => screen.own > 0)
      ? 'own'
      : 'driven';
  const sorted = screens.slice().sort((one, other) => other[by] - one[by] || one.output - other.output);
  const first = sorted.filter((screen) => screen.output === named);
  const [largest, next] = sorted;
  return {
    screens: first.concat(sorted.filter((screen) => screen.output !== named)),
    by: first.length > 0 ? 'setting' : by,
    isClear: first.length > 0 || !largest || !next || largest[by] > next[by],
  };
}
