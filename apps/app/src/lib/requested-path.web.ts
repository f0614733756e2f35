/** The path that was asked for, also while none of its pages is drawn, when the router does not know it yet. */
export const useRequestedPath = (): string => window.location.pathname;
