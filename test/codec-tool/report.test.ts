/** `report` makes the one file that a bug report needs. Its form is that of test/captures. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Capture } from '../simulator/capture';
import { roomWith } from '../simulate';
import { start } from './command-line';
import { fleet, newFile, run, servedCodec, SWITCHER, trusting, until } from './served';

interface Written {
  readonly capture: string;
  readonly product: string;
  readonly code: string;
  readonly firmware: string;
  readonly schema: string;
  readonly status: { readonly Video: { readonly Output: { readonly Connector: readonly unknown[] } } };
  readonly configuration: { readonly Video: { readonly Monitors: string } };
  readonly feedback?: readonly Readonly<Record<string, unknown>>[];
  readonly answers: { readonly 'Bookings List': { readonly Booking?: readonly unknown[] } };
  readonly check: readonly string[];
  readonly console: readonly string[];
}

function captureIn(file: string): Written {
  return JSON.parse(readFileSync(file, 'utf8')) as Written;
}

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
    room.calendar.book([
      {
        Id: 'one',
        Title: 'With Alice',
        DialInfo: { Calls: { Call: [{ Number: '81234567890.998877@zoomcrc.com' }] } },
      },
    ]);
    const file = newFile('lost-share.json');
    const running = start(['report', '--host', host, '--out', file, '--for', '3'], trusting());
    await running.printed('recording for 3 s');
    room.phone.up();
    await until('the call', () => room.screens()[2] === 'participants');
    room.shares.farEnd();
    const { code, stdout } = await running.outcome;
    expect(stdout).toContain(`written to ${file}`);
    expect(code).toBe(0);
    const capture = captureIn(file);
    expect(capture).toMatchObject({
      capture: 'lost-share',
      product: 'Room Kit',
      code: 'hopen',
      firmware: '11.14.5.0',
      schema: '11.14',
      configuration: { Video: { Monitors: 'DualPresentationOnly' } },
      answers: {
        'Bookings List': {
          Booking: [{ DialInfo: { Calls: { Call: [{ Number: '81000000000.000000@zoomcrc.com' }] } } }],
        },
      },
    });
    expect(capture.status.Video.Output.Connector).toMatchObject([
      { id: '1', ConnectedDevice: { ScreenSize: '55' } },
      { id: '2', ConnectedDevice: { ScreenSize: '75' } },
    ]);
    const feedback = capture.feedback ?? [];
    expect(feedback[0]?.['when']).toBe('recorded');
    for (const part of feedback)
      expect(Object.keys(part).filter((key) => key !== 'when')).toEqual([
        expect.stringMatching(/^(Status|Event)$/),
      ]);
    expect(JSON.stringify(feedback)).toContain('"ChannelRole":"Presentation"');
    expect(capture.check.join('\n')).toContain('ranking, largest first: output 2, output 1');
    expect(capture.console.join('\n')).toMatch(/presentation-screen-switcher: ready: version/);
    const text = readFileSync(file, 'utf8');
    expect(text).not.toMatch(/Alice|81234567890|998877|127\.0\.0\.1/);
    await expectReplayed(text);
  });

  it('works through Webex, which reports nothing meanwhile', async () => {
    const { run: runOnAll } = await fleet(['Lobby']);
    const file = newFile('lost-share.json');
    expect(await runOnAll('report', '--out', file)).toMatchObject({ code: 0 });
    const capture = captureIn(file);
    expect(capture.status.Video.Output.Connector).toHaveLength(2);
    expect(capture.feedback).toBeUndefined();
    const recorded = await runOnAll('report', '--out', file, '--for', '5');
    expect(recorded.stdout).toContain('Webex does not report changes');
    expect(recorded.code).toBe(1);
  });
});
