import { expect, it } from 'vitest';
import { meetingRoom, pictureOf, screensPicture } from '../../../scripts/make/screens-picture';
import { Room } from '../../../src/simulator/room/room';
import { node } from '../../simulate';

function described(picture: string): string | undefined {
  return /<desc.*?>(.*)<\/desc>/.exec(picture)?.[1];
}

it('the picture in the README of the switcher shows what the macro does', async () => {
  const [, picture] = await screensPicture();
  expect(described(picture)).toBe(
    'In a call, nobody shares: home screen on the 43-inch screen, participants on the 75-inch screen. ' +
      'Somebody shares: participants on the 43-inch screen, presentation on the 75-inch screen. ' +
      'The share has stopped: home screen on the 43-inch screen, participants on the 75-inch screen.',
  );
  const idle = await pictureOf(new Room({ ...meetingRoom, engine: node, macro: () => undefined }));
  expect(described(idle)).not.toBe(described(picture));
});
