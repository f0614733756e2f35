import { DAY } from '../../clock.ts';

/** The UTC day that a moment falls on, in days since 1970-01-01. */
export const dayOf = (time: number): number => Math.floor(time / DAY);

/** When the next UTC day begins. */
export const endOfDay = (day: number): number => (day + 1) * DAY;

/** When a UTC day begins. */
export const startOfDay = (day: number): number => day * DAY;
