/** `deploy`: saves macros with their settings on a codec, and waits until they run. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { noteOnFirmware, supportFor } from './compatibility';
import { CodecError, explain, Interrupted, isAnswer } from './errors';
import { writeNewFile } from './file-names';
import { contentOf, copiesOf, installedMacros, isSameText } from './installed';
import type { Installed } from './installed';
import { keptSettings } from './kept-settings';
import { logFrom } from './macro-log';
import type { Follower, LogLine } from './macro-log';
import { isOurs, textOf } from './macros';
import type { GivenSettings, Macro } from './macros';
import { isStopped, noteOnAutoStart, restartAndFollow, waitUntilReady } from './restart';
import type { Row } from './rows';
import type { Session, Work } from './session';

export interface DeployOptions {
  readonly macros: readonly Macro[];
  readonly settings: GivenSettings;
  /** Continue if the macro is unsupported, or if a foreign macro has the same name. */
  readonly isForced: boolean;
  /** Set Macros Mode to On if it is Off. */
  readonly isEnabling: boolean;
  readonly isDryRun: boolean;
  /** Use the defaults instead of the settings that the macro has on the codec. */
  readonly isResetting: boolean;
  /** Restart the macros even if nothing has changed. */
  readonly isRestarting: boolean;
  /** The folder for the texts that are overwritten. */
  readonly backup?: string;
}

interface Plan {
  readonly macro: Macro;
  readonly text: string;
  /** The text on the codec; undefined if there is none. */
  readonly old?: string;
  readonly isUnchanged: boolean;
  readonly notes: readonly string[];
}

export function deploy(options: DeployOptions): Work {
  return {
    isChanging: !options.isDryRun,
    macros: options.macros.map(({ name }) => name),
    run: (session) => deployOn(session, options),
  };
}

async function deployOn(session: Session, options: DeployOptions): Promise<readonly Row[]> {
  const { connection, say, row, step } = session;
  say('reading the installed macros');
  const mode = await connection.get('Configuration Macros Mode');
  const isOff = mode !== 'On';
  if (isOff && !options.isEnabling) {
    throw new CodecError('Macros Mode is Off on this codec; --enable sets it to On');
  }
  const installed = await installedMacros(connection);
  const rows: Row[] = [];
  const plans: Plan[] = [];
  let lines: readonly LogLine[] | undefined;
  for (const macro of options.macros) {
    const plan = await planFor(session, macro, installed, options);
    const isToStart = isOff || options.isRestarting;
    if ('refusal' in plan) rows.push(row(macro.name, 'failed', plan.refusal));
    else if (
      plan.isUnchanged &&
      !isToStart &&
      !isStopped((lines ??= await logFrom(connection, 0)), macro.name)
    )
      rows.push(row(macro.name, 'unchanged', 'already installed and active'));
    else plans.push(plan);
  }
  if (options.isDryRun) return [...rows, ...plans.map((plan) => wouldDeploy(session, plan, isOff))];
  if (plans.length === 0) return rows;
  if (isOff) {
    await step('set Macros Mode to On', () => connection.set('Configuration Macros Mode', 'On'));
  }
  return [...rows, ...(await carryOut(session, plans, options.backup))];
}

/** Saves the macros and restarts them. What is saved and not restarted would look like a macro that runs. */
async function carryOut(
  session: Session,
  plans: readonly Plan[],
  backup: string | undefined,
): Promise<readonly Row[]> {
  const { connection, row, say, together } = session;
  const rows: Row[] = [];
  const saved: Plan[] = [];
  const saveAndRestart = async (): Promise<Follower | undefined> => {
    for (const plan of plans) {
      try {
        await save(session, plan, backup);
        saved.push(plan);
      } catch (error) {
        if (!isAnswer(error)) throw error;
        rows.push(row(plan.macro.name, 'failed', explain(error)));
      }
    }
    return saved.length > 0 ? restartAndFollow(session) : undefined;
  };
  const log = await together(saveAndRestart).catch((error: unknown) => {
    if (error instanceof Interrupted) throw error;
    throw new CodecError(`${explain(error)}; deploy again with --restart`);
  });
  const names = saved.map(({ macro }) => macro.name);
  const started = log ? await waitUntilReady(log, names, say) : {};
  const note = await noteOnAutoStart(connection);
  for (const { macro, notes } of saved) {
    const { isReady = false, message = '' } = started[macro.name] ?? {};
    const all = [message, ...notes, ...(note === '' ? [] : [note])];
    rows.push(row(macro.name, isReady ? 'deployed' : 'failed', all.join('; ')));
  }
  return rows;
}

async function planFor(
  session: Session,
  macro: Macro,
  installed: readonly Installed[],
  options: DeployOptions,
): Promise<Plan | { readonly refusal: string }> {
  const { connection, identity, target } = session;
  const support = supportFor(macro, identity);
  if (support.isRefused && !options.isForced) {
    return {
      refusal: `not supported on this product and firmware: ${support.note} (--force deploys it all the same)`,
    };
  }
  const copy = (await copiesOf(connection, macro.name, installed)).find(({ isActive }) => isActive);
  if (copy) return { refusal: `the same macro runs as "${copy.name}" (the subcommand remove removes both)` };
  const notes = [support.note, noteOnFirmware(identity)].filter((note) => note !== '');
  const given = { ...options.settings, ...target.settings };
  const there = installed.find(({ name }) => name === macro.name);
  if (!there) return { macro, text: textOf(macro, given), isUnchanged: false, notes };
  const old = await contentOf(connection, macro.name);
  if (!isOurs(macro.name, old) && !options.isForced) {
    return {
      refusal:
        'another macro of this name is on the codec (--force overwrites it, --backup DIR keeps a copy)',
    };
  }
  const kept = options.isResetting ? { settings: {}, dropped: [] } : keptSettings(macro, old);
  const names = Object.keys(kept.settings).filter((name) => given[name] === undefined);
  if (names.length > 0) notes.push(`keeps ${names.join(', ')}`);
  notes.push(...kept.dropped);
  const text = textOf(macro, { ...kept.settings, ...given });
  return { macro, text, old, isUnchanged: there.isActive && isSameText(old, text), notes };
}

function wouldDeploy({ row }: Session, { macro, old, notes }: Plan, isOff: boolean): Row {
  const what = old === undefined ? 'save it, activate it' : 'overwrite it, activate it';
  const before = isOff ? ['set Macros Mode to On'] : [];
  return row(
    macro.name,
    'would deploy',
    [[...before, what, 'restart the macro runtime'].join(', '), ...notes].join('; '),
  );
}

/** Saves and activates. A codec may report a failure although it has saved the macro, so the result is verified. */
async function save(session: Session, plan: Plan, backup: string | undefined): Promise<void> {
  const { connection, say, step } = session;
  const { name } = plan.macro;
  if (plan.old !== undefined && backup !== undefined) keep(backup, session.fileName, name, plan.old);
  if (!plan.isUnchanged) {
    say(`saving ${name}`);
    const parameters = { Name: name, Overwrite: 'True', Transpile: 'True' };
    await step(`saved ${name}`, () =>
      connection.command('Macros Macro Save', parameters, plan.text).catch(async (error: unknown) => {
        if (error instanceof Interrupted || !(await isSaved(session, plan))) throw error;
      }),
    );
  }
  await step(`activated ${name}`, () => connection.command('Macros Macro Activate', { Name: name }));
}

async function isSaved({ connection }: Session, { macro, text }: Plan): Promise<boolean> {
  try {
    return isSameText(await contentOf(connection, macro.name), text);
  } catch {
    return false;
  }
}

function keep(directory: string, codec: string, name: string, text: string): void {
  const time = new Date().toISOString().replace(/\W/g, '').slice(0, 15);
  mkdirSync(directory, { recursive: true });
  writeNewFile(join(directory, `${codec}-${name}-${time}.js`), text);
}
