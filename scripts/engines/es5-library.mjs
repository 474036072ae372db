/** ECMAScript 5.1's library, by its specification (sections 15 and B.2), and what takes away all else. */

const FUNCTION = 'length name prototype';
const ERROR = `${FUNCTION} constructor message toString`;

/**
 * The names of what is global, and for each constructor or object the names in it and in its prototype. An engine's own
 * additions to errors stay, for people who read them, and `flags`, without which Duktape cannot split a text.
 * @type {Readonly<Record<string, string>>}
 */
const library = {
  Object: `${FUNCTION} getPrototypeOf getOwnPropertyDescriptor getOwnPropertyNames create defineProperty
    defineProperties seal freeze preventExtensions isSealed isFrozen isExtensible keys
    constructor toString toLocaleString valueOf hasOwnProperty isPrototypeOf propertyIsEnumerable`,
  Function: `${FUNCTION} constructor toString apply call bind`,
  Array: `${FUNCTION} isArray constructor toString toLocaleString concat join pop push reverse shift slice sort splice
    unshift indexOf lastIndexOf every some forEach map filter reduce reduceRight`,
  String: `${FUNCTION} fromCharCode constructor toString valueOf charAt charCodeAt concat indexOf lastIndexOf
    localeCompare match replace search slice split substring toLowerCase toLocaleLowerCase toUpperCase
    toLocaleUpperCase trim substr`,
  Boolean: `${FUNCTION} constructor toString valueOf`,
  Number: `${FUNCTION} MAX_VALUE MIN_VALUE NaN NEGATIVE_INFINITY POSITIVE_INFINITY constructor toString
    toLocaleString valueOf toFixed toExponential toPrecision`,
  Math: `E LN10 LN2 LOG2E LOG10E PI SQRT1_2 SQRT2 abs acos asin atan atan2 ceil cos exp floor log max min pow random
    round sin sqrt tan`,
  Date: `${FUNCTION} parse UTC now constructor toString toDateString toTimeString toLocaleString toLocaleDateString
    toLocaleTimeString valueOf getTime getFullYear getUTCFullYear getMonth getUTCMonth getDate getUTCDate getDay
    getUTCDay getHours getUTCHours getMinutes getUTCMinutes getSeconds getUTCSeconds getMilliseconds
    getUTCMilliseconds getTimezoneOffset setTime setMilliseconds setUTCMilliseconds setSeconds setUTCSeconds
    setMinutes setUTCMinutes setHours setUTCHours setDate setUTCDate setMonth setUTCMonth setFullYear
    setUTCFullYear toUTCString toISOString toJSON getYear setYear toGMTString`,
  RegExp: `${FUNCTION} constructor exec test toString source global ignoreCase multiline lastIndex
    flags`,
  Error: `${ERROR} stack fileName lineNumber`,
  EvalError: ERROR,
  RangeError: ERROR,
  ReferenceError: ERROR,
  SyntaxError: ERROR,
  TypeError: ERROR,
  URIError: ERROR,
  JSON: 'parse stringify',
};
const plain = `NaN Infinity undefined eval parseInt parseFloat isNaN isFinite decodeURI decodeURIComponent encodeURI
  encodeURIComponent escape unescape`;

/** Nobody can delete these constants of ES2015's. The type check of the sources finds them, and test/es5.test.ts. */
export const undeletable = ['EPSILON', 'MAX_SAFE_INTEGER', 'MIN_SAFE_INTEGER'];

/** Taken before it goes itself. */
const { deleteProperty } = Reflect;

/**
 * Deletes all that ES5 does not have from an engine's global object, and from what stands in it.
 * @param {Record<string, unknown>} scope
 */
export function onlyEs5(scope) {
  const names = Object.keys(library);
  const objects = names.map((name) => ({ name, object: /** @type {object} */ (scope[name]) }));
  keepOnly(scope, namesIn(plain).concat(names));
  objects.forEach(({ name, object }) => {
    const kept = namesIn(library[name] ?? '');
    const { prototype } = /** @type {{ prototype?: object }} */ (object);
    if (prototype) keepOnly(prototype, kept);
    keepOnly(object, kept);
  });
}

/** @param {string} text */
function namesIn(text) {
  return text.split(/\s+/);
}

/**
 * @param {object} object
 * @param {readonly string[]} kept
 */
function keepOnly(object, kept) {
  Object.getOwnPropertyNames(object).forEach((name) => {
    const isKept = kept.indexOf(name) >= 0 || undeletable.indexOf(name) >= 0;
    if (!isKept && !deleteProperty(object, name)) throw new Error(`${name} cannot be taken away`);
  });
}
