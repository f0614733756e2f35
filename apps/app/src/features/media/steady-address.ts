import { useState } from 'react';

/**
 * An address kept for as long as it works: signed addresses change every few minutes, and a picture that is on
 * the screen needs no other one. One that fails is replaced once `renew` has brought a new one.
 *
 * @param fresh the latest signed address; null while there is none
 */
export function useSteadyAddress(
  fresh: string | null,
  renew: () => void,
): { url: string | null; onError: () => void } {
  const [held, setHeld] = useState(fresh);
  const [failed, setFailed] = useState<string | null>(null);
  if (fresh !== null && fresh !== held && fresh !== failed && (held === null || held === failed))
    setHeld(fresh);
  return {
    url: held === failed ? null : held,
    onError() {
      setFailed(held);
      renew();
    },
  };
}
