import { useGlobalSearchParams } from 'expo-router';

/**
 * The token of an invite link, from its fragment: what is behind `#` is never sent to a server, so that no log
 * has it. Null where there is none.
 */
export function useLinkToken(): string | null {
  const fragment = useGlobalSearchParams()['#'];
  return typeof fragment === 'string' && fragment !== ''
    ? decodeURIComponent(fragment.replace(/^#/, ''))
    : null;
}
