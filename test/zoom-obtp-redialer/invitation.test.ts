/** How the text of a booking completes a redial. */
import { describe, expect, it } from 'vitest';
import { bookedNumber, invitation } from '../../src/simulator/scenarios/zoom-obtp-redialer';
import { agenda, at, MEETING, numberFor } from './booked-redial';

/** As the add-in writes it. */
const addInInvitation = `Join Zoom Meeting<https://example.zoom.us/j/${MEETING}?pwd=x&from=addon>
Meeting ID:
812 3456 7890
Passcode:
yV39aa%pi0
Join from an H.323/SIP room system
H.323:
144.195.19.161 (US West)
Meeting ID:
812 3456 7890
Passcode:
1507305560
SIP:
${MEETING}@zoomcrc.com<mailto:${MEETING}@zoomcrc.com>
Passcode:
1507305560`;

/** Without a passcode below the SIP address. */
const shortInvitation = `Join Zoom Meeting
https://example.zoom.us/j/${MEETING}?pwd=x
Meeting ID: 812 3456 7890
Passcode: k8Hq2w
One tap mobile
+16694449171,,${MEETING}#,,,,*291681# US
Dial by your location
+1 669 444 9171 US
Join by SIP
${MEETING}@zoomcrc.com`;

const teamsInvitation = `Microsoft Teams Need help?
Join the meeting now
Meeting ID: 256 090 917 241 4
Passcode: 445566
Dial in by phone
+1 860-785-9736,,888760307# United States, Hartford`;

describe('an address without a meeting ID', () => {
  it.each([
    [
      'a blank and another number after the meeting ID',
      'Meeting ID: 812 3456 7890\r\n10:00 Welcome',
      MEETING,
    ],
    ['a label in bold', '*Meeting ID*: 812 3456 7890', MEETING],
    ['a blank before the colon', 'Meeting ID : 812 3456 7890', MEETING],
    ['a meeting ID of nine digits', 'Meeting ID: 123 456 789 10:00 Welcome', '123456789'],
    ['a meeting ID without blanks', 'Meeting ID: 12345 10:00 Welcome', '12345'],
  ])('is completed from a text with %s', async (_, text, meeting) => {
    const agendaText = agenda(`Join Zoom Meeting\r\n${text}`);
    expect(await numberFor('zoomcrc.com', [agendaText], 'booking-1')).toBe(`${meeting}@zoomcrc.com`);
  });

  it('is completed from a text that names Zoom in another language', async () => {
    const german = agenda('Zoom-Meeting beitreten\r\nMeeting ID: 812 3456 7890');
    expect(await numberFor('zoomcrc.com', [german], 'booking-1')).toBe(`${MEETING}@zoomcrc.com`);
  });

  it('is not completed from an invitation to another service', async () => {
    const next = at('09:05', '10:00', bookedNumber(`${MEETING}.1111@zoomcrc.com`, { Id: 'booking-2' }));
    expect(await numberFor('zoomcrc.com', [agenda(teamsInvitation)], 'booking-1')).toBe('');
    expect(await numberFor('zoomcrc.com', [agenda(teamsInvitation), next], 'booking-1')).toBe(
      `${MEETING}.1111@zoomcrc.com`,
    );
  });
});

describe('the text of an invitation', () => {
  const html = `<p>Join Zoom Meeting</p><p>Passcode:&nbsp;x7Kp2Q</p><b>Join by SIP</b><br/>
    <a href="sip:${MEETING}@zoomcrc.com">${MEETING}@zoomcrc.com</a><p>Passcode:&nbsp;<b>135790</b></p>`;

  it.each([
    ['as Zoom writes it', invitation(MEETING, '135790'), '135790'],
    ['as HTML', html, '135790'],
    [
      'with H.323 only',
      `Join Zoom Meeting\nMeeting ID: 812 3456 7890\nPasscode: 999999\nJoin by H.323\n1.2.3.4\nPasscode: 135790`,
      '135790',
    ],
    [
      'with H323, in capitals',
      `JOIN ZOOM MEETING\nMEETING ID: 812-3456-7890\nJOIN BY H323\nPASSCODE: 135790`,
      '135790',
    ],
    ['with the passcode in the SIP address', `Join by SIP\n${MEETING}.135790@zoomcrc.com`, '135790'],
    [
      'with an alphanumeric passcode only',
      `Join Zoom Meeting\nMeeting ID: 812 3456 7890\nPasscode: 135790\nJoin by SIP\n${MEETING}@zoomcrc.com\nPasscode: 1a2b3c`,
      '',
    ],
    [
      'with a numeric passcode for people only',
      `Join Zoom Meeting\nMeeting ID: 812 3456 7890\nPasscode: 135790`,
      '',
    ],
    [
      'with another meeting before it',
      `${invitation('55544433322', '222222')}\n\n${invitation(MEETING, '135790')}`,
      '135790',
    ],
    [
      'as HTML of Outlook, with attributes between label and number',
      `<p class=MsoNormal><b>Join by SIP</b><o:p></o:p></p><p class="x"><span style='font-size:9.0pt;color:#333'>${MEETING}@zoomcrc.com</span></p>
      <p>Passcode<span lang=EN-US>: <span style="color:#333">135790</span></span><o:p>&nbsp;</o:p></p>`,
      '135790',
    ],
    [
      'with characters as entities',
      `Join by SIP ${MEETING}&#64;zoomcrc.com Passcode&#58;&#160;135790`,
      '135790',
    ],
    ['with dashes in the passcode', `Join by SIP ${MEETING}@zoomcrc.com Passcode: 135-790`, '135790'],
    [
      'with dashes of all kinds in its numbers',
      'Meeting ID: 812\u20103456\u20117890 Join by SIP Passcode: 1\u20103\u20115\u20127\u20139\u2014\u20150',
      '135790',
    ],
    [
      'with non-breaking spaces between words',
      `Join by&nbsp;SIP ${MEETING}@zoomcrc.com&nbsp;Passcode: 135790`,
      '135790',
    ],
    [
      'with non-breaking spaces by their number',
      `Join by&#160;SIP ${MEETING}@zoomcrc.com&#160;Passcode: 135790`,
      '135790',
    ],
    [
      'with tags in a label',
      `Join by <b class="x">SIP</b> ${MEETING}@zoomcrc.com Passcode: 135790`,
      '135790',
    ],
    [
      'with the address in angle brackets',
      `Join by SIP <sip:${MEETING}@zoomcrc.com> Passcode: 135790`,
      '135790',
    ],
    [
      'with numbers before the address',
      `Join by H.323 or SIP 1: ${MEETING}@zoomcrc.com Passcode: 135790`,
      '135790',
    ],
    ['with the address in bold', `Join by SIP **${MEETING}@zoomcrc.com** Passcode: 135790`, '135790'],
    [
      'with other addresses',
      `Join by SIP (help@example.org, lobby@zoomcrc.com) ${MEETING}@zoomcrc.com. Passcode: 135790 ${'blah '.repeat(50)}`,
      '135790',
    ],
    ['without spaces', 'Meeting ID:81234567890 Join by SIP Passcode:135790', '135790'],
    [
      'with other numbers after the labels',
      'Meeting ID and PIN: 55555 Meeting ID: 812 3456 7890 Join by SIP Passcode and PIN: 99 Passcode: 135790',
      '135790',
    ],
    [
      'with a passcode of 20 digits',
      `Join by SIP ${MEETING}@zoomcrc.com Passcode: ${'1'.repeat(20)}`,
      '1'.repeat(20),
    ],
    ['with a passcode of 21 digits', `Join by SIP ${MEETING}@zoomcrc.com Passcode: ${'1'.repeat(21)}`, ''],
    ['of the Zoom add-in for Outlook', addInInvitation, '1507305560'],
    [
      'for one kind of room',
      `Meeting ID: 812 3456 7890\nJoin from a SIP room system\nPasscode: 135790`,
      '135790',
    ],
    ['that ends with the SIP address', shortInvitation, '291681'],
    [
      'with another passcode after it',
      `${shortInvitation}\nGuest Wi-Fi: visitors, passcode: 44556677`,
      '291681',
    ],
    [
      'with a line for phones as it was before 2023',
      `Join Zoom Meeting\n+13017158592,,${MEETING}#,,,,,,0#,,135790# US`,
      '135790',
    ],
    ['with a line for phones without a passcode', `Join Zoom Meeting\n+13017158592,,${MEETING}#,,,,,,0#`, ''],
    [
      'with a line for phones of another meeting',
      `Join Zoom Meeting Meeting ID: 812 3456 7890\n+1301,,55544433322#,,,,*999999# Join by SIP Passcode: 135790`,
      '135790',
    ],
    [
      'with "Password"',
      `Join Zoom Meeting\nJoin by SIP\n${MEETING}@zoomcrc.com\nJoin by H.323\nPassword: 135790`,
      '135790',
    ],
    ['with labels in bold', `*Join by SIP*\n${MEETING}@zoomcrc.com\n*Passcode:* 135790`, '135790'],
    [
      'in German, with the passcode in the SIP address',
      `Zoom-Meeting beitreten\nÜber SIP beitreten\n${MEETING}.135790@zoomcrc.com`,
      '135790',
    ],
    ['that is very long', `${'blah '.repeat(3000)}${invitation(MEETING, '135790')}`, '135790'],
  ])('%s', async (_, text, passcode) => {
    const expected = passcode === '' ? MEETING : `${MEETING}.${passcode}`;
    expect(await numberFor(`${MEETING}@zoomcrc.com`, [agenda(text)], 'booking-1')).toBe(
      `${expected}@zoomcrc.com`,
    );
  });
});
