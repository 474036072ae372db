/** Every order of events, played on the state machine alone. */
import { expect } from 'vitest';
import { next } from '../../src/zoom-obtp-redialer/machine';
import type { Event, Phase, State } from '../../src/zoom-obtp-redialer/phases';
import { lists } from '../orders';
import {
  call,
  calls,
  dialed,
  ended,
  joinFails,
  OTHER,
  redialFails,
  settings,
  started,
  timer,
} from './machine-events';
import { ENDED, FULL, STARTED } from './rules';

const EVENTS: readonly Event[] = [
  joinFails,
  ended('5', FULL, 'OtherLocal'),
  ended('8', OTHER, 'OtherLocal'),
  redialFails,
  ended('4', FULL, 'LocalDisconnect', 'Spark'),
  { type: 'connected', callId: '4' },
  dialed('4'),
  timer('due'),
  timer('look'),
  calls(),
  calls(call('4', 'dialing')),
  calls(call('9', 'connected', '')),
];

/** What a codec that answers everything, and connects nothing, says next. */
function answer(phase: Phase, count: number): readonly Event[] {
  if (phase.name === 'gathering') return [{ type: 'bookings', meetings: [] }, timer('due')];
  if (phase.name === 'dialing') return [dialed(`1${count}`)];
  if (phase.name === 'alerting') return [timer('limit')];
  if (phase.name === 'ringing') return [ended(phase.callId, FULL, 'OtherRemote', 'Spark')];
  return [calls()];
}

/**
 * Plays every order of some events, until the macro is idle: every repair ends in exactly one of four ways.
 * Before the first failure there is nothing to do, so that is what every order begins with.
 */
export function playOrders(length: number): void {
  for (const rest of lists(EVENTS, length - 1)) play([joinFails, ...rest]);
}

function play(events: readonly Event[]): void {
  let state = started;
  let begun = 0;
  let over = 0;
  let dials = 0;
  const feed = (event: Event): void => {
    const step = next(state, event, 0, settings);
    for (const [kind, text] of step.effects) {
      if (kind === 'dial') dials += 1;
      if (STARTED.test(String(text))) begun += 1;
      if ((kind === 'log' || kind === 'warn') && ENDED.test(text)) over += 1;
    }
    state = step;
  };
  events.forEach(feed);
  for (let count = 0; count < 30 && nameOf(state) !== 'idle'; count += 1) {
    answer(state.phase, count).forEach(feed);
  }
  if (nameOf(state) !== 'idle' || begun !== over || dials > 6) {
    expect.fail(
      `${nameOf(state)}, ${begun} started, ${over} ended, ${dials} dials: ${JSON.stringify(events)}`,
    );
  }
}

function nameOf({ phase }: State): string {
  return phase.name;
}
