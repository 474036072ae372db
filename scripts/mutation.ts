/** `npm run test:mutation`: measures how many small changes to the macros the tests notice. */
export { testMutations as main } from './mutation/command';
