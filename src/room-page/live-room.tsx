/** Everything that shows the running room. Only this is drawn again when something happens in it. */
import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { CallOutcomes } from './call-outcomes';
import { Comparison } from './comparison';
import { FaultsForm } from './faults-form';
import { Console, Timeline } from './history';
import { PaceControls } from './pace-controls';
import { PeopleControls } from './people-controls';
import type { ConsoleLine, MacroName, RoomView, Step, TimelineEntry } from './protocol';
import type { RoomClient, RoomUpdate } from './room-client';
import type { RoomChoice } from './room-choice';
import { Stage } from './stage';
import { MAX_LINES } from './story-limits';
import { TouchPanel } from './touch-panel';
import { Verdict } from './verdict';

export interface RoomActions {
  readonly onStep: (step: Step) => void;
  readonly onRestart: () => void;
  readonly onStartOver: () => void;
  readonly canUndo: () => boolean;
  readonly onUndo: () => void;
  readonly canRedo: boolean;
  readonly onRedo: () => void;
}

interface LiveRoomProps extends RoomActions {
  readonly client: RoomClient;
  readonly macro: MacroName;
  readonly room: RoomChoice;
  /** What comes between the room and its timeline. */
  readonly children: ComponentChildren;
}

export function LiveRoom({ client, macro, room, children, ...actions }: LiveRoomProps): JSX.Element {
  const { view, lines, entries, failure, count } = useRoom(client);
  return (
    <>
      <section class="room" aria-labelledby="room-title">
        <h2 id="room-title" class="sr">
          Your room
        </h2>
        <Verdict macro={macro} room={room} />
        {failure === '' ? null : (
          <p class="verdict no" role="alert">
            {failure}
          </p>
        )}
        {view ? (
          <Controls
            client={client}
            view={view}
            hasOutcomes={macro === 'zoom-obtp-redialer'}
            isTeams={room.isTeams === true}
            {...actions}
          />
        ) : (
          <div class="wall" aria-busy="true" />
        )}
        <Console room={count} lines={lines} />
      </section>
      {children}
      <section class="history" aria-labelledby="history-title">
        <h2 id="history-title">What happens in detail</h2>
        <Timeline room={count} entries={entries} />
        {view ? <FaultsForm view={view} onStep={actions.onStep} /> : null}
      </section>
    </>
  );
}

interface ControlsProps extends RoomActions {
  readonly client: RoomClient;
  readonly view: RoomView;
  readonly hasOutcomes: boolean;
  readonly isTeams: boolean;
}

function Controls({ client, view, hasOutcomes, isTeams, ...actions }: ControlsProps): JSX.Element {
  const [isWith, setWith] = useState(true);
  const { onStep } = actions;
  const look = isWith ? view : view.alone;
  return (
    <>
      <Comparison view={view} isWith={isWith} onSwitch={setWith} />
      <Stage look={look} isAlone={!isWith} onStep={onStep} />
      <div class="desk">
        <PeopleControls view={view} look={look} isTeams={isTeams} onStep={onStep} />
        <TouchPanel look={look} onStep={onStep} />
      </div>
      {hasOutcomes ? <CallOutcomes view={view} onStep={onStep} /> : null}
      <PaceControls
        {...actions}
        view={view}
        onPace={(isPaused, speed) => client.setPace(isPaused, speed)}
        onNext={() => client.step()}
      />
    </>
  );
}

interface Shown {
  readonly view: RoomView | undefined;
  readonly lines: readonly ConsoleLine[];
  readonly entries: readonly TimelineEntry[];
  readonly failure: string;
  /** How many rooms there were: each has lists of its own. */
  readonly count: number;
}

const NOTHING: Shown = { view: undefined, lines: [], entries: [], failure: '', count: 0 };

function useRoom(client: RoomClient): Shown {
  const [shown, setShown] = useState(NOTHING);
  // Before the next message of the room can arrive.
  useLayoutEffect(() => {
    client.onUpdate = (update) => {
      setShown((before) =>
        shownAfter(update.isNew ? { ...NOTHING, count: before.count + 1 } : before, update),
      );
    };
    client.onFailure = (failure) => setShown((before) => ({ ...before, failure }));
  }, [client]);
  return shown;
}

function shownAfter(before: Shown, { view, lines, entries }: RoomUpdate): Shown {
  return {
    ...before,
    view,
    lines: joined(before.lines, lines),
    entries: joined(before.entries, entries),
    failure: '',
  };
}

/** The same list if nothing is added, so that it is not drawn again. */
function joined<T>(before: readonly T[], added: readonly T[]): readonly T[] {
  return added.length === 0 ? before : [...before, ...added].slice(-MAX_LINES);
}
