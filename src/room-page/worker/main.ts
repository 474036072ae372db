/** The worker in which the simulated codec and the macro run. It has no document and, by the page's policy, no network. */
import type { FromRoom, ToRoom } from '../protocol';
import { Session } from './session';

const session = new Session((message: FromRoom) => {
  postMessage(message);
});

// The page is the only one that can send to this worker.
addEventListener('message', (event: MessageEvent<ToRoom>) => {
  session.receive(event.data);
});

addEventListener('error', (event) => {
  session.crashed(event.message);
  event.preventDefault();
});

addEventListener('unhandledrejection', (event) => {
  session.crashed(String(event.reason));
  event.preventDefault();
});
