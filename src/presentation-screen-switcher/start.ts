import { createBackoff } from '../macro/backoff';
import { guardListener } from '../macro/guard';
import type { Runtime } from '../macro/runtime';
import { readSettings } from '../macro/settings';
import { createTimer } from '../macro/timer';
import type { XApi } from '../xapi/xapi';
import { BUTTON, createButton } from './button';
import { createMirror } from './mirror';
import { createReconciler } from './reconciler';
import { declared } from './settings';
import { createWriter } from './writer';

/** A press may be reported twice. */
const PRESS_MS = 300;

/** Starts the macro: from now on the largest screen shows presentations. */
export function start(xapi: XApi, runtime: Runtime, given: Readonly<Record<string, unknown>>): void {
  const settings = readSettings(declared, given, runtime.warn);
  const timer = createTimer(runtime, run);
  const backoff = createBackoff(timer.now);
  const mirror = createMirror(xapi, runtime, timer);
  const writer = createWriter(xapi, runtime, timer, backoff);
  const reconcile = createReconciler(xapi, runtime, timer, mirror, writer, settings);
  const button = createButton(xapi, runtime, timer, backoff, settings);
  let pressedAt = -PRESS_MS;

  function run(): void {
    button();
    reconcile(false);
  }

  xapi.event.on(
    'UserInterface Extensions Panel Clicked',
    guardListener(runtime, (press) => {
      if (press.PanelId !== BUTTON || timer.now() < pressedAt + PRESS_MS) return;
      pressedAt = timer.now();
      reconcile(true);
    }),
  );
  run();
}
