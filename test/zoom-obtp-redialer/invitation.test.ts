/**
 * What is dialed with the text of an invitation. Each file of test/invitations is a text below one line: the number that
 * is dialed when the join of the current booking fails, or "nothing". So it is with the characters `\n` or `\r\n` between the
 * lines, as some calendars write them, and with no-break spaces. The failed call names no meeting, then, with line ends of
 * Windows in the text, that of the number, which the booking's join button has. Only in lines `CALL -> NUMBER`, it is CALL.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as steps from '../../src/simulator/scenarios/redialer-steps';
import { numberFor } from './booked-redial';

const { BARE, bookedNumber, booking, FULL, invitation, MEETING } = steps;
const FOLDER = 'test/invitations';

function dialed(call: string, text: string): Promise<string> {
  return numberFor(call, booking({ Agenda: text }));
}

describe('an invitation', () =>
  it.each(readdirSync(FOLDER))('%s', async (file) => {
    const [first = '', ...lines] = readFileSync(`${FOLDER}/${file}`, 'utf8').split('\n');
    const [number = '', call] = first.split(' -> ').reverse();
    const expected = number === 'nothing' ? '' : number;
    const asWritten = lines.join('\n');
    const unbroken = asWritten.replace(/ /g, '\u00a0');
    for (const text of [asWritten, lines.join('\\n'), lines.join('\\r\\n'), unbroken])
      expect(await dialed(call ?? 'zoomcrc.com', text)).toBe(expected);
    if (call !== undefined || expected === '') return;
    const named = number.replace(/\.\d.*@/, '@');
    const booked = bookedNumber(named, { Agenda: lines.join('\r\n') });
    expect(await numberFor(named, booked)).toBe(expected);
  }));

describe('a text', () => {
  const twenty = '1'.repeat(20);
  const zooms = 'zoom '.repeat(99);
  const link = `https://example.zoom.us/j/${MEETING}`;

  it.each([
    [
      'of 15,000 characters before the invitation',
      'blah '.repeat(3000) + invitation(MEETING, '246813'),
      FULL,
    ],
    [
      'with a passcode of 20 digits',
      `Join by SIP ${BARE} Passcode: ${twenty}`,
      `${MEETING}.${twenty}@zoomcrc.com`,
    ],
    ['with a passcode of 21 digits', `Join by SIP ${BARE} Passcode: 1${twenty}`, BARE],
    ['that ends with a passcode on its own line', `Join by SIP ${BARE}\nPasscode:\n246813`, FULL],
    ['whose hundredth fact is the link', zooms + link, BARE],
    ['with a hundred facts before the link', `${zooms}zoom ${link}`, ''],
  ])('%s', async (_, text, number) => {
    expect(await dialed('zoomcrc.com', text)).toBe(number);
  });
});
