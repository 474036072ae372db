/** `npm run check:schema -- FILE|FOLDER...`: compares the xAPI that the macros use with Cisco's published schemas. */
export { checkSchema as main } from './schema/command';
