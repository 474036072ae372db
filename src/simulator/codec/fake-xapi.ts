/**
 * The object that a macro gets as `xapi`, on a simulated connection. It behaves like Cisco's jsxapi, which
 * test/simulator/conformance verifies.
 */
import type { Off, XApi } from '../../xapi/xapi';
import type { Link, Report } from './link';
import { copy, isBranch, isList, stepOf, stepsOf } from './tree';
import type { Branch, Steps, Tree } from './tree';

export type Listener = (report: unknown, root: unknown) => void;
export type Parameters = Readonly<Record<string, unknown>>;

/** A path as one string, or as a list of names and numbers. */
export type Path = string | Steps;

/** Ends a subscription. `registration` is the codec's answer to the subscription. */
export interface Registration extends Off {
  readonly registration: Promise<unknown>;
}

/** A part of the object: events, statuses (which can be read) or configurations (which can be written too). */
interface Listenable {
  on(path: Path, listener: Listener): Registration;
  once(path: Path, listener: Listener): Registration;
  /** Always throws: deprecated in jsxapi. */
  off(): never;
}

interface Gettable extends Listenable {
  get(path: Path): Promise<unknown>;
}

interface Settable extends Gettable {
  set(path: Path, value: unknown): Promise<unknown>;
}

/** The object without the types of schema-subset.ts: takes any path, known or not. */
export interface AnyXapi {
  readonly status: Gettable;
  readonly config: Settable;
  readonly event: Listenable;
  command(path: Path, parameters?: Parameters | string, body?: string): Promise<unknown>;
}

interface Registered {
  readonly id: number;
  readonly path: string;
  readonly listener: Listener;
}

type Requests = (method: string, params?: Parameters) => Promise<unknown>;
type Subscribe = (root: string, path: Path, listener: Listener) => Registration;

/** Creates the object on a link. */
export function anyXapi(link: Pick<Link, 'listen' | 'request'>): AnyXapi {
  const execute: Requests = (method, params) =>
    new Promise((resolve, reject) => {
      const request = params ? { method: method, params: sent(params) } : { method: method };
      // As from parsed text: what a macro changes in an answer changes nothing else.
      const done = (result: unknown): void => resolve(copy(result as Tree));
      link.request(request, done, reject);
    });
  const on = subscriptions(link, execute);
  const gettable = (root: string): Gettable => ({
    ...listenable(on, root),
    get: (path) => execute('xGet', { Path: fullPath(root, path) }),
  });
  return {
    status: gettable('Status'),
    config: {
      ...gettable('Configuration'),
      set: (path, value) => execute('xSet', { Path: fullPath('Configuration', path), Value: value }),
    },
    event: listenable(on, 'Event'),
    command: (path, parameters, body) =>
      execute('xCommand/' + wordsOf(path).join('/'), parametersOf(parameters, body)),
  };
}

/** Listens to the link, and gives each report to the listeners of its path. Returns what adds a listener. */
function subscriptions(link: Pick<Link, 'listen'>, execute: Requests): Subscribe {
  let registered: readonly Registered[] = [];
  link.listen((frame) => deliver(frame, () => registered));
  return (root, path, listener) => {
    const steps = fullPath(root, path);
    const registration = execute('xFeedback/Subscribe', { Query: steps });
    let mine: Registered | undefined;
    // As in jsxapi, nothing handles this: a refused subscription is an unhandled rejection, and so is a failed
    // unsubscription.
    const taken = registration.then((answer) => {
      const made = {
        id: isBranch(answer) ? Number(answer['Id']) : 0,
        path: nameOf(steps),
        listener: listener,
      };
      mine = made;
      registered = registered.concat(made);
      return made.id;
    });
    const off = (): void => {
      if (!mine) return;
      void taken.then((id) => {
        void execute('xFeedback/Unsubscribe', { Id: id });
      });
      registered = registered.filter((entry) => entry !== mine);
    };
    off.registration = registration;
    return off;
  };
}

/** @param current the listeners, which may change while the report is delivered */
function deliver(report: Report, current: () => readonly Registered[]): void {
  const { Id, ...changes } = report;
  // Each listener gets its own copy, as jsxapi parses every frame from text.
  const own = copy(changes as Branch);
  const whole = Id === undefined ? own : { ...(own as Branch), Id: Id };
  const isMine = (entry: Registered): boolean => Id === undefined || entry.id === Id;
  const wanted = current()
    .filter(isMine)
    .map((entry) => entry.path + '/');
  // Branches without listeners are skipped.
  const leads = (path: string): boolean => wanted.some((one) => path === '' || one.indexOf(path + '/') === 0);
  dispatch(own, '', leads, (path, report) =>
    current()
      .filter((entry) => isMine(entry) && entry.path === path)
      .forEach((entry) => entry.listener(report, whole)),
  );
}

function listenable(on: Subscribe, root: string): Listenable {
  return {
    on: (path, listener) => on(root, path, listener),
    once: (path, listener) => {
      const off = on(root, path, (report, whole) => {
        off();
        listener(report, whole);
      });
      return off;
    },
    off: () => {
      throw new Error('.off() is deprecated. Use return value deactivate handler from .on() instead.');
    },
  };
}

/** The object as macros see it. Its types describe the paths of schema-subset.ts, which the device checks at run time. */
export function fakeXapi(link: Link): XApi {
  const any: unknown = anyXapi(link);
  return any as XApi;
}

/** The parameters of a request at the time it is made, without undefined ones. */
function sent(params: Parameters): Parameters {
  const values: Record<string, unknown> = {};
  Object.keys(params).forEach((name) => {
    const value = params[name];
    if (name !== 'body' && typeof value === 'string' && value.indexOf('\n') >= 0) {
      throw new Error('Parameters may not contain newline characters');
    }
    if (value !== undefined) values[name] = value;
  });
  return values;
}

/** A string alone is the body. A string with a body is spread into characters, as in jsxapi, which no command accepts. */
function parametersOf(
  given: Parameters | string | undefined,
  body: string | undefined,
): Parameters | undefined {
  if (typeof given !== 'string') return typeof body === 'string' ? { body: body, ...given } : given;
  if (body === undefined) return { body: given };
  if (given === '') return { body: body };
  const letters: Record<string, unknown> = {};
  for (let place = 0; place < given.length; place += 1) letters[String(place)] = given.charAt(place);
  return letters;
}

function fullPath(root: string, path: Path): Steps {
  return [root as string | number].concat(wordsOf(path));
}

/** The words of a path, each capitalized. Elements of a list are not split. */
function wordsOf(path: Path): Steps {
  if (typeof path === 'string') return stepsOf(path);
  return path.map((word) => stepOf(String(word)));
}

function nameOf(steps: Steps): string {
  return steps.join('/').toLowerCase();
}

function dispatch(
  tree: Tree,
  path: string,
  leads: (path: string) => boolean,
  emit: (path: string, report: Tree) => void,
): void {
  if (!leads(path)) return;
  if (isList(tree)) {
    tree.forEach((element) => {
      dispatch(element, path, leads, emit);
      if (isBranch(element)) dispatch(element, below(path, idOf(element)), leads, emit);
    });
    return;
  }
  emit(path, tree);
  if (!isBranch(tree)) return;
  Object.keys(tree).forEach((name) => dispatch(tree[name], below(path, name), leads, emit));
}

function below(path: string, step: string): string {
  return (path === '' ? '' : path + '/') + step.toLowerCase();
}

/** The id of an element as a step of a path. Malformed reports give it as a number. */
function idOf(element: Branch): string {
  const id: unknown = element['id'];
  return typeof id === 'string' || typeof id === 'number' ? String(id) : '';
}
