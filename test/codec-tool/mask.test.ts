import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskText, maskTree, maskValue } from '../../src/codec-tool/mask';
import { readPaths } from '../../src/codec-tool/paths-in-use';
import type { Device } from '../../src/simulator/codec/device';
import { readSettings } from '../../src/macro/settings';
import { callEnd } from '../../src/zoom-obtp-redialer/failure';
import { declared } from '../../src/zoom-obtp-redialer/settings';
import { PASSWORD, runCodec } from './command-line';
import { newFolder, servedCodec, trusting } from './served';

const SECRETS = [
  'hunter2',
  'Alice Andersen',
  'alice.andersen@example.com',
  'swordfish',
  '+47 40 00 11 22',
  '4740001122',
  'FOC1923NVVN',
  '10.20.30.40',
  'fe80::1ff:fe23:4567:890a',
  '00:11:22:33:44:55',
  'sip:81234567890.998877@zoomcrc.com',
  'sip:alice@example.com',
  'spark:alice@example.com',
  '998877',
  '81234567890',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0',
  'Karl Johans gate 1, Oslo',
  'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC',
];

/** Every part of a secret with at least four characters. */
function partsOf(secret: string): readonly string[] {
  return secret
    .split(/[^A-Za-z0-9]+/)
    .filter((part) => part.length >= 4 && !/^(zoomcrc|example|spark)$/.test(part));
}

function expectHidden(text: string, secret: string): void {
  for (const part of partsOf(secret)) expect(text).not.toContain(part);
}

/** Puts a secret into every leaf of a codec. */
function poison(device: Device, tree: unknown, path: string, secret: string): void {
  if (Array.isArray(tree)) {
    for (const element of tree as readonly { readonly id: string }[])
      poison(device, element, `${path} ${element.id}`, secret);
    return;
  }
  if (typeof tree !== 'object' || tree === null) return;
  for (const [name, below] of Object.entries(tree)) {
    if (typeof below === 'object') poison(device, below, `${path} ${name}`, secret);
    else if (name !== 'id' && !path.startsWith('Status SystemUnit')) device.put(`${path} ${name}`, secret);
  }
}

describe('what is masked', () => {
  it.each(SECRETS)('hides %s at every path in use, at others, and in text', (secret) => {
    for (const path of [
      ...readPaths,
      'Status Anything',
      'Status Call 1 CallbackNumber',
      'Event CallDisconnect RemoteURI',
    ]) {
      expectHidden(maskValue(path, secret), secret);
      expectHidden(
        JSON.stringify(maskTree(path, { Some: { Leaf: secret, List: [{ id: '1', Leaf: secret }] } })),
        secret,
      );
    }
  });

  it('hides any text that is not in the vocabulary of codecs', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9]{5,20}[xyz][0-9]{2}$/), (secret) => {
        expect(maskValue('Status Some Leaf', secret)).not.toContain(secret);
      }),
    );
  });

  it.each([
    ['sip:81234567890.998877@zoomcrc.com', 'sip:81000000000.000000@zoomcrc.com'],
    ['81234567890.998877@eu.zmeu.us', '81000000000.000000@zoomcrc.com'],
    ['81234567890.998877@video.example.org', '00000000000.000000@example.com'],
    ['sip:alice.81234567890@zoomcrc.com', 'sip:xxxxx.00000000000@zoomcrc.com'],
  ])('keeps the form of %s, and hides it in the console, too', (address, masked) => {
    expect(maskValue('Status Call 3 CallbackNumber', address)).toBe(masked);
    expect(maskText(`dialing ${address}, later`)).not.toMatch(/234567890|998877|alice/);
  });

  it('hides addresses, meeting IDs and passcodes in the console', () => {
    const masked = maskText(
      'dialing 81234567890.998877@zoomcrc.com for alice@example.com, passcode: 998877, at 10.20.30.40',
    );
    for (const secret of ['81234567890', '998877', 'alice', '10.20.30.40'])
      expect(masked).not.toContain(secret);
  });
});

describe('walk, record and check of a codec in which every value is a secret', () =>
  it('print and write none of them', async () => {
    const directory = newFolder();
    for (const secret of ['swordfish', 'sip:81234567890.998877@zoomcrc.com']) {
      const { host, room } = await servedCodec();
      room.phone.up();
      await room.wait(5);
      for (const root of ['Status', 'Configuration'])
        poison(room.device, room.device.read(root), root, secret);
      room.device.put('Configuration Macros Mode', 'On');
      const walked = join(directory, `walked-${secret.length}.json`);
      const recorded = join(directory, `recorded-${secret.length}.jsonl`);
      const outcomes = await Promise.all([
        runCodec(['walk', '--host', host, '--out', walked, '--all'], trusting()),
        runCodec(['record', '--host', host, '--out', recorded, '--for', '1'], trusting()),
        runCodec(['check', '--host', host], trusting()),
      ]);
      expect(outcomes.map(({ code }) => code)).toEqual([0, 0, expect.any(Number)]);
      const printed = outcomes.map(({ stdout, stderr }) => stdout + stderr);
      for (const text of [...printed, readFileSync(walked, 'utf8'), readFileSync(recorded, 'utf8')]) {
        expectHidden(text, secret);
        expectHidden(text, PASSWORD);
        expect(text.length).toBeGreaterThan(80);
      }
    }
  }));

describe('numbers and names at paths that the macros do not use', () => {
  it.each<[string, string]>([
    ['Configuration H323 H323Alias E164', '4711'],
    ['Status UserInterface Extensions Widget 3 Value', '1234'],
    ['Configuration NetworkServices Wifi Phrase', '2024'],
    ['Status Some Code', '815'],
    ['Configuration SystemUnit CustomDeviceId', '7'],
    ['Status UserInterface Extensions Widget 3 Value', 'on'],
    ...'Password Passphrase Pin Token PhoneNumber UserName SerialNumber'
      .split(' ')
      .flatMap((name) =>
        ['On', '1234'].map((value): [string, string] => [`Configuration Some ${name}`, value]),
      ),
  ])('are hidden: %s = %s', (path, value) => expect(maskValue(path, value)).toBe(`•••(${value.length})`));

  it.each([
    ['Status Audio Volume', '50'],
    ['Status Video Input Connector 1 SignalState', 'OK'],
    ['Status Video Output Connector 2 ConnectedDevice ScreenSize', '-1'],
    ['Status Video Output Connector 2 ConnectedDevice PreferredFormat', '-1x-1@-1Hz'],
    ['Event CallDisconnect CauseCode', '404'],
    ['Status SystemUnit ProductPlatform', 'Room 70D G2'],
    ['Status SystemUnit Software Version', 'ce11.14.4.0.0123456789a'],
    ['Status Video Output Connector 1 ConnectedDevice PreferredFormat', '3840x2160@60Hz'],
    ['Status Video Output Connector 1 Connected', 'True'],
  ])('are kept where they measure or count: %s = %s', (path, value) =>
    expect(maskValue(path, value)).toBe(value),
  );

  it('are kept apart, also where names of nodes are hidden or have underscores', () => {
    const tree = { USB_C: 'On', 'a@b.cc': 'On', 'c@d.ee': 'Off', ['__proto__']: 'On' };
    const masked = maskTree('Status', tree) as object;
    expect(Object.keys(masked)).toEqual(['USB_C', '•••(6)', '•••(6)-2', '•••(9)']);
  });
});

describe('the cause of a disconnected call', () => {
  const causes = [
    ['InsufficientSecurity', 'TLS handshake failed'],
    ['OtherRemote', 'SSL certificate verify failed (TLSv1.2) for Alice Andersen'],
    ['OtherRemote', 'CallError (Not Found, response 404/404006)'],
    ['RemoteBusy', 'Call rejected by Bob'],
    ['NetworkRejected', 'x509: certificate signed by unknown authority'],
    ['LocalDisconnect', ''],
  ] as const;

  it.each(causes)('%s, "%s" leads the redialer to the same decision after masking', (type, text) => {
    const decision = (CauseType: string, CauseString: string) => {
      const end = {
        CauseType,
        CauseString,
        OrigCallDirection: 'outgoing',
        RequestedURI: 'sip:1@zoomcrc.com',
      };
      const settings = readSettings(declared, {}, () => undefined);
      const { ignoredReason, isSuspicious } = callEnd(end, { settings, connected: [] });
      return [ignoredReason === '', isSuspicious];
    };
    const masked = maskTree('Event CallDisconnect', { CauseType: type, CauseString: text }) as {
      readonly CauseType: string;
      readonly CauseString: string;
    };
    expect(masked.CauseType).toBe(type);
    expect(decision(masked.CauseType, masked.CauseString)).toEqual(decision(type, text));
  });

  it('keeps no names', () => {
    const masked = causes.map(([, text]) => maskValue('Event CallDisconnect CauseString', text));
    expect(masked.join()).not.toMatch(/Alice|Andersen|Bob/);
    expect(masked[1]).toBe('SSL certificate verify failed (TLSv1.2) for ••• •••');
  });
});
