/** `npm run screenshot`: takes the picture of the room page for the README. */
export { takeScreenshot as main } from './pictures/room-screenshot';
