/** What the macro runtime of every firmware has beside ES5 and Promise; nothing else may be counted on. */

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

/** The settings at the top of the macro's file, as the integrator left them; put there by the build. */
declare module 'settings-block' {
  export const given: Readonly<Record<string, unknown>>;
}
