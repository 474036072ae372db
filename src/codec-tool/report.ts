/** `report`: one file for a bug report, in the form of test/captures, where it becomes a test by being copied. */
import { basename } from 'node:path';
import { covers } from '../xapi/products';
import { published } from '../xapi/schema-subset';
import { checkOn, pageOf } from './check';
import type { Checked } from './check';
import { fieldAt, textAt } from './connection';
import { explain, RefusedError } from './errors';
import { suffixed, writeJson } from './files';
import { logFrom, readIfThere, writerOf } from './macro-runtime';
import type { Macro } from './macros';
import { maskText, maskTree, maskValue } from './mask';
import { readPaths } from './paths-in-use';
import { listenTo, maskedFrame } from './record';
import { ROOM_PATHS } from './room-facts';
import type { Session, Work } from './run';

type Branch = Record<string, unknown>;

const ABOUT =
  'Written by npm run codec -- report. Say here what was expected in the room, and what happened instead.';
const FORM =
  'answers of the codec to xGet, as text, without personal data; lists as arrays with id; feedback in its order';
/** Also read, because the room depends on them. */
const SYSTEM = ['Status SystemUnit State', 'Status UserInterface OSD Output'];

/** @param seconds how long to record while somebody reproduces the bug; undefined: not at all */
export function report(file: string, macros: readonly Macro[], seconds: number | undefined): Work {
  return { isChanging: false, macros: [], run: (session) => reportOn(session, file, macros, seconds) };
}

async function reportOn(
  session: Session,
  file: string,
  macros: readonly Macro[],
  seconds: number | undefined,
): ReturnType<Work['run']> {
  const { count, fileName, identity, io, row } = session;
  const name = count === 1 ? file : suffixed(file, fileName);
  const feedback: Branch[] = [];
  const recording =
    seconds === undefined ? undefined : listenTo(session, (frame) => feedback.push(...partsOf(frame)));
  // This subscribes to everything that the macros use.
  const { problems, remarks, ...checked } = await checkOn(session, macros);
  const state = await stateOf(session);
  const answers = { 'Bookings List': await bookings(session) };
  await recording?.wait(seconds);
  const { product, code = null, firmware, known } = identity;
  writeJson(io.files, name, {
    capture: basename(name).replace(/\.json$/, ''),
    source: `a ${maskValue('Status SystemUnit ProductPlatform', product) || 'codec'}`,
    form: FORM,
    product: maskValue('Status SystemUnit ProductPlatform', product),
    code,
    firmware: maskValue('Status SystemUnit Software Version', firmware),
    schema: known ? (published.filter((since) => covers({ since }, known.firmware)).at(-1) ?? null) : null,
    about: ABOUT,
    ...state,
    ...(recording
      ? { feedback: feedback.map((part, index) => (index === 0 ? { when: 'recorded', ...part } : part)) }
      : {}),
    answers,
    check: pageOf(
      { ...session, width: Infinity },
      { problems, remarks, ...withoutTexts(checked, macros) },
    ).slice(2),
    console: await consoleOf(session, macros),
  });
  const message = `written to ${name}; look at it before you post it`;
  return [row('', 'done', `${problems.length} problems, ${feedback.length} reports; ${message}`)];
}

/** Feedback as parts of one status or event each. Lines of the console are in a list of their own. */
function partsOf(frame: unknown): readonly Branch[] {
  const { Status, Event } = maskedFrame(frame);
  const isLog = fieldAt(fieldAt(Event, 'Macros'), 'Log') !== undefined;
  return [
    ...(Status === undefined ? [] : [{ Status }]),
    ...(Event === undefined || isLog ? [] : [{ Event }]),
  ];
}

/** The statuses and configurations that the macros and the room depend on, as trees. */
async function stateOf({ connection, say }: Session): Promise<Branch> {
  const tree: Branch = {};
  for (const path of [...readPaths, ...Object.values(ROOM_PATHS), ...SYSTEM]) {
    say(`reading ${path}`);
    const value = await readIfThere(connection, path).catch((error: unknown) => {
      if (!(error instanceof RefusedError)) throw error;
      return undefined;
    });
    // A codec that mentions Teams counts as one in Teams mode.
    const isOther = path === ROOM_PATHS.teams && value !== 'True';
    if (value === undefined || value === null || isOther) continue;
    const [root = '', ...steps] = path.split(' ');
    const last = steps.pop() ?? '';
    let node = tree;
    for (const step of [root.toLowerCase(), ...steps]) node = (node[step] ??= {}) as Branch;
    node[last] = maskTree(path, value);
  }
  return tree;
}

async function bookings({ connection }: Session): Promise<unknown> {
  try {
    const answer = await connection.command('Bookings List', { DayOffset: 0, Days: 1 });
    return maskTree('Bookings List', answer ?? {});
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return { error: maskText(explain(error)) };
  }
}

/** Settings that hold free text may name the room. */
function withoutTexts(
  checked: Omit<Checked, 'problems' | 'remarks'>,
  macros: readonly Macro[],
): typeof checked {
  return {
    ...checked,
    macros: checked.macros.map(({ settings = {}, ...facts }) => {
      const declared = macros.find(({ name }) => name === facts.name)?.declared ?? {};
      const shown = Object.entries(settings).map(([name, value]) => {
        const setting = declared[name];
        const isText = typeof setting?.default === 'string' && !('choices' in setting);
        return [name, isText ? `•••(${value.length})` : value];
      });
      return { ...facts, settings: Object.fromEntries(shown) as Readonly<Record<string, string>> };
    }),
  };
}

async function consoleOf({ connection }: Session, macros: readonly Macro[]): Promise<readonly string[]> {
  const own = macros.map(({ name }) => name);
  const lines = (await logFrom(connection, 0)).filter(({ macro }) => writerOf(macro, own) !== undefined);
  return lines.map(
    (line) => `${textAt(line, 'timestamp')} ${line.level} ${line.macro}: ${maskText(line.message)}`,
  );
}
