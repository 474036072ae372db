/** A codec in Microsoft Teams mode. */
import { expect, it } from 'vitest';
import { codec, NO_MATCH, settled } from '../codec/probe';

it('has no Video Monitors, in any answer or report, until it leaves the mode', async () => {
  const { room, xapi } = codec();
  const reports: unknown[] = [];
  xapi.config.on('Video', (report) => reports.push(report));
  xapi.config.on('Video Monitors', (report) => reports.push(report));
  room.teams.setMode(true);
  const video = await settled(room, xapi.config.get('Video'), 1);
  expect(Object.keys(video as object)).toEqual(['Output']);
  expect(await settled(room, xapi.config.get('Video Monitors'), 1)).toEqual(NO_MATCH);
  expect(await settled(room, xapi.config.set('Video Monitors', 'Single'), 1)).toEqual(NO_MATCH);
  expect(await settled(room, xapi.status.get('UserInterface OSD Output'), 1)).toEqual(NO_MATCH);
  room.outputs.setMonitors('Dual');
  await room.wait(1);
  expect(reports).toEqual([]);
  room.teams.setMode(false);
  expect(await settled(room, xapi.config.get('Video Monitors'), 1)).toBe('Dual');
  expect(reports).toEqual([{ Monitors: 'Dual' }, 'Dual']);
});

it('tells a Teams call by its number of calls alone, and nothing of a share in it', async () => {
  const { room, xapi } = codec();
  const reports: string[] = [];
  for (const path of ['Call', 'MediaChannels', 'Conference', 'SystemUnit State'])
    xapi.status.on(path, (report) => reports.push(`${path} ${JSON.stringify(report)}`));
  xapi.event.on('PresentationPreviewStopped', () => reports.push('the share stopped'));
  room.teams.setMode(true);
  room.shares.begin();
  await room.wait(1);
  expect(room.screens()).toEqual({ 1: 'presentation', 2: 'presentation' });
  reports.length = 0;
  room.teams.call();
  room.shares.begin();
  await room.wait(1);
  expect(reports).toEqual([
    'the share stopped',
    'SystemUnit State {"NumberOfActiveCalls":"1","System":"InCall"}',
  ]);
  expect(room.screens()).toEqual({ 1: 'participants', 2: 'participants' });
  room.shares.stop();
  room.teams.hangUp();
  room.shares.begin();
  await room.wait(1);
  expect(room.shares.isOn()).toBe(true);
  expect(await settled(room, xapi.status.get('Call'), 1)).toBeUndefined();
});
