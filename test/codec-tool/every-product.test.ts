import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { identityOf } from '../../src/codec-tool/connection';
import { products, profileFor } from '../../src/xapi/products';
import { published } from '../../src/xapi/schema-subset';
import { newFile, run, servedCodec } from './served';

const combinations = Object.entries(products).flatMap(([code, product]) =>
  published
    .filter((firmware) => profileFor(product, firmware))
    .map((firmware) => ({ code, product, firmware })),
);

describe('check and walk', () => {
  it('run on every product and firmware of the simulation without changing anything', async () => {
    const codecs = await Promise.all(
      combinations.map(({ code, firmware }) => servedCodec({ product: code, firmware, screens: {} })),
    );
    const file = newFile('room.json');
    const before = codecs.map(({ room }) => JSON.stringify(room.device.read('Configuration')));
    const { rows } = await run('check', codecs, '--parallel', '32');
    const walked = await run('walk', codecs, '--parallel', '32', '--out', file);
    expect(rows.map(({ product }) => product)).toEqual(combinations.map(({ product }) => product.name));
    expect(rows.filter(({ result }) => result === 'failed')).toEqual([]);
    expect(JSON.stringify(rows)).not.toContain('not in the compatibility table');
    // Products without the setting, or without outputs that accept a role, refuse only those two subscriptions.
    for (const [index, { product, firmware }] of combinations.entries()) {
      const { monitors = [], roles = {} } = profileFor(product, firmware) ?? {};
      const expected = [
        ...(monitors.length === 0 ? ['Configuration Video Monitors'] : []),
        ...(Object.keys(roles).length === 0 ? ['Configuration Video Output Connector'] : []),
      ];
      const refused = rows[index]?.details.remarks.join().match(/(?<=subscription to )[\w ]+(?= \()/g) ?? [];
      expect([...refused].sort()).toEqual(expected);
    }
    expect(walked.rows.map(({ result }) => result)).toEqual(combinations.map(() => 'done'));
    const first = file.replace('.json', `-${(codecs[0]?.host ?? '').replace(':', '_')}.json`);
    expect(readFileSync(first, 'utf8')).toContain('"Status Conference Presentation Mode": "Off"');
    expect(codecs.map(({ room }) => JSON.stringify(room.device.read('Configuration')))).toEqual(before);
  }, 180_000);
});

describe('a product', () => {
  it.each([
    ['Cisco Webex Room Kit', 'hopen'],
    ['Room Kit Plus', 'svea'],
    ['Cisco Codec Pro', 'barents'],
    ['Cisco Room Bar Pro', 'brooklyn'],
    ['Cisco Webex Board 55S', 'darling_15_55'],
    ['Room 55D', 'svea_55d'],
    ['Room 70D', 'svea_70d'],
    ['Room 70S', 'svea_70s'],
    ['Cisco Webex Room 70D G2', 'barents_70d'],
    ['Cisco Codec Pro G2', undefined],
    ['Cisco TV Box', undefined],
  ])('named %s is recognized as %s', (name, code) =>
    expect(identityOf(name, 'RoomOS 11.14.4.0.abcdef012345').code).toBe(code),
  );

  it('that reports another name than the tables is named in the README', () => {
    const readme = readFileSync('README.md', 'utf8').replace(/\s+/g, ' ');
    const sentence = /report another name: (.*?), and (Board 55.*?) \(/.exec(readme) ?? [];
    const said = [...(sentence[1] ?? '').matchAll(/(.+?) (?:is|are) ([^,]+)(?:, |$)/g)];
    const pairs = said.flatMap(([, others = '', name]) =>
      others.split(/, | and /).map((other) => [other, name]),
    );
    const boards = (sentence[2] ?? '').match(/\d+/g)?.map((inches) => [`Board ${inches}`, 'Board']) ?? [];
    expect(pairs).toHaveLength(12);
    expect(boards).toHaveLength(3);
    const named = [...pairs, ...boards].map(([other = '']) => {
      const { code = '' } = identityOf(other, 'RoomOS 11.14.4.0.abcdef012345');
      return [other, products[code]?.name];
    });
    expect(named).toEqual([...pairs, ...boards]);
  });

  it('with firmware that has no version number is shown unchanged', () => {
    expect(identityOf('Cisco Webex DX80', 'RoomOS 2018-06-01 608dcdbb6e1')).toEqual({
      product: 'Cisco Webex DX80',
      firmware: 'RoomOS 2018-06-01 608dcdbb6e1',
    });
  });
});
