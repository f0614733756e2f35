import { useGlobalSearchParams } from 'expo-router';
import { tokenOf } from './link-fragment';

/**
 * The token of the link that led here, from its fragment: what is behind `#` is never sent to a server, so that
 * no log has it. Null where there is none.
 */
export function useLinkToken(): string | null {
  const fragment = useGlobalSearchParams()['#'];
  return typeof fragment === 'string' ? tokenOf(fragment) : null;
}

/** Takes a spent token out of the address, where there is an address to see it in. */
export function forgetLinkToken(): void {}
