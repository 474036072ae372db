import { describe, expect, it } from 'vitest';
import { parseTrace } from '../../src/simulator/trace';

const HEADER = '{"trace":1,"source":"recorded","product":"Room Kit","code":"hopen","firmware":"11.14.5"}';

function parsed(...lines: readonly string[]) {
  return () => parseTrace(lines.join('\n'));
}

describe('a trace', () => {
  it('is one with what codecs answer, report and log', () => {
    const trace = parseTrace(
      [
        HEADER,
        '{"at":1,"kind":"answer","path":"Status Call","value":[{"id":"1","Status":"Idle"}]}',
        '{"at":2,"kind":"answer","path":"Status Call 3 Status","value":null}',
        '{"at":3,"kind":"report","value":{"Event":{"CallDisconnect":{"CallId":"1"}}}}',
        '{"at":3,"kind":"console","macro":"m","level":"LOG","message":"ready"}',
      ].join('\n'),
    );
    expect(trace.entries).toHaveLength(4);
  });

  it.each([
    ['no header', '{}', 'not a trace: the first line has no "trace": 1'],
    ['a product that is not known', HEADER.replace('hopen', 'nope'), 'its product is not known: nope'],
    ['an inherited name as its product', HEADER.replace('hopen', 'toString'), 'not known: toString'],
    ['a firmware that is none', HEADER.replace('11.14.5', 'x'), 'the first line has no "trace": 1'],
    ['a firmware that is too old', HEADER.replace('11.14.5', '7.3'), 'the firmware 7.3 of its product'],
  ])('is refused with %s', (_, header, message) => expect(parsed(header)).toThrow(message));

  it.each([
    '{}',
    'null',
    '[]',
    '{"at":1e12,"kind":"report","value":{}}',
    '{"at":-1,"kind":"report","value":{}}',
    '{"at":"1","kind":"report","value":{}}',
    '{"at":1,"kind":"other","value":{}}',
    '{"at":1,"kind":"report"}',
    '{"at":1,"kind":"report","value":{"Status":{"__proto__":{"polluted":"yes"}}}}',
    '{"at":1,"kind":"answer","path":"Status __proto__ polluted","value":"yes"}',
    '{"at":1,"kind":"answer","path":"Other","value":"yes"}',
    '{"at":1,"kind":"answer","path":"Status Call","value":true}',
    '{"at":1,"kind":"console","macro":"m"}',
    `{"at":1,"kind":"report","value":${'{"a":'.repeat(5000)}"deep"${'}'.repeat(5000)}}`,
  ])('is refused with the line %j', (line) => {
    expect(parsed(HEADER, line)).toThrow('line 2 is not one of a trace');
    expect({}).not.toHaveProperty('polluted');
  });
});
