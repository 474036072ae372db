/** `npm run bench`: measures the built macros. */
export { bench as main } from './bench/command';
