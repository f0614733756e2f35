import type { Shot } from './camera';

/** On the device the picture is the file, and the system clears where it lies. */
export const dropShot = (_: Shot): void => {};
