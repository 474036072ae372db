import { describeError, errorCode } from '../macro/errors';
import { logRejection } from '../macro/guard';
import type { Runtime } from '../macro/runtime';
import type { Arguments } from '../xapi/paths';
import type { commands } from '../xapi/schema-subset';
import type { XApi } from '../xapi/xapi';
import { idOf } from './call-id';
import { phaseScope } from './phase-scope';
import type { Effect, Event } from './phases';
import { calendarReader } from './read-calendar';
import { callReader } from './read-calls';
import { noScreen, screenOf } from './screen';
import type { RedialerSettings } from './settings';

const ERROR_BAD_PARAMETERS = 4;

/** Carries out what the machine decides on a codec, and feeds what comes of it. */
export function effectsOn(
  xapi: XApi,
  runtime: Runtime,
  settings: RedialerSettings,
  feed: (event: Event) => void,
): (effect: Effect) => void {
  const scope = phaseScope(runtime);
  const screen = settings.showMessages ? screenOf(xapi, runtime) : noScreen;
  const readCalls = callReader(xapi, runtime, settings.zoomDomains);
  const readMeetings = calendarReader(xapi, runtime, settings.zoomDomains);
  /** Another object for every request for the calls: only the answer to the last one is up to date. */
  let lastRead: object = {};

  function ask<T>(request: Promise<T>, then: (answer: T) => void): void {
    logRejection(runtime, request.then(scope.within(then)));
  }

  function askForCalls(): void {
    const mine = {};
    lastRead = mine;
    ask(readCalls(), (calls) => {
      if (mine === lastRead) feed({ type: 'calls', calls: calls });
    });
  }

  return (effect) => {
    switch (effect[0]) {
      case 'log':
      case 'warn':
        return runtime[effect[0]](effect[1]);
      case 'forget':
        return scope.leave();
      case 'wake':
        return scope.wake(effect[1], effect[2], () => feed({ type: 'timer', timer: effect[1] }));
      case 'read calls':
        return askForCalls();
      case 'read bookings':
        return ask(readMeetings(), (meetings) => feed({ type: 'bookings', meetings: meetings }));
      case 'dial':
        return ask(dial(xapi, settings.redialProtocol, effect[1], effect[2]), feed);
      case 'show line':
        return screen.showLine(settings.messageConnecting);
      case 'alert':
        return screen.showAlert(settings[effect[1]]);
      case 'clear':
        return screen.clear(effect[1]);
    }
  };
}

function dial(
  xapi: XApi,
  protocol: RedialerSettings['redialProtocol'],
  number: string,
  title: string,
): Promise<Event> {
  const call: Arguments<(typeof commands)['Dial']> = { Number: number, Protocol: protocol };
  if (title) call.DisplayName = title;
  return xapi.command('Dial', call).then(
    (answer): Event => ({ type: 'dialed', callId: idOf(answer && answer.CallId) }),
    (error: unknown): Event => ({
      type: 'refused',
      error: describeError(error),
      isBadParameter: errorCode(error) === ERROR_BAD_PARAMETERS,
    }),
  );
}
