/** Everything that shows the running room. Only this is drawn again when something happens in it. */
import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { CallOutcomes, FaultsForm, PaceControls, PeopleControls } from './controls';
import { differenceOf } from './difference';
import { Action } from './fields';
import { Console, Timeline } from './history';
import { LoadForm } from './load-form';
import { verdictText } from './offered-macros';
import type { Line, RoomView } from './protocol';
import type { RoomClient, RoomUpdate } from './room-client';
import { Stage } from './stage';
import { MAX_LINES } from './story-limits';
import type { Scenes } from './use-scenes';

interface LiveRoomProps {
  readonly client: RoomClient;
  readonly scenes: Scenes;
  /** What comes between the room and its timeline. */
  readonly children: ComponentChildren;
}

export function LiveRoom({ client, scenes, children }: LiveRoomProps): JSX.Element {
  const { view, lines, entries, failure, count } = useRoom(client);
  const [isWith, setWith] = useState(true);
  return (
    <>
      <section class="room" aria-labelledby="room-title">
        <h2 id="room-title" class="sr">
          Your room
        </h2>
        <CodecLine scenes={scenes} />
        {failure === '' ? null : (
          <p class="verdict no" role="alert">
            {failure}
          </p>
        )}
        {view ? <Comparison view={view} isWith={isWith} onSwitch={setWith} /> : null}
        <div class="view">
          {view ? (
            <Room client={client} scenes={scenes} view={view} isWith={isWith} />
          ) : (
            <div class="wall" aria-busy="true" />
          )}
          <Console room={count} lines={lines} isWith={isWith} />
        </div>
      </section>
      {children}
      <section class="history" aria-labelledby="history-title">
        <h2 id="history-title">What happens in detail</h2>
        <Timeline room={count} lines={entries} />
        {view ? <FaultsForm view={view} onStep={scenes.act} /> : null}
      </section>
    </>
  );
}

/** Which codec it is, whether the macro works on it, and how to have one's own. */
function CodecLine({ scenes: { choice, move } }: Pick<LiveRoomProps, 'scenes'>): JSX.Element {
  const [isLoading, setLoading] = useState(false);
  const { kind, text } = verdictText(choice.macro, choice.room);
  return (
    <>
      <div class="codec-line">
        <p class={`verdict ${kind}`} role="status">
          {text}
        </p>
        <Action onPress={() => setLoading(!isLoading)}>Load from your codec</Action>
      </div>
      {isLoading ? <LoadForm room={choice.room} onChange={move} /> : null}
    </>
  );
}

interface ComparisonProps {
  readonly view: RoomView;
  readonly isWith: boolean;
  readonly onSwitch: (isWith: boolean) => void;
}

/** What the macro changes at this moment, and the switch that shows the room without it. */
function Comparison({ view, isWith, onSwitch }: ComparisonProps): JSX.Element {
  return (
    <div class="comparison">
      <p class="difference">{differenceOf(view, view.alone).join(' ')}</p>
      <button
        type="button"
        role="switch"
        class="macro-switch"
        aria-checked={isWith}
        onClick={() => onSwitch(!isWith)}
      >
        <span class="track" aria-hidden="true" />
        With the macro
      </button>
    </div>
  );
}

interface RoomProps extends Omit<LiveRoomProps, 'children'> {
  readonly view: RoomView;
  readonly isWith: boolean;
}

function Room({ client, scenes, view, isWith }: RoomProps): JSX.Element {
  const { macro, room } = scenes.choice;
  const look = isWith ? view : view.alone;
  return (
    <>
      <Stage look={look} isAlone={!isWith} onStep={scenes.act} />
      <PeopleControls view={view} look={look} isTeams={room.isTeams === true} onStep={scenes.act} />
      {macro === 'zoom-obtp-redialer' ? <CallOutcomes view={view} onStep={scenes.act} /> : null}
      <PaceControls client={client} scenes={scenes} view={view} />
    </>
  );
}

interface Shown {
  readonly view: RoomView | undefined;
  readonly lines: readonly Line[];
  readonly entries: readonly Line[];
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

function shownAfter(before: Shown, { view, news }: RoomUpdate): Shown {
  return {
    ...before,
    view,
    lines: joined(before.lines, news.lines),
    entries: joined(before.entries, news.entries),
    failure: '',
  };
}

/** The same list if nothing is added, so that it is not drawn again. */
function joined(before: readonly Line[], added: readonly Line[]): readonly Line[] {
  return added.length === 0 ? before : [...before, ...added].slice(-MAX_LINES);
}
