/** What the macro changes at the moment, in plain words. */
import type { Look, ScreenView, Shown } from './protocol';

/** What the sentence says of a screen, the most important first. The rest, such as a dark screen, goes without saying. */
const TOLD = ['presentation', 'participants and presentation', 'participants', 'home screen'] as const;

const subjects: Readonly<Record<(typeof TOLD)[number], string>> = {
  presentation: 'the presentation is',
  'participants and presentation': 'people and presentation are together',
  participants: 'the people are',
  'home screen': 'the home screen is',
};

/** One sentence or two. */
export function differenceOf(look: Look, alone: Look): readonly string[] {
  if (alone.failure !== '' && alone.call === 'none') return differenceOfJoin(look, alone);
  const [here, there] = [placesOf(look.screens), placesOf(alone.screens)];
  if (JSON.stringify(here) === JSON.stringify(there)) {
    return ['At this moment, the codec alone shows the same.'];
  }
  const isMoved = here.presentation !== there.presentation;
  if (there.presentation !== '' && isMoved) {
    return [
      `Without the macro, this presentation is on ${there.presentation}.`,
      `With the macro, ${told(here).replace('the presentation is', 'it is')}.`,
    ];
  }
  return [`Without the macro, ${told(there)}.`, `With the macro, ${told(here)}.`];
}

function differenceOfJoin({ call, alert }: Look, alone: Look): readonly string[] {
  const cause = alone.failure.split(':')[0] ?? '';
  const without = `Without the macro, this join has failed (${cause}): people have to dial again, and to enter meeting ID and passcode.`;
  if (call === 'dialing') return [without, 'The macro is dialing the meeting again.'];
  if (call !== 'none') return [without, 'With the macro, the room is in the meeting.'];
  if (alert !== '') return [without, 'The macro could not repair it, and says so on the screen.'];
  return [without, 'The macro does nothing about it at this moment.'];
}

type Places = Readonly<Record<(typeof TOLD)[number], string>>;

function placesOf(screens: readonly ScreenView[]): Places {
  const lit = screens.filter(({ shown }) => shown !== 'off');
  const on = (content: Shown): string =>
    placeOf(
      lit.filter(({ shown }) => shown === content),
      lit,
    );
  return {
    presentation: on('presentation'),
    'participants and presentation': on('participants and presentation'),
    participants: on('participants'),
    'home screen': on('home screen'),
  };
}

function told(places: Places): string {
  const parts = TOLD.filter((content) => places[content] !== '').map(
    (content) => `${subjects[content]} on ${places[content]}`,
  );
  return parts.length === 0 ? 'all screens are blank' : parts.join(', and ');
}

/** Some of the screens that are lit, in words; '' for none. */
function placeOf(some: readonly ScreenView[], lit: readonly ScreenView[]): string {
  if (some.length > 1 && some.length === lit.length) return lit.length === 2 ? 'both screens' : 'all screens';
  return some.map((screen) => nameOf(screen, lit)).join(' and ');
}

function nameOf({ output, inches }: ScreenView, lit: readonly ScreenView[]): string {
  const isAmbiguous = lit.some((other) => other.inches === inches && other.output !== output);
  return `the ${inches}-inch screen${isAmbiguous ? ` on output ${output}` : ''}`;
}
