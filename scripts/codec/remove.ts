/** `remove`: removes macros from a codec, and resets what they changed: the button, the roles, Video Monitors. */
import { BUTTON } from '../../src/presentation-screen-switcher/button';
import { explain, Interrupted, isNoMatch } from './errors';
import { contentOf, installedMacros, listIn, textAt } from './installed';
import { isOurs, SWITCHER } from './macros';
import type { Macro } from './macros';
import type { Row } from './rows';
import type { Session, Work } from './session';

export interface RemoveOptions {
  readonly macros: readonly Macro[];
  readonly isForced: boolean;
  readonly isDryRun: boolean;
}

/** A configuration to reset to the product's default. */
interface Reset {
  readonly path: string;
  readonly value: string;
}

export function remove(options: RemoveOptions): Work {
  return {
    isChanging: !options.isDryRun,
    macros: options.macros.map(({ name }) => name),
    run: (session) => removeFrom(session, options),
  };
}

async function removeFrom(session: Session, options: RemoveOptions): Promise<readonly Row[]> {
  const { connection, say, row, step } = session;
  say('reading the installed macros');
  const installed = await installedMacros(connection);
  const rows: Row[] = [];
  const names: string[] = [];
  const resets: Reset[] = [];
  for (const { name } of options.macros) {
    if (!installed.some((one) => one.name === name)) {
      rows.push(row(name, 'absent', 'not installed'));
      continue;
    }
    const text = await contentOf(connection, name);
    if (!isOurs(name, text) && !options.isForced) {
      rows.push(row(name, 'failed', 'another macro of this name is on the codec (--force removes it)'));
      continue;
    }
    names.push(name);
    if (name === SWITCHER && isOurs(name, text)) resets.push(...(await resetsAfter(session, text)));
  }
  const back = resets.map(({ path, value }) => `${path.replace('Configuration ', '')} = ${value}`);
  const message = back.length > 0 ? `reset: ${back.join(', ')}` : '';
  if (options.isDryRun) {
    const rest = names.map((name) => row(name, 'would remove', name === SWITCHER ? message : ''));
    return [...rows, ...rest];
  }
  if (names.length === 0) return rows;
  for (const name of names) {
    say(`removing ${name}`);
    await step(`removed ${name}`, () => connection.command('Macros Macro Remove', { Name: name }));
  }
  await restart(session);
  if (names.includes(SWITCHER)) await removeButton(session);
  for (const { path, value } of resets) await step(`set ${path} back`, () => connection.set(path, value));
  return [...rows, ...names.map((name) => row(name, 'removed', name === SWITCHER ? message : ''))];
}

/** A removed macro runs until the runtime restarts. With Macros Mode Off nothing runs, and no restart is possible. */
async function restart({ connection, say, step }: Session): Promise<void> {
  if ((await connection.get('Configuration Macros Mode')) !== 'On') return;
  say('restarting the macro runtime');
  await step('restarted the macro runtime', () => connection.command('Macros Runtime Restart'));
}

/** Most codecs accept the removal of a panel that does not exist; some reject it. The result is the same. */
async function removeButton({ connection, say, step }: Session): Promise<void> {
  try {
    await step('removed the button', () =>
      connection.command('UserInterface Extensions Panel Remove', { PanelId: BUTTON }),
    );
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    say(`no button to remove (${explain(error)})`);
  }
}

/** What the switcher has set: the roles First and Second, and Video Monitors. */
async function resetsAfter({ connection, identity }: Session, text: string): Promise<readonly Reset[]> {
  const { profile } = identity.known ?? {};
  if (!profile) return [];
  const resets: Reset[] = [];
  const outputs = await readList(connection.get('Configuration Video Output Connector'));
  for (const output of outputs) {
    const [id, role] = [Number(textAt(output, 'id')), textAt(output, 'MonitorRole')];
    const preset = profile.presets?.[id] ?? 'Auto';
    const isOfMacro = role === 'First' || role === 'Second';
    if (isOfMacro && profile.roles[id] && role !== preset) {
      resets.push({ path: `Configuration Video Output Connector ${id} MonitorRole`, value: preset });
    }
  }
  const setsMonitors = !/^var setVideoMonitors = false;$/m.test(text);
  if (!setsMonitors || profile.monitors.length === 0) return resets;
  const monitors = await connection.get('Configuration Video Monitors');
  if (monitors === 'DualPresentationOnly')
    resets.push({ path: 'Configuration Video Monitors', value: 'Auto' });
  return resets;
}

async function readList(answer: Promise<unknown>): Promise<readonly unknown[]> {
  try {
    return listIn({ list: await answer }, 'list');
  } catch (error) {
    if (isNoMatch(error)) return [];
    throw error;
  }
}
