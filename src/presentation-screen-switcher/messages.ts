/** Every line of the console. */
import { SILENCE_MS } from '../macro/backoff';
import type { Layout } from './layout';
import type { Change, Plan } from './plan';
import { BACK_AFTER_MS } from './presence';
import type { Ranking, Screen } from './screens';

const RANKED_BY = {
  setting: 'as set',
  inches: 'ranked by diagonal',
  nativePixels: 'ranked by native resolution',
  outputPixels: 'ranked by output resolution',
};

export function found(layout: Layout): string {
  const roles = layout.roles;
  const outputs = Object.keys(roles).map((output) => ', output ' + output + ' ' + roles[Number(output)]);
  return 'settings found (Video Monitors ' + (layout.monitors || 'not available') + outputs.join('') + ')';
}

export function screens(ranking: Ranking, largestOutput: number): string {
  const names = ranking.screens.map(
    (screen) => 'output ' + screen.output + ' (' + sizeOf(screen, ranking.by) + ')',
  );
  if (names.length < 2)
    return (names[0] ? 'only ' + names[0] : 'no screen') + ' can be switched; two are needed';
  return (
    names.length +
    ' screens, ' +
    names.join(', ').replace(',', ' is the largest, then') +
    (ranking.isClear ? '' : '; equal sizes, the lowest output comes first') +
    (largestOutput > 0 && ranking.by !== 'setting' ? '; no screen on output ' + largestOutput : '') +
    '; ' +
    RANKED_BY[ranking.by]
  );
}

function sizeOf(screen: Screen, by: Ranking['by']): string {
  if (screen.inches > 0 && (by === 'inches' || by === 'setting')) return screen.inches + ' inches';
  const pixels = (by !== 'outputPixels' && screen.nativePixels) || screen.outputPixels;
  return Math.round(pixels / 1e5) / 10 + ' megapixels';
}

export function showing(plan: Plan, isSwapped: boolean): string {
  if (plan.mainOutput === 0) return '';
  return plan.situation + ' on output ' + plan.mainOutput + (isSwapped ? ', swapped with the button' : '');
}

export function named(change: Change): string {
  return change.path + ' to ' + change.value;
}

export function failed(what: string, why: string): string {
  return what + ' failed (' + why + '); trying again';
}

export function refused(change: string, why: string): string {
  const pause = SILENCE_MS / 60000 + ' minutes';
  return 'the codec refuses to set ' + change + ' (' + why + '); next attempt in ' + pause;
}

export function withoutRole(outputs: string): string {
  return 'no MonitorRole for output ' + outputs + '; not switched until it has one';
}

export function unsteady(outputs: string): string {
  const stay = BACK_AFTER_MS / 1000 + ' seconds';
  return 'the screen on output ' + outputs + ' comes and goes; used again once it stays for ' + stay;
}

export const PAUSING =
  'another macro or control system keeps changing the same settings; pausing until the next call or share';
