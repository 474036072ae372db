/** `report`: one file for a bug report, in the form of test/captures, where it becomes a test by being copied. */
import { basename } from 'node:path';
import { covers } from '../xapi/products';
import { published } from '../xapi/schema-subset';
import { checkOn, pageOf } from './check';
import { isText } from './deployable';
import { counted, emptyTree, fieldAt, putInto } from './explain';
import { logFrom, writerOf } from './macro-runtime';
import { maskText, maskTree, maskValue } from './mask';
import { writeJson } from './output';
import { readEach, without } from './paths-in-use';
import { listenTo, maskedFrame } from './record';
import { ROOM_PATHS } from './room-facts';
import type { Row, Session } from './run';

type Branch = Record<string, unknown>;

const ABOUT =
  'Written by npm run codec -- report. Say here what was expected in the room, and what happened instead.';
const FORM =
  'answers of the codec to xGet, as text, without personal data; lists as arrays with id; feedback in its order';
/** Also read, because the room depends on them. */
const SYSTEM = ['Status SystemUnit State', 'Status UserInterface OSD Output'];

export async function report(session: Session): Promise<readonly Row[]> {
  const { given, identity, io, out, row } = session;
  const feedback: Branch[] = [];
  const wait =
    given.for === undefined ? undefined : listenTo(session, (frame) => feedback.push(...partsOf(frame)));
  const { checked, values, refused, bookings } = await checkOn(session);
  // A codec that mentions Teams counts as one in Teams mode.
  if (values.get(ROOM_PATHS.teams) !== 'True') values.delete(ROOM_PATHS.teams);
  const notRead = await readEach(session, SYSTEM, (path, value) => values.set(path, value));
  const state = emptyTree();
  for (const [path, value] of values)
    if (value !== undefined && value !== null)
      putInto(state, path.replace(/^\w/, (first) => first.toLowerCase()).split(' '), maskTree(path, value));
  await wait?.();
  // Settings that hold free text may name the room.
  const settingShown = (name: string, value: string): string => {
    const declared = given.macros.map((macro) => macro.declared[name]);
    return declared.some((setting) => setting && isText(setting)) ? `•••(${value.length})` : value;
  };
  const { product, code = null, firmware, known } = identity;
  const platform = maskValue('Status SystemUnit ProductPlatform', product);
  writeJson(io.files, out, {
    capture: basename(out).replace(/\.json$/, ''),
    source: `a ${platform || 'codec'}`,
    form: FORM,
    product: platform,
    code,
    firmware: maskValue('Status SystemUnit Software Version', firmware),
    schema: known ? (published.filter((since) => covers({ since }, known.firmware)).at(-1) ?? null) : null,
    about: ABOUT,
    ...state,
    ...(wait
      ? { feedback: feedback.map((part, index) => (index === 0 ? { when: 'recorded', ...part } : part)) }
      : {}),
    answers: { 'Bookings List': bookings },
    check: pageOf({ ...session, width: Infinity }, checked, settingShown).slice(2),
    console: await consoleOf(session),
  });
  const counts = `${counted(checked.problems.length, 'problem')}, ${counted(feedback.length, 'report')}`;
  const message = `${counts}; written to ${out}; look at it before you post it${without(new Map([...refused, ...notRead]))}`;
  return [row('', 'done', message)];
}

/** Feedback as parts of one status or event each. Lines of the console are in a list of their own. */
function partsOf(frame: unknown): readonly Branch[] {
  return Object.entries(maskedFrame(frame))
    .filter(
      ([root, value]) => root !== 'Configuration' && fieldAt(fieldAt(value, 'Macros'), 'Log') === undefined,
    )
    .map(([root, value]) => ({ [root]: value }));
}

async function consoleOf({ connection, given }: Session): Promise<readonly string[]> {
  const own = given.macros.map(({ name }) => name);
  const lines = (await logFrom(connection, 0)).filter(({ macro }) => writerOf(macro, own) !== undefined);
  return lines.map(
    ({ timestamp, level, macro, message }) => `${timestamp} ${level} ${macro}: ${maskText(message)}`,
  );
}
