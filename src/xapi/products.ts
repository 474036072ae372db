/**
 * What differs by product: which outputs take a monitor role, which roles, and which Video Monitors modes, each from
 * the firmware on that brought it. From Cisco's published schema, `Video Output Connector MonitorRole` and
 * `Video Monitors`. Products without either still dial.
 */
import type { Firmware, Span } from './schema-subset';

/** What a product is like from one firmware on: up to the next era, or to the newest firmware that it gets. */
export interface FirmwareProfile {
  readonly since: Firmware;
  readonly until?: Firmware;
  /** The roles that each output takes, by connector number. Outputs that are not there take none. */
  readonly roles: Readonly<Record<number, readonly string[]>>;
  /** The role that an output has until somebody sets another, where that is not Auto. */
  readonly presets?: Readonly<Record<number, string>>;
  /** The modes of Video Monitors; none where the product has no such setting. */
  readonly monitors: readonly string[];
}

export interface Product {
  readonly name: string;
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

/** By the schema's code for the product. */
export const products: Readonly<Record<string, Product>> = {
  hopen: era('Room Kit', '9.15', twoScreens, DUAL, '26.1'),
  havella: era('Room Kit Mini', '9.15', { 1: TWO_SCREENS }, [], '26.1'),
  spitsbergen: era('Room 55', '9.15', onlySecond, DUAL, '26.1'),
  svea: era('Codec Plus', '9.15', twoScreens, DUAL, '11.27'),
  svea_55d: era('Room 55 Dual', '9.15', twoScreens, DUAL, '11.27'),
  svea_70s: {
    name: 'Room 70 Single',
    profiles: [
      {
        since: '9.15',
        until: '11.27',
        roles: twoScreens,
        presets: { 2: 'PresentationOnly' },
        monitors: DUAL,
      },
    ],
  },
  svea_70d: era('Room 70 Dual', '9.15', twoScreens, DUAL, '11.27'),
  barents: era('Codec Pro', '9.15', threeScreens, TRIPLE),
  barents_70s: era('Room 70 G2', '9.15', threeScreens, TRIPLE),
  barents_70d: era('Room 70 G2', '9.15', threeScreens, TRIPLE),
  barents_70i: era('Room 70 Panorama', '9.15', threeScreens, PANORAMA),
  barents_82i: era('Room Panorama', '9.15', threeScreens, PANORAMA),
  millennium: {
    name: 'Codec EQ',
    profiles: [
      { since: '9.15', until: '9.15', roles: {}, monitors: DUAL },
      { since: '11.14', roles: threeScreens, monitors: TRIPLE },
    ],
  },
  brooklyn: era('Room Bar Pro', '11.14', threeScreens, TRIPLE),
  davinci: era('Room Bar', '10.19', twoScreens, DUAL),
  helix_55: boardPro('Board Pro 55'),
  helix_75: boardPro('Board Pro 75'),
  felix_55: boardProG2('Board Pro 55 G2'),
  felix_75: boardProG2('Board Pro 75 G2'),
  polaris: {
    name: 'Desk Pro',
    profiles: [
      { since: '9.15', roles: onlySecond, monitors: DUAL },
      { since: '11.18', roles: builtInAndSecond, presets: builtInFirst, monitors: DUAL },
    ],
  },
  polaris_light: era('polaris_light', '10.19', onlySecond, DUAL, '10.19'),
  bandai: era('Desk Mini', '9.15', {}, DUAL),
  octavio: era('Desk', '9.15', {}, DUAL),
  baymax: era('baymax', '10.19', {}, [], '10.19'),
  darling_10_55: era('Board', '9.15', {}, [], '11.27'),
  darling_10_70: era('Board', '9.15', {}, [], '11.27'),
  darling_15_55: era('Board', '9.15', {}, [], '11.27'),
  darling_15_70: era('Board', '9.15', {}, [], '11.27'),
  darling_15_85: era('Board', '9.15', {}, [], '11.27'),
};

function era(
  name: string,
  since: Firmware,
  roles: FirmwareProfile['roles'],
  monitors: readonly string[],
  until?: Firmware,
): Product {
  const open = { since: since, roles: roles, monitors: monitors };
  return {
    name: name,
    profiles: [until === undefined ? open : { since: since, until: until, roles: roles, monitors: monitors }],
  };
}

function boardPro(name: string): Product {
  return {
    name: name,
    profiles: [
      { since: '10.19', roles: onlySecond, monitors: DUAL },
      { since: '11.18', roles: builtInAndSecond, presets: builtInFirst, monitors: DUAL },
    ],
  };
}

function boardProG2(name: string): Product {
  const outside = { 2: THREE_SCREENS, 3: THREE_SCREENS };
  return {
    name: name,
    profiles: [
      { since: '11.14.5', until: '11.14', roles: outside, monitors: TRIPLE },
      {
        since: '11.23',
        roles: { 1: BUILT_IN_OF_THREE, 2: THREE_SCREENS, 3: THREE_SCREENS },
        presets: builtInFirst,
        monitors: TRIPLE,
      },
    ],
  };
}

/** Which firmware is newer, as far as both say: every 11.14.x is as new as 11.14. */
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
    (span.until === undefined || compared(firmware, span.until) <= 0)
  );
}

/** What a product is like on a firmware; undefined where that firmware is not for it. */
export function profileFor(product: Product, firmware: Firmware): FirmwareProfile | undefined {
  return product.profiles.filter((candidate) => covers(candidate, firmware)).slice(-1)[0];
}
