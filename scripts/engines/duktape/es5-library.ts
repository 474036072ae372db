/** The library of ECMAScript 5.1 (sections 15 and B.2), and a function that deletes everything else. */

const FUNCTION = 'length name prototype';
const ERROR = `${FUNCTION} constructor message toString`;

/**
 * The names of what is global, and for each constructor or object the names in it and in its prototype. An engine's own
 * additions to errors stay, to keep them readable, and so does `flags`, which Duktape needs to split a text. `Promise`
 * is ECMAScript 2015's, which every codec's runtime adds.
 */
const library: Readonly<Record<string, string>> = {
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
  Promise: `${FUNCTION} caller arguments all race resolve reject constructor then catch`,
};
const plain = `NaN Infinity undefined eval parseInt parseFloat isNaN isFinite decodeURI decodeURIComponent encodeURI
  encodeURIComponent escape unescape`;

/** Constants of ES2015 that cannot be deleted. The type check of the sources finds them, and a test of the built files. */
export const undeletable = ['EPSILON', 'MAX_SAFE_INTEGER', 'MIN_SAFE_INTEGER'];

/** Saved before it is deleted itself. */
const { deleteProperty } = Reflect;

/** Deletes everything that is not in ES5 from an engine's global object and from the objects in it. */
export function onlyEs5(scope: Readonly<Record<string, unknown>>): void {
  const names = Object.keys(library);
  const objects = names.map((name) => ({ name, object: scope[name] }));
  keepOnly(scope, namesIn(plain).concat(names));
  objects.forEach(({ name, object }) => {
    if (!isObject(object)) throw new Error(`${name} is missing`);
    const kept = namesIn(library[name] ?? '');
    if ('prototype' in object && isObject(object.prototype)) keepOnly(object.prototype, kept);
    keepOnly(object, kept);
  });
}

function isObject(value: unknown): value is object {
  return typeof value === 'function' || (typeof value === 'object' && value !== null);
}

function namesIn(text: string): readonly string[] {
  return text.split(/\s+/);
}

function keepOnly(object: object, kept: readonly string[]): void {
  Object.getOwnPropertyNames(object).forEach((name) => {
    const isKept = kept.indexOf(name) >= 0 || undeletable.indexOf(name) >= 0;
    if (!isKept && !deleteProperty(object, name)) throw new Error(`${name} cannot be deleted`);
  });
}
