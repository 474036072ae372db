/** `deploy`: saves macros with their settings on a codec, and waits until they run. */
import { noteOnFirmware, supportFor } from './connection';
import type { Connection } from './connection';
import { asUnstarted, changesBetween, isSameText, keptSettings, plain, withSettings } from './deployable';
import type { LogEnd, Macro } from './deployable';
import { CodecError, explain, outside, unlessRefused } from './explain';
import { contentOf, keepCopy, macrosOn, noteOnCall, refusalFor, waitUntilReady } from './macro-runtime';
import type { Found, Presence } from './macro-runtime';
import type { Row, Session } from './run';

type Plan = Exclude<ReturnType<typeof planFor>, string>;

export async function deploy(session: Session): Promise<readonly Row[]> {
  const { connection, given, row, step } = session;
  const { isOn, note, chosen, end } = await macrosOn(session);
  if (!isOn && !given.enable)
    throw new CodecError('Macros Mode is Off on this codec; --enable sets it to On');
  const rows: Row[] = [];
  const plans: Plan[] = [];
  for (const presence of chosen) {
    const { name } = presence.macro;
    const plan = planFor(session, presence, note);
    if (typeof plan === 'string') rows.push(row(name, 'failed', plan));
    else if (plan.need === 'restart' || !isOn) plans.push(plan);
    else {
      if (plan.need === 'finish' && !given.dryRun) await finish(session, plan);
      rows.push(row(name, 'unchanged', 'already installed and active'));
    }
  }
  if (plans.length === 0) return rows;
  const inCall = await noteOnCall(session);
  if (given.dryRun) return [...rows, ...plans.map((plan) => wouldDeploy(session, plan, isOn, inCall))];
  if (inCall !== '') return [...rows, ...plans.map(({ macro }) => row(macro.name, 'later', inCall))];
  if (!isOn) await step('setting Macros Mode to On', connection.set('Configuration Macros Mode', 'On'));
  return [...rows, ...(await carryOut(session, plans, end))];
}

/** What to do for a macro; or why it is not deployed, as text. */
function planFor({ given, identity, target }: Session, { macro, there, copies }: Presence, note: string) {
  const { declared } = macro;
  const support = supportFor(macro, identity);
  if (support.isRefused && !given.force)
    return `not supported on this product and firmware: ${support.note} (--force deploys it all the same)`;
  const copy = copies.find(({ isActive }) => isActive);
  if (copy) return `the same macro runs as "${outside(copy.name)}" (the subcommand remove removes both)`;
  const refusal = there && refusalFor(macro, there, given, 'overwrites');
  if (refusal !== undefined) return refusal;
  const old = there?.text;
  const kept = keptSettings(declared, old ?? '');
  const before = given.resetSettings ? {} : kept.settings;
  const wanted = { ...given.settings, ...target.settings };
  const text = withSettings(macro.text(), declared, { ...before, ...wanted });
  const names = Object.keys(before).filter((setting) => wanted[setting] === undefined);
  const notes = [
    support.note,
    noteOnFirmware(identity),
    names.length > 0 ? `keeps ${names.join(', ')}` : '',
    ...(given.resetSettings ? [] : kept.dropped.map(outside)),
    note,
  ].filter(Boolean);
  const settings = changesBetween(macro, kept.settings, { ...before, ...wanted });
  const changes = [...versionChange(macro, there), ...settings.map(outside)];
  // A restart stops every macro of the room, so it needs evidence.
  const isRight = there?.isRunning && isSameText(there.text, text) && !given.restart;
  // To finish: it runs, and only the remark in its header is left from its deployment.
  const need = !isRight ? 'restart' : there.header?.unstartedAfter ? 'finish' : 'nothing';
  return { macro, text, old, need, changes, notes } as const;
}

/** What changes besides settings. */
function versionChange({ version }: Macro, there: Found | undefined): readonly string[] {
  if (!there) return [`version ${version}`];
  if (!there.header) return [`version ${version} instead of another macro`];
  if (there.header.isEdited) return [`version ${version} instead of an edited one`];
  return there.header.version === version ? [] : [`version ${there.header.version} → ${version}`];
}

function wouldDeploy({ row }: Session, plan: Plan, isOn: boolean, inCall: string): Row {
  const { macro, text, old, changes, notes } = plan;
  const isSame = old !== undefined && isSameText(old, text);
  const what = old === undefined ? 'install' : changes.length > 0 ? 'change' : isSame ? 'start' : 'update';
  const before = isOn ? '' : 'set Macros Mode to On, ';
  const message = `${before}${[what, changes.join(', ')].join(' ').trim()}, restart the macro runtime`;
  return row(macro.name, 'would deploy', [message, ...notes, inCall].filter(Boolean).join('; '));
}

/**
 * Saves the macros and restarts them. Until they are ready, a remark in their headers says that they were not started:
 * what is saved and not started would look like a macro that runs.
 */
async function carryOut(session: Session, plans: readonly Plan[], end: LogEnd): Promise<readonly Row[]> {
  const { connection, row, step, together } = session;
  const rows: Row[] = [];
  const saved: Plan[] = [];
  await together(async () => {
    for (const plan of plans) {
      const isSaved = save(session, plan, end).then(() => saved.push(plan));
      await unlessRefused(isSaved, (error) => rows.push(row(plan.macro.name, 'failed', explain(error))));
    }
    if (saved.length > 0)
      await step('restarting the macro runtime', connection.command('Macros Runtime Restart'));
  });
  if (saved.length === 0) return rows;
  const names = saved.map(({ macro }) => macro.name);
  const started = await waitUntilReady(names, end, session);
  for (const plan of saved) {
    const { name } = plan.macro;
    const { level = 'ERROR', message = 'it printed no ready line within a minute' } = started.get(name) ?? {};
    const isReady = level !== 'ERROR';
    const changes = plan.old === undefined ? [] : plan.changes;
    const all = [message, ...changes, ...plan.notes, isReady ? await finish(session, plan) : ''];
    rows.push(row(name, isReady ? 'deployed' : 'failed', all.filter(Boolean).join('; ')));
  }
  return rows;
}

/** Saves and activates. */
async function save(session: Session, { macro: { name }, old, text }: Plan, end: LogEnd): Promise<void> {
  const { connection, step } = session;
  if (old !== undefined) keepCopy(session, name, old);
  await step(`saving ${name}`, saveText(connection, name, asUnstarted(text, end)));
  await step(`activating ${name}`, connection.command('Macros Macro Activate', { Name: name }));
}

/** Removes the remark that a macro was not started. Returns why this failed: the macro runs nevertheless. */
function finish({ connection, say }: Session, { macro: { name }, text }: Plan): Promise<string> {
  say(`finishing ${name}`);
  return saveText(connection, name, text).then(
    () => '',
    (error: unknown) => `its header still says that it was not started (${explain(error)}): deploy again`,
  );
}

/** A codec may report a failure although it has saved the macro, so the result is verified. */
async function saveText(connection: Connection, name: string, text: string): Promise<void> {
  const parameters = { Name: name, Overwrite: 'True', Transpile: 'True' };
  try {
    await connection.command('Macros Macro Save', parameters, text);
  } catch (error) {
    const there = await contentOf(connection, name).catch(() => '');
    if (plain(there) !== plain(text)) throw error;
  }
}
