import { useSyncExternalStore } from 'react';
import { tokenOf } from './link-fragment';

const listen = (callback: () => void) => {
  window.addEventListener('hashchange', callback);
  return () => window.removeEventListener('hashchange', callback);
};

/**
 * The token of the link that led here, from its fragment: what is behind `#` is never sent to a server, so that
 * no log has it. Null where there is none.
 */
export const useLinkToken = (): string | null =>
  useSyncExternalStore(
    listen,
    () => tokenOf(window.location.hash),
    () => null,
  );

/** Takes a spent token out of the address. */
export const forgetLinkToken = (): void =>
  window.history.replaceState(window.history.state, '', window.location.pathname);
