/** What each step of a story does in the simulated room, and how it is written down in a scenario. */
import type { Cause } from '../simulator/room/calls';
import { SSL_FAILURE } from '../simulator/room/calls';
import type { DialOutcome } from '../simulator/room/phone';
import type { Screen } from '../simulator/room/outputs';
import type { Room } from '../simulator/room/room';
import { connection, connectionCode, isFault, roomFault } from './faults';
import { literal } from './literal';
import { dialing, MEETING } from './preparation';
import { simulatedScreen } from './room-choice';
import type { RoomChoice } from './room-choice';
import type { ActionId, Scene, Step } from './protocol';

/** What steps of a story have set for later ones. */
export interface StoryState {
  readonly choice: RoomChoice;
  readonly joinFails: JoinOutcome;
  readonly redialEnds: RedialOutcome;
  readonly faults: readonly string[];
  readonly latency: number;
}

export const SWAP_BUTTON = 'presentation-screen-switcher';
export const USUAL_LATENCY_MS = 20;
export const MIN_LATENCY_MS = 5;
export const MAX_LATENCY_MS = 500;
/** Its size comes so many seconds after a screen has woken up. */
const SIZE_AFTER_SECONDS = 3;

/** What happens to the Join button's call. */
export const JOIN_OUTCOMES = ['SSL error', 'busy', 'rejected', 'unreachable', 'no failure'] as const;
export type JoinOutcome = (typeof JOIN_OUTCOMES)[number];

/** What happens to a call that the macro dials. */
export const REDIAL_OUTCOMES = ['connects', 'SSL error', 'rejected', 'refused by the codec'] as const;
export type RedialOutcome = (typeof REDIAL_OUTCOMES)[number];

const causes: Readonly<Record<Exclude<JoinOutcome, 'no failure'>, Cause>> = {
  'SSL error': SSL_FAILURE,
  busy: { CauseType: 'RemoteDisconnect', CauseString: 'Busy here' },
  rejected: { CauseType: 'RemoteDisconnect', CauseString: 'Call rejected' },
  unreachable: { CauseType: 'NetworkRejected', CauseString: 'Not found' },
};

const outcomes: Readonly<Record<RedialOutcome, DialOutcome>> = {
  connects: 'connects',
  'SSL error': 'SSL failure',
  rejected: 'rejected',
  'refused by the codec': 'refused',
};

export function isJoinOutcome(text: string): text is JoinOutcome {
  return JOIN_OUTCOMES.some((outcome) => outcome === text);
}

export function isRedialOutcome(text: string): text is RedialOutcome {
  return REDIAL_OUTCOMES.some((outcome) => outcome === text);
}

/** Only the redialer's room has the failure that the redialer repairs. */
export function initialState({ macro, room }: Pick<Scene, 'macro' | 'room'>): StoryState {
  return {
    choice: room,
    joinFails: macro === 'zoom-obtp-redialer' ? 'SSL error' : 'no failure',
    redialEnds: 'connects',
    faults: [],
    latency: USUAL_LATENCY_MS,
  };
}

/** The state after a step that sets something for later. */
export function stateAfter(state: StoryState, { action, value = '' }: Step): StoryState {
  if (action === 'join fails' && isJoinOutcome(value)) return { ...state, joinFails: value };
  if (action === 'redial ends' && isRedialOutcome(value)) return { ...state, redialEnds: value };
  if (action === 'latency') return { ...state, latency: boundedLatency(value) };
  if (!isFault(value)) return state;
  const others = state.faults.filter((id) => id !== value);
  if (action === 'fault on') return { ...state, faults: [...others, value] };
  return action === 'fault off' ? { ...state, faults: others } : state;
}

export function boundedLatency(value: string): number {
  return Math.min(MAX_LATENCY_MS, Math.max(MIN_LATENCY_MS, Math.round(Number(value)) || USUAL_LATENCY_MS));
}

interface Action {
  readonly run: (room: Room, step: Step, state: StoryState) => void;
  readonly code: (step: Step, state: StoryState) => string;
}

/** An action without parameters. */
function plain(run: (room: Room) => void, code: string): Action {
  return { run, code: () => code };
}

function onOutput(run: (room: Room, output: number) => void, code: (output: number) => string): Action {
  return {
    run: (room, { output = 1 }) => run(room, output),
    code: ({ output = 1 }) => code(output),
  };
}

const setsFaults: Action = {
  run: (room, { action, value = '' }, { latency, faults }) => {
    const fault = roomFault(value);
    if (!fault) room.faults = connection(latency, faults);
    else if (action === 'fault on') fault.on(room);
    else fault.off(room);
  },
  code: ({ action, value = '' }, { latency, faults }) =>
    roomFault(value)?.code[action === 'fault on' ? 0 : 1] ?? connectionCode(latency, faults),
};

/** `restart` is not here: it needs the settings. */
export const actions: Readonly<Record<Exclude<ActionId, 'restart'>, Action>> = {
  'video call': plain((room) => room.phone.up(), 'room.phone.up();'),
  'audio call': plain((room) => room.phone.up({ video: false }), 'room.phone.up({ video: false });'),
  'Teams call': plain((room) => room.teams.call(), 'room.teams.call();'),
  'hang up': {
    run: (room) => {
      if (room.teams.isInCall()) room.teams.hangUp();
      else room.phone.hangUp();
    },
    code: (_, { choice }) =>
      choice.isTeams
        ? 'if (room.teams.isInCall()) room.teams.hangUp();\n    else room.phone.hangUp();'
        : 'room.phone.hangUp();',
  },
  hold: plain((room) => room.phone.hold(), 'room.phone.hold();'),
  resume: plain((room) => room.phone.resume(), 'room.phone.resume();'),
  'share from far end': plain((room) => room.shares.farEnd(), 'room.shares.farEnd();'),
  'share over HDMI': plain((room) => room.shares.begin('HDMI'), "room.shares.begin('HDMI');"),
  'share wirelessly': plain((room) => room.shares.begin('wireless'), "room.shares.begin('wireless');"),
  'share locally': plain((room) => room.shares.begin('HDMI', true), "room.shares.begin('HDMI', true);"),
  'stop sharing': plain((room) => room.shares.stop(), 'room.shares.stop();'),
  tap: {
    run: (room, { value = SWAP_BUTTON }) => room.panel.tap(value),
    code: ({ value = SWAP_BUTTON }) => `room.panel.tap(${literal(value)});`,
  },
  join: {
    run: (room, _, { joinFails }) => {
      if (joinFails === 'no failure') room.phone.up();
      else room.phone.joinZoom(`sip:${MEETING}`, causes[joinFails]);
    },
    code: (_, { joinFails }) =>
      joinFails === 'no failure'
        ? 'room.phone.up();'
        : `room.phone.joinZoom('sip:${MEETING}', ${literal(causes[joinFails])});`,
  },
  unplug: onOutput(
    (room, output) => room.outputs.unplug(output),
    (output) => `room.outputs.unplug(${output});`,
  ),
  'plug in': {
    run: (room, { output = 1 }, { choice }) => {
      const screen = screenOn(choice, output);
      if (screen) room.outputs.plug(output, screen);
    },
    code: ({ output = 1 }, { choice }) =>
      `room.outputs.plug(${output}, ${literal(screenOn(choice, output))});`,
  },
  sleep: onOutput(
    (room, output) => room.outputs.sleep(output, 'vanishes'),
    (output) => `room.outputs.sleep(${output}, 'vanishes');`,
  ),
  wake: onOutput(
    (room, output) => room.outputs.wake(output, SIZE_AFTER_SECONDS),
    (output) => `room.outputs.wake(${output}, ${SIZE_AFTER_SECONDS});`,
  ),
  'join fails': plain(() => undefined, ''),
  'redial ends': {
    run: (room, _, { redialEnds, choice }) => dialing(outcomes[redialEnds], choice).run(room),
    code: (_, { redialEnds, choice }) => dialing(outcomes[redialEnds], choice).code,
  },
  latency: setsFaults,
  'fault on': setsFaults,
  'fault off': setsFaults,
};

export function screenOn(choice: RoomChoice, output: number): Screen | undefined {
  const chosen = choice.screens[output];
  return chosen && simulatedScreen(choice.product, output, chosen);
}
