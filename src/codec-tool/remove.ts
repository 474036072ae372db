/** `remove`: removes macros from a codec, and resets what they changed: the button, the roles, Video Monitors. */
import { BUTTON } from '../presentation-screen-switcher/button';
import { keptSettings } from './built-macro';
import { listIn, textAt } from './connection';
import { keepCopy, refusalFor } from './deploy';
import { explain, RefusedError } from './errors';
import { foundAs, IN_CALL, installedMacros, isInCall, readIfThere, restart } from './macro-runtime';
import type { Found } from './macro-runtime';
import { SWITCHER } from './macros';
import type { Macro } from './macros';
import type { Given } from './options';
import type { Row } from './rows';
import type { Session, Work } from './run';
import { outside } from './secrets';

/** A configuration to reset to the product's default. */
interface Reset {
  readonly path: string;
  readonly value: string;
}

interface RemoveOptions extends Given {
  readonly macros: readonly Macro[];
}

export function remove(options: RemoveOptions): Work {
  return {
    isChanging: options.dryRun !== true,
    macros: options.macros.map(({ name }) => name),
    run: (session) => removeFrom(session, options),
    ...(options.dryRun ? {} : { preview: remove({ ...options, dryRun: true }) }),
  };
}

async function removeFrom(session: Session, options: RemoveOptions): Promise<readonly Row[]> {
  const { connection, say, row } = session;
  say('reading the installed macros');
  const installed = await installedMacros(connection);
  const rows: Row[] = [];
  const chosen: Found[] = [];
  const resets: Reset[] = [];
  for (const macro of options.macros) {
    const found = await foundAs(connection, macro.name, installed);
    if (found.length === 0) rows.push(row(macro.name, 'absent', 'not installed'));
    const refusals = found.map((one) => refusalFor(macro, one, options, 'removes'));
    const removable = found.filter((_, index) => refusals[index] === undefined);
    chosen.push(...removable);
    for (const [index, refusal] of refusals.entries())
      if (refusal !== undefined) rows.push(row(outside(found[index]?.name ?? ''), 'failed', refusal));
    const ours = removable.find(({ header }) => header?.name === macro.name);
    if (macro.name === SWITCHER && ours) resets.push(...(await resetsAfter(session, macro, ours.text)));
  }
  const isOn = chosen.length > 0 && (await connection.get('Configuration Macros Mode')) === 'On';
  const isBusy = isOn && !options.duringCalls && (await isInCall(session));
  const back = resets.map(({ path, value }) => `${path.replace('Configuration ', '')} = ${value}`);
  const isLater = isBusy && !options.dryRun;
  if (!options.dryRun && !isLater && chosen.length > 0)
    await carryOut(session, chosen, resets, isOn, options.backup);
  const result = isLater ? 'later' : options.dryRun ? 'would remove' : 'removed';
  const toRow = ({ name }: Found): Row => {
    const reset = name.includes(SWITCHER) && back.length > 0 && !isLater ? [`reset: ${back.join(', ')}`] : [];
    return row(outside(name), result, [...reset, ...(isBusy ? [IN_CALL] : [])].join('; '));
  };
  return [...rows, ...chosen.map(toRow)];
}

async function carryOut(
  session: Session,
  chosen: readonly Found[],
  resets: readonly Reset[],
  isOn: boolean,
  backup: string | undefined,
): Promise<void> {
  const { connection, io, say, step } = session;
  for (const { name, text } of chosen) {
    if (backup !== undefined) keepCopy(session, io.clock.now(), backup, name, text);
    say(`deactivating ${name}`);
    await step(`deactivated ${name}`, () => connection.command('Macros Macro Deactivate', { Name: name }));
  }
  // A deactivated macro runs until the runtime restarts. With Macros Mode Off nothing runs, and no restart is possible.
  if (isOn) await restart(session);
  if (chosen.some(({ name }) => name.includes(SWITCHER))) await removeButton(session);
  for (const { path, value } of resets) await step(`set ${path} back`, () => connection.set(path, value));
  // Last, because the next run does the rest only for a macro that is there.
  for (const { name } of chosen) {
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
    if (!(error instanceof RefusedError)) throw error;
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
  const outputs = listIn(
    { list: await readIfThere(connection, 'Configuration Video Output Connector') },
    'list',
  );
  for (const output of outputs) {
    const [id, role] = [Number(textAt(output, 'id')), textAt(output, 'MonitorRole')];
    const preset = profile?.presets?.[id] ?? 'Auto';
    const isOfMacro = role === 'First' || role === 'Second';
    if (isOfMacro && (!profile || profile.roles[id]) && role !== preset) {
      resets.push({ path: `Configuration Video Output Connector ${id} MonitorRole`, value: preset });
    }
  }
  const setsMonitors = keptSettings(macro.declared, text).settings['setVideoMonitors'] !== 'false';
  if (!setsMonitors || profile?.monitors.length === 0) return resets;
  const monitors = await readIfThere(connection, 'Configuration Video Monitors');
  if (monitors === 'DualPresentationOnly')
    resets.push({ path: 'Configuration Video Monitors', value: 'Auto' });
  return resets;
}
