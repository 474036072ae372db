import { logRejection } from '../macro/guard';
import type { Runtime } from '../macro/runtime';
import type { EarliestTimer } from '../macro/timer';
import { factsOf } from './facts';
import type { Facts } from './facts';
import * as messages from './messages';
import { EMPTY_ANSWER } from './mirror';
import type { Mirror } from './mirror';
import { planFor } from './plan';
import { createReader } from './reader';
import { createReport } from './report';
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
  let wasEmpty = false;
  const reader = createReader(runtime, timer, mirror, (error) => {
    // A call that has just ended is often missing in an answer before its end is reported.
    const isNews = error !== EMPTY_ANSWER || wasEmpty;
    wasEmpty = error === EMPTY_ANSWER;
    if (isNews) report.tell('reading', error && messages.failed('reading the codec', error), runtime.warn);
    look(true);
    return !!error || (!!facts && facts.layout.withoutRole !== '');
  });

  function look(isInAnyCase: boolean, isPress?: boolean): void {
    if (!mirror.isComplete()) return;
    const before = facts;
    const now = factsOf(mirror.state, before, timer.now(), settings.largestOutput, !!isPress);
    const layout = now.layout;
    facts = now;
    layout.screens.forEach((screen) => timer.waitFor(screen.presence.changesAt));
    const isSame = before && before.room === now.room && before.layout.settings === layout.settings;
    if (!before) runtime.log(messages.found(layout));
    else if (!isSame || before.reported !== now.reported) reader.soon();
    if (!isSame || isInAnyCase) reconcile(now);
  }

  function reconcile(now: Facts): void {
    if (isWriting) return;
    const next = planFor(now, settings);
    report.plan(next, now);
    const written = writer.write(next.changes, now.roomChanges, next.mainOutput > 0);
    if (!written) return;
    isWriting = true;
    logRejection(
      runtime,
      written.then(() => {
        isWriting = false;
        look(true);
        reader.soon();
      }),
    );
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
      if (facts && planFor(facts, settings).canSwap) look(true, true);
    },
  };
}
