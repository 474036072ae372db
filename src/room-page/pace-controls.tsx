/** How fast time passes in the room, undoing, and starting over. */
import type { JSX } from 'preact';
import { Action } from './fields';
import type { RoomActions } from './live-room';
import type { RoomView } from './protocol';

type PaceActions = Omit<RoomActions, 'onStep'>;

interface PaceControlsProps extends PaceActions {
  readonly view: RoomView;
  readonly onPace: (isPaused: boolean, speed: number) => void;
  readonly onNext: () => void;
}

const SPEEDS = [1, 10];

export function PaceControls(props: PaceControlsProps): JSX.Element {
  const { view, onPace, onNext, canUndo, onUndo, canRedo, onRedo, onRestart, onStartOver } = props;
  const { isPaused, speed, hasNext, isAtRest, isStoryFull } = view;
  return (
    <div class="pace" role="group" aria-label="Time">
      <Action onPress={() => onPace(!isPaused, speed)}>{isPaused ? 'Resume' : 'Pause'}</Action>
      <Action isPossible={isPaused && hasNext} onPress={onNext}>
        Step
      </Action>
      {SPEEDS.map((one) => (
        <button key={one} type="button" aria-pressed={one === speed} onClick={() => onPace(isPaused, one)}>
          <span aria-hidden="true">×{one}</span>
          <span class="sr">{one === 1 ? 'Normal speed' : `${one} times the speed`}</span>
        </button>
      ))}
      <span class="spacer" />
      <Action isPossible={canUndo()} onPress={onUndo}>
        Undo
      </Action>
      <Action isPossible={canRedo} onPress={onRedo}>
        Redo
      </Action>
      <Action onPress={onRestart}>Restart the macro</Action>
      <Action onPress={onStartOver}>Start over</Action>
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
