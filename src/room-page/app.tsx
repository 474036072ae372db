/** The page: what is chosen, and what is shown of it. */
import type { JSX } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { Download } from './download';
import { Select } from './fields';
import type { InstallGuide } from './install-guide';
import { LiveRoom } from './live-room';
import { macroNamed, macroNames } from './offered-macros';
import type { ProjectInfo } from './project-info';
import type { MacroName, Scene } from './protocol';
import type { RoomClient } from './room-client';
import { CodecForm, ScreensForm } from './room-form';
import { openingScene } from './scene';
import { SettingsForm } from './settings-form';
import { useScenes } from './use-scenes';
import type { Scenes, SceneSource } from './use-scenes';

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
  const scenes = useScenes(client, texts, first, source);
  const { macro, settings, room } = scenes.choice;
  return (
    <>
      <PageHeader scenes={scenes} />
      <main>
        <LiveRoom client={client} scenes={scenes}>
          <section class="choices" aria-labelledby="choices-title">
            <h2 id="choices-title">Your codec and its screens</h2>
            <CodecForm room={room} onChange={scenes.move} />
            <ScreensForm room={room} onChange={scenes.move} />
            <SettingsForm key={macro} macro={macro} values={settings} onChange={scenes.set} />
          </section>
          <Download
            key={macro}
            choice={scenes.choice}
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

function PageHeader({ scenes }: { readonly scenes: Scenes }): JSX.Element {
  const { macro, room } = scenes.choice;
  return (
    <header>
      <div>
        <h1>Try it in your room</h1>
        <p class="lead">
          A simulated codec runs the file that you download.{' '}
          <span class="summary">{macroNamed(macro).summary}</span>
        </p>
      </div>
      <Select
        label="Macro"
        value={macro}
        options={macroNames.map((name) => [name, macroNamed(name).title])}
        onChange={(next) => scenes.change(openingScene(next, room, {}))}
      />
      <p class="problem" role="alert">
        {scenes.problem}
      </p>
    </header>
  );
}

/** What this page is, and what it is not. */
function Footer({ macro, project }: Pick<AppProps, 'project'> & { readonly macro: MacroName }): JSX.Element {
  const { license, repository } = project;
  return (
    <footer>
      <p>
        <strong>Simulated.</strong> The codec, the calls and the screens on this page are simulated, from
        Cisco's published schemas and from what real codecs reported. The macro has not been tried on a
        physical codec yet.
      </p>
      <p>
        Version {macroNamed(macro).version}, license {license}
        {!repository.startsWith('https://') ? null : (
          <>
            , <a href={repository}>sources and documentation</a>
          </>
        )}
        . This page loads nothing and sends nothing.
      </p>
    </footer>
  );
}
