/** What people in the room and at the far end can do. */
import type { JSX } from 'preact';
import { Action } from './fields';
import type { Look, RoomView, Step } from './protocol';

interface PeopleControlsProps {
  readonly view: RoomView;
  /** What is shown of it: with the macro, or without. */
  readonly look: Look;
  readonly isTeams: boolean;
  readonly onStep: (step: Step) => void;
}

const callTexts: Readonly<Record<Look['call'], string>> = {
  none: 'No call',
  audio: 'In an audio call',
  video: 'In a video call',
  dialing: 'Dialing',
  'on hold': 'On hold',
  Teams: 'In a Microsoft Teams meeting',
};

export function PeopleControls({ view, look, isTeams, onStep }: PeopleControlsProps): JSX.Element {
  // What people do, they do with and without the macro.
  const calls = [view.call, view.alone.call];
  const isUp = calls.some((call) => call === 'video' || call === 'audio');
  const isFree = calls.every((call) => call === 'none');
  const button = (action: Step['action'], name: string, isPossible = true): JSX.Element => (
    <Action isPossible={isPossible} onPress={() => onStep({ action })}>
      {name}
    </Action>
  );
  return (
    <div class="people-controls" role="group" aria-label="What people do">
      <div class="group">
        <h3>
          Call <span class="state">{callTexts[look.call]}</span>
        </h3>
        <div class="buttons">
          {button('video call', 'Start a video call', isFree)}
          {button('audio call', 'Start an audio call', isFree)}
          {isTeams ? button('Teams call', 'Join a Teams meeting', isFree) : null}
          {calls.includes('on hold')
            ? button('resume', 'Resume the call')
            : button('hold', 'Put the call on hold', isUp)}
          {button('hang up', 'Hang up', !isFree)}
        </div>
      </div>
      <div class="group">
        <h3>
          Share <span class="state">{look.isSharing ? 'Somebody shares' : 'Nobody shares'}</span>
        </h3>
        <div class="buttons">
          {button('share from far end', 'Share from the far end', isUp)}
          {button('share over HDMI', 'Share over HDMI')}
          {button('share wirelessly', 'Share wirelessly')}
          {button('share locally', 'Share in the room only')}
          {button('stop sharing', 'Stop sharing', view.isSharing || view.alone.isSharing)}
        </div>
      </div>
    </div>
  );
}
