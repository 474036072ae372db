import type { Runtime } from '../macro/runtime';
import type { EarliestTimer } from '../macro/timer';
import { version } from './about';
import * as messages from './messages';
import type { Mirror } from './mirror';
import { planFor } from './plan';
import type { Plan } from './plan';
import { createReader } from './reader';
import { roomOf } from './room';
import type { Room } from './room';
import type { SwitcherSettings } from './settings';
import type { Writer } from './writer';

/**
 * Compares the codec's settings with the plan and writes the difference: after every change in the room, every write
 * and every read. Nothing that is remembered keeps it from trying again.
 */
export interface Reconciler {
  /** Does what is due. */
  run(): void;
  /** The codec reported something. Most of it changes nothing in the room, and costs nothing. */
  readonly onFeedback: () => void;
  /** The codec reported as an event that a share has stopped. */
  readonly onShareStopped: () => void;
  /** Somebody pressed the button. */
  onPress(): void;
}

export function createReconciler(
  runtime: Runtime,
  timer: EarliestTimer,
  mirror: Mirror,
  writer: Writer,
  settings: SwitcherSettings,
): Reconciler {
  const report = createReport(runtime, settings);
  let room: Room | undefined;
  const reader = createReader(runtime, timer, mirror, (error) => {
    report.reading(error);
    look();
    return room;
  });

  function planOf(now: Room): Plan {
    return planFor(now, settings, writer.isMonitorsStuck(now.monitors));
  }

  function look(isPress?: boolean): void {
    if (!mirror.isComplete()) return;
    const before = room;
    const now = roomOf(mirror.state, before, timer.now(), settings.largestOutput, !!isPress);
    room = now;
    now.screens.forEach((screen) => timer.waitFor(screen.presence.changesAt));
    timer.waitFor(now.shareEndsAt);
    const isSame =
      before &&
      before.people === now.people &&
      before.settings === now.settings &&
      before.reported === now.reported;
    if (!before) runtime.log(messages.found(now));
    else if (!isSame) reader.soon();
    const plan = planOf(now);
    report.plan(plan, now);
    writer.write(plan.changes, now.changes, plan.mainOutput > 0, () => {
      look();
      reader.soon();
    });
  }

  return {
    run: () => {
      look();
      reader.run();
    },
    onFeedback: () => {
      // A burst of reports costs one look.
      timer.waitFor(timer.now() + 1);
    },
    onShareStopped: reader.onShareStopped,
    onPress: () => {
      if (room && planOf(room).canSwap) look(true);
    },
  };
}

/** Logs what is new. */
interface Report {
  /** The codec was read; `error` is '' if nothing failed. */
  reading(error: string): void;
  plan(plan: Plan, room: Room): void;
}

function createReport(runtime: Runtime, settings: SwitcherSettings): Report {
  const told: Record<string, string> = {};
  let lastError = '';

  /** Writes a line about something, unless it was the last one about that; '' if there is none. */
  function tell(about: string, line: string, write: (line: string) => void): void {
    if (line && line !== told[about]) write(line);
    told[about] = line;
  }

  return {
    reading: (error) => {
      // Once is no trouble: a call that has just ended is often missing in an answer before its end is reported.
      if (!error || lastError)
        tell('reading', error && messages.failed('reading the codec', error), runtime.warn);
      lastError = error;
    },
    plan: (plan, room) => {
      const start = told['screens'] ? 'screens changed: ' : 'ready: version ' + version + ', ';
      tell('screens', messages.screens(plan.ranking, settings.largestOutput), (line) => {
        runtime.log(start + line);
      });
      tell('main screen', messages.mainScreen(plan, room.isSwapped), runtime.log);
      tell('unsteady', messages.unsteady(room), runtime.warn);
      tell('roles', messages.withoutRole(room), runtime.warn);
      // A mode that another macro resets is right now and then: one line is enough.
      const monitors = messages.withoutMonitors(plan, room) || messages.stuckMonitors(plan.changes);
      if (monitors) tell('monitors', monitors, runtime.warn);
    },
  };
}
