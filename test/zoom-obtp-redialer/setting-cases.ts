/** Every setting with another value, and what shows in the room that it is used. */
import type { Entry } from '../../src/simulator/room/context';
import { join, joinAgain, redials } from '../../src/simulator/scenarios/redialer-steps';
import { HOSTILE, said } from '../scripts/make/installer';
import type { SettingCases } from '../scripts/make/installer';

export const settingCases: SettingCases = {
  plan: {},
  scenarios: ['join-repaired', 'gives-up', 'no-meeting-anywhere'],
  async story(room) {
    await join(room, '81234567890@zoom.example.org', 9);
    room.phone.hangUp();
    await room.wait(1);
    await joinAgain(room, 'zoomcrc.com', 9);
    redials(room, 'SSL failure');
    await joinAgain(room, '98765432100@zoomcrc.com', 30);
  },
  cases: [
    {
      id: 'zoomDomains',
      other: 'Zoomcrc.com , zoom.example.org',
      wrong: ['', 'zoomcrc', 'zoomcrc com', `zoom'crc".com`, 3],
      seen: ({ phone }) => phone.dialed.map(({ number }) => number)[0],
      expected: '81234567890@zoom.example.org',
    },
    {
      id: 'redialProtocol',
      other: 'H323',
      asText: 'h323',
      wrong: ['Webex', '', 323],
      seen: ({ phone }) => phone.dialed.map(({ protocol }) => protocol),
      expected: ['H323', 'H323'],
    },
    {
      id: 'redialDelaySeconds',
      other: 2.5,
      asText: '2.5',
      wrong: [11, -1, 'soon', ''],
      seen: ({ journal }) => pause(journal),
      expected: 2.5,
    },
    {
      id: 'maxRedials',
      other: 1,
      asText: '1',
      wrong: [0, 4, 1.5, 'many', false],
      seen: ({ phone }) => phone.dialed.length,
      expected: 1,
    },
    {
      id: 'sslKeywords',
      other: 'quota, Bandwidth',
      wrong: ['', 's;t', '$&', 'x'],
      seen: ({ phone }) => phone.dialed.length,
      expected: 0,
    },
    {
      id: 'showMessages',
      other: false,
      asText: 'FALSE',
      wrong: ['no', 1],
      seen: ({ journal }) => said(journal),
      expected: [],
    },
    {
      id: 'messageConnecting',
      other: HOSTILE,
      wrong: ['', 'x'.repeat(141)],
      seen: ({ journal }) => said(journal)[0],
      expected: `line: ${HOSTILE}`,
    },
    {
      id: 'messageNotReached',
      other: HOSTILE,
      wrong: ['', 'x'.repeat(256)],
      seen: ({ journal }) => said(journal).slice(-1)[0],
      expected: `alert: ${HOSTILE}`,
    },
    {
      id: 'messageNoMeeting',
      other: HOSTILE,
      wrong: ['', 'x'.repeat(256)],
      seen: ({ journal }) => said(journal).filter((line) => line.startsWith('alert: '))[0],
      expected: `alert: ${HOSTILE}`,
    },
  ],
};

/** Seconds from a failure to its redial. */
function pause(journal: readonly Entry[]): number | undefined {
  const redial = journal.findIndex(({ text }) => text.includes(': redialing over '));
  const failure = journal.slice(0, redial).filter(({ text }) => text.includes(' failed with an SSL error '));
  const milliseconds = (journal[redial]?.at ?? NaN) - (failure.pop()?.at ?? NaN);
  // What is more than a tenth of a second are the answers of the codec.
  return Math.floor(milliseconds / 100) / 10;
}
