const MOST_LOOKUPS = 3;

/** Counts how often the roles of some outputs were looked up in vain. */
export interface Lookups {
  /** The codec was read, and gave no role for these outputs; '' for none. */
  add(outputs: string): void;
  /** Whether their roles are missing for good. */
  areEnough(outputs: string): boolean;
}

export function createLookups(): Lookups {
  let last = '';
  let count = 0;
  return {
    add: (outputs) => {
      count = outputs === last ? count + 1 : 1;
      last = outputs;
    },
    areEnough: (outputs) => outputs === last && count >= MOST_LOOKUPS,
  };
}
