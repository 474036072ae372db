/** `remove`: removes macros from a codec, and resets what they changed: the button, the roles, Video Monitors. */
import { BUTTON } from '../../src/presentation-screen-switcher/button';
import { explain, isAnswer, isNoMatch } from './errors';
import { contentOf, copiesOf, installedMacros, listIn, textAt } from './installed';
import type { Installed } from './installed';
import { keptSettings } from './kept-settings';
import { isOurs, SWITCHER } from './macros';
import type { Macro } from './macros';
import { restart } from './restart';
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
  const { say, row } = session;
  say('reading the installed macros');
  const installed = await installedMacros(session.connection);
  const rows: Row[] = [];
  const names: string[] = [];
  const resets: Reset[] = [];
  for (const macro of options.macros) {
    const found = await foundAs(session, macro.name, installed);
    if (found.length === 0) rows.push(row(macro.name, 'absent', 'not installed'));
    for (const { name, text } of found) {
      if (isOurs(macro.name, text) || options.isForced) names.push(name);
      else rows.push(row(name, 'failed', 'another macro of this name is on the codec (--force removes it)'));
    }
    const ours = found.find(({ text }) => isOurs(macro.name, text));
    if (macro.name === SWITCHER && ours) resets.push(...(await resetsAfter(session, macro, ours.text)));
  }
  const back = resets.map(({ path, value }) => `${path.replace('Configuration ', '')} = ${value}`);
  const message = back.length > 0 ? `reset: ${back.join(', ')}` : '';
  if (!options.isDryRun && names.length > 0) await carryOut(session, names, resets);
  const result = options.isDryRun ? 'would remove' : 'removed';
  return [...rows, ...names.map((name) => row(name, result, name.includes(SWITCHER) ? message : ''))];
}

/** A macro on the codec under its name, and under others, each with its text. */
async function foundAs(
  { connection }: Session,
  macro: string,
  installed: readonly Installed[],
): Promise<readonly { readonly name: string; readonly text: string }[]> {
  const copies = await copiesOf(connection, macro, installed);
  if (!installed.some(({ name }) => name === macro)) return copies;
  return [{ name: macro, text: await contentOf(connection, macro) }, ...copies];
}

async function carryOut(session: Session, names: readonly string[], resets: readonly Reset[]): Promise<void> {
  const { connection, say, step } = session;
  for (const name of names) {
    say(`deactivating ${name}`);
    await step(`deactivated ${name}`, () => connection.command('Macros Macro Deactivate', { Name: name }));
  }
  // A deactivated macro runs until the runtime restarts. With Macros Mode Off nothing runs, and no restart is possible.
  if ((await connection.get('Configuration Macros Mode')) === 'On') await restart(session);
  if (names.some((name) => name.includes(SWITCHER))) await removeButton(session);
  for (const { path, value } of resets) await step(`set ${path} back`, () => connection.set(path, value));
  // Last, because the next run does the rest only for a macro that is there.
  for (const name of names) {
    say(`removing ${name}`);
    await step(`removed ${name}`, () => connection.command('Macros Macro Remove', { Name: name }));
  }
}

/** Most codecs accept the removal of a panel that does not exist; some reject it. The result is the same. */
async function removeButton({ connection, say, step }: Session): Promise<void> {
  try {
    await step('removed the button', () =>
      connection.command('UserInterface Extensions Panel Remove', { PanelId: BUTTON }),
    );
  } catch (error) {
    if (!isAnswer(error)) throw error;
    say(`no button to remove (${explain(error)})`);
  }
}

/** What the switcher has set: the roles First and Second, and Video Monitors. The default of unknown products is Auto. */
async function resetsAfter(
  { connection, identity }: Session,
  macro: Macro,
  text: string,
): Promise<readonly Reset[]> {
  const { profile } = identity.known ?? {};
  const resets: Reset[] = [];
  const outputs = await readList(connection.get('Configuration Video Output Connector'));
  for (const output of outputs) {
    const [id, role] = [Number(textAt(output, 'id')), textAt(output, 'MonitorRole')];
    const preset = profile?.presets?.[id] ?? 'Auto';
    const isOfMacro = role === 'First' || role === 'Second';
    if (isOfMacro && (!profile || profile.roles[id]) && role !== preset) {
      resets.push({ path: `Configuration Video Output Connector ${id} MonitorRole`, value: preset });
    }
  }
  const setsMonitors = keptSettings(macro, text).settings['setVideoMonitors'] !== 'false';
  if (!setsMonitors || profile?.monitors.length === 0) return resets;
  const [monitors] = await readList(connection.get('Configuration Video Monitors'));
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
