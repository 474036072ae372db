import { copy, at, isBranch, isList, part, put, stepsOf, take } from './tree';
import type { Branch, Steps, Tree } from './tree';
import { Rules } from './rules';

/** A request as jsxapi makes it: `xGet`, `xSet`, `xCommand/…`, `xFeedback/Subscribe` or `xFeedback/Unsubscribe`. */
export interface Request {
  readonly method: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** What the codec sends by itself: the id of the subscription, and what changed at its path. */
export type Frame = Readonly<Record<string, unknown>> & { readonly Id: number };

export type RunCommand = (parameters: Readonly<Record<string, string>>, body: string) => Tree;

/** Told that a client has written a configuration: its path, such as `Video Monitors`, and the value. */
export type ConfigurationWritten = (path: string, value: string) => void;

interface Subscription {
  readonly id: number;
  readonly query: Steps;
  readonly send: (frame: Frame) => void;
}

/**
 * The codec's own memory: statuses and configurations, what it takes, and who listens. It knows nothing of rooms:
 * calls, screens and shares change it through `change`, and answer its commands through `on`.
 */
export class Device {
  private readonly state: Branch = { Status: {}, Configuration: {} };
  private readonly commands: Record<string, RunCommand> = {};
  private changes: Branch = {};
  private subscriptions: readonly Subscription[] = [];
  private lastId = 0;
  private writeListeners: readonly ConfigurationWritten[] = [];
  /** Extra milliseconds that the codec takes to answer a command, by its path; Infinity: it never answers. */
  readonly answersAfter: Record<string, number> = {};

  constructor(
    readonly rules: Rules,
    /** Told after every change, before anybody else is. */
    private readonly changed: () => void,
  ) {}

  /** What answers a command. */
  onCommand(path: string, run: RunCommand): void {
    this.commands[path] = run;
  }

  /** Calls a function after every configuration that a client writes. */
  whenWritten(run: ConfigurationWritten): void {
    this.writeListeners = this.writeListeners.concat(run);
  }

  /** Extra milliseconds until a request is answered. */
  answerDelay(request: Request): number {
    return this.answersAfter[commandPathOf(request)] || 0;
  }

  /** What stands at a path, such as `Status Call 3 Status`. */
  read(path: string): Tree {
    return at(this.state, stepsOf(path));
  }

  readText(path: string): string {
    const value = this.read(path);
    return typeof value === 'string' ? value : '';
  }

  /** The ids of a list's elements. */
  idsAt(path: string): readonly number[] {
    const list = this.read(path);
    return isList(list) ? list.map((element) => (isBranch(element) ? Number(element['id']) : 0)) : [];
  }

  /** Sets values, by path; told to listeners together with what else changes in this turn's `tell`. */
  put(path: string, value: string | number): void {
    const text = String(value);
    if (this.read(path) === text) return;
    put(this.state, stepsOf(path), text);
    put(this.changes, stepsOf(path), text);
  }

  /** Takes an element of a list away; listeners hear of a ghost. */
  remove(list: string, id: number): void {
    if (this.read(list + ' ' + id) === undefined) return;
    take(this.state, stepsOf(list), id);
    take(this.changes, stepsOf(list), id);
    put(this.changes, stepsOf(list).concat(id, 'ghost'), 'True');
  }

  /** Tells listeners what has changed since the last time. */
  report(): void {
    this.changed();
    this.reportWithoutPicture();
  }

  /** Does the same where no screen can have changed: far cheaper, for what is reported a hundred times a second. */
  reportWithoutPicture(): void {
    const changes = this.changes;
    this.changes = {};
    this.send(changes);
  }

  /** Tells listeners again what stands at a path, as if it had changed. */
  reportAgain(path: string): void {
    const changes = part(this.state, stepsOf(path));
    if (isBranch(changes)) this.send(changes);
  }

  /** Tells listeners that a list element is gone, whether or not it was ever there. */
  reportGhost(list: string, id: number): void {
    const report: Branch = {};
    put(report, stepsOf(list).concat(id, 'ghost'), 'True');
    this.send(report);
  }

  /** Tells listeners of something that happened. */
  reportEvent(event: string, fields: Readonly<Record<string, string | number>>): void {
    const report: Branch = {};
    Object.keys(fields).forEach((name) => {
      report[name] = String(fields[name]);
    });
    const told: Branch = {};
    let node: Branch = told;
    const names = ['Event'].concat(event.split(' '));
    names.forEach((name, index) => {
      const below: Branch = index === names.length - 1 ? report : {};
      node[name] = below;
      node = below;
    });
    this.send(told);
  }

  /** Carries a request out; throws an XapiError where it is refused. */
  request(request: Request, send: (frame: Frame) => void): unknown {
    const params = request.params || {};
    if (request.method === 'xGet') return this.get(stepsIn(params['Path']));
    if (request.method === 'xSet') return this.set(stepsIn(params['Path']), params['Value']);
    if (request.method === 'xFeedback/Subscribe') return this.subscribe(stepsIn(params['Query']), send);
    if (request.method === 'xFeedback/Unsubscribe') return this.unsubscribe(Number(params['Id']));
    return this.command(commandPathOf(request), params);
  }

  subscriptionCount(): number {
    return this.subscriptions.length;
  }

  /** Forgets the subscriptions of a client that is gone. */
  unsubscribeAll(send: (frame: Frame) => void): void {
    this.subscriptions = this.subscriptions.filter((subscription) => subscription.send !== send);
  }

  private get(steps: Steps): Tree {
    this.rules.checkPath(steps);
    return copy(at(this.state, steps));
  }

  private set(steps: Steps, value: unknown): null {
    this.rules.checkSetting(steps.slice(1), value);
    this.put(steps.join(' '), String(value));
    this.report();
    this.writeListeners.forEach((run) => {
      run(steps.slice(1).join(' '), String(value));
    });
    return null;
  }

  private subscribe(query: Steps, send: (frame: Frame) => void): { Id: number } {
    this.rules.checkPath(query);
    this.lastId += 1;
    this.subscriptions = this.subscriptions.concat({ id: this.lastId, query: query, send: send });
    return { Id: this.lastId };
  }

  private unsubscribe(id: number): null {
    this.subscriptions = this.subscriptions.filter((subscription) => subscription.id !== id);
    return null;
  }

  private command(path: string, params: Readonly<Record<string, unknown>>): Tree {
    const parameters: Record<string, string> = {};
    Object.keys(params).forEach((name) => {
      if (name !== 'body') parameters[name] = String(params[name]);
    });
    this.rules.checkCommand(path, parameters, params['body']);
    const run = this.commands[path];
    return run ? run(parameters, String(params['body'])) : undefined;
  }

  private send(changes: Branch): void {
    this.subscriptions.forEach((subscription) => {
      const mine = part(changes, subscription.query);
      if (!isBranch(mine)) return;
      const frame: Frame = { ...mine, Id: subscription.id };
      subscription.send(frame);
    });
  }
}

function commandPathOf(request: Request): string {
  return request.method.replace('xCommand/', '').split('/').join(' ');
}

function stepsIn(path: unknown): Steps {
  if (!Array.isArray(path)) return [];
  return path.map((step: unknown) => (typeof step === 'number' ? step : String(step)));
}
