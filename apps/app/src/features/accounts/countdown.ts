import { useEffect, useState } from 'react';

/** Counts down to nought in seconds, from when it is first drawn and from each `restart`. */
export function useCountdown(from: number): { seconds: number; restart: () => void } {
  const [until, setUntil] = useState(() => Date.now() + from * 1000);
  const [now, setNow] = useState(() => Date.now());
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  const over = seconds === 0;
  useEffect(() => {
    if (over) return;
    const ticking = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(ticking);
  }, [over]);
  const restart = () => {
    setNow(Date.now());
    setUntil(Date.now() + from * 1000);
  };
  return { seconds, restart };
}
