/** The console lines that integrators read: all of the README's table are printed in stories, and no others. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { failing, startingWith } from '../../src/simulator/codec/faults';
import { faultless } from '../../src/simulator/codec/link';
import type { Room } from '../../src/simulator/room/room';
import { redialerScenarios } from '../../src/simulator/scenarios/zoom-obtp-redialer';
import { redialerRoom } from '../simulate';
import { FULL } from './rules';

const readme = readFileSync('macros/zoom-obtp-redialer/README.md', 'utf8');
const [, section = ''] = readme.split('## Console');
const documented = [...section.matchAll(/^\| `([^`]+)`/gm)]
  .map(([, line = '']) => line)
  .filter((line) => !/^(maxRedials|internal error)/.test(line));

const printed = new Set<string>();

/** A line with its call as the README has it. */
function listen(room: Room): void {
  room.log().forEach((line) => printed.add(line.replace(/call \d+ /, 'call 12 ')));
}

beforeAll(async () => {
  for (const scenario of redialerScenarios) {
    const room = redialerRoom(scenario.plan);
    await scenario.play(room);
    listen(room);
  }
  const uncleared = redialerRoom();
  uncleared.phone.calls.clearedAfterMs = 1e9;
  uncleared.start();
  uncleared.phone.joinZoom(`sip:${FULL}`);
  await uncleared.wait(20);
  listen(uncleared);

  const alertless = redialerRoom();
  alertless.phone.dialOutcome = () => 'refused';
  alertless.faults = failing(faultless(20), startingWith('xCommand/UserInterface/Message/Alert'), 'fails', 1);
  alertless.start();
  alertless.phone.joinZoom(`sip:${FULL}`);
  await alertless.wait(20);
  listen(alertless);
  expect(alertless.panel.alert()).toContain('could not be reached');

  const ordinary = redialerRoom();
  ordinary.start();
  ordinary.phone.joinZoom(`sip:${FULL}`);
  await ordinary.wait(5);
  ordinary.phone.hangUp();
  await ordinary.wait(5);
  listen(ordinary);
});

describe('the console', () => {
  it.each(documented)('prints: %s', (line) => {
    expect([...printed]).toContain(line);
  });

  it('prints nothing that the README does not explain', () => {
    const shape = (line: string): string =>
      line
        .replace(/\([^)]*\)*/g, '()')
        .replace(/over \w+/, '')
        .replace(/^Zoom[^:]*: /, '');
    const known = new Set(documented.map(shape));
    expect([...printed].filter((line) => !known.has(shape(line)))).toEqual([]);
  });

  it('prints one line at a successful start', async () => {
    const room = redialerRoom();
    room.start();
    await room.wait(60);
    expect(room.log()).toEqual(['ready: version 1.0.0, redials failed Zoom joins (zoomcrc.com) over Spark']);
  });
});
