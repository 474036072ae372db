/** Name and purpose of a macro: shown in the header of its file, in its console and in the manifest. */
export interface About {
  /** The name of its folder and of its files. */
  readonly name: string;
  /** A short heading, without a period. */
  readonly title: string;
  /** One or two sentences. */
  readonly summary: string;
  /** Semantic version of this macro. */
  readonly version: string;
  /** The most that its built file may have, in KiB without comments and empty lines: a codec has to parse it. */
  readonly maxKiB: number;
}

/** Whether a macro works on a product, and what an integrator has to know about it. */
export interface Verdict {
  readonly works: boolean;
  readonly notes: readonly string[];
}
