/** The page: what is chosen, and what is shown of it. */
import { useEffect, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { Download } from './download';
import type { InstallGuide } from './install-guide';
import { LiveRoom } from './live-room';
import { PageHeader } from './page-header';
import type { MacroName, Scene, SettingValues } from './protocol';
import type { RoomClient } from './room-client';
import { newScene, settingsAfter } from './scene';
import { ScreensForm } from './screens-form';
import { SettingsForm } from './settings-form';
import { fromFragment } from './share-link';

interface AppProps {
  readonly texts: Readonly<Record<MacroName, string>>;
  readonly guide: InstallGuide;
  readonly client: RoomClient;
  /** The scene that the client has opened. */
  readonly first: Scene;
}

export function App({ texts, guide, client, first }: AppProps): JSX.Element {
  const [{ macro, room, settings }, setChoice] = useState(() => choiceOf(first));
  const open = (scene: Scene): void => {
    setChoice(choiceOf(scene));
    client.open(scene, texts[scene.macro]);
  };
  const applySettings = (values: SettingValues): void => {
    setChoice({ macro, room, settings: values });
    client.act({ action: 'restart', settings: values });
  };

  useLinks(open);

  return (
    <>
      <PageHeader
        macro={macro}
        room={room}
        onChange={(next, nextRoom) => {
          open(newScene(next, nextRoom, next === macro ? settings : {}));
        }}
      />
      <main>
        <LiveRoom
          client={client}
          macro={macro}
          room={room}
          settings={settings}
          onStartOver={() => {
            open(newScene(macro, room, settings));
          }}
        >
          <aside class="choices" aria-label="Screens and settings">
            <ScreensForm
              room={room}
              onChange={(next) => {
                open(newScene(macro, next, settings));
              }}
            />
            <SettingsForm key={macro} macro={macro} values={settings} onChange={applySettings} />
          </aside>
          <Download
            macro={macro}
            room={room}
            settings={settings}
            text={texts[macro]}
            guide={guide}
            recording={() => client.recording()}
          />
        </LiveRoom>
      </main>
    </>
  );
}

/** Follows links that are opened in the window of the page: they change nothing but the fragment. */
function useLinks(open: (scene: Scene) => void): void {
  useEffect(() => {
    const follow = (): void => {
      const scene = fromFragment(location.hash);
      if (scene) open(scene);
    };
    addEventListener('hashchange', follow);
    return () => {
      removeEventListener('hashchange', follow);
    };
  }, []);
}

function choiceOf(scene: Scene): Pick<Scene, 'macro' | 'room' | 'settings'> {
  return { macro: scene.macro, room: scene.room, settings: settingsAfter(scene) };
}
