/** `npm run bench`: what the built macros cost. */
export { bench as main } from './bench/command';
