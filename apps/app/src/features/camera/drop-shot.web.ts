import type { Shot } from './camera';

/** Lets go of the picture that a shot is drawn with; the file itself stays with whoever has it. */
export const dropShot = ({ url }: Shot): void => URL.revokeObjectURL(url);
