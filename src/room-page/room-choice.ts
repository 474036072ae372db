/** The rooms that can be chosen: the products with their firmwares, outputs and screens. */
import { covers, onScreenOutputs, profileFor, products } from '../xapi/products';
import type { FirmwareProfile } from '../xapi/products';
import { published } from '../xapi/schema-subset';
import type { Firmware } from '../xapi/schema-subset';
import type { Screen } from '../simulator/room/outputs';

/** What a screen tells the codec of itself. */
export type Reports = 'everything' | 'size' | 'resolution' | 'nothing';

/** A screen as it is chosen. */
export interface ScreenChoice {
  readonly inches: number;
  readonly resolution: Resolution;
  readonly reports: Reports;
}

export type Resolution = (typeof RESOLUTIONS)[number];

export interface RoomChoice {
  /** The schema's code for the product. */
  readonly product: string;
  readonly firmware: Firmware;
  /** By output; an output without a screen is not here. */
  readonly screens: Readonly<Record<number, ScreenChoice>>;
  /** What somebody has configured, by path; everything else has its default. */
  readonly configuration?: Readonly<Record<string, string>>;
  /** Whether the codec is in Microsoft Teams mode. */
  readonly isTeams?: boolean;
}

const RESOLUTIONS = ['1280x720', '1920x1080', '2560x1440', '3840x2160', '5120x2160'] as const;
export const REPORTS: readonly Reports[] = ['everything', 'size', 'resolution', 'nothing'];
const WIDE: Resolution = '5120x2160';
export const MIN_INCHES = 10;
export const MAX_INCHES = 150;

const LCD = 'LCD';
const CABLE = 'cable';

interface BuiltIn {
  /** Diagonals by output. */
  readonly inches: Readonly<Record<number, number>>;
  /** Whether the codec drives the panel itself, or over a cable inside the cabinet. */
  readonly link: typeof LCD | typeof CABLE;
}

/** The screens that a product is sold with, from its name. */
const builtIn: Readonly<Record<string, BuiltIn>> = {
  spitsbergen: { inches: { 1: 55 }, link: CABLE },
  svea_55d: { inches: { 1: 55, 2: 55 }, link: CABLE },
  svea_70s: { inches: { 1: 70 }, link: CABLE },
  svea_70d: { inches: { 1: 70, 2: 70 }, link: CABLE },
  barents_70s: { inches: { 1: 70 }, link: CABLE },
  barents_70d: { inches: { 1: 70, 2: 70 }, link: CABLE },
  barents_70i: { inches: { 1: 70, 2: 70 }, link: CABLE },
  barents_82i: { inches: { 1: 82, 2: 82 }, link: CABLE },
  helix_55: { inches: { 1: 55 }, link: LCD },
  helix_75: { inches: { 1: 75 }, link: LCD },
  felix_55: { inches: { 1: 55 }, link: LCD },
  felix_75: { inches: { 1: 75 }, link: LCD },
  polaris: { inches: { 1: 27 }, link: LCD },
  polaris_light: { inches: { 1: 27 }, link: LCD },
  bandai: { inches: { 1: 15 }, link: LCD },
  octavio: { inches: { 1: 24 }, link: LCD },
  darling_10_55: { inches: { 1: 55 }, link: LCD },
  darling_10_70: { inches: { 1: 70 }, link: LCD },
  darling_15_55: { inches: { 1: 55 }, link: LCD },
  darling_15_70: { inches: { 1: 70 }, link: LCD },
  darling_15_85: { inches: { 1: 85 }, link: LCD },
};

/** The resolutions that a screen can have. No codec is sold with a 21:9 screen. */
export function resolutionsOf(isBuiltIn: boolean): readonly Resolution[] {
  return RESOLUTIONS.filter((resolution) => !(isBuiltIn && resolution === WIDE));
}

/** The width of a screen divided by its height. */
export function aspectRatioOf({ resolution }: Pick<ScreenChoice, 'resolution'>): number {
  const [width = 16, height = 9] = resolution.split('x').map(Number);
  return width / height;
}

/** What tells products of the same name apart. */
const variants: Readonly<Record<string, string>> = {
  barents_70s: 'single',
  barents_70d: 'dual',
  darling_10_55: '55',
  darling_10_70: '70',
  darling_15_55: '55S',
  darling_15_70: '70S',
  darling_15_85: '85S',
};

/** Some products are in the schemas only under the name that Cisco had for them before they were sold. */
const UNNAMED = '(code name in the schemas)';

export function productName(code: string): string {
  const name = products[code]?.name ?? code;
  return name === code ? `${code} ${UNNAMED}` : [name, variants[code] ?? ''].join(' ').trim();
}

/** All products by name; those of which only the code is known come last. */
export const productOptions = Object.keys(products)
  .map((code) => [code, productName(code)] as const)
  .sort(([, one], [, other]) => rank(one) - rank(other) || one.localeCompare(other, 'en', { numeric: true }));

function rank(name: string): number {
  return name.endsWith(UNNAMED) ? 1 : 0;
}

export function firmwareName(firmware: Firmware): string {
  return (firmware.startsWith('9.') ? 'CE ' : 'RoomOS ') + firmware;
}

/** The published firmwares that exist for a product, the newest first. */
export function firmwaresOf(code: string): readonly Firmware[] {
  const product = Object.hasOwn(products, code) ? products[code] : undefined;
  return product ? published.filter((firmware) => profileFor(product, firmware)).reverse() : [];
}

export function profileOf(room: Pick<RoomChoice, 'product' | 'firmware'>): FirmwareProfile | undefined {
  const product = products[room.product];
  return product && profileFor(product, room.firmware);
}

/** The outputs of a product on a firmware, lowest first; a codec without configurable outputs has its screen on 1. */
export function outputsOf(room: Pick<RoomChoice, 'product' | 'firmware'>): readonly number[] {
  const configurable = Object.keys(profileOf(room)?.roles ?? {}).map(Number);
  const own = Object.keys(builtIn[room.product]?.inches ?? {}).map(Number);
  const all = [...new Set([...configurable, ...own])].sort((one, other) => one - other);
  return all.length > 0 ? all : [1];
}

interface Configurable {
  /** Without `Configuration`. */
  readonly path: string;
  readonly values: readonly string[];
}

/** The configurations that decide which screen shows what, with the values that a product and firmware take. */
export function configurable(room: Pick<RoomChoice, 'product' | 'firmware'>): readonly Configurable[] {
  const { monitors = [], roles = {} } = profileOf(room) ?? {};
  const hasMirroring = covers({ since: '11.14' }, room.firmware);
  return [
    ...Object.entries(roles).map(([output, values]) => ({
      path: `Video Output Connector ${output} MonitorRole`,
      values,
    })),
    { path: 'Video Monitors', values: monitors },
    { path: 'Video Output MirroringType', values: hasMirroring ? ['Multiscreen', 'Mirror', 'LastOnly'] : [] },
    { path: 'UserInterface OSD Output', values: onScreenOutputs(room.product, room.firmware).values },
  ].filter(({ values }) => values.length > 1);
}

/** The diagonal of the screen that is built into an output; undefined where there is none. */
export function builtInInches(product: string, output: number): number | undefined {
  return builtIn[product]?.inches[output];
}

const USUAL_INCHES = [75, 55, 43];

/** The room that is offered first for a product: a screen on its first two outputs, the first one larger. */
export function usualRoom(product: string, firmware = firmwaresOf(product)[0] ?? '11.14'): RoomChoice {
  const screens: Record<number, ScreenChoice> = {};
  const outputs = outputsOf({ product, firmware });
  outputs.forEach((output, index) => {
    const own = builtInInches(product, output);
    if (own !== undefined || index < 2) screens[output] = newScreen(own ?? USUAL_INCHES[index] ?? 55);
  });
  return { product, firmware, screens };
}

export function newScreen(inches: number): ScreenChoice {
  return { inches, resolution: '3840x2160', reports: 'everything' };
}

/** The room with another product or firmware, with the screens that can stay. */
export function movedTo(room: RoomChoice, product: string, wanted: Firmware): RoomChoice {
  const firmwares = firmwaresOf(product);
  const firmware = firmwares.includes(wanted) ? wanted : (firmwares[0] ?? wanted);
  const usual = usualRoom(product, firmware);
  const screens: Record<number, ScreenChoice> = {};
  for (const output of outputsOf({ product, firmware })) {
    const own = builtInInches(product, output);
    const before = builtInInches(room.product, output) === undefined ? room.screens[output] : undefined;
    const chosen = own === undefined ? (before ?? usual.screens[output]) : newScreen(own);
    if (chosen) screens[output] = chosen;
  }
  const given = room.configuration ?? {};
  const possible = configurable({ product, firmware }).filter(({ path, values }) =>
    values.includes(given[path] ?? ''),
  );
  const configuration = Object.fromEntries(possible.map(({ path }) => [path, given[path] ?? '']));
  return { ...room, product, firmware, screens, configuration };
}

/** The chosen screens as the simulated codec has them, by output. */
export function simulatedScreens(room: RoomChoice): Readonly<Record<number, Screen>> {
  const screens: Record<number, Screen> = {};
  for (const output of outputsOf(room)) {
    const chosen = room.screens[output];
    if (chosen) screens[output] = simulatedScreen(room.product, output, chosen);
  }
  return screens;
}

function simulatedScreen(product: string, output: number, chosen: ScreenChoice): Screen {
  const isLcd = builtIn[product]?.link === LCD && builtInInches(product, output) !== undefined;
  const [width = 1920, height = 1080] = chosen.resolution.split('x').map(Number);
  const { reports } = chosen;
  return {
    inches: reports === 'everything' || reports === 'size' ? chosen.inches : 0,
    own: reports === 'everything' || reports === 'resolution' ? `${chosen.resolution}@60Hz` : '',
    driven: [width, height],
    ...(isLcd ? { builtIn: true } : {}),
  };
}
