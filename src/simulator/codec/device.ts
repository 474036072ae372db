import { at, elementsAt, idOf, isBranch, part, stepsOf, textAt, treeOf, withValue } from './tree';
import type { Branch, Steps, Tree } from './tree';
import { NO_MATCH, refuse, Rules } from './product-rules';

/** A request as jsxapi makes it: `xGet`, `xSet`, `xCommand/…`, `xFeedback/Subscribe` or `xFeedback/Unsubscribe`. */
export interface Request {
  readonly method: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** What a room sets at a path of the codec: text, a number, what is below, or nothing. */
export type Value = string | number | undefined | { readonly [name: string]: Value };

/** Feedback as the codec sends it: the id of the subscription, and what changed at its path. */
export type Frame = Readonly<Record<string, unknown>> & { readonly Id: number };

type RunCommand = (parameters: Readonly<Record<string, string>>, body: string) => unknown;

/** Called when a client has written a configuration, with its path, such as `Video Monitors`, and the value. */
type ConfigurationWritten = (path: string, value: string) => void;

interface Subscription {
  readonly id: number;
  readonly query: Steps;
  readonly send: (frame: Frame) => void;
}

/**
 * The state of the codec: statuses, configurations, commands and subscriptions. It is independent of rooms: calls,
 * screens and shares change it with `put` and `report`, and implement its commands with `onCommand`.
 */
export class Device {
  private state: Branch = { Status: {}, Configuration: {} };
  private readonly commands: Record<string, RunCommand> = {};
  private changes: Branch = {};
  private subscriptions: readonly Subscription[] = [];
  private lastId = 0;
  private writeListeners: readonly ConfigurationWritten[] = [];
  /** Paths that the codec hides from clients now: they are not there to read, set or report. */
  hidden: readonly string[] = [];

  constructor(
    readonly rules: Rules,
    /** Called after every change, before subscribers are notified. */
    private readonly changed: () => void,
  ) {}

  /** Sets the implementation of a command. */
  onCommand(path: string, run: RunCommand): void {
    this.commands[path] = run;
  }

  /** Calls a function after every configuration that a client writes. */
  whenWritten(run: ConfigurationWritten): void {
    this.writeListeners = this.writeListeners.concat(run);
  }

  /** The value or branch at a path, such as `Status Call 3 Status`. */
  read(path: string): Tree {
    return at(this.state, stepsOf(path));
  }

  readText(path: string): string {
    return textAt(this.state, stepsOf(path));
  }

  list(path: string): readonly Branch[] {
    return elementsAt(this.state, stepsOf(path));
  }

  /** The ids of a list's elements. */
  idsAt(path: string): readonly number[] {
    return this.list(path).map(idOf);
  }

  /**
   * Sets a value, or all values below a path. Subscribers receive what changes with the next `report`, but not that a
   * value is gone.
   */
  put(path: string, value: Value): void {
    if (typeof value === 'object') {
      for (const name of Object.keys(value)) this.put(path + ' ' + name, value[name]);
      return;
    }
    const text = value === undefined ? undefined : String(value);
    if (this.read(path) === text) return;
    this.state = withValue(this.state, stepsOf(path), text);
    if (this.hidden.indexOf(path) < 0) this.changes = withValue(this.changes, stepsOf(path), text);
  }

  /** Removes an element of a list. Subscribers receive a ghost. */
  remove(list: string, id: number): void {
    const steps = stepsOf(list).concat(id);
    if (at(this.state, steps) === undefined) return;
    this.state = withValue(this.state, steps, undefined);
    this.changes = withValue(this.changes, steps, ghostOf(id));
  }

  /** Changes values that no report follows. Clients learn of them when they read. */
  unreported(change: () => void): void {
    const changes = this.changes;
    this.changes = {};
    change();
    this.changes = changes;
    this.changed();
  }

  /** Sends feedback on everything that has changed since the last report. */
  report(): void {
    this.changed();
    this.reportWithoutPicture();
  }

  /** Does the same without redrawing the screens. Much cheaper, for statistics reported a hundred times a second. */
  reportWithoutPicture(): void {
    const changes = this.changes;
    this.changes = {};
    this.send(changes);
  }

  /** Sends everything at a path again, as if it had changed. */
  reportAgain(path: string): void {
    const changes = part(this.visible(), stepsOf(path));
    if (isBranch(changes)) this.send(changes);
  }

  /** Sends a ghost of a list element, whether or not it ever existed. */
  reportGhost(list: string, id: number): void {
    this.send(withValue({}, stepsOf(list).concat(id), ghostOf(id)));
  }

  /** Sends an event. */
  reportEvent(event: string, fields: Readonly<Record<string, string | number>>): void {
    this.send(withValue({}, ['Event', ...event.split(' ')], treeOf(fields)));
  }

  /** Carries out a request. Throws an XapiError if it is refused. */
  request(request: Request, send: (frame: Frame) => void): unknown {
    const params = request.params || {};
    if (request.method === 'xGet') return this.get(stepsIn(params['Path']));
    if (request.method === 'xSet') return this.set(stepsIn(params['Path']), params['Value']);
    if (request.method === 'xFeedback/Subscribe') return this.subscribe(stepsIn(params['Query']), send);
    if (request.method === 'xFeedback/Unsubscribe') return this.unsubscribe(Number(params['Id']));
    return this.command(request.method.replace('xCommand/', '').split('/').join(' '), params);
  }

  subscriptionCount(): number {
    return this.subscriptions.length;
  }

  /** Removes all subscriptions of a client that has disconnected. */
  unsubscribeAll(send: (frame: Frame) => void): void {
    this.subscriptions = this.subscriptions.filter((subscription) => subscription.send !== send);
  }

  private get(steps: Steps): Tree {
    this.rules.checkPath(steps);
    this.refuseHidden(steps);
    return at(this.visible(), steps);
  }

  private set(steps: Steps, value: unknown): null {
    this.rules.checkSetting(steps.slice(1), value);
    this.refuseHidden(steps);
    this.put(steps.join(' '), String(value));
    this.report();
    for (const run of this.writeListeners) run(steps.slice(1).join(' '), String(value));
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

  private command(path: string, params: Readonly<Record<string, unknown>>): unknown {
    const parameters: Record<string, string> = {};
    for (const name of Object.keys(params)) if (name !== 'body') parameters[name] = String(params[name]);
    this.rules.checkCommand(path, parameters, params['body']);
    const run = this.commands[path];
    return run ? run(parameters, String(params['body'])) : undefined;
  }

  private refuseHidden(steps: Steps): void {
    if (this.hidden.some((path) => path === steps.join(' '))) refuse(NO_MATCH);
  }

  private visible(): Branch {
    return this.hidden.reduce((tree, path) => withValue(tree, stepsOf(path), undefined), this.state);
  }

  private send(changes: Branch): void {
    for (const { id, query, send } of this.subscriptions) {
      const mine = part(changes, query);
      if (isBranch(mine)) send({ ...mine, Id: id });
    }
  }
}

function ghostOf(id: number): Branch {
  return { id: String(id), ghost: 'True' };
}

function stepsIn(path: unknown): Steps {
  if (!Array.isArray(path)) return [];
  return path.map((step: unknown) => (typeof step === 'number' ? step : String(step)));
}
