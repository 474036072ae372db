/** Everything that shows the running room. Only this is drawn again when something happens in it. */
import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { CallOutcomes } from './call-outcomes';
import { FaultsForm } from './faults-form';
import { Console, Timeline } from './history';
import { PaceControls } from './pace-controls';
import { PeopleControls } from './people-controls';
import type { ConsoleLine, MacroName, RoomView, SettingValues, Step, TimelineEntry } from './protocol';
import type { RoomClient, RoomUpdate } from './room-client';
import type { RoomChoice } from './room-choice';
import { Stage } from './stage';
import { TouchPanel } from './touch-panel';
import { Verdict } from './verdict';

interface LiveRoomProps {
  readonly client: RoomClient;
  readonly macro: MacroName;
  readonly room: RoomChoice;
  readonly settings: SettingValues;
  readonly onStartOver: () => void;
  /** What comes between the room and its history. */
  readonly children: ComponentChildren;
}

export function LiveRoom({ client, children, ...choice }: LiveRoomProps): JSX.Element {
  const { view, lines, entries, failure } = useRoom(client);
  const act = (step: Step): void => {
    client.act(step);
  };
  return (
    <>
      <section class="room" aria-labelledby="room-title">
        <h2 id="room-title">Your room</h2>
        <Verdict macro={choice.macro} room={choice.room} />
        {failure === '' ? null : (
          <p class="verdict no" role="alert">
            {failure}
          </p>
        )}
        {view ? (
          <Controls client={client} view={view} onStep={act} {...choice} />
        ) : (
          <div class="wall" aria-busy="true" />
        )}
      </section>
      {children}
      <section class="history" aria-labelledby="history-title">
        <h2 id="history-title">What happens</h2>
        <Console lines={lines} />
        <Timeline entries={entries} />
        {view ? <FaultsForm view={view} onStep={act} /> : null}
      </section>
    </>
  );
}

interface ControlsProps extends Omit<LiveRoomProps, 'children'> {
  readonly view: RoomView;
  readonly onStep: (step: Step) => void;
}

function Controls({ client, macro, settings, view, onStep, onStartOver }: ControlsProps): JSX.Element {
  return (
    <>
      <Stage view={view} onStep={onStep} />
      <div class="desk">
        <PeopleControls view={view} onStep={onStep} />
        <div class="table">
          <TouchPanel view={view} onStep={onStep} />
          {macro === 'zoom-obtp-redialer' ? <CallOutcomes view={view} onStep={onStep} /> : null}
        </div>
      </div>
      <PaceControls
        view={view}
        onPace={(isPaused, speed) => {
          client.setPace(isPaused, speed);
        }}
        onStep={() => {
          client.step();
        }}
        onRestart={() => {
          onStep({ action: 'restart', settings });
        }}
        onStartOver={onStartOver}
      />
    </>
  );
}

interface Shown {
  readonly view: RoomView | undefined;
  readonly lines: readonly ConsoleLine[];
  readonly entries: readonly TimelineEntry[];
  readonly failure: string;
}

const NOTHING: Shown = { view: undefined, lines: [], entries: [], failure: '' };
const KEPT_LINES = 200;

function useRoom(client: RoomClient): Shown {
  const [shown, setShown] = useState(NOTHING);
  // Before the next message of the room can arrive.
  useLayoutEffect(() => {
    client.onUpdate = (update) => {
      setShown((before) => shownAfter(update.isNew ? NOTHING : before, update));
    };
    client.onFailure = (failure) => {
      setShown((before) => ({ ...before, failure }));
    };
  }, [client]);
  return shown;
}

function shownAfter(before: Shown, { view, lines, entries }: RoomUpdate): Shown {
  return {
    view,
    lines: joined(before.lines, lines),
    entries: joined(before.entries, entries),
    failure: '',
  };
}

/** The same list if nothing is added, so that it is not drawn again. */
function joined<T>(before: readonly T[], added: readonly T[]): readonly T[] {
  return added.length === 0 ? before : [...before, ...added].slice(-KEPT_LINES);
}
