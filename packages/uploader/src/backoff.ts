export interface Backoff {
  /** Milliseconds after the first fault. */
  base: number;
  /** Milliseconds at most, unless the server asks for more. */
  cap: number;
  /** Between 0 and 1. */
  random: () => number;
}

/**
 * Milliseconds to wait after the nth fault in a row (from 1): doubling, half of it random, so that clients that
 * failed together do not return together ("equal jitter", AWS Architecture Blog, Exponential Backoff And Jitter).
 * A server's `Retry-After` (seconds) is a floor.
 */
export function backoffDelay(
  faults: number,
  { base, cap, random }: Backoff,
  retryAfter: number | null = null,
): number {
  const full = Math.min(cap, base * 2 ** (faults - 1));
  const delay = full / 2 + (random() * full) / 2;
  return retryAfter === null ? delay : Math.max(delay, retryAfter * 1000 * (1 + random() / 10));
}

/** Holds back all calls to one server while it cannot be reached or asks for quiet. */
export interface Gate {
  /** Rounds of faults since the last success; faults of calls that ran side by side are one. */
  readonly faults: number;
  /** By the timer; calls wait until then. */
  readonly opensAt: number;
}

export const openGate: Gate = { faults: 0, opensAt: 0 };

/** The gate after a call failed at `now`. */
export function closeGate(gate: Gate, now: number, backoff: Backoff, retryAfter: number | null): Gate {
  if (now < gate.opensAt && retryAfter === null) return gate;
  const faults = now < gate.opensAt ? gate.faults : gate.faults + 1;
  return { faults, opensAt: Math.max(gate.opensAt, now + backoffDelay(faults, backoff, retryAfter)) };
}
