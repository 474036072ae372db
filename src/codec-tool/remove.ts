/** `remove`: removes macros from a codec, and resets what they changed: the button, the roles, Video Monitors. */
import { BUTTON } from '../presentation-screen-switcher/button';
import { readIfThere } from './connection';
import { keptSettings, SWITCHER } from './deployable';
import type { Macro } from './deployable';
import { explain, listIn, outside, textAt, unlessRefused } from './explain';
import { keepCopy, macrosOn, noteOnCall, refusalFor } from './macro-runtime';
import type { Found } from './macro-runtime';
import type { Row, Session } from './run';

type Reset = readonly [path: string, value: string];

export async function remove(session: Session): Promise<readonly Row[]> {
  const { given, row } = session;
  const { isOn, chosen: presences } = await macrosOn(session);
  const rows: Row[] = [];
  const chosen: Found[] = [];
  const resets: Reset[] = [];
  for (const { macro, there, copies } of presences) {
    const found = there ? [there, ...copies] : copies;
    if (found.length === 0) rows.push(row(macro.name, 'absent', 'not installed'));
    for (const one of found) {
      const refusal = refusalFor(macro, one, given, 'removes');
      if (refusal === undefined) chosen.push(one);
      else rows.push(row(outside(one.name), 'failed', refusal));
    }
    const ours = chosen.find(({ header }) => header?.name === macro.name);
    if (macro.name === SWITCHER && ours) resets.push(...(await resetsAfter(session, macro, ours.text)));
  }
  if (chosen.length === 0) return rows;
  const inCall = isOn ? await noteOnCall(session) : '';
  const isLater = inCall !== '' && !given.dryRun;
  if (!given.dryRun && !isLater) await carryOut(session, chosen, resets, isOn);
  const result = isLater ? 'later' : given.dryRun ? 'would remove' : 'removed';
  const back = resets.map(([path, value]) => `${path.replace('Configuration ', '')} = ${value}`);
  const toRow = ({ name }: Found): Row => {
    const reset = name.includes(SWITCHER) && back.length > 0 && !isLater ? `reset: ${back.join(', ')}` : '';
    return row(outside(name), result, [reset, inCall].filter(Boolean).join('; '));
  };
  return [...rows, ...chosen.map(toRow)];
}

async function carryOut(
  session: Session,
  chosen: readonly Found[],
  resets: readonly Reset[],
  isOn: boolean,
): Promise<void> {
  const { connection, say, step } = session;
  for (const { name, text } of chosen) {
    keepCopy(session, name, text);
    await step(`deactivating ${name}`, connection.command('Macros Macro Deactivate', { Name: name }));
  }
  // A deactivated macro runs until the runtime restarts. With Macros Mode Off nothing runs, and no restart is possible.
  if (isOn) await step('restarting the macro runtime', connection.command('Macros Runtime Restart'));
  if (chosen.some(({ name }) => name.includes(SWITCHER))) {
    const panel = { PanelId: BUTTON };
    const removed = step(
      'removing the button',
      connection.command('UserInterface Extensions Panel Remove', panel),
    );
    // Most codecs accept the removal of a panel that does not exist; some reject it. The result is the same.
    await unlessRefused(removed, (error) => say(`no button to remove (${explain(error)})`));
  }
  for (const [path, value] of resets) await step(`resetting ${path}`, connection.set(path, value));
  // Last, because the next run does the rest only for a macro that is there.
  for (const { name } of chosen)
    await step(`removing ${name}`, connection.command('Macros Macro Remove', { Name: name }));
}

/** What the switcher has set: the roles First and Second, and Video Monitors. The default of unknown products is Auto. */
async function resetsAfter(
  { connection, identity }: Session,
  macro: Macro,
  text: string,
): Promise<readonly Reset[]> {
  const { profile } = identity.known ?? {};
  const resets: Reset[] = [];
  const outputs = await readIfThere(connection, 'Configuration Video Output Connector');
  for (const output of listIn({ outputs }, 'outputs')) {
    const [id, role] = [Number(textAt(output, 'id')), textAt(output, 'MonitorRole')];
    const value = profile?.presets?.[id] ?? 'Auto';
    const isOfMacro = role === 'First' || role === 'Second';
    if (isOfMacro && (!profile || profile.roles[id]) && role !== value)
      resets.push([`Configuration Video Output Connector ${id} MonitorRole`, value]);
  }
  const setsMonitors = keptSettings(macro.declared, text).settings['setVideoMonitors'] !== 'false';
  if (!setsMonitors || profile?.monitors.length === 0) return resets;
  const path = 'Configuration Video Monitors';
  const isSet = (await readIfThere(connection, path)) === 'DualPresentationOnly';
  return isSet ? [...resets, [path, 'Auto']] : resets;
}
