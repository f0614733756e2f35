import { useSyncExternalStore } from 'react';

const wish = matchMedia('(prefers-reduced-motion: reduce)');

function listen(changed: () => void): () => void {
  wish.addEventListener('change', changed);
  return () => wish.removeEventListener('change', changed);
}

/**
 * Whether the person asked their system for less motion. Known from the first draw on: a dialog that loses its movement
 * while it opens never hears that it is open, and takes no focus.
 */
export const useReducedMotion = (): boolean => useSyncExternalStore(listen, () => wish.matches);
