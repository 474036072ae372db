/** What integrators type into the settings block, and how the macro reads it. */
import { expect, it } from 'vitest';
import { acceptedBy, readSettings, wordsMatching } from '../../src/macro/settings';

const declared = {
  switchWhen: { default: 'Always', choices: ['Always', 'VideoCall'] },
  maxRedials: { default: 2, min: 1, max: 3, whole: true },
  delay: { default: 1, min: 0, max: 10, whole: false },
  showButton: { default: true },
  message: { default: 'Connecting', maxLength: 12 },
  keywords: { default: 'ssl, tls', words: 'words', parse: wordsMatching(/^[a-z0-9 ]{2,9}$/) },
} as const;

type Name = keyof typeof declared;

function read(name: Name, given: unknown): { value: unknown; warnings: readonly string[] } {
  const warnings: string[] = [];
  const settings = readSettings(declared, { [name]: given }, (line) => warnings.push(line));
  return { value: settings[name], warnings };
}

it.each<readonly [name: Name, accepted: string]>([
  ['switchWhen', "'Always' or 'VideoCall'"],
  ['maxRedials', 'a whole number from 1 to 3'],
  ['delay', 'a number from 0 to 10'],
  ['showButton', 'true or false'],
  ['message', 'one line of 1 to 12 characters'],
  ['keywords', 'words separated by commas'],
])('says what %s accepts', (name, accepted) => expect(acceptedBy(declared[name])).toBe(accepted));

it.each<readonly [name: Name, given: unknown, value: unknown]>([
  ['switchWhen', ' video call ', 'VideoCall'],
  ['switchWhen', 'VIDEOCALL,', 'VideoCall'],
  ['maxRedials', 1, 1],
  ['maxRedials', 3, 3],
  ['maxRedials', ', 3,; ', 3],
  ['maxRedials', undefined, 2],
  ['delay', 0, 0],
  ['delay', '2.25', 2.25],
  ['showButton', 'False', false],
  ['showButton', 'TRUE;', true],
  ['message', ' One, two;  ', 'One, two;'],
  ['message', 'exactly 12 c', 'exactly 12 c'],
  ['keywords', 'TLS', ['tls']],
  ['keywords', ' ssl,, x509 err ,', ['ssl', 'x509 err']],
  ['keywords', ['ssl', 'tls'], ['ssl', 'tls']],
  ['keywords', undefined, ['ssl', 'tls']],
])('reads %s given as %j', (name, given, value) =>
  expect(read(name, given)).toEqual({ value, warnings: [] }),
);

it.each<readonly [name: Name, given: unknown, got: string, value: unknown, instead: string]>([
  ['switchWhen', 'Sometimes', 'Sometimes', 'Always', 'using "Always"'],
  ['switchWhen', 'Video;Call', 'Video;Call', 'Always', 'using "Always"'],
  ['maxRedials', 4, '4', 2, 'using "2"'],
  ['maxRedials', 0, '0', 2, 'using "2"'],
  ['maxRedials', 2.5, '2.5', 2, 'using "2"'],
  ['maxRedials', '0x2', '0x2', 2, 'using "2"'],
  ['maxRedials', null, 'null', 2, 'using "2"'],
  ['showButton', 'yes', 'yes', true, 'using "true"'],
  ['message', '', '', 'Connecting', 'using "Connecting"'],
  ['message', '13 characters', '13 characters', 'Connecting', 'using "Connecting"'],
  ['message', 'a\n\nb', 'a b', 'Connecting', 'using "Connecting"'],
  ['message', 'x'.repeat(61), `${'x'.repeat(59)}…`, 'Connecting', 'using "Connecting"'],
  ['message', 'x'.repeat(60), 'x'.repeat(60), 'Connecting', 'using "Connecting"'],
  ['keywords', 'ssl, s!, tls', 's!', ['ssl', 'tls'], 'ignoring it'],
  ['keywords', ' , ', ',', ['ssl', 'tls'], 'using "ssl, tls"'],
])('replaces %s given as %j', (name, given, got, value, instead) => {
  const warning = `${name}: expected ${acceptedBy(declared[name])}, got "${got}"; ${instead}`;
  expect(read(name, given)).toEqual({ value, warnings: [warning] });
});
