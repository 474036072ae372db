import { describe, expect, it } from 'vitest';
import { keptSettings } from '../../../scripts/codec/kept-settings';
import { macroNamed } from '../../../scripts/project/macros';

const switcher = macroNamed('presentation-screen-switcher');

describe('the settings of a macro on a codec', () => {
  it.each([
    ['a number', 'var largestOutput = 2;', { largestOutput: '2' }],
    ['the default', "var largestOutput = 0;\nvar switchWhen = 'Always';", {}],
    ['text in single quotes', "var buttonName = 'It\\'s \\\\ here';", { buttonName: "It's \\ here" }],
    ['text in double quotes', 'var buttonName = "Say \\"yes\\"";', { buttonName: 'Say "yes"' }],
    ['a line that ends in a carriage return', "var switchWhen = 'VideoCall';\r", { switchWhen: 'VideoCall' }],
    ['a deleted semicolon', 'var showButton = false', { showButton: 'false' }],
    ['something computed', 'var largestOutput = 1 + 1;', {}],
    ['broken quotes', 'var buttonName = "a\\x";', {}],
    ['a name of another macro', 'var maxRedials = 3;', {}],
    ['an indented line', '  var largestOutput = 2;', {}],
  ])('with %s', (_, text, settings) => {
    expect(keptSettings(switcher, text)).toEqual({ settings, dropped: [] });
  });

  it('drop a value that the macro does not accept, and say so', () => {
    expect(keptSettings(switcher, 'var largestOutput = 12;')).toEqual({
      settings: {},
      dropped: ['largestOutput on the codec is not kept: expected a whole number from 0 to 9, got "12"'],
    });
  });
});
