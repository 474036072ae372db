/** The fake of the object that a macro gets as `xapi`, with the manners of Cisco's jsxapi, which a test holds it to. */
import type { Off, XApi } from '../../src/xapi/xapi';
import type { Frame } from './device';
import type { Link } from './link';
import { isBranch, isList, stepsOf } from './tree';
import type { Branch, Steps, Tree } from './tree';

type Listener = (report: unknown, root: unknown) => void;
type Parameters = Readonly<Record<string, unknown>>;

/** A part of the object: statuses, configurations or events, by path. */
export interface Section {
  get(path: string): Promise<unknown>;
  set(path: string, value: unknown): Promise<unknown>;
  on(path: string, listener: Listener): Off;
  once(path: string, listener: Listener): Off;
}

/** The object without the types of the slice: what any path, known or not, does. */
export interface AnyXapi {
  readonly status: Section;
  readonly config: Section;
  readonly event: Section;
  command(path: string, parameters?: Parameters | string, body?: string): Promise<unknown>;
}

interface Registered {
  readonly id: number;
  readonly path: string;
  readonly listener: Listener;
}

/** Makes the object on a link. */
export function anyXapi(link: Link): AnyXapi {
  let registered: readonly Registered[] = [];

  function execute(method: string, params?: Parameters): Promise<unknown> {
    return new Promise((resolve, reject) => {
      Object.keys(params || {}).forEach((name) => {
        const value = params && params[name];
        if (name !== 'body' && typeof value === 'string' && value.indexOf('\n') >= 0) {
          throw new Error('Parameters may not contain newline characters');
        }
      });
      link.request(params ? { method: method, params: params } : { method: method }, resolve, reject);
    });
  }

  function on(root: string, path: string, listener: Listener): Off {
    const steps = fullPath(root, path);
    const registration = execute('xFeedback/Subscribe', { Query: steps });
    let mine: Registered | undefined;
    registration.then(
      (answer) => {
        mine = { id: subscriptionIn(answer), path: nameOf(steps), listener: listener };
        registered = registered.concat(mine);
      },
      () => undefined,
    );
    const off = (): void => {
      if (!mine) return;
      const { id } = mine;
      registered = registered.filter((entry) => entry !== mine);
      execute('xFeedback/Unsubscribe', { Id: id }).then(undefined, () => undefined);
    };
    off.registration = registration;
    return off;
  }

  function section(root: string): Section {
    return {
      get: (path) => execute('xGet', { Path: fullPath(root, path) }),
      set: (path, value) => execute('xSet', { Path: fullPath(root, path), Value: value }),
      on: (path, listener) => on(root, path, listener),
      once: (path, listener) => {
        const off = on(root, path, (report, whole) => {
          off();
          listener(report, whole);
        });
        return off;
      },
    };
  }

  link.listen((frame: Partial<Frame>) => {
    const { Id, ...changes } = frame;
    dispatch(changes as Branch, [], (path, report) => {
      registered
        .filter((entry) => (Id === undefined || entry.id === Id) && entry.path === path)
        .forEach((entry) => {
          entry.listener(report, frame);
        });
    });
  });

  return {
    status: section('Status'),
    config: section('Configuration'),
    event: section('Event'),
    command: (path, parameters, body) => {
      const method = 'xCommand/' + stepsOf(path).join('/');
      if (typeof parameters === 'string' && body === undefined) return execute(method, { body: parameters });
      const given = typeof parameters === 'object' ? parameters : undefined;
      return execute(method, body === undefined ? given : { body: body, ...given });
    },
  };
}

/** The object as the macros see it. The slice's types are a promise about paths, which the device keeps at run time. */
export function fakeXapi(link: Link): XApi {
  const any: unknown = anyXapi(link);
  return any as XApi;
}

function fullPath(root: string, path: string): Steps {
  return [root as string | number].concat(stepsOf(path));
}

function nameOf(steps: Steps): string {
  return steps.join('/').toLowerCase();
}

function dispatch(tree: Tree, path: Steps, emit: (path: string, report: Tree) => void): void {
  if (isList(tree)) {
    tree.forEach((element) => {
      dispatch(element, path, emit);
      if (isBranch(element)) dispatch(element, path.concat(textAt(element, 'id')), emit);
    });
    return;
  }
  emit(nameOf(path), tree);
  if (!isBranch(tree)) return;
  Object.keys(tree).forEach((name) => {
    dispatch(tree[name], path.concat(name), emit);
  });
}

function subscriptionIn(answer: unknown): number {
  return typeof answer === 'object' && answer !== null && 'Id' in answer ? Number(answer.Id) : 0;
}

function textAt(branch: Branch, name: string): string {
  const text = branch[name];
  return typeof text === 'string' ? text : '';
}
