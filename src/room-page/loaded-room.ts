/** The room of a codec, as far as the output of the codec describes it. */
import { codesNamed, covers, notInSchemas } from '../xapi/products';
import type { Firmware } from '../xapi/schema-subset';
import { CODE } from './codec-output';
import type { CodecOutput } from './codec-output';
import {
  aspectRatioOf,
  builtInInches,
  configurable,
  firmwareName,
  firmwaresOf,
  MAX_INCHES,
  MIN_INCHES,
  movedTo,
  newScreen,
  outputsOf,
  productName,
  resolutionsOf,
} from './room-choice';
import type { Reports, Resolution, RoomChoice, ScreenChoice } from './room-choice';

export interface LoadedRoom {
  readonly room: RoomChoice;
  /** What was taken, and what could not be, a sentence each. */
  readonly taken: readonly string[];
  readonly missed: readonly string[];
}

interface Notes {
  readonly taken: string[];
  readonly missed: string[];
}

type Values = CodecOutput['values'];

const CONNECTOR = 'Status Video Output Connector';

/** @param before the room that stays where the output tells nothing */
export function loadedRoom({ values, unread }: CodecOutput, before: RoomChoice): LoadedRoom {
  const notes: Notes = { taken: [], missed: [] };
  const moved = codecOf(values, before, notes);
  const screens = screensOf(values, moved, notes);
  const configuration = configurationOf(values, moved, notes);
  const isTeams = isInTeamsMode(values, moved);
  if (isTeams) notes.taken.push('Microsoft Teams mode: the codec has no Video Monitors.');
  notes.missed.push(...unread.map((line) => `This line was not understood: ${line}`));
  const { product, firmware } = moved;
  return { room: { product, firmware, screens, configuration, ...(isTeams ? { isTeams } : {}) }, ...notes };
}

function codecOf(values: Values, before: RoomChoice, notes: Notes): RoomChoice {
  const name =
    values.get('Status SystemUnit ProductPlatform') ?? values.get('Status SystemUnit ProductId') ?? '';
  const version = values.get('Status SystemUnit Software Version') ?? '';
  const told = values.get(CODE) ?? '';
  const code = firmwaresOf(told).length > 0 ? told : codesNamed(name)[0];
  if (name === '' && code === undefined) {
    notes.missed.push(
      `The product is not told: it stays ${productName(before.product)}. xStatus SystemUnit tells it.`,
    );
  } else if (code === undefined) {
    const why = notInSchemas.some((known) => name.endsWith(known))
      ? 'newer than the published schemas'
      : 'not in the tables';
    notes.missed.push(`The product ${name} is ${why}: it stays ${productName(before.product)}.`);
  }
  const product = code ?? before.product;
  const numbers = /\d+\.\d+/.exec(version)?.[0];
  const firmware = nearest(product, numbers) ?? before.firmware;
  const moved = movedTo(before, product, firmware);
  if (code !== undefined) notes.taken.push(`Product: ${productName(code)}.`);
  if (numbers === undefined)
    notes.missed.push(`The firmware is not told: it is ${firmwareName(moved.firmware)} here.`);
  else if (numbers === moved.firmware) notes.taken.push(`Firmware: ${firmwareName(numbers)}.`);
  else
    notes.taken.push(
      `Firmware: ${numbers}, simulated as ${firmwareName(moved.firmware)}, the nearest published one.`,
    );
  return moved;
}

/** The newest published firmware of the product that is not newer; the oldest if all are. */
function nearest(product: string, numbers: string | undefined): Firmware | undefined {
  const [, major, minor] = /^(\d+)\.(\d+)$/.exec(numbers ?? '') ?? [];
  if (major === undefined || minor === undefined) return undefined;
  const told: Firmware = `${Number(major)}.${Number(minor)}`;
  const known = firmwaresOf(product);
  return known.find((since) => covers({ since }, told)) ?? known.at(-1);
}

/** The outputs that are told of. */
function connectorsIn(values: Values): readonly number[] {
  const numbers = [...values.keys()].flatMap(
    (path) => /^Status Video Output Connector (\d+) /.exec(path)?.[1] ?? [],
  );
  return [...new Set(numbers.map(Number))].sort((one, other) => one - other);
}

function screensOf(values: Values, room: RoomChoice, notes: Notes): RoomChoice['screens'] {
  const outputs = connectorsIn(values);
  if (outputs.length === 0) {
    notes.missed.push('The screens are not told. xStatus Video Output tells them.');
    return room.screens;
  }
  const possible = outputsOf(room);
  const screens: Record<number, ScreenChoice> = {};
  for (const output of possible) {
    const own = builtInInches(room.product, output);
    if (own !== undefined) screens[output] = newScreen(own);
    else if (outputs.includes(output)) {
      const screen = screenOn(values, output, notes);
      if (screen) screens[output] = screen;
    }
  }
  for (const output of outputs.filter((one) => !possible.includes(one))) {
    notes.missed.push(`Output ${output} is not one whose role can be set on this product.`);
  }
  return screens;
}

function screenOn(values: Values, output: number, notes: Notes): ScreenChoice | undefined {
  const told = (name: string): string => values.get(`${CONNECTOR} ${output} ${name}`) ?? '';
  const connected = told('Connected');
  const size = Number(told('ConnectedDevice ScreenSize'));
  const format = /^([1-9]\d*)x([1-9]\d*)/.exec(told('ConnectedDevice PreferredFormat'));
  const hasSize = size >= MIN_INCHES && size <= MAX_INCHES;
  if (connected === 'False' || (connected !== 'True' && !hasSize && !format)) {
    notes.taken.push(`Output ${output}: no screen.`);
    return undefined;
  }
  const width = Number(format?.[1] ?? told('Resolution Width'));
  const height = Number(format?.[2] ?? told('Resolution Height'));
  const resolution = nearestResolution(width, height);
  const inches = hasSize ? Math.round(size) : newScreen(USUAL_INCHES).inches;
  notes.taken.push(
    `Output ${output}: ${hasSize ? `${inches} inches` : 'a screen'}${width > 0 ? `, ${width} × ${height}` : ''}.`,
  );
  if (!hasSize) {
    const why = size > 0 ? `tells ${size} inches, which cannot be` : 'does not tell its size';
    notes.missed.push(
      `The screen on output ${output} ${why}: ${inches} inches are assumed. Change them below.`,
    );
  }
  return { inches, resolution, reports: reportsOf(hasSize, format !== null) };
}

const USUAL_INCHES = 55;

function reportsOf(hasSize: boolean, hasFormat: boolean): Reports {
  if (hasSize) return hasFormat ? 'everything' : 'size';
  return hasFormat ? 'resolution' : 'nothing';
}

/** The one of nearly the same shape with the nearest width. */
function nearestResolution(width: number, height: number): Resolution {
  const distance = (resolution: Resolution): number =>
    Math.abs(Number.parseInt(resolution, 10) - width) +
    1e5 * Math.abs(aspectRatioOf({ resolution }) - width / height);
  const [first = '3840x2160', ...others] = resolutionsOf(false);
  if (!(width > 0 && height > 0)) return '3840x2160';
  return others.reduce<Resolution>((best, other) => (distance(other) < distance(best) ? other : best), first);
}

function configurationOf(values: Values, room: RoomChoice, notes: Notes): Readonly<Record<string, string>> {
  const configuration: Record<string, string> = {};
  const roles = rolesInStatus(values);
  for (const { path, values: possible } of configurable(room)) {
    const told = values.get(`Configuration ${path}`) ?? roles.get(path);
    if (told === undefined) continue;
    if (told.startsWith('•••')) {
      notes.missed.push(`${path} is hidden in this file: the default applies.`);
      continue;
    }
    if (!possible.includes(told)) {
      notes.missed.push(`${path}: ${told.slice(0, 40)} is not possible on this product and firmware.`);
      continue;
    }
    configuration[path] = told;
    notes.taken.push(`${path}: ${told}.`);
  }
  if (Object.keys(configuration).length === 0) {
    notes.missed.push('The configuration is not told: the defaults apply. xConfiguration Video tells it.');
  }
  return configuration;
}

/** The roles that the outputs have now, unless they are those that the codec gives by itself. */
function rolesInStatus(values: Values): ReadonlyMap<string, string> {
  const outputs = connectorsIn(values).filter(
    (output) => (values.get(`${CONNECTOR} ${output} Connected`) ?? 'False') !== 'False',
  );
  const roles = outputs.map((output) => values.get(`${CONNECTOR} ${output} MonitorRole`) ?? '');
  const isUsual = roles.every((role, index) => role === '' || role === ['First', 'Second', 'Third'][index]);
  if (isUsual) return new Map();
  return new Map(
    outputs.map((output, index) => [`Video Output Connector ${output} MonitorRole`, roles[index] ?? '']),
  );
}

/** In Microsoft Teams mode, Video Monitors is missing beside the other configurations of the outputs. */
function isInTeamsMode(values: Values, room: RoomChoice): boolean {
  if (values.get('Status MicrosoftTeams User SignedIn') === 'True') return true;
  const has = (prefix: string): boolean => [...values.keys()].some((path) => path.startsWith(prefix));
  const isPossible = configurable(room).some(({ path }) => path === 'Video Monitors');
  const isWithout = isPossible && !values.has('Configuration Video Monitors');
  return isWithout && (has('Configuration Video Output') || has('Status MicrosoftTeams '));
}
