/** Every line of the log. */
import type { Order, Screen } from './screens';

const COMPARED = {
  setting: 'as set',
  inches: 'compared by inches',
  own: 'compared by their own resolution',
  driven: 'compared by the resolution they are driven at',
};

/** The screens from the largest on, and how that was found out; `named` is the output that the settings name. */
export function ready(order: Order, named: number): string {
  const names = order.screens.map((screen) => 'output ' + screen.output + ' (' + sizeOf(screen) + ')');
  if (names.length < 2)
    return 'ready: ' + names.length + ' screen to switch, nothing to do until there are two';
  const [largest] = names;
  const others = names.slice(1).join(', ');
  const equal = order.isClear ? '' : '; the first are equal, and the lowest output counts as the largest';
  const missing =
    named > 0 && order.by !== 'setting'
      ? '; output ' + named + ' is set as the largest, but is not there'
      : '';
  return (
    'ready: ' +
    names.length +
    ' screens, ' +
    largest +
    ' is the largest, then ' +
    others +
    '; ' +
    COMPARED[order.by] +
    equal +
    missing
  );
}

function sizeOf(screen: Screen): string {
  if (screen.inches) return screen.inches + '″';
  return Math.round((screen.own || screen.driven) / 1e5) / 10 + ' megapixels';
}

/** What the main screen is made to show, and why. */
export function showing(isCall: boolean, isPresenting: boolean, isSwapped: boolean, main: number): string {
  const what = isPresenting
    ? 'sharing: the presentation'
    : isCall
      ? 'nobody shares: the speaker'
      : 'no call: the main picture';
  return what + ' goes to output ' + main + (isSwapped ? ', swapped by hand' : '');
}

export function refused(what: string, why: string): string {
  return what + ' is refused (' + why + '): hands off, this codec cannot switch its screens';
}

export function failed(what: string, why: string): string {
  return what + ' failed (' + why + '): trying again';
}

export const READING = 'reading the screens';
export const SAVING_BUTTON = 'saving the button';
export const GAVE_UP = 'the roles do not stay as they should, waiting for the next change in the room';
