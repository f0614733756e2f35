/** Pixels of a side of what is sent. */
export const SIDE = 512;
/** Of the JPEG, the first that is small enough: noise alone asks for less than the first. */
export const QUALITIES = [0.85, 0.6, 0.3] as const;
