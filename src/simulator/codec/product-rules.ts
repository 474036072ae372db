/** What a codec of a product and firmware accepts, from the tables in src/xapi. Everything else is refused. */
import { covers, onScreenOutputs, profileFor, products } from '../../xapi/products';
import type { FirmwareProfile, Product } from '../../xapi/products';
import {
  allCommands,
  allConfiguration,
  allEvents,
  allStatus,
  onSomeProducts,
} from '../../xapi/schema-subset';
import type { Command, Firmware, List, Node, Parameter, ValueSpace } from '../../xapi/schema-subset';
import type { Steps } from './tree';

/** An error of the xAPI. Not an instance of Error. */
export interface XapiError {
  readonly code: number;
  readonly message: string;
}

export const NO_MATCH: XapiError = { code: 3, message: 'No match on address expression' };
export const UNKNOWN_COMMAND: XapiError = { code: 3, message: 'Unknown command' };
export const BAD_PARAMETERS: XapiError = { code: 4, message: 'Invalid or missing parameters' };

/** Throws an error of the xAPI, a plain object; without a code, one of the connection. */
export function refuse(error: Partial<XapiError>): never {
  const thrown: unknown = error;
  throw thrown;
}

/** The rules of one product on one firmware. */
export class Rules {
  readonly product: Product;
  readonly profile: FirmwareProfile;

  constructor(
    readonly code: string,
    readonly firmware: Firmware,
    /** Paths that this codec lacks, although others of its product and firmware have them. */
    private readonly lacks: readonly string[] = [],
  ) {
    const product = products[code];
    const profile = product && profileFor(product, firmware);
    if (!product || !profile) throw new Error('there is no ' + code + ' on ' + firmware);
    this.product = product;
    this.profile = profile;
  }

  /** Refuses an unknown path. Subscriptions can omit list ids anywhere. */
  checkPath(steps: Steps): void {
    const root = roots[String(steps[0])];
    if (this.isLacking(steps.join(' '))) refuse(NO_MATCH);
    if (steps[0] === 'Event') this.checkEvent(steps.slice(1));
    else if (!root || !nodeAt(root, steps.slice(1))) refuse(NO_MATCH);
    if (steps[0] === 'Configuration') this.checkProduct(steps.slice(1));
  }

  /** Refuses an unknown configuration, or an invalid value. */
  checkSetting(steps: Steps, value: unknown): void {
    this.checkPath(['Configuration', ...steps]);
    const node = nodeAt(allConfiguration, steps);
    if (!isSpace(node)) refuse(NO_MATCH);
    const own = this.ownValues(steps);
    if (own ? own.indexOf(String(value)) < 0 : !this.isIn(node, value)) refuse(BAD_PARAMETERS);
  }

  /** The values of a configuration that differ by product; undefined for all others. */
  private ownValues(steps: Steps): readonly string[] | undefined {
    if (steps[1] === 'Monitors') return this.profile.monitors;
    if (steps[1] === 'OSD') return onScreenOutputs(this.code, this.firmware).values;
    return steps[4] === 'MonitorRole' ? this.profile.roles[Number(steps[3])] || [] : undefined;
  }

  /** Refuses an unknown command, an invalid parameter, or a missing one. */
  checkCommand(path: string, parameters: Readonly<Record<string, unknown>>, body: unknown): void {
    const command = commandAt(path);
    if (!command || this.isLacking(path)) refuse(UNKNOWN_COMMAND);
    const given = Object.keys(parameters);
    const isComplete = Object.keys(command.parameters).every(
      (name) => given.indexOf(name) >= 0 || !this.insistsOn(command.parameters[name]),
    );
    const isKnown = given.every((name) => this.takes(command.parameters[name], parameters[name]));
    if (!isComplete || !isKnown || command.body !== (body !== undefined)) refuse(BAD_PARAMETERS);
  }

  private isLacking(path: string): boolean {
    return this.lacks.some((lacking) => path === lacking || path.indexOf(lacking + ' ') === 0);
  }

  private insistsOn(parameter: Parameter | undefined): boolean {
    return parameter !== undefined && parameter.required && covers(parameter.insisted || {}, this.firmware);
  }

  private takes(parameter: Parameter | undefined, value: unknown): boolean {
    return parameter !== undefined && this.isIn(parameter.takes, value);
  }

  private isIn(space: ValueSpace, value: unknown): boolean {
    const text = String(value);
    if (space.space === 'Literal') return this.wordsOf(space).indexOf(text) >= 0;
    const size = space.space === 'Integer' ? Number(text) : text.length;
    if (space.space === 'Integer' && !/^-?\d+$/.test(text)) return false;
    return (space.min === undefined || size >= space.min) && (space.max === undefined || size <= space.max);
  }

  private wordsOf(space: Extract<ValueSpace, { space: 'Literal' }>): readonly string[] {
    return space.also
      .filter((more) => covers(more, this.firmware))
      .reduce<readonly string[]>((all, more) => all.concat(more.values), space.known);
  }

  /** Refuses configurations that the product lacks, on all outputs or on this one. */
  private checkProduct(steps: Steps): void {
    if (!covers(onSomeProducts[steps.join(' ')] || {}, this.firmware)) refuse(NO_MATCH);
    if (steps[1] === 'Monitors' && this.profile.monitors.length === 0) refuse(NO_MATCH);
    const output = steps[3];
    if (typeof output === 'number' && !this.profile.roles[output]) refuse(NO_MATCH);
    if (steps[1] === 'Output' && Object.keys(this.profile.roles).length === 0) refuse(NO_MATCH);
  }

  private checkEvent(steps: Steps): void {
    const path = steps.join(' ');
    const known = Object.keys(allEvents).some((event) => event === path || event.indexOf(path + ' ') === 0);
    if (!known) refuse(NO_MATCH);
  }
}

const roots: Readonly<Record<string, Node>> = { Status: allStatus, Configuration: allConfiguration };

function commandAt(path: string): Command | undefined {
  return Object.prototype.hasOwnProperty.call(allCommands, path) ? allCommands[path] : undefined;
}

function nodeAt(root: Node, steps: Steps): Node | undefined {
  return steps.reduce<Node | undefined>((node, step) => node && childOf(node, step), root);
}

function isSpace(node: Node | undefined): node is ValueSpace {
  return node !== undefined && 'space' in node;
}

function isEach(node: Node): node is List<Node> {
  return 'each' in node;
}

function childOf(node: Node, step: string | number): Node | undefined {
  if (isSpace(node)) return undefined;
  if (isEach(node)) return typeof step === 'number' ? node.each : childOf(node.each, step);
  return Object.prototype.hasOwnProperty.call(node, step) ? node[String(step)] : undefined;
}
