/** How the calls to the Zoom meeting end: the one of the Join button, and those that the macro dials. */
import type { JSX } from 'preact';
import { isJoinOutcome, isRedialOutcome, JOIN_OUTCOMES, REDIAL_OUTCOMES } from './actions';
import type { JoinOutcome, RedialOutcome } from './actions';
import { Select } from './fields';
import type { RoomView, Step } from './protocol';

interface CallOutcomesProps {
  readonly view: RoomView;
  readonly onStep: (step: Step) => void;
}

const joinTexts: Readonly<Record<JoinOutcome, string>> = {
  'SSL error': 'fails with an SSL error',
  busy: 'fails: busy',
  rejected: 'fails: rejected',
  unreachable: 'fails: unreachable',
  'no failure': 'connects',
};

const redialTexts: Readonly<Record<RedialOutcome, string>> = {
  connects: 'connects',
  'SSL error': 'fails with an SSL error',
  rejected: 'fails: rejected',
  'refused by the codec': 'fails: refused by the codec',
};

export function CallOutcomes({ view: { joinFails, redialEnds }, onStep }: CallOutcomesProps): JSX.Element {
  return (
    <div class="outcomes">
      <Select
        label="The call of the Join button"
        value={isJoinOutcome(joinFails) ? joinFails : JOIN_OUTCOMES[0]}
        options={JOIN_OUTCOMES.map((outcome) => ({ value: outcome, text: joinTexts[outcome] }))}
        onChange={(value) => onStep({ action: 'join fails', value })}
      />
      <Select
        label="The redial"
        value={isRedialOutcome(redialEnds) ? redialEnds : REDIAL_OUTCOMES[0]}
        options={REDIAL_OUTCOMES.map((outcome) => ({ value: outcome, text: redialTexts[outcome] }))}
        onChange={(value) => onStep({ action: 'redial ends', value })}
      />
    </div>
  );
}
