/** The largest that a built file may be. */
export const SIZE_LIMIT_KIB = 49;
