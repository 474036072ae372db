/** Every line of the console. */
import { SILENCE_MS } from '../macro/backoff';
import type { Change, Plan } from './plan';
import { outputsOf } from './room';
import type { Room } from './room';
import { BACK_AFTER_MS } from './screens';
import type { Ranking, Screen } from './screens';

const RANKED_BY = {
  setting: 'as set',
  inches: 'ranked by diagonal',
  nativePixels: 'ranked by native resolution',
  outputPixels: 'ranked by output resolution',
};

export function found(room: Room): string {
  const roles = room.roles;
  const outputs = Object.keys(roles).map((output) => ', output ' + output + ' ' + roles[Number(output)]);
  return 'settings found (Video Monitors ' + (room.monitors || 'not available') + outputs.join('') + ')';
}

export function screens(ranking: Ranking, largestOutput: number): string {
  const all = ranking.screens;
  const names = all.map((screen) => 'output ' + screen.output + ' (' + sizeOf(screen, ranking.by) + ')');
  if (names.length < 2)
    return (names[0] ? 'only ' + names[0] : 'no screen') + ' can be switched; two are needed';
  const sizeless = ranking.by === 'setting' ? '' : outputsOf(all.filter((screen) => screen.inches === 0));
  return (
    names.length +
    ' screens, ' +
    names.join(', ').replace('), ', ') is the largest, then ') +
    (ranking.isClear ? '' : '; equal sizes, the lowest output comes first') +
    (largestOutput > 0 && ranking.by !== 'setting' ? '; no screen on output ' + largestOutput : '') +
    '; ' +
    RANKED_BY[ranking.by] +
    (sizeless && '; no size from output ' + sizeless + ': set largestOutput if this is wrong')
  );
}

/** The diagonal if the screen reports it, and the pixels if they were compared. */
function sizeOf(screen: Screen, by: Ranking['by']): string {
  const inches = screen.inches > 0 ? screen.inches + ' inches' : '';
  if (inches && (by === 'inches' || by === 'setting')) return inches;
  const pixels = (by !== 'outputPixels' && screen.nativePixels) || screen.outputPixels;
  return Math.round(pixels / 1e5) / 10 + ' megapixels' + (inches && ', ' + inches);
}

export function mainScreen(plan: Plan, room: Room): string {
  if (plan.mainOutput === 0) return '';
  const situation = room.isSharing ? 'sharing' : room.videoCalls.length > 0 ? 'video call' : 'no video call';
  const why = room.isSwapped ? 'swapped with the button' : 'the largest';
  return situation + ': the main screen is output ' + plan.mainOutput + ', ' + why;
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

export function withoutRole(room: Room): string {
  const outputs = outputsOf(
    room.screens.filter((screen) => screen.presence.isConnected && !room.roles[screen.output]),
  );
  return outputs && 'no MonitorRole for output ' + outputs + '; not switched until it has one';
}

export function unsteady(room: Room): string {
  const outputs = outputsOf(room.screens.filter((screen) => screen.presence.isUnsteady));
  const stay = BACK_AFTER_MS / 1000 + ' seconds';
  return (
    outputs && 'the screen on output ' + outputs + ' comes and goes; used again once it stays for ' + stay
  );
}

/** Products with one output lack Video Monitors always. */
export function withoutMonitors(room: Room): string {
  return room.monitors || room.ranking.screens.length < 2
    ? ''
    : 'no Video Monitors, as in Microsoft Teams mode; nothing is switched until it is there';
}

/** Where monitor roles are switched without Video Monitors. */
export function stuckMonitors(changes: readonly Change[]): string {
  const stuck = changes.filter((change) => change.isOptional)[0];
  return stuck
    ? named(stuck) +
        ' has no effect (it stays ' +
        stuck.before +
        '); only roles are switched, so other screens may not be blank while nobody shares'
    : '';
}

export const PAUSING =
  'another macro or control system keeps changing the same settings; pausing until the next call or share';
