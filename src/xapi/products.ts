/**
 * What differs by product and firmware: which outputs take a monitor role, which roles, which modes of Video Monitors,
 * and where on-screen information and local shares appear. From `Video Output Connector MonitorRole`, `Video Monitors`,
 * `UserInterface OSD Output` and `Video Output MirroringType` in Cisco's published schemas. Products without roles can
 * still dial.
 */
import { published } from './schema-subset';
import type { Firmware, Span } from './schema-subset';

/**
 * What a product accepts from the firmware `since` on, up to its next profile, or to `before`: the oldest published schema
 * that no longer lists the product, or lists it by mistake (`onlyInSchema`). Firmwares between that one and the last that
 * does are not checked, and treated like the last one.
 */
export interface FirmwareProfile extends Span {
  readonly since: Firmware;
  /** The roles that each output takes, by connector number. Outputs that are not listed take none. */
  readonly roles: Readonly<Record<number, readonly string[]>>;
  /** The default role of each output whose default is not Auto. */
  readonly presets?: Readonly<Record<number, string>>;
  /** The modes of Video Monitors; none if the product lacks the setting. */
  readonly monitors: readonly string[];
}

export interface Product {
  readonly name: string;
  /** What codecs report and Webex says besides. */
  readonly otherNames?: readonly string[];
  readonly profiles: readonly FirmwareProfile[];
}

const TWO_SCREENS = ['Auto', 'First', 'PresentationOnly', 'Second'];
const BUILT_IN_OF_TWO = ['Auto', 'First', 'Second'];
const THREE_SCREENS = ['Auto', 'First', 'PresentationOnly', 'Recorder', 'Second', 'Third'];
const BUILT_IN_OF_THREE = ['Auto', 'First', 'Second', 'Third'];

const DUAL = ['Auto', 'Dual', 'DualPresentationOnly', 'Single'];
const TRIPLE = DUAL.concat('Triple', 'TriplePresentationOnly');
const PANORAMA = ['Auto', 'TriplePresentationOnly'];

const twoScreens = { 1: TWO_SCREENS, 2: TWO_SCREENS };
const threeScreens = { 1: THREE_SCREENS, 2: THREE_SCREENS, 3: THREE_SCREENS };
const onlySecond = { 2: TWO_SCREENS };
const builtInAndSecond = { 1: BUILT_IN_OF_TWO, 2: TWO_SCREENS };
const builtInFirst = { 1: 'First' };
const onSecond = { 2: 'PresentationOnly' };

/** All products, by the code that the schemas use. */
export const products: Readonly<Record<string, Product>> = {
  hopen: constant(['Room Kit'], '9.15', twoScreens, DUAL, '26.1'),
  havella: constant(['Room Kit Mini'], '9.15', { 1: TWO_SCREENS }, [], '26.1'),
  spitsbergen: constant(['Room 55', 'Room 55 Single'], '9.15', onlySecond, DUAL, '26.1'),
  svea: constant(['Codec Plus', 'Room Kit Plus'], '9.15', twoScreens, DUAL, '26.1'),
  svea_55d: constant(['Room 55 Dual', 'Room 55D'], '9.15', twoScreens, DUAL, '26.1'),
  svea_70s: {
    name: 'Room 70 Single',
    otherNames: ['Room 70', 'Room 70S'],
    profiles: [{ since: '9.15', before: '26.1', roles: twoScreens, presets: onSecond, monitors: DUAL }],
  },
  svea_70d: constant(['Room 70 Dual', 'Room 70D'], '9.15', twoScreens, DUAL, '26.1'),
  barents: constant(['Codec Pro', 'Room Kit Pro'], '9.15', threeScreens, TRIPLE),
  barents_70s: constant(['Room 70 G2', 'Room 70 Single G2', 'Room 70S G2'], '9.15', threeScreens, TRIPLE),
  barents_70d: constant(['Room 70 G2', 'Room 70 Dual G2', 'Room 70D G2'], '9.15', threeScreens, TRIPLE),
  barents_70i: constant(['Room 70 Panorama'], '9.15', threeScreens, PANORAMA),
  barents_82i: constant(['Room Panorama', 'Room Panorama 82'], '9.15', threeScreens, PANORAMA),
  millennium: {
    name: 'Codec EQ',
    otherNames: ['Room Kit EQ'],
    profiles: [
      { since: '9.15', before: '10.19', roles: {}, monitors: DUAL },
      { since: '11.14', roles: threeScreens, monitors: TRIPLE },
    ],
  },
  brooklyn: constant(['Room Bar Pro'], '11.14', threeScreens, TRIPLE),
  davinci: constant(['Room Bar'], '10.19', twoScreens, DUAL),
  helix_55: withBuiltInScreen('Board Pro 55', '10.19'),
  helix_75: withBuiltInScreen('Board Pro 75', '10.19'),
  felix_55: boardProG2('Board Pro 55 G2'),
  felix_75: boardProG2('Board Pro 75 G2'),
  polaris: withBuiltInScreen('Desk Pro', '9.15'),
  polaris_light: constant(['polaris_light'], '10.19', onlySecond, DUAL, '11.14'),
  bandai: constant(['Desk Mini'], '9.15', {}, DUAL),
  octavio: constant(['Desk'], '9.15', {}, DUAL),
  baymax: constant(['baymax'], '10.19', {}, [], '11.14'),
  darling_10_55: constant(['Board', 'Board 55'], '9.15', {}, [], '26.1'),
  darling_10_70: constant(['Board', 'Board 70'], '9.15', {}, [], '26.1'),
  darling_15_55: constant(['Board', 'Board 55S'], '9.15', {}, [], '26.1'),
  darling_15_70: constant(['Board', 'Board 70S'], '9.15', {}, [], '26.1'),
  darling_15_85: constant(['Board', 'Board 85', 'Board 85S'], '9.15', {}, [], '26.1'),
};

/**
 * Products that stay on RoomOS 11 according to Cisco's release notes (https://help.webex.com/6ger7db), by code, and the
 * firmware whose schema lists them all the same.
 */
export const onlyInSchema: Readonly<Record<string, Span>> = {
  hopen: { since: '26.1', before: '26.2' },
  havella: { since: '26.1', before: '26.2' },
  spitsbergen: { since: '26.1', before: '26.2' },
};

/** The codes of the products that report this name, with or without the name of a brand. */
export function codesNamed(name: string): readonly string[] {
  const wanted = withoutBrand(name);
  return Object.keys(products).filter((code) => {
    const product = products[code];
    const names = product ? [product.name].concat(product.otherNames || []) : [];
    return names.some((known) => withoutBrand(known) === wanted);
  });
}

function withoutBrand(name: string): string {
  const letters = name.toLowerCase().replace(/cisco|webex|spark|telepresence|\W/g, '');
  return letters.replace(/^codecboard/, 'board');
}

/** Products that the checked schemas do not have. What they take is not known. */
export const notInSchemas: readonly string[] = [
  'Board Pro 55 G3',
  'Board Pro 75 G3',
  'Codec Pro G2',
  'Desk Pro G2',
  'Room Kit EQX',
  'Room Kit Pro G2',
];

/** A product that is the same on every firmware. */
function constant(
  [name = '', ...otherNames]: readonly string[],
  since: Firmware,
  roles: FirmwareProfile['roles'],
  monitors: readonly string[],
  before?: Firmware,
): Product {
  const profile = { since: since, before: before, roles: roles, monitors: monitors };
  return { name: name, otherNames: otherNames, profiles: [profile] };
}

/** A product whose own screen takes roles only since RoomOS 11.18. */
function withBuiltInScreen(name: string, since: Firmware): Product {
  return {
    name: name,
    profiles: [
      { since: since, roles: onlySecond, monitors: DUAL },
      { since: '11.18', roles: builtInAndSecond, presets: builtInFirst, monitors: DUAL },
    ],
  };
}

function boardProG2(name: string): Product {
  const outside = { 2: THREE_SCREENS, 3: THREE_SCREENS };
  return {
    name: name,
    profiles: [
      { since: '11.14.5', before: '11.15', roles: outside, monitors: TRIPLE },
      {
        since: '11.23',
        roles: { 1: BUILT_IN_OF_THREE, 2: THREE_SCREENS, 3: THREE_SCREENS },
        presets: builtInFirst,
        monitors: TRIPLE,
      },
    ],
  };
}

const ONE = ['1'];
const OF_TWO = ['1', '2', 'Auto'];
const OF_THREE = ['1', '2', '3', 'Auto'];

interface OnScreen extends Span {
  /** The codes of the products. */
  readonly codes: RegExp;
  readonly values: readonly string[];
  readonly preset: string;
}

/** The first that holds for a product and firmware counts. */
const onScreen: readonly OnScreen[] = [
  { codes: /^havella$/, values: ['Auto'], preset: 'Auto' },
  { codes: /^(hopen|davinci)$/, values: OF_TWO, preset: 'Auto' },
  { codes: /^svea/, before: '11.14', values: OF_TWO, preset: '1' },
  { codes: /^svea/, values: OF_TWO, preset: 'Auto' },
  { codes: /^(barents|millennium|helix)/, before: '11.14', values: OF_THREE, preset: '1' },
  { codes: /^(barents|millennium|brooklyn)/, values: OF_THREE, preset: 'Auto' },
  { codes: /^(bandai|octavio)$/, before: '10.19', values: OF_THREE, preset: '1' },
];

/** The outputs that can have the on-screen information, and the default: the values of `UserInterface OSD Output`. */
export function onScreenOutputs(code: string, firmware: Firmware): Pick<OnScreen, 'values' | 'preset'> {
  const found = onScreen.filter((one) => one.codes.test(code) && covers(one, firmware))[0];
  return found || { values: ONE, preset: '1' };
}

/** The default of `Video Output MirroringType`. */
export function mirroringPreset(code: string): string {
  return code === 'polaris' ? 'LastOnly' : 'Multiscreen';
}

/** Positive if the first firmware is newer; 0 if the parts that both contain are equal, as in 11.14.5 and 11.14. */
function compared(one: Firmware, other: Firmware): number {
  const others = other.split('.');
  return one
    .split('.')
    .slice(0, others.length)
    .reduce((newer, part, index) => newer || Number(part) - Number(others[index]), 0);
}

/** Whether a firmware is within a span. */
export function covers(span: Span, firmware: Firmware): boolean {
  return (
    (span.since === undefined || compared(firmware, span.since) >= 0) &&
    (span.before === undefined || compared(firmware, span.before) < 0)
  );
}

/** Whether the published schema of this firmware was compared with the tables. */
export function isChecked(firmware: Firmware): boolean {
  return published.some((one) => compared(firmware, one) === 0);
}

/**
 * What a product accepts on a firmware; undefined if the firmware is not available for the product. A firmware that is
 * not checked is treated like the newest checked one before it.
 */
export function profileFor(product: Product, firmware: Firmware): FirmwareProfile | undefined {
  return product.profiles.filter((candidate) => covers(candidate, firmware)).slice(-1)[0];
}
