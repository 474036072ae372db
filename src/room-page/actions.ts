/** What happens in the simulated room: before its macro starts, and with each step of a story. */
import { faultProfiles, faultsWith } from '../simulator/codec/faults';
import type { Random } from '../simulator/codec/faults';
import type { Faults } from '../simulator/codec/link';
import type { Cause } from '../simulator/room/call-list';
import { SSL_FAILURE } from '../simulator/room/call-list';
import type { DialOutcome } from '../simulator/room/phone';
import type { Room } from '../simulator/room/room';
import type { ActionId, Dark, Scene, Step } from './protocol';
import { simulatedScreens } from './room-choice';
import type { RoomChoice } from './room-choice';
import { literal, withSource } from './source-text';

export const SWAP_BUTTON = 'presentation-screen-switcher';
const USUAL_LATENCY_MS = 20;
export const MIN_LATENCY_MS = 5;
export const MAX_LATENCY_MS = 500;
/** Its size comes so many seconds after a screen has woken up. */
const SIZE_AFTER_SECONDS = 3;

const MEETING = '81234567890.246813@zoomcrc.com';
export const BOOKING_TITLE = 'Weekly review';
const BOOKING_ID = 'booking-1';
/** A Zoom meeting that runs all day. */
const BOOKINGS = [
  {
    Id: BOOKING_ID,
    Title: BOOKING_TITLE,
    Time: { StartTime: '2026-03-03T09:00:00Z', EndTime: '2026-03-03T18:00:00Z' },
    DialInfo: { Calls: { Call: [{ Number: MEETING, Protocol: 'SIP' }] } },
  },
];

/** What happens to the Join button's call, with its cause. */
const joinOutcomes = {
  'SSL error': SSL_FAILURE,
  busy: { CauseType: 'RemoteDisconnect', CauseString: 'Busy here' },
  rejected: { CauseType: 'RemoteDisconnect', CauseString: 'Call rejected' },
  unreachable: { CauseType: 'NetworkRejected', CauseString: 'Not found' },
  'no failure': undefined,
} as const satisfies Readonly<Record<string, Cause | undefined>>;
export type JoinOutcome = keyof typeof joinOutcomes;

/** What happens to a call that the macro dials. */
const redialOutcomes = {
  connects: 'connects',
  'SSL error': 'SSL failure',
  rejected: 'rejected',
  'refused by the codec': 'refused',
} as const satisfies Readonly<Record<string, DialOutcome>>;
export type RedialOutcome = keyof typeof redialOutcomes;

/** What steps of a story have set for later ones. */
export interface StoryState {
  readonly choice: RoomChoice;
  readonly isTeamsCall: boolean;
  readonly joinFails: JoinOutcome;
  readonly redialEnds: RedialOutcome;
  readonly faults: readonly string[];
  readonly latency: number;
  /** The screens that are off, by output. */
  readonly dark: Readonly<Record<number, Dark | undefined>>;
}

/** Only the redialer's room has the failure that the redialer repairs. */
export function initialState({ macro, room }: Pick<Scene, 'macro' | 'room'>): StoryState {
  return {
    choice: room,
    isTeamsCall: false,
    joinFails: macro === 'zoom-obtp-redialer' ? 'SSL error' : 'no failure',
    redialEnds: 'connects',
    faults: [],
    latency: USUAL_LATENCY_MS,
    dark: {},
  };
}

const darkAfter: ReadonlyMap<ActionId, Dark | undefined> = new Map([
  ['sleep', 'asleep'],
  ['unplug', 'unplugged'],
  ['wake', undefined],
  ['plug in', undefined],
]);

/** The state after a step that sets something for later. */
export function stateAfter(state: StoryState, { action, value = '', output = 1 }: Step): StoryState {
  if (darkAfter.has(action)) return { ...state, dark: { ...state.dark, [output]: darkAfter.get(action) } };
  if (action === 'join fails' && isJoinOutcome(value)) return { ...state, joinFails: value };
  if (action === 'redial ends' && isRedialOutcome(value)) return { ...state, redialEnds: value };
  if (action === 'latency') return { ...state, latency: boundedLatency(value) };
  if (/call$|^join$/.test(action)) return { ...state, isTeamsCall: action === 'Teams call' };
  if (!isFault(value)) return state;
  const others = state.faults.filter((id) => id !== value);
  if (action === 'fault on') return { ...state, faults: [...others, value] };
  return action === 'fault off' ? { ...state, faults: others } : state;
}

export function isJoinOutcome(text: string): text is JoinOutcome {
  return Object.hasOwn(joinOutcomes, text);
}

export function isRedialOutcome(text: string): text is RedialOutcome {
  return Object.hasOwn(redialOutcomes, text);
}

function boundedLatency(value: string): number {
  return Math.min(MAX_LATENCY_MS, Math.max(MIN_LATENCY_MS, Math.round(Number(value)) || USUAL_LATENCY_MS));
}

/** What is so in a room before its macro starts, besides its screens. Only the redialer looks at calendar and calls. */
export function prepare(room: Room, { macro, room: choice }: Scene): void {
  for (const [path, value] of Object.entries(choice.configuration ?? {})) room.outputs.configure(path, value);
  if (choice.isTeams) room.teams.setMode(true);
  if (macro !== 'zoom-obtp-redialer') return;
  room.calendar.book(BOOKINGS, BOOKING_ID);
  if (isOnPremises(choice)) room.device.put('Status Webex Status', 'Disabled');
  setDialing(room, 'connects', choice);
}

/** From now on, calls that the macro dials end like this. Without Webex, no call over Spark connects. */
function setDialing({ phone }: Room, outcome: DialOutcome, choice: RoomChoice): void {
  const overSpark = isOnPremises(choice) ? 'rejected' : outcome;
  phone.dialOutcome = withSource(
    (_: string, protocol: string) => (protocol === 'Spark' ? overSpark : outcome),
    `(_, protocol) => (protocol === 'Spark' ? '${overSpark}' : '${outcome}')`,
  );
}

/** Cisco updates codecs that are registered to Webex to RoomOS: those with CE are registered on premises. */
function isOnPremises({ firmware }: RoomChoice): boolean {
  return firmware.startsWith('9.');
}

type Action = (room: Room, step: Step, state: StoryState) => void;

export const actions: Readonly<Record<ActionId, Action>> = {
  'video call': ({ phone }) => phone.up(),
  'audio call': ({ phone }) => phone.up({ video: false }),
  'Teams call': ({ teams }) => teams.call(),
  'hang up': ({ teams, phone }, _, { isTeamsCall }) => (isTeamsCall ? teams : phone).hangUp(),
  hold: ({ phone }) => phone.hold(),
  resume: ({ phone }) => phone.resume(),
  'share from far end': ({ shares }) => shares.farEnd(),
  'share over HDMI': ({ shares }) => shares.begin('HDMI'),
  'share wirelessly': ({ shares }) => shares.begin('wireless'),
  'share locally': ({ shares }) => shares.begin('HDMI', true),
  'stop sharing': ({ shares }) => shares.stop(),
  tap: ({ panel }, { value = SWAP_BUTTON }) => panel.tap(value),
  join: ({ phone }, _, { joinFails }) => {
    const cause = joinOutcomes[joinFails];
    if (cause) phone.joinZoom(`sip:${MEETING}`, cause);
    else phone.up();
  },
  unplug: ({ outputs }, { output = 1 }) => outputs.unplug(output),
  'plug in': ({ outputs }, { output = 1 }, { choice }) => {
    const screen = simulatedScreens(choice)[output];
    if (screen) outputs.plug(output, screen);
  },
  sleep: ({ outputs }, { output = 1 }) => outputs.sleep(output, 'vanishes'),
  wake: ({ outputs }, { output = 1 }) => outputs.wake(output, SIZE_AFTER_SECONDS),
  restart: (room, { settings = {} }) => room.start(settings),
  'join fails': () => undefined,
  'redial ends': (room, _, { redialEnds, choice }) => setDialing(room, redialOutcomes[redialEnds], choice),
  latency: setConnection,
  'fault on': setFault,
  'fault off': setFault,
};

function setFault(room: Room, step: Step, state: StoryState): void {
  const { action, value = '' } = step;
  if (Object.hasOwn(roomFaults, value)) roomFaults[value]?.(room, action === 'fault on');
  else setConnection(room, step, state);
}

/** Faults of the codec itself. */
const roomFaults: Readonly<Record<string, (room: Room, isOn: boolean) => void>> = {
  'the calendar cannot be read': ({ calendar }, isOn) => {
    calendar.isFailing = isOn;
  },
  'dialing with a name is refused': ({ phone }, isOn) => {
    phone.refusesDisplayName = isOn;
  },
  'something else sets the opposite roles': ({ competingMacro }, isOn) =>
    isOn ? competingMacro.start({ oppositeRoles: true }) : competingMacro.stop(),
  'ten statistics reports a second': ({ statistics }, isOn) => statistics.setRate(isOn ? 10 : 0),
};

/** Faults of the way between macro and codec: those that the project's random stories use. */
const linkFaults = Object.keys(faultProfiles).filter((name) => name !== 'none');

/** Every fault that has a switch, by its name. */
export const faultNames: readonly string[] = [...linkFaults, ...Object.keys(roomFaults)];

export function isFault(name: string): boolean {
  return faultNames.includes(name);
}

/** Changes latency and faults of the way between macro and codec. */
function setConnection(room: Room, _: Step, { latency, faults }: StoryState): void {
  const active = faults.filter((name) => linkFaults.includes(name));
  const numbers = `(() => { let last = 1; return () => (last = (last * ${MULTIPLIER}) % ${MODULUS}) / ${MODULUS}; })()`;
  room.faults = withSource<Faults>(
    faultsWith(active, latency, reproducible()),
    active.length === 0
      ? `faultless(${latency})`
      : `(await import('../codec/faults')).faultsWith(${literal(active)}, ${latency}, ${numbers})`,
  );
}

const MULTIPLIER = 16807;
const MODULUS = 2147483647;

/** The same numbers each time, so that a story can be told again. */
function reproducible(): Random {
  let last = 1;
  return () => (last = (last * MULTIPLIER) % MODULUS) / MODULUS;
}
