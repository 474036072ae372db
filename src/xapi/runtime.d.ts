/** What the macro runtime of every firmware provides besides ES5 and Promise. Nothing else is guaranteed. */

declare module 'xapi' {
  const xapi: import('./xapi').XApi;
  export default xapi;
}

declare const console: {
  log(line: string): void;
  warn(line: string): void;
  error(line: string): void;
};

declare function setTimeout(run: () => void, milliseconds: number): number;
declare function clearTimeout(timer: number | undefined): void;

/** The values of the settings at the top of the macro's file. The build provides this module. */
declare module 'settings-block' {
  export const given: Readonly<Record<string, unknown>>;
}
