import { describeError } from '../macro/errors';
import { logRejection } from '../macro/guard';
import type { Runtime } from '../macro/runtime';
import type { EarliestTimer } from '../macro/timer';
import { factsOf } from './facts';
import type { Facts } from './facts';
import * as messages from './messages';
import type { Mirror } from './mirror';
import { planFor } from './plan';
import type { Plan } from './plan';
import { createReader } from './reader';
import { createReport } from './report';
import { GONE_AFTER_MS } from './screens';
import type { SwitcherSettings } from './settings';
import type { Writer } from './writer';

const MOST_LOOKUPS = 3;

/**
 * Compares the codec's settings with the plan and writes the difference: after every change of the facts, every write
 * and every read. Nothing that is remembered keeps it from trying again.
 */
export interface Reconciler {
  /** Does what is due. */
  run(): void;
  /** The codec reported something. Most of it changes no fact, and costs nothing. */
  readonly onFeedback: () => void;
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
  let facts: Facts | undefined;
  let plan: Plan | undefined;
  let isWriting = false;
  let lookups = 0;
  const reader = createReader(runtime, timer, mirror, (error) => {
    report.warn('reading', error ? messages.failed('reading the codec', describeError(error)) : '');
    look(true);
    if (error || !plan || plan.withoutRole.length === 0) return !!error;
    lookups += 1;
    return true;
  });

  function look(isInAnyCase: boolean, isPress?: boolean): void {
    if (!mirror.isComplete()) return;
    const before = facts;
    facts = factsOf(mirror.state, before, timer.now(), !!isPress);
    if (!before) runtime.log(messages.found(facts));
    else if (JSON.stringify(before) !== JSON.stringify(facts)) {
      lookups = 0;
      reader.soon();
    } else if (!isInAnyCase) return;
    reconcile(facts);
  }

  function reconcile(now: Facts): void {
    const isLookedUp = lookups >= MOST_LOOKUPS;
    const next = (plan = planFor(now, settings, isLookedUp));
    // In a burst only what is acted on is worth a line.
    if (!isWriting) report.plan(next, now.isSwapped);
    if (isLookedUp) report.warn('roles', messages.withoutRole(next.withoutRole));
    waitForGone(next, timer);
    const written = isWriting ? undefined : writer.write(next.changes, now.roomChanges, next.mainOutput > 0);
    if (!written) return;
    isWriting = true;
    const done = written.then(() => {
      isWriting = false;
      look(true);
      reader.soon();
    });
    logRejection(runtime, done);
  }

  return {
    run: () => {
      look(true);
      reader.run();
    },
    onFeedback: () => {
      timer.catchUp();
      look(false);
    },
    onPress: () => {
      if (plan && plan.canSwap) look(true, true);
    },
  };
}

function waitForGone(plan: Plan, timer: EarliestTimer): void {
  plan.ranking.screens.forEach((screen) => {
    if (screen.goneAt >= 0) timer.waitFor(screen.goneAt + GONE_AFTER_MS);
  });
}
