import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { Console, Timeline } from './history';
import { MacroChoice, RoomForm } from './room-form';
import { PaceControls } from './pace-controls';
import { PeopleControls } from './people-controls';
import type { ConsoleLine, MacroName, RoomView, Scene, SettingValues, Step, TimelineEntry } from './protocol';
import { RoomClient } from './room-client';
import { usualRoom } from './room-choice';
import type { RoomChoice } from './room-choice';
import { SettingsForm } from './settings-form';
import { fromFragment } from './share-link';
import { Stage } from './stage';
import { TakeHome } from './take-home';
import { TouchPanel } from './touch-panel';
import { Troubles } from './troubles';
import { Verdict } from './verdict';

interface AppProps {
  readonly texts: Readonly<Record<MacroName, string>>;
  /** The text of the worker's script. */
  readonly worker: string;
  readonly fragment: string;
}

interface Past {
  readonly lines: readonly ConsoleLine[];
  readonly entries: readonly TimelineEntry[];
}

const FIRST_PRODUCT = 'brooklyn';
const KEPT_LINES = 200;
const NO_PAST: Past = { lines: [], entries: [] };

function newScene(macro: MacroName, room: RoomChoice, settings: SettingValues): Scene {
  return { macro, room, settings, story: [], rest: 0 };
}

/** The settings that the macro runs with at the end of a story. */
function settingsAfter({ settings, story }: Scene): SettingValues {
  return story.reduce((so, step) => step.settings ?? so, settings);
}

export function App({ texts, worker, fragment }: AppProps): JSX.Element {
  const first = useMemo(
    () => fromFragment(fragment) ?? newScene('presentation-screen-switcher', usualRoom(FIRST_PRODUCT), {}),
    [fragment],
  );
  const [macro, setMacro] = useState(first.macro);
  const [room, setRoom] = useState(first.room);
  const [settings, setSettings] = useState(() => settingsAfter(first));
  const [view, setView] = useState<RoomView>();
  const [past, setPast] = useState(NO_PAST);
  const client = useRef<RoomClient>(undefined);

  useEffect(() => {
    client.current = new RoomClient(worker, ({ view: next, lines, entries, isNew }) => {
      setView(next);
      setPast((before) => joined(isNew ? NO_PAST : before, { lines, entries }));
    });
    client.current.open(first, texts[first.macro]);
  }, [worker, first, texts]);

  const open = (scene: Scene): void => {
    setMacro(scene.macro);
    setRoom(scene.room);
    setSettings(scene.settings);
    client.current?.open(scene, texts[scene.macro]);
  };
  const act = (step: Step): void => {
    client.current?.act(step);
  };
  const applySettings = (values: SettingValues): void => {
    setSettings(values);
    act({ action: 'restart', settings: values });
  };

  return (
    <>
      <header class="top">
        <div>
          <p class="eyebrow">Macros for Cisco room devices</p>
          <h1>Try it in your room</h1>
          <p class="lead">
            The macro below is the file that you would install. It runs here, on a simulated codec, in a room
            like yours.
          </p>
        </div>
        <MacroChoice
          macro={macro}
          onChange={(next) => {
            open(newScene(next, room, {}));
          }}
        />
      </header>
      <main>
        <section class="room" aria-labelledby="room-title">
          <h2 id="room-title">The room</h2>
          <Verdict macro={macro} room={room} />
          {view ? <Stage view={view} onStep={act} /> : <div class="wall" aria-busy="true" />}
          <div class="desk">
            {view ? <PeopleControls view={view} onStep={act} /> : null}
            {view ? <TouchPanel view={view} onStep={act} /> : null}
          </div>
          {view ? (
            <PaceControls
              view={view}
              onPace={(isPaused, speed) => client.current?.setPace(isPaused, speed)}
              onStep={() => client.current?.step()}
              onRestart={() => {
                act({ action: 'restart', settings });
              }}
              onStartOver={() => {
                open(newScene(macro, room, settings));
              }}
            />
          ) : null}
        </section>
        <aside class="choices" aria-label="Configure">
          <RoomForm
            room={room}
            onChange={(next) => {
              open(newScene(macro, next, settings));
            }}
          />
          <SettingsForm key={macro} macro={macro} values={settings} onChange={applySettings} />
        </aside>
        <TakeHome
          macro={macro}
          room={room}
          settings={settings}
          text={texts[macro]}
          isStoryFull={view?.isStoryFull ?? false}
          told={() => client.current?.told()}
        />
        <section class="history" aria-labelledby="history-title">
          <h2 id="history-title">What happens</h2>
          <Console lines={past.lines} />
          <Timeline entries={past.entries} />
          {view ? <Troubles view={view} macro={macro} onStep={act} /> : null}
        </section>
      </main>
    </>
  );
}

function joined(before: Past, news: Past): Past {
  return {
    lines: [...before.lines, ...news.lines].slice(-KEPT_LINES),
    entries: [...before.entries, ...news.entries].slice(-KEPT_LINES),
  };
}
