/** `npm run check:schema -- FILE|FOLDER...`: holds the xAPI that the macros use against Cisco's published schemas. */
export { checkSchema as main } from './schema/command';
