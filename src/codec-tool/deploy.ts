/** `deploy`: saves macros with their settings on a codec, and waits until they run. */
import { join } from 'node:path';
import { asUnstarted, isSameText, keptSettings, plain, withSettings } from './built-macro';
import type { GivenSettings, LogEnd } from './built-macro';
import { CodecError, explain, Interrupted, RefusedError } from './errors';
import { writeNewFile } from './files';
import { noteOnFirmware, supportFor } from './identity';
import {
  contentOf,
  endOf,
  followLog,
  foundAs,
  IN_CALL,
  installedMacros,
  isInCall,
  isStartedSince,
  isStopped,
  logFrom,
  noteOnAutoStart,
  restart,
  waitUntilReady,
} from './macro-runtime';
import type { Follower, Found, Installed, LogLine } from './macro-runtime';
import { changesBetween } from './macros';
import type { Macro } from './macros';
import type { Given } from './options';
import type { Row } from './rows';
import type { Session, Work } from './run';
import { outside } from './secrets';

interface DeployOptions extends Given {
  readonly macros: readonly Macro[];
  /** Those of --set, checked. */
  readonly settings: GivenSettings;
}

interface Plan {
  readonly macro: Macro;
  readonly text: string;
  /** The text on the codec; undefined if there is none. */
  readonly old?: string;
  /** `finish`: it runs, and only the remark in its header is left from its deployment. */
  readonly need: 'restart' | 'finish' | 'nothing';
  /** What changes, such as a version or settings. */
  readonly changes: readonly string[];
  readonly notes: readonly string[];
}

export function deploy(options: DeployOptions): Work {
  return {
    isChanging: options.dryRun !== true,
    macros: options.macros.map(({ name }) => name),
    run: (session) => deployOn(session, options),
    ...(options.dryRun ? {} : { preview: deploy({ ...options, dryRun: true }) }),
  };
}

async function deployOn(session: Session, options: DeployOptions): Promise<readonly Row[]> {
  const { connection, say, row, step } = session;
  say('reading the installed macros');
  const [mode, installed] = await Promise.all([
    connection.get('Configuration Macros Mode'),
    installedMacros(connection),
  ]);
  const isOff = mode !== 'On';
  if (isOff && !options.enable)
    throw new CodecError('Macros Mode is Off on this codec; --enable sets it to On');
  const log = once(() => logFrom(connection, 0));
  const rows: Row[] = [];
  const plans: Plan[] = [];
  for (const macro of options.macros) {
    const plan = await planFor(
      session,
      macro,
      installed,
      { ...options, restart: options.restart === true || isOff },
      log,
    );
    if ('refusal' in plan) rows.push(row(macro.name, 'failed', plan.refusal));
    else if (plan.need !== 'restart') rows.push(await unchanged(session, plan, options.dryRun === true));
    else plans.push(plan);
  }
  if (plans.length === 0) return rows;
  const isBusy = !options.duringCalls && (await isInCall(session));
  if (options.dryRun) return [...rows, ...plans.map((plan) => wouldDeploy(session, plan, isOff, isBusy))];
  if (isBusy) return [...rows, ...plans.map(({ macro }) => row(macro.name, 'later', IN_CALL))];
  if (isOff) await step('set Macros Mode to On', () => connection.set('Configuration Macros Mode', 'On'));
  return [...rows, ...(await carryOut(session, plans, options.backup, endOf(await log())))];
}

async function planFor(
  { connection, identity, target }: Session,
  macro: Macro,
  installed: readonly Installed[],
  options: DeployOptions,
  log: () => Promise<readonly LogLine[]>,
): Promise<Plan | { readonly refusal: string }> {
  const support = supportFor(macro, identity);
  if (support.isRefused && !options.force) {
    return {
      refusal: `not supported on this product and firmware: ${support.note} (--force deploys it all the same)`,
    };
  }
  const found = await foundAs(connection, macro.name, installed);
  const copy = found.find(({ name, isActive }) => name !== macro.name && isActive);
  if (copy)
    return { refusal: `the same macro runs as "${outside(copy.name)}" (the subcommand remove removes both)` };
  const notes = [support.note, noteOnFirmware(identity)].filter((note) => note !== '');
  const given = { ...options.settings, ...target.settings };
  const there = found.find(({ name }) => name === macro.name);
  if (!there) {
    const text = withSettings(macro.text(), macro.declared, given);
    return {
      macro,
      text,
      need: 'restart',
      changes: [`version ${macro.version}`, ...settingsIn(given, macro)],
      notes,
    };
  }
  const refusal = refusalFor(macro, there, options, 'overwrites');
  if (refusal !== undefined) return { refusal };
  const kept = keptSettings(macro.declared, there.text);
  const before = options.resetSettings ? {} : kept.settings;
  const text = withSettings(macro.text(), macro.declared, { ...before, ...given });
  const names = Object.keys(before).filter((name) => given[name] === undefined);
  if (names.length > 0) notes.push(`keeps ${names.join(', ')}`);
  notes.push(...(options.resetSettings ? [] : kept.dropped.map(outside)));
  const changes = [
    ...versionChange(there, macro),
    ...changesBetween(macro, kept.settings, { ...before, ...given }).map(outside),
  ];
  const need = await needFor(there, text, options.restart === true, log);
  return { macro, text, old: there.text, need, changes, notes };
}

/** Why a macro on the codec is left alone; undefined if it may be replaced or removed. */
export function refusalFor(
  macro: Macro,
  { name, header }: Found,
  { force, backup }: Given,
  verb: 'overwrites' | 'removes',
): string | undefined {
  if (force) return undefined;
  if (header?.name !== macro.name)
    return `another macro of this name is on the codec (--force ${verb} it, --backup DIR keeps a copy)`;
  if (!header.isEdited || backup !== undefined) return undefined;
  return `the code of ${name} was edited on the codec (--backup DIR keeps a copy and ${verb} it, --force ${verb} it)`;
}

function settingsIn(given: GivenSettings, macro: Macro): readonly string[] {
  return changesBetween(macro, {}, given);
}

function versionChange({ header }: Found, { version }: Macro): readonly string[] {
  if (!header) return [`version ${version} instead of another macro`];
  if (header.isEdited) return [`version ${version} instead of an edited one`];
  return header.version === version ? [] : [`version ${header.version} → ${version}`];
}

/** A restart stops every macro of the room, so it needs evidence: another text, or a log in which the macro does not run. */
async function needFor(
  { isActive, text: old, name, header }: Found,
  text: string,
  isRestarting: boolean,
  log: () => Promise<readonly LogLine[]>,
): Promise<Plan['need']> {
  if (isRestarting || !isActive || !isSameText(old, text)) return 'restart';
  const from = header?.unstartedAfter;
  if (from === undefined) return isStopped(await log(), name) ? 'restart' : 'nothing';
  return isStartedSince(await log(), name, from) ? 'finish' : 'restart';
}

async function unchanged(session: Session, plan: Plan, isDryRun: boolean): Promise<Row> {
  const { name } = plan.macro;
  if (plan.need === 'finish' && !isDryRun) await finish(session, plan);
  return session.row(name, 'unchanged', 'already installed and active');
}

function wouldDeploy({ row }: Session, plan: Plan, isOff: boolean, isBusy: boolean): Row {
  const { macro, text, old, changes, notes } = plan;
  const isSame = old !== undefined && isSameText(old, text);
  const what = old === undefined ? 'install' : changes.length > 0 ? 'change' : isSame ? 'start' : 'update';
  const before = isOff ? 'set Macros Mode to On, ' : '';
  const message = `${before}${[what, changes.join(', ')].join(' ').trim()}, restart the macro runtime`;
  return row(macro.name, 'would deploy', [message, ...notes, ...(isBusy ? [IN_CALL] : [])].join('; '));
}

/**
 * Saves the macros and restarts them. Until they are ready, a remark in their headers says that they were not started:
 * what is saved and not started would look like a macro that runs.
 */
async function carryOut(
  session: Session,
  plans: readonly Plan[],
  backup: string | undefined,
  end: LogEnd,
): Promise<readonly Row[]> {
  const { connection, row, together } = session;
  const rows: Row[] = [];
  const saved: Plan[] = [];
  const saveAndRestart = async (): Promise<Follower | undefined> => {
    for (const plan of plans) {
      try {
        await save(session, plan, backup, end);
        saved.push(plan);
      } catch (error) {
        if (!(error instanceof RefusedError)) throw error;
        rows.push(row(plan.macro.name, 'failed', explain(error)));
      }
    }
    if (saved.length === 0) return undefined;
    const log = await followLog(session, end);
    await restart(session);
    return log;
  };
  const log = await together(saveAndRestart);
  const names = saved.map(({ macro }) => macro.name);
  const started = log ? await waitUntilReady(log, names, session) : {};
  const note = saved.length > 0 ? await noteOnAutoStart(connection) : '';
  for (const plan of saved) {
    const { macro, notes } = plan;
    const { isReady = false, message = '' } = started[macro.name] ?? {};
    const unfinished = isReady ? await finish(session, plan) : '';
    const all = [message, ...(plan.old === undefined ? [] : plan.changes), ...notes, note, unfinished].filter(
      (part) => part !== '',
    );
    rows.push(row(macro.name, isReady ? 'deployed' : 'failed', all.join('; ')));
  }
  return rows;
}

/** Saves and activates. */
async function save(session: Session, plan: Plan, backup: string | undefined, end: LogEnd): Promise<void> {
  const { connection, io, say, step } = session;
  const { name } = plan.macro;
  if (plan.old !== undefined && backup !== undefined)
    keepCopy(session, io.clock.now(), backup, name, plan.old);
  say(`saving ${name}`);
  await step(`saved ${name}`, () => saveText(connection, name, asUnstarted(plan.text, end)));
  await step(`activated ${name}`, () => connection.command('Macros Macro Activate', { Name: name }));
}

/** Removes the remark that a macro was not started. Returns why this failed: the macro runs nevertheless. */
async function finish({ connection, say }: Session, { macro: { name }, text }: Plan): Promise<string> {
  say(`finishing ${name}`);
  try {
    await saveText(connection, name, text);
    return '';
  } catch (error) {
    if (error instanceof Interrupted) return '';
    return `its header still says that it was not started (${explain(error)}): deploy again`;
  }
}

/** A codec may report a failure although it has saved the macro, so the result is verified. */
async function saveText(connection: Session['connection'], name: string, text: string): Promise<void> {
  const parameters = { Name: name, Overwrite: 'True', Transpile: 'True' };
  try {
    await connection.command('Macros Macro Save', parameters, text);
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    const there = await contentOf(connection, name).catch(() => '');
    if (plain(there) !== plain(text)) throw error;
  }
}

/** Writes the text of a macro on a codec to a new file. */
export function keepCopy(
  { io, fileName }: Session,
  now: number,
  directory: string,
  name: string,
  text: string,
): void {
  const time = new Date(now).toISOString().replace(/\W/g, '').slice(0, 15);
  writeNewFile(io.files, join(directory, `${fileName}-${name}-${time}.js`), text);
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let value: Promise<T> | undefined;
  return () => (value ??= read());
}
