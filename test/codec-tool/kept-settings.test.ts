import { describe, expect, it } from 'vitest';
import { keptSettings } from '../../src/codec-tool/deployable';
import { macroNamed } from '../../scripts/project/macro-folders';

const switcher = macroNamed('presentation-screen-switcher');

describe('the settings of a macro on a codec', () => {
  it.each([
    ['a number', 'var largestOutput = 2;', { largestOutput: '2' }],
    ['the default', "var largestOutput = 0;\nvar switchWhen = 'Always';", {}],
    ['text in single quotes', "var buttonName = 'It\\'s \\\\ here';", { buttonName: "It's \\ here" }],
    ['text in double quotes', 'var buttonName = "Say \\"yes\\"";', { buttonName: 'Say "yes"' }],
    ['a line that ends in a carriage return', "var switchWhen = 'VideoCall';\r", { switchWhen: 'VideoCall' }],
    ['a deleted semicolon', 'var showButton = false', { showButton: 'false' }],
    ['a comment after the value', "var switchWhen = 'VideoCall'; // no signage", { switchWhen: 'VideoCall' }],
    ['a comment mark in the text', "var buttonName = 'Swap // left';", { buttonName: 'Swap // left' }],
    ['other blanks', 'var  largestOutput=2 ;', { largestOutput: '2' }],
    ['another word than var', 'const largestOutput = 2;', { largestOutput: '2' }],
    ['escaped letters', "var buttonName = 'B\\u00fcro';", { buttonName: 'Büro' }],
    ['a name of another macro', 'var maxRedials = 3;', {}],
    ['an indented line', '  var largestOutput = 2;', {}],
  ])('with %s', (_, text, settings) =>
    expect(keptSettings(switcher.declared, text)).toEqual({ settings, dropped: [] }),
  );

  it.each([
    ['number', 'var redialDelaySeconds = .5;', { redialDelaySeconds: '0.5' }],
    [
      'list',
      "var zoomDomains = ['zoomcrc.com', 'zoom.example.org']; // ours",
      { zoomDomains: 'zoomcrc.com, zoom.example.org' },
    ],
  ])('with another form of a %s', (_, text, settings) =>
    expect(keptSettings(macroNamed('zoom-obtp-redialer').declared, text)).toEqual({ settings, dropped: [] }),
  );

  it.each([
    ['var largestOutput = 12;', 'expected a whole number from 0 to 9, got "12"'],
    ['var largestOutput = -2;', 'expected a whole number from 0 to 9, got "-2"'],
    ['var largestOutput = 1 + 1;', 'it is no plain value'],
    ['var largestOutput = [one];', 'it is no plain value'],
    ['var largestOutput = -one;', 'it is no plain value'],
    ['var largestOutput = "a\\x";', 'it is no plain value'],
  ])('drop what the macro does not accept, and say so: %s', (text, why) =>
    expect(keptSettings(switcher.declared, text)).toEqual({
      settings: {},
      dropped: [`largestOutput on the codec is not kept: ${why}`],
    }),
  );
});
