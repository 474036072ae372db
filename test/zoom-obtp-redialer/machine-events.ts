/** Events of the state machine, as the codec would cause them. */
import { expect, it } from 'vitest';
import { readSettings } from '../../src/macro/settings';
import { parseZoomAddress } from '../../src/zoom-obtp-redialer/address';
import type { LiveCall } from '../../src/zoom-obtp-redialer/calls';
import { classifyDisconnect } from '../../src/zoom-obtp-redialer/disconnect';
import { next } from '../../src/zoom-obtp-redialer/machine';
import { atStart } from '../../src/zoom-obtp-redialer/phases';
import type { Effect, Event, Phase, State } from '../../src/zoom-obtp-redialer/phases';
import { declared } from '../../src/zoom-obtp-redialer/settings';
import { FULL, MEETING } from './rules';

export const settings = readSettings(declared, {}, () => undefined);
export const OTHER = '99988877766.1111@zoomcrc.com';

export function ended(callId: string, uri: string, cause: string, protocol = 'SIP', seconds = '0'): Event {
  const report = {
    CallId: callId,
    OrigCallDirection: 'outgoing',
    CauseType: cause,
    CauseString: cause === 'OtherLocal' ? 'ssl error' : '',
    Protocol: protocol,
    Duration: seconds,
    RequestedURI: `sip:${uri}`,
  };
  return {
    type: 'ended',
    end: classifyDisconnect(report, settings.zoomDomains, settings.sslKeywords),
  };
}

export function call(id: string, state: LiveCall['state'], meeting = MEETING): LiveCall {
  return { id, state, meeting, protocol: 'Spark' };
}

export const joinFails = ended('3', `${MEETING}@zoomcrc.com`, 'OtherLocal');
export const redialFails = ended('4', FULL, 'OtherLocal', 'Spark');
export const started: State = { ...atStart, memory: { ...atStart.memory, older: [] } };
export const timer = (name: 'due' | 'look' | 'limit'): Event => ({ type: 'timer', timer: name });
export const calls = (...list: LiveCall[]): Event => ({ type: 'calls', calls: list });
export const dialed = (callId: string): Event => ({ type: 'dialed', callId });
export const booked: Event = {
  type: 'bookings',
  meetings: [
    {
      addresses: [parseZoomAddress(FULL, ['zoomcrc.com'])].flatMap((one) => one ?? []),
      title: 'Review',
      isNear: true,
    },
  ],
};

/** What a step says and does, in short. */
export function inShort(effects: readonly Effect[]): readonly string[] {
  return effects
    .filter(([kind]) => kind !== 'forget')
    .map((effect) => effect.join(' ').replace('Zoom meeting 81…90: ', ''));
}

export type Row = readonly [
  what: string,
  events: readonly Event[],
  name: Phase['name'],
  effects: readonly string[],
];

export const gathering = [joinFails, calls()];
export const clearing = [...gathering, booked, timer('due')];
export const dialing = [...clearing, calls()];
export const ringing = [...dialing, dialed('4')];
export const unreadable: Event = { type: 'calls', calls: undefined };
export const connected = (callId: string): Event => ({ type: 'connected', callId });

/** Plays the events of rows: the last one makes the step that is compared. */
export function holdsFor(rows: readonly Row[]): void {
  it.each(rows)('%s', (_, events, name, effects) => {
    const before = events.slice(0, -1).reduce((state, event) => next(state, event, 0, settings), started);
    const step = next(before, events[events.length - 1] ?? timer('look'), 0, settings);
    expect([step.phase.name, inShort(step.effects)]).toEqual([name, effects]);
  });
}
