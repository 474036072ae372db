/** How shares and their end are reported. */
import { expect, it } from 'vitest';
import type { AnyXapi } from '../../../src/simulator/codec/fake-xapi';
import { codec, reportsAt } from '../codec/probe';

/** The status and the events of shares, in their order. */
function reportsOfShares(xapi: AnyXapi): string[] {
  const reports = reportsAt(xapi, 'Conference Presentation');
  for (const event of ['Started', 'Stopped', 'PreviewStarted', 'PreviewStopped'])
    xapi.event.on(`Presentation${event}`, (report) => reports.push(`${event} ${JSON.stringify(report)}`));
  return reports;
}

const PREVIEW = '"Cause":"userRequested","LocalSource":"2","Instance":"1"';

it('a share without a call is reported by the status, and twice by an event', async () => {
  const { room, xapi } = codec();
  const reports = reportsOfShares(xapi);
  await room.wait(1);
  room.shares.begin();
  await room.wait(1);
  expect(reports).toEqual([
    '{"LocalInstance":[{"id":"1","SendingMode":"LocalOnly","Source":"2"}]}',
    `PreviewStarted {${PREVIEW}}`,
    `PreviewStarted {${PREVIEW}}`,
  ]);
  reports.length = 0;
  room.shares.stop();
  await room.wait(1);
  expect(reports).toEqual([
    '{"LocalInstance":[{"id":"1","ghost":"True"}]}',
    'PreviewStopped {"Cause":"userRequested","Instance":"1","LocalSource":"2"}',
  ]);
});

it('in a call, the far end and the room are told apart by the mode of the event', async () => {
  const { room, xapi } = codec();
  const reports = reportsOfShares(xapi);
  room.phone.up();
  await room.wait(1);
  room.shares.farEnd();
  room.shares.begin();
  await room.wait(1);
  reports.length = 0;
  room.shares.stop();
  await room.wait(1);
  const fields = '"CallId":"3","ConferenceId":"1","LocalInstance":"1","Mode":"Sending"';
  expect(reports).toEqual([
    '{"Mode":"Off","LocalInstance":[{"id":"1","ghost":"True"}]}',
    `Stopped {"Cause":"userRequested",${fields}}`,
  ]);
});

it.each([0, 300])('where only events report the end, reads know it %i ms later', async (goneAfter) => {
  const { room, xapi } = codec();
  const reports = reportsOfShares(xapi);
  room.shares.begin();
  await room.wait(1);
  reports.length = 0;
  room.shares.stop('events', goneAfter);
  expect(room.shares.isOn()).toBe(goneAfter > 0);
  await room.wait(0.29);
  expect(room.shares.isOn()).toBe(goneAfter > 0);
  await room.wait(0.02);
  expect(room.shares.isOn()).toBe(false);
  expect(reports).toEqual(['PreviewStopped {"Cause":"userRequested","Instance":"1","LocalSource":"2"}']);
});

it('a share that begins before the last one is forgotten stays', async () => {
  const { room } = codec();
  room.shares.begin('HDMI');
  room.shares.stop('events', 300);
  room.shares.begin('wireless');
  await room.wait(1);
  expect(room.device.idsAt('Status Conference Presentation LocalInstance')).toEqual([2]);
});

it('one share replaces another after a while', async () => {
  const { room } = codec();
  room.shares.begin('HDMI');
  room.shares.replace('wireless', 100);
  expect(room.shares.isOn()).toBe(false);
  await room.wait(0.11);
  expect(room.device.idsAt('Status Conference Presentation LocalInstance')).toEqual([2]);
});
