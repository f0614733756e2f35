/** Pixels that a scroll bar takes from the content. */
export const scrollbarWidth = (): number => 0;
