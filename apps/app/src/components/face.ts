/** The system's own face. */
export const FACE: string | undefined = undefined;
