/** What people can do in the room, and what goes wrong there. */
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { BOOKING_TITLE, faultNames, MAX_LATENCY_MS, MIN_LATENCY_MS, SWAP_BUTTON } from './actions';
import type { JoinOutcome, RedialOutcome } from './actions';
import { Action, Select, Switch } from './fields';
import type { Options } from './fields';
import type { Look, RoomView, Step } from './protocol';
import type { RoomClient } from './room-client';
import { quietScene } from './scene';
import type { Scenes } from './use-scenes';

type OnStep = (step: Step) => void;

const callTexts: Readonly<Record<Look['call'], string>> = {
  none: 'No call',
  audio: 'In an audio call',
  video: 'In a video call',
  dialing: 'Dialing',
  'on hold': 'On hold',
  Teams: 'In a Microsoft Teams meeting',
};

interface PeopleControlsProps {
  readonly view: RoomView;
  /** What is shown of it: with the macro, or without. */
  readonly look: Look;
  readonly isTeams: boolean;
  readonly onStep: OnStep;
}

export function PeopleControls({ view, look, isTeams, onStep }: PeopleControlsProps): JSX.Element {
  // What people do, they do with and without the macro.
  const calls = [view.call, view.alone.call];
  const isUp = calls.some((call) => call === 'video' || call === 'audio');
  const isFree = calls.every((call) => call === 'none');
  const other = view.call === look.call ? '' : `; with the macro: ${callTexts[view.call].toLowerCase()}`;
  const button = (action: Step['action'], name: string, isPossible = true): JSX.Element => (
    <Action isPossible={isPossible} onPress={() => onStep({ action })}>
      {name}
    </Action>
  );
  return (
    <div class="desk" role="group" aria-label="What people do">
      <h3>
        Call <span class="state">{callTexts[look.call] + other}</span>
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
      <TouchPanel view={view} look={look} onStep={onStep} />
    </div>
  );
}

/** The touch panel on the table: the meeting of the calendar, and the buttons that macros have put there. */
function TouchPanel({ view, look, onStep }: Omit<PeopleControlsProps, 'isTeams'>): JSX.Element {
  const { buttons, call, isSharing, failure } = look;
  const join = (): void => {
    if (view.call !== 'none' || view.alone.call !== 'none') onStep({ action: 'hang up' });
    onStep({ action: 'join' });
  };
  return (
    <div class="panel" role="group" aria-label="Touch panel">
      <div class="meeting">
        <p>
          <strong>{BOOKING_TITLE}</strong>
          <span>9:00 – 18:00, Zoom</span>
        </p>
        <Action kind="primary" onPress={join}>
          Join
        </Action>
      </div>
      {failure === '' || call !== 'none' ? null : (
        <p class="call-failed" role="status">
          The call failed: {failure.split(':')[0]}. To join, dial Zoom and enter meeting ID and passcode.
        </p>
      )}
      {buttons.map(({ id, name }) => (
        <Action key={id} onPress={() => onStep({ action: 'tap', value: id })}>
          <svg class="icon" viewBox="0 0 24 18" aria-hidden="true">
            <rect x="1" y="1" width="22" height="13" rx="2" />
            <path d="M8 17h8" />
          </svg>
          {name}
        </Action>
      ))}
      {call === 'none' && !isSharing && buttons.some(({ id }) => id === SWAP_BUTTON) ? (
        <p>Swaps during a call or a share; now there is nothing to swap.</p>
      ) : null}
    </div>
  );
}

interface StepsProps {
  readonly view: RoomView;
  readonly onStep: OnStep;
}

const joinOptions: Options<JoinOutcome> = [
  ['SSL error', 'fails with an SSL error'],
  ['busy', 'fails: busy'],
  ['rejected', 'fails: rejected'],
  ['unreachable', 'fails: unreachable'],
  ['no failure', 'connects'],
];
const redialOptions: Options<RedialOutcome> = [
  ['connects', 'connects'],
  ['SSL error', 'fails with an SSL error'],
  ['rejected', 'fails: rejected'],
  ['refused by the codec', 'fails: refused by the codec'],
];

/** How the calls to the Zoom meeting end: the one of the Join button, and those that the macro dials. */
export function CallOutcomes({ view: { joinFails, redialEnds }, onStep }: StepsProps): JSX.Element {
  return (
    <div class="outcomes">
      <Select
        label="The call of the Join button"
        value={joinFails}
        options={joinOptions}
        onChange={(value) => onStep({ action: 'join fails', value })}
      />
      <Select
        label="The redial"
        value={redialEnds}
        options={redialOptions}
        onChange={(value) => onStep({ action: 'redial ends', value })}
      />
    </div>
  );
}

interface PaceControlsProps {
  readonly client: RoomClient;
  readonly scenes: Scenes;
  readonly view: RoomView;
}

const SPEEDS = [1, 10];

/** How fast time passes in the room, undoing, and starting over. */
export function PaceControls({ client, scenes, view }: PaceControlsProps): JSX.Element {
  const { isPaused, speed, hasNext, isAtRest, isStoryFull } = view;
  const { macro, room, settings } = scenes.choice;
  return (
    <div class="pace buttons" role="group" aria-label="Time">
      <Action onPress={() => client.setPace(!isPaused, speed)}>{isPaused ? 'Resume' : 'Pause'}</Action>
      <Action isPossible={isPaused && hasNext} onPress={() => client.step()}>
        Step
      </Action>
      {SPEEDS.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === speed}
          onClick={() => client.setPace(isPaused, one)}
        >
          <span aria-hidden="true">×{one}</span>
          <span class="sr">{one === 1 ? 'Normal speed' : `${one} times the speed`}</span>
        </button>
      ))}
      <span class="spacer" />
      <Action isPossible={scenes.canUndo()} onPress={scenes.undo}>
        Undo
      </Action>
      <Action isPossible={scenes.canRedo} onPress={scenes.redo}>
        Redo
      </Action>
      <Action onPress={() => scenes.act({ action: 'restart', settings })}>Restart the macro</Action>
      <Action onPress={() => scenes.change(quietScene(macro, room, settings))}>Start over</Action>
      {isAtRest && !isPaused ? (
        <p class="hint">Time stands still until you do something: nothing happened for a while.</p>
      ) : null}
      {isStoryFull ? (
        <p class="hint">
          This was too much for a link or a test: they hold only the beginning. Start over to record again.
        </p>
      ) : null}
    </div>
  );
}

/** The latency, and a switch for each fault of the codec and its connection. */
export function FaultsForm({ view: { latency, faults }, onStep }: StepsProps): JSX.Element {
  const id = useId();
  return (
    <div class="card faults-form">
      <h3>Latency and faults</h3>
      <p class="field">
        <label for={id}>Latency: {latency} ms</label>
        <input
          id={id}
          type="range"
          min={MIN_LATENCY_MS}
          max={MAX_LATENCY_MS}
          step={5}
          value={latency}
          onChange={({ currentTarget: { value } }) => onStep({ action: 'latency', value })}
        />
      </p>
      <details>
        <summary>Faults of the codec and its connection ({faults.length} on)</summary>
        <div class="faults">
          {faultNames.map((name) => (
            <Switch
              key={name}
              label={name.charAt(0).toUpperCase() + name.slice(1)}
              isOn={faults.includes(name)}
              onChange={(isOn) => onStep({ action: isOn ? 'fault on' : 'fault off', value: name })}
            />
          ))}
        </div>
      </details>
    </div>
  );
}
