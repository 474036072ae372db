/** An exception inside a macro does not reach the runtime, where it would stop every macro of the codec. */
import { expect, it } from 'vitest';
import { roomWithBrokenConsole } from './console-lines';

it('zoom-obtp-redialer: after an exception in a listener, the next failed join is redialed', async () => {
  const { room, breakConsole } = roomWithBrokenConsole('zoom-obtp-redialer');
  room.start();
  await room.wait(1);
  breakConsole(true);
  room.phone.joinZoom('sip:81234567890@zoomcrc.com');
  await room.wait(30);
  expect(room.log().join()).toContain('internal error while handling feedback (code 0: broken console)');
  breakConsole(false);
  room.phone.joinZoom('sip:81234567890@zoomcrc.com');
  await room.wait(30);
  expect(room.phone.dialed.length).toBe(1);
  expect(room.phone.calls.connected().length).toBe(1);
});

it('presentation-screen-switcher: an exception after an answer is logged as an error', async () => {
  const { room, breakConsole } = roomWithBrokenConsole('presentation-screen-switcher');
  breakConsole(true);
  room.start();
  await room.wait(1);
  expect(room.log().join()).toContain('internal error while handling an answer (code 0: broken console)');
});
