/** `deploy`: saves macros with their settings on a codec, and waits until they run. */
import type { Connection } from './connection';
import { asUnstarted, changesBetween, isSameText, keptSettings, plain, withSettings } from './deployable';
import type { LogEnd, Macro } from './deployable';
import { CodecError, explain, Interrupted, unlessRefused } from './explain';
import { outside } from './foreign-text';
import { noteOnFirmware, supportFor } from './identity';
import {
  contentOf,
  endOf,
  IN_CALL,
  isInCall,
  isRunning,
  keepCopy,
  logFrom,
  macrosOn,
  noteOnAutoStart,
  refusalFor,
  restart,
  waitUntilReady,
} from './macro-runtime';
import type { Found, LogLine, Presence } from './macro-runtime';
import type { Row, Session } from './run';

type Plan = Exclude<ReturnType<typeof planFor>, string>;

export async function deploy(session: Session): Promise<readonly Row[]> {
  const { connection, given, row, step } = session;
  const { isOn, chosen } = await macrosOn(session);
  if (!isOn && !given.enable)
    throw new CodecError('Macros Mode is Off on this codec; --enable sets it to On');
  const log = await logFrom(connection, 0);
  const rows: Row[] = [];
  const plans: Plan[] = [];
  for (const presence of chosen) {
    const { name } = presence.macro;
    const plan = planFor(session, presence, log);
    if (typeof plan === 'string') rows.push(row(name, 'failed', plan));
    else if (plan.need === 'restart' || !isOn) plans.push(plan);
    else {
      if (plan.need === 'finish' && !given.dryRun) await finish(session, plan);
      rows.push(row(name, 'unchanged', 'already installed and active'));
    }
  }
  if (plans.length === 0) return rows;
  const isBusy = !given.duringCalls && (await isInCall(connection));
  if (given.dryRun) return [...rows, ...plans.map((plan) => wouldDeploy(session, plan, isOn, isBusy))];
  if (isBusy) return [...rows, ...plans.map(({ macro }) => row(macro.name, 'later', IN_CALL))];
  if (!isOn) await step('set Macros Mode to On', connection.set('Configuration Macros Mode', 'On'));
  return [...rows, ...(await carryOut(session, plans, endOf(log)))];
}

/** What to do for a macro; or why it is not deployed, as text. */
function planFor(
  { given, identity, target }: Session,
  { macro, there, copies }: Presence,
  log: readonly LogLine[],
) {
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
  ].filter((note) => note !== '');
  const settings = changesBetween(macro, kept.settings, { ...before, ...wanted });
  const changes = [...versionChange(macro, there), ...settings.map(outside)];
  // A restart stops every macro of the room, so it needs evidence.
  const isRight = there?.isActive && isSameText(there.text, text) && isRunning(there, log) && !given.restart;
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

function wouldDeploy({ row }: Session, plan: Plan, isOn: boolean, isBusy: boolean): Row {
  const { macro, text, old, changes, notes } = plan;
  const isSame = old !== undefined && isSameText(old, text);
  const what = old === undefined ? 'install' : changes.length > 0 ? 'change' : isSame ? 'start' : 'update';
  const before = isOn ? '' : 'set Macros Mode to On, ';
  const message = `${before}${[what, changes.join(', ')].join(' ').trim()}, restart the macro runtime`;
  return row(macro.name, 'would deploy', [message, ...notes, ...(isBusy ? [IN_CALL] : [])].join('; '));
}

/**
 * Saves the macros and restarts them. Until they are ready, a remark in their headers says that they were not started:
 * what is saved and not started would look like a macro that runs.
 */
async function carryOut(session: Session, plans: readonly Plan[], end: LogEnd): Promise<readonly Row[]> {
  const { connection, row, together } = session;
  const rows: Row[] = [];
  const saved: Plan[] = [];
  await together(async () => {
    for (const plan of plans) {
      const isSaved = save(session, plan, end).then(() => saved.push(plan));
      await unlessRefused(isSaved, (error) => rows.push(row(plan.macro.name, 'failed', explain(error))));
    }
    if (saved.length > 0) await restart(session);
  });
  if (saved.length === 0) return rows;
  const names = saved.map(({ macro }) => macro.name);
  const started = await waitUntilReady(names, end, session);
  const note = await noteOnAutoStart(connection);
  for (const plan of saved) {
    const { name } = plan.macro;
    const { level = 'ERROR', message = 'it printed no ready line within a minute' } = started.get(name) ?? {};
    const isReady = level !== 'ERROR';
    const unfinished = isReady ? await finish(session, plan) : '';
    const changes = plan.old === undefined ? [] : plan.changes;
    const all = [message, ...changes, ...plan.notes, note, unfinished].filter((part) => part !== '');
    rows.push(row(name, isReady ? 'deployed' : 'failed', all.join('; ')));
  }
  return rows;
}

/** Saves and activates. */
async function save(session: Session, { macro: { name }, old, text }: Plan, end: LogEnd): Promise<void> {
  const { connection, say, step } = session;
  if (old !== undefined) keepCopy(session, name, old);
  say(`saving ${name}`);
  await step(`saved ${name}`, saveText(connection, name, asUnstarted(text, end)));
  await step(`activated ${name}`, connection.command('Macros Macro Activate', { Name: name }));
}

/** Removes the remark that a macro was not started. Returns why this failed: the macro runs nevertheless. */
function finish({ connection, say }: Session, { macro: { name }, text }: Plan): Promise<string> {
  say(`finishing ${name}`);
  return saveText(connection, name, text).then(
    () => '',
    (error: unknown) =>
      error instanceof Interrupted
        ? ''
        : `its header still says that it was not started (${explain(error)}): deploy again`,
  );
}

/** A codec may report a failure although it has saved the macro, so the result is verified. */
async function saveText(connection: Connection, name: string, text: string): Promise<void> {
  const parameters = { Name: name, Overwrite: 'True', Transpile: 'True' };
  try {
    await connection.command('Macros Macro Save', parameters, text);
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    const there = await contentOf(connection, name).catch(() => '');
    if (plain(there) !== plain(text)) throw error;
  }
}
