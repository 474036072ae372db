import { describeError } from '../macro/errors';
import { logRejection } from '../macro/guard';
import type { Runtime } from '../macro/runtime';
import type { EarliestTimer } from '../macro/timer';
import { areSame, factsOf, outputsWithoutRole } from './facts';
import type { Facts } from './facts';
import * as messages from './messages';
import type { Mirror } from './mirror';
import { planFor } from './plan';
import { createLookups } from './lookups';
import { createReader } from './reader';
import { createReport } from './report';
import { GONE_AFTER_MS } from './screens';
import type { SwitcherSettings } from './settings';
import type { Writer } from './writer';

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
  let isWriting = false;
  const lookups = createLookups();
  const reader = createReader(runtime, timer, mirror, (error) => {
    report.warn('reading', error ? messages.failed('reading the codec', describeError(error)) : '');
    look(true);
    if (error || !facts) return !!error;
    lookups.add(outputsWithoutRole(facts).join(', '));
    return outputsWithoutRole(facts).length > 0;
  });

  function look(isInAnyCase: boolean, isPress?: boolean): void {
    if (!mirror.isComplete()) return;
    const before = facts;
    facts = factsOf(mirror.state, before, timer.now(), !!isPress);
    waitForGone(facts, timer);
    const isChanged = !!before && !areSame(before, facts);
    if (!before) runtime.log(messages.found(facts));
    if (isChanged) reader.soon();
    if (!before || isChanged || isInAnyCase) reconcile(facts);
  }

  function reconcile(now: Facts): void {
    const missing = outputsWithoutRole(now).join(', ');
    const isLookedUp = lookups.areEnough(missing);
    const next = planFor(now, settings, isLookedUp);
    // In a burst only what is acted on is worth a line.
    if (!isWriting) report.plan(next, now.isSwapped);
    if (isLookedUp) report.warn('roles', missing && messages.withoutRole(missing));
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
      if (facts && planFor(facts, settings, false).canSwap) look(true, true);
    },
  };
}

function waitForGone(facts: Facts, timer: EarliestTimer): void {
  Object.keys(facts.screens).forEach((output) => {
    const screen = facts.screens[Number(output)];
    if (screen && screen.goneAt >= 0) timer.waitFor(screen.goneAt + GONE_AFTER_MS);
  });
}
