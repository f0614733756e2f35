import { useEffect, useRef, useState } from 'react';

/** Milliseconds until an address that failed is tried again, as no other one came: the network may be back. */
const AGAIN = [5_000, 20_000, 60_000, 180_000];

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
  const tries = useRef(0);
  if (fresh !== null && fresh !== held && fresh !== failed && (held === null || held === failed))
    setHeld(fresh);
  useEffect(() => {
    const wait = AGAIN[tries.current];
    if (failed === null || failed !== held || wait === undefined) return;
    const again = setTimeout(() => {
      tries.current += 1;
      setFailed(null);
    }, wait);
    return () => clearTimeout(again);
  }, [failed, held]);
  return {
    url: held === failed ? null : held,
    onError() {
      setFailed(held);
      renew();
    },
  };
}
