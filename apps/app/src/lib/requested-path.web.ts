/**
 * The path that was asked for with its query and fragment, also while none of its pages is drawn, when the router does
 * not know it yet.
 */
export const useRequestedPath = (): string => {
  const { pathname, search, hash } = window.location;
  return pathname + search + hash;
};
