import { pauseAfter } from '../macro/backoff';
import { guardListener, logRejection } from '../macro/guard';
import type { Runtime } from '../macro/runtime';
import type { EarliestTimer } from '../macro/timer';
import type { XApi } from '../xapi/xapi';
import { version } from './about';
import * as messages from './messages';
import type { Mirror } from './mirror';
import { planFor } from './plan';
import type { Plan } from './plan';
import { roomOf } from './room';
import type { Room } from './room';
import type { SwitcherSettings } from './settings';
import type { Writer } from './writer';

const SETTLED_MS = 200;
/** Feedback may get lost. */
export const LOOK_EVERY_MS = 30000;
export const LOOK_WHEN_IDLE_EVERY_MS = 300000;
/** The status of a slow codec may show a share for a while after the event that it has stopped. */
const SLOW_STATUS_MS = 2000;

/**
 * Compares the codec's settings with the plan and writes the difference: after every change in the room, every write
 * and every read. Nothing that is remembered keeps it from trying again. Gives what does what is due.
 */
export function createReconciler(
  xapi: XApi,
  runtime: Runtime,
  timer: EarliestTimer,
  mirror: Mirror,
  writer: Writer,
  settings: SwitcherSettings,
): (isPressed: boolean) => void {
  const report = createReport(runtime, settings);
  let room: Room | undefined;
  let isReading = false;
  let readAt = 0;
  let misses = 0;
  let hasShareStopped = false;

  function readIn(pauseMs: number): void {
    readAt = Math.min(readAt, timer.now() + pauseMs);
    timer.waitFor(readAt);
  }

  function read(): void {
    if (isReading || timer.waitFor(readAt)) return;
    isReading = true;
    // What changes meanwhile is confirmed by the next read.
    readAt = Infinity;
    const finished = mirror.read().then((error) => {
      isReading = false;
      misses = error ? misses + 1 : 0;
      report.reading(error, misses);
      look(false);
      readIn(pauseIn(room, misses, hasShareStopped));
      hasShareStopped = false;
      read();
    });
    logRejection(runtime, finished);
  }

  function look(isPressed: boolean): void {
    if (!mirror.isComplete()) return;
    const before = room;
    const now = roomOf(mirror.state, before, timer.now(), settings, isPressed);
    room = now;
    now.screens.forEach((screen) => timer.waitFor(screen.presence.changesAt));
    timer.waitFor(now.shareEndsAt);
    if (before && before.facts !== now.facts) readIn(SETTLED_MS);
    const plan = planFor(now, settings, writer.isMonitorsStuck(now.monitors));
    report.plan(plan, now, !before);
    writer.write(plan.changes, now.changes, plan.mainOutput > 0, () => {
      look(false);
      readIn(SETTLED_MS);
    });
  }

  listenForShares(xapi, runtime, (hasStopped) => {
    hasShareStopped = hasStopped;
    readIn(SETTLED_MS);
  });

  return (isPressed) => {
    look(isPressed);
    read();
  };
}

/** Some firmware reports the end of a share outside a call only as an event, and other feedback may get lost. */
function listenForShares(xapi: XApi, runtime: Runtime, listener: (hasStopped: boolean) => void): void {
  const onStart = guardListener(runtime, () => listener(false));
  const onStop = guardListener(runtime, () => listener(true));
  xapi.event.on('PresentationStarted', onStart);
  xapi.event.on('PresentationPreviewStarted', onStart);
  xapi.event.on('PresentationStopped', onStop);
  xapi.event.on('PresentationPreviewStopped', onStop);
}

/** Reads come often while the codec is in use, and sooner after one that failed. */
function pauseIn(room: Room | undefined, misses: number, hasShareStopped: boolean): number {
  const isInUse = !!room && (room.isSharing || room.calls.length > 0);
  return Math.min(
    isInUse ? LOOK_EVERY_MS : LOOK_WHEN_IDLE_EVERY_MS,
    misses > 0 ? pauseAfter(misses) : Infinity,
    hasShareStopped && room && room.shareEndsAt === Infinity ? SLOW_STATUS_MS : Infinity,
  );
}

/** Logs what is new. */
function createReport({ log, warn }: Runtime, settings: SwitcherSettings) {
  const tellReading = onceInARow(warn);
  const tellScreens = onceInARow(log);
  const tellMainScreen = onceInARow(log);
  const tellUnsteady = onceInARow(warn);
  const tellRoles = onceInARow(warn);
  const tellMonitors = onceInARow(warn);

  return {
    /** Of a read, which failed so often in a row. */
    reading: (error: string, misses: number): void => {
      // Once is no trouble: a call that has just ended is often missing in an answer before its end is reported.
      if (misses !== 1) tellReading(error && messages.failed('reading the codec', error));
    },
    plan: (plan: Plan, room: Room, isFirst: boolean): void => {
      if (isFirst) log(messages.found(room));
      const start = isFirst ? 'ready: version ' + version + ', ' : 'screens changed: ';
      tellScreens(messages.screens(room.ranking, settings.largestOutput), start);
      tellMainScreen(messages.mainScreen(plan, room));
      tellUnsteady(messages.unsteady(room));
      tellRoles(messages.withoutRole(room));
      // A mode that another macro resets is right now and then: one line is enough.
      const monitors = messages.withoutMonitors(room) || messages.stuckMonitors(plan.changes);
      if (monitors) tellMonitors(monitors);
    },
  };
}

/** Writes a line unless it was the last one; '' is none. */
function onceInARow(write: (line: string) => void): (line: string, start?: string) => void {
  let last = '';
  return (line, start = '') => {
    if (line && line !== last) write(start + line);
    last = line;
  };
}
