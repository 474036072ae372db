/** The new style of an xapi object, `xapi.Status.Call[3].Status.get()`: a Proxy over the old one, as in jsxapi. */
import type { AnyXapi, Listener, Parameters, Registration } from '../../src/simulator/codec/fake-xapi';

type Given = [parameters?: Parameters | string, body?: string];

/** A node in the object: called for a command; for everything else, its last name is an action. */
export interface Place {
  (...given: Given): Promise<unknown>;
  readonly get: () => Promise<unknown>;
  readonly set: (value: unknown) => Promise<unknown>;
  readonly on: (listener: Listener) => Registration;
  readonly once: (listener: Listener) => Registration;
}

/** The object in both styles. */
export interface BothStyles extends AnyXapi {
  readonly Status: Place;
  readonly Config: Place;
  readonly Event: Place;
  readonly Command: Place;
}

/** The node below another one: `below(xapi.Status, 'Call', 3)` is `xapi.Status.Call[3]`. */
export function below(place: Place, ...names: readonly PropertyKey[]): Place {
  return names.reduce<Place>((at, name) => Reflect.get(at, name) as Place, place);
}

export function withNewStyle(xapi: AnyXapi): BothStyles {
  return {
    ...xapi,
    Status: placeOf(xapi.status),
    Config: placeOf(xapi.config),
    Event: placeOf(xapi.event),
    Command: placeOf((path: string, ...given: Given) => xapi.command(path, ...given)),
  };
}

const ACTIONS: readonly PropertyKey[] = ['get', 'set', 'on', 'once'];

function placeOf(target: object, path: readonly PropertyKey[] = []): Place {
  const place: unknown = new Proxy(target, {
    apply: (command, self, given: readonly unknown[]): unknown =>
      call(command, self, [path.join('/'), ...given]),
    get: (_, name): unknown => {
      if (!ACTIONS.includes(name)) return placeOf(target, path.concat(name));
      const action: unknown = Reflect.get(target, name);
      if (typeof action !== 'function') {
        throw new TypeError(
          `Property is not callable: ${Object.prototype.toString.call(target)}[${String(name)}]`,
        );
      }
      return (...given: readonly unknown[]) => call(action, target, [path.join('/'), ...given]);
    },
  });
  return place as Place;
}

function call(action: object, self: unknown, given: readonly unknown[]): unknown {
  return Reflect.apply(action as () => unknown, self, given);
}
