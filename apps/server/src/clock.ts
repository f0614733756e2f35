/** UTC milliseconds. Tests move it. */
export type Clock = () => number;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** As the API writes moments: RFC 3339, UTC, milliseconds. */
export const toMoment = (time: number): string => new Date(time).toISOString();
