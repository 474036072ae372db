import { listOf } from '../macro/text';
import type { Nothing, StatusAt } from '../xapi/xapi';
import { idOf } from './call-id';

export type Calls = StatusAt<'Call'> | Nothing;

/** The ids of the codec's calls. */
export function idsOf(calls: Calls): readonly string[] {
  return listOf(calls)
    .filter((call) => call.Status !== 'Idle')
    .map((call) => idOf(call.id));
}

/** Whether a redial may go out: 'busy' with another call, 'going' while calls that ended are being cleared. */
export function lineOf(calls: Calls, ended: readonly string[]): 'free' | 'going' | 'busy' {
  const ids = idsOf(calls);
  if (ids.length === 0) return 'free';
  return ids.every((id) => ended.indexOf(id) >= 0) ? 'going' : 'busy';
}
