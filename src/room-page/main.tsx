/** The start of the page: it reads what the build has put into it, starts the room, and draws itself. */
import { render } from 'preact';
import { App } from './app';
import type { InstallGuide } from './install-guide';
import type { MacroName } from './protocol';
import { RoomClient } from './room-client';
import type { ProjectInfo } from './project-info';
import { firstScene } from './scene';
import { fromFragment } from './share-link';

/** The data in an element that the build has made. */
function dataIn(id: string): unknown {
  return JSON.parse(document.getElementById(id)?.textContent ?? 'null');
}

const root = document.getElementById('page');
if (root) {
  /** The built files of the macros, in their module form. */
  const texts = dataIn('macros') as Readonly<Record<MacroName, string>>;
  const linked = fromFragment(location.hash);
  const first = linked ?? firstScene();
  // The room starts while the page is drawn.
  const client = new RoomClient(String(dataIn('room-worker')));
  client.open(first, texts[first.macro] ?? '');
  const guide = dataIn('install-guide') as InstallGuide;
  const project = dataIn('project') as ProjectInfo;
  const source = linked ? 'link' : location.hash === '' ? 'page' : 'unreadable link';
  render(<App {...{ texts, guide, project, client, first, source }} />, root);
}
