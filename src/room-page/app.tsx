/** The page: what is chosen, and what is shown of it. */
import type { JSX } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { CodecForm } from './codec-form';
import { Download } from './download';
import { Footer } from './footer';
import type { InstallGuide } from './install-guide';
import { LiveRoom } from './live-room';
import { PageHeader } from './page-header';
import type { ProjectInfo } from './project-info';
import type { MacroName, Scene } from './protocol';
import type { RoomClient } from './room-client';
import { openingScene, quietScene } from './scene';
import { ScreensForm } from './screens-form';
import { SettingsForm } from './settings-form';
import { useScenes } from './use-scenes';
import type { SceneSource } from './use-scenes';

interface AppProps {
  readonly texts: Readonly<Record<MacroName, string>>;
  readonly guide: InstallGuide;
  readonly project: ProjectInfo;
  readonly client: RoomClient;
  /** The scene that the client has opened. */
  readonly first: Scene;
  readonly source: SceneSource;
}

export function App({ texts, guide, project, client, first, source }: AppProps): JSX.Element {
  const [ready, setReady] = useState('');
  useLayoutEffect(() => {
    client.onReady = setReady;
  }, [client]);
  const room = useScenes(client, texts, first, source);
  const { macro, settings, room: choice } = room.choice;
  return (
    <>
      <PageHeader
        macro={macro}
        problem={room.problem}
        onChange={(next) => room.change(openingScene(next, choice, {}))}
      />
      <main>
        <LiveRoom
          client={client}
          macro={macro}
          room={choice}
          canUndo={room.canUndo}
          onUndo={room.undo}
          canRedo={room.canRedo}
          onRedo={room.redo}
          onStep={room.act}
          onRestart={() => room.act({ action: 'restart', settings })}
          onStartOver={() => room.change(quietScene(macro, choice, settings))}
        >
          <section class="choices" aria-labelledby="choices-title">
            <h2 id="choices-title">Your codec and its screens</h2>
            <CodecForm room={choice} onChange={room.move} />
            <ScreensForm room={choice} onChange={room.move} />
            <SettingsForm key={macro} macro={macro} values={settings} onChange={room.set} />
          </section>
          <Download
            key={macro}
            macro={macro}
            room={choice}
            settings={settings}
            text={texts[macro] ?? ''}
            guide={guide}
            ready={ready}
            homepage={project.homepage}
            recording={() => client.recording()}
          />
        </LiveRoom>
      </main>
      <Footer macro={macro} project={project} />
    </>
  );
}
