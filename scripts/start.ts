/** `npm start`: shows what the macros do in a simulated room. */
export { start as main } from './demo/command';
