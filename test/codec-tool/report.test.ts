/** `report` makes the one file that a bug report needs. Its form is that of test/captures. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Capture } from '../simulator/capture';
import { roomWith } from '../simulate';
import { start } from './command-line';
import { fleet, newFile, run, servedCodec, SWITCHER, trusting, until } from './served';

interface Written {
  readonly feedback?: readonly Readonly<Record<string, unknown>>[];
  readonly check: readonly string[];
  readonly console: readonly string[];
}

const SCREENS = [
  { id: '1', ConnectedDevice: { ScreenSize: '55' } },
  { id: '2', ConnectedDevice: { ScreenSize: '75' } },
];

/** Plays a report in a room with the macro, as the tests of test/captures do. */
async function expectReplayed(text: string): Promise<void> {
  const capture = new Capture(text);
  const room = roomWith(SWITCHER, capture.plan);
  capture.enter(room);
  await room.wait(1);
  room.start();
  await capture.play(room, () => room.wait(5));
  expect(room.screens()).toEqual({ 1: 'participants', 2: 'presentation' });
}

describe('report', () => {
  it('writes what was checked, where things stand, and what is reported meanwhile, masked', async () => {
    const codec = await servedCodec();
    const { host, room } = codec;
    await run('deploy', codec, '--macro', SWITCHER, '--set', "buttonName=Alice's screens");
    const DialInfo = { Calls: { Call: [{ Number: '81234567890.998877@zoomcrc.com' }] } };
    room.calendar.book([{ Id: 'one', Title: 'With Alice', DialInfo }]);
    const file = newFile('lost-share.json');
    const running = start(['report', '--host', host, '--out', file, '--for', '3'], trusting());
    await running.printed('recording for 3 s');
    room.phone.up();
    await until('the call', () => room.screens()[2] === 'participants');
    room.shares.farEnd();
    const { code, stdout } = await running.outcome;
    expect(stdout).toContain(`written to ${file}`);
    expect(code).toBe(0);
    const text = readFileSync(file, 'utf8');
    const capture = JSON.parse(text) as Written;
    const booked = { DialInfo: { Calls: { Call: [{ Number: '81000000000.000000@zoomcrc.com' }] } } };
    expect(capture).toMatchObject({
      capture: 'lost-share',
      product: 'Room Kit',
      code: 'hopen',
      firmware: '11.14.5.0',
      schema: '11.14',
      status: { Video: { Output: { Connector: SCREENS } } },
      configuration: { Video: { Monitors: 'DualPresentationOnly' } },
      answers: { 'Bookings List': { Booking: [booked] } },
    });
    const feedback = capture.feedback ?? [];
    expect(feedback[0]?.['when']).toBe('recorded');
    for (const part of feedback) expect(Object.keys(part).join()).toMatch(/^(when,)?(Status|Event)$/);
    expect(JSON.stringify(feedback)).toContain('"ChannelRole":"Presentation"');
    expect(capture.check.join('\n')).toContain('ranking, largest first: output 2, output 1');
    expect(capture.console.join('\n')).toMatch(/presentation-screen-switcher: ready: version/);
    expect(text).not.toMatch(/Alice|81234567890|998877|127\.0\.0\.1/);
    await expectReplayed(text);
  });

  it('works through Webex, which reports nothing meanwhile', async () => {
    const { run: runOnAll } = await fleet(['Lobby']);
    const file = newFile('lost-share.json');
    expect(await runOnAll('report', '--out', file)).toMatchObject({ code: 0 });
    const capture: unknown = JSON.parse(readFileSync(file, 'utf8'));
    expect(capture).toMatchObject({ status: { Video: { Output: { Connector: SCREENS } } } });
    expect(capture).not.toHaveProperty('feedback');
    const recorded = await runOnAll('report', '--out', file, '--for', '5');
    expect(recorded.stdout).toContain('Webex does not report changes');
    expect(recorded.code).toBe(1);
  });
});
