/**
 * What is dialed with the text of an invitation. Each file of test/invitations is a text below one line: the number that
 * is dialed when the join of the current booking fails, or "nothing". The failed call names no meeting, then, with line ends
 * of Windows in the text, that of the number. Only in lines `CALL -> NUMBER`, it is CALL.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { invitation } from '../../src/simulator/scenarios/zoom-obtp-redialer';
import { agenda, MEETING, numberFor } from './booked-redial';

const FOLDER = 'test/invitations';

describe('an invitation', () => {
  it.each(readdirSync(FOLDER))('%s', async (file) => {
    const [first = '', ...lines] = readFileSync(`${FOLDER}/${file}`, 'utf8').split('\n');
    const [dialed = '', call] = first.split(' -> ').reverse();
    const expected = dialed === 'nothing' ? '' : dialed;
    expect(await numberFor(call ?? 'zoomcrc.com', [agenda(lines.join('\n'))], 'booking-1')).toBe(expected);
    if (call !== undefined || expected === '') return;
    const named = dialed.replace(/\.\d.*@/, '@');
    expect(await numberFor(named, [agenda(lines.join('\r\n'))], 'booking-1')).toBe(expected);
  });
});

describe('a text', () => {
  it.each([
    [
      'of 15,000 characters before the invitation',
      `${'blah '.repeat(3000)}${invitation(MEETING, '135790')}`,
      '.135790',
    ],
    [
      'with a passcode of 20 digits',
      `Join by SIP ${MEETING}@zoomcrc.com Passcode: ${'1'.repeat(20)}`,
      `.${'1'.repeat(20)}`,
    ],
    [
      'that ends with a passcode on its own line',
      `Join by SIP ${MEETING}@zoomcrc.com\nPasscode:\n135790`,
      '.135790',
    ],
    ['with a passcode of 21 digits', `Join by SIP ${MEETING}@zoomcrc.com Passcode: ${'1'.repeat(21)}`, ''],
  ])('%s', async (_, text, passcode) => {
    expect(await numberFor('zoomcrc.com', [agenda(text)], 'booking-1')).toBe(
      `${MEETING}${passcode}@zoomcrc.com`,
    );
  });

  it('is read up to its hundredth fact', async () => {
    const zooms = 'zoom '.repeat(99);
    const link = `https://example.zoom.us/j/${MEETING}`;
    expect(await numberFor('zoomcrc.com', [agenda(zooms + link)], 'booking-1')).toBe(
      `${MEETING}@zoomcrc.com`,
    );
    expect(await numberFor('zoomcrc.com', [agenda(`${zooms}zoom ${link}`)], 'booking-1')).toBe('');
  });
});
