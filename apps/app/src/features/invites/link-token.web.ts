import { useSyncExternalStore } from 'react';

const listen = (callback: () => void) => {
  window.addEventListener('hashchange', callback);
  return () => window.removeEventListener('hashchange', callback);
};

const read = () => {
  try {
    return decodeURIComponent(window.location.hash.slice(1)) || null;
  } catch {
    return null;
  }
};

/**
 * The token of an invite link, from its fragment: what is behind `#` is never sent to a server, so that no log
 * has it. Null where there is none.
 */
export const useLinkToken = (): string | null => useSyncExternalStore(listen, read, () => null);
