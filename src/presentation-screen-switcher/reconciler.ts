import { describeError } from '../macro/errors';
import { logRejection } from '../macro/guard';
import type { Runtime } from '../macro/runtime';
import type { EarliestTimer } from '../macro/timer';
import { areSame, factsOf, outputsWithoutRole } from './facts';
import type { Facts } from './facts';
import * as messages from './messages';
import type { Mirror } from './mirror';
import { planFor } from './plan';
import { createReader } from './reader';
import { createReport } from './report';
import { GONE_AFTER_MS, listScreens } from './screens';
import type { SwitcherSettings } from './settings';
import type { Writer } from './writer';

/** Reads until a role counts as missing for good. */
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
  let isWriting = false;
  // The outputs without a role when the codec was last read, and how many reads in a row gave none for them.
  let lookedUp = { outputs: '', times: 0 };
  const reader = createReader(runtime, timer, mirror, (error) => {
    const failure = error ? messages.failed('reading the codec', describeError(error)) : '';
    report.tell('reading', failure, runtime.warn);
    look(true);
    if (error || !facts) return !!error;
    const missing = outputsWithoutRole(facts);
    lookedUp = { outputs: missing, times: missing === lookedUp.outputs ? lookedUp.times + 1 : 1 };
    return missing !== '';
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
    const missing = outputsWithoutRole(now);
    const isLookedUp = missing === lookedUp.outputs && lookedUp.times >= MOST_LOOKUPS;
    const next = planFor(now, settings, isLookedUp);
    // In a burst only what is acted on is worth a line.
    if (!isWriting) report.plan(next, now.isSwapped);
    if (isLookedUp) report.tell('roles', missing && messages.withoutRole(missing), runtime.warn);
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
  listScreens(facts.screens).forEach((screen) => {
    if (screen.goneAt >= 0) timer.waitFor(screen.goneAt + GONE_AFTER_MS);
  });
}
