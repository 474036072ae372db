/** Every setting with another value, and what shows in the room that it is used. */
import { meetingRoom } from '../../scripts/make/screens-picture';
import { call, hangUp, share, started, stop } from '../../src/simulator/scenarios/switcher-steps';
import { HOSTILE, textsOf } from '../scripts/make/installer';
import type { SettingCases } from '../scripts/make/installer';

export const settingCases: SettingCases = {
  plan: meetingRoom,
  scenarios: ['meeting'],
  async story(room) {
    await started(room);
    await share(room, 'HDMI');
    await stop(room);
    await call(room);
    await share(room);
    await hangUp(room);
  },
  cases: [
    {
      id: 'largestOutput',
      other: 1,
      asText: '1',
      wrong: [10, -1, 1.5, 'two', ''],
      seen: ({ journal }) =>
        textsOf(journal).filter((line) => line.includes('output 1 (43 inches) is the largest')).length,
      expected: 1,
    },
    {
      id: 'switchWhen',
      other: 'VideoCall',
      asText: ' video call ',
      wrong: ['Never', '', true],
      seen: ({ journal }) => textsOf(journal).filter((line) => line.startsWith('sharing: ')).length,
      expected: 1,
    },
    {
      id: 'setVideoMonitors',
      other: false,
      asText: 'False',
      wrong: ['no', 0, ''],
      seen: ({ device }) => device.readText('Configuration Video Monitors'),
      expected: 'Auto',
    },
    {
      id: 'showButton',
      other: false,
      asText: 'false',
      wrong: ['off', 2],
      seen: ({ panel }) => panel.buttons['presentation-screen-switcher'] ?? '',
      expected: '',
    },
    {
      id: 'buttonName',
      other: HOSTILE,
      wrong: ['', '   ', 'x'.repeat(41)],
      seen: ({ panel }) =>
        /<Name>(.*)<\/Name>/
          .exec(panel.buttons['presentation-screen-switcher'] ?? '')?.[1]
          ?.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))),
      expected: HOSTILE,
    },
  ],
};
