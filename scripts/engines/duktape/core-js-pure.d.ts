declare module 'core-js-pure/es/promise/index.js' {
  const promise: PromiseConstructor;
  export default promise;
}
