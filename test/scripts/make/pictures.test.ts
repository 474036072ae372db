/** The pictures in the READMEs show what the macros do. */
import { describe, expect, it } from 'vitest';
import { meeting, meetingRoom, pictures, repairedJoin } from '../../../scripts/make/pictures';
import { screensPicture } from '../../../scripts/make/screens-picture';
import { timelinePicture } from '../../../scripts/make/timeline-picture';
import { Room } from '../../../src/simulator/room/room';
import { node, roomWith } from '../../simulate';

const built = new Map(await pictures());

describe('the pictures', () => {
  const paths = ['macros/presentation-screen-switcher/screens.svg', 'macros/zoom-obtp-redialer/timeline.svg'];

  it('show what the macros do', () => {
    expect(paths.map((path) => /<desc.*?>(.*)<\/desc>/.exec(built.get(path) ?? '')?.[1])).toEqual([
      'In a call, nobody shares: home screen on the 43-inch screen, participants on the 75-inch screen. ' +
        'Somebody shares: participants on the 43-inch screen, presentation on the 75-inch screen. ' +
        'The share has stopped: home screen on the 43-inch screen, participants on the 75-inch screen.',
      expect.stringMatching(
        /^0\.00 s: Join is pressed\. 0\.60 s: The call fails: SSL error\. 1\.\d\d s: Dialed again over Spark\. 2\.\d\d s: Connected\. From 0\.\d\d s to 2\.\d\d s the screen says: Connecting to Zoom, one moment please\.$/,
      ),
    ]);
  });

  it('look different if the macro behaves differently', async () => {
    const idle = new Room({ ...meetingRoom, engine: node, macro: () => undefined });
    expect(screensPicture(await meeting(idle))).not.toBe(built.get(paths[0] ?? ''));
    const slow = await repairedJoin((plan) => roomWith('zoom-obtp-redialer', { ...plan, roundTrip: 30 }));
    expect(timelinePicture(slow)).not.toBe(built.get(paths[1] ?? ''));
    const nothing = repairedJoin((plan) => new Room({ ...plan, engine: node, macro: () => undefined }));
    await expect(nothing).rejects.toThrow('message and alert');
  });

  it.each(paths)('%s needs no external resources', (path) => {
    const text = built.get(path) ?? '';
    expect(text.replace('http://www.w3.org/2000/svg', '')).not.toMatch(
      /https?:|url\(|<image|<script|<style|@import/,
    );
    expect(text).toMatch(/<title id="title">.+<\/title>\n<desc id="desc">.+<\/desc>/);
    expect(text.match(/<(\w+)[^>]*[^/]>/g)?.length).toBe(text.match(/<\/\w+>/g)?.length);
  });

  it.each(paths)('%s has no overlapping or clipped text', (path) => {
    const texts = [
      ...(built.get(path) ?? '').matchAll(
        /<text x="(.*?)" y="(.*?)" text-anchor="(.*?)" font-size="(.*?)".*?>(.*)</g,
      ),
    ];
    // Wider than most fonts.
    const boxes = texts.map(([, x, y, anchor, size, says = '']) => {
      const width = 0.62 * Number(size) * says.length;
      const left = Number(x) - (anchor === 'middle' ? width / 2 : 0);
      return { says, left, right: left + width, top: Number(y) - Number(size), bottom: Number(y) + 3 };
    });
    expect(boxes.length).toBeGreaterThan(8);
    expect(boxes.filter(({ left, right }) => left < 8 || right > 892)).toEqual([]);
    const touching = boxes.flatMap((one, index) =>
      boxes
        .slice(index + 1)
        .filter(
          (other) =>
            one.left < other.right &&
            other.left < one.right &&
            one.top < other.bottom &&
            other.top < one.bottom,
        )
        .map((other) => `${one.says} / ${other.says}`),
    );
    expect(touching).toEqual([]);
  });
});
