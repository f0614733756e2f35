import { ProblemError, type Tokens } from '@wmory/contract';

/** Seconds before its end at which an access token counts as spent: clocks and networks are slow. */
const MARGIN = 30;

export interface RenewalParts {
  /** Trades the refresh token for new tokens. */
  refresh: () => Promise<Tokens>;
  /** Runs a task while no other tab runs one. */
  exclusive: <T>(task: () => Promise<T>) => Promise<T>;
  /** Hands new tokens to the other tabs. */
  announce: (tokens: Tokens) => void;
  /** The server says that the session is over. */
  ended: () => void;
  /** Milliseconds; for tests. */
  now?: () => number;
}

export interface Renewal {
  /** A token that is good for a while, renewed first if need be; null where there is no session. */
  accessToken: () => Promise<string | null>;
  /**
   * Gets new tokens; calls at the same time share one trade. False when the session has ended;
   * rejects when the server cannot say, in which case the session stands.
   */
  renew: () => Promise<boolean>;
  /** Takes tokens that came another way: at log-in, or from another tab. */
  adopt: (tokens: Tokens) => void;
  /** Takes it that there is a session, though no tokens have come yet: the next who asks for one trades. */
  assume: () => void;
  /** Forgets the tokens; a trade that is under way comes to nothing. */
  drop: () => void;
}

const saysEnded = (error: unknown) =>
  error instanceof ProblemError &&
  (error.code === 'session-ended' || error.code === 'unauthenticated' || error.code === 'malformed-request');

/** Keeps one access token in memory and renews it, once for everyone who asks. */
export function createRenewal({
  refresh,
  exclusive,
  announce,
  ended,
  now = Date.now,
}: RenewalParts): Renewal {
  let held: { token: string; spentAt: number } | null = null;
  let assumed = false;
  let underWay: Promise<boolean> | null = null;
  let era = 0;

  const adopt = (tokens: Tokens) => {
    held = { token: tokens.accessToken, spentAt: now() + (tokens.expiresIn - MARGIN) * 1000 };
  };
  const drop = () => {
    era += 1;
    held = null;
    assumed = false;
    underWay = null;
  };

  async function trade(): Promise<boolean> {
    const before = held?.token;
    const started = era;
    return exclusive(async () => {
      if (era !== started) return false;
      // Another tab may have renewed while this one waited for its turn.
      if (held && held.token !== before && held.spentAt > now()) return true;
      try {
        const tokens = await refresh();
        if (era !== started) return false;
        adopt(tokens);
        announce(tokens);
        return true;
      } catch (error) {
        if (!saysEnded(error)) throw error;
        if (era !== started) return false;
        drop();
        ended();
        return false;
      }
    });
  }

  function renew(): Promise<boolean> {
    if (underWay) return underWay;
    const mine: Promise<boolean> = trade().finally(() => {
      if (underWay === mine) underWay = null;
    });
    underWay = mine;
    return mine;
  }

  async function accessToken(): Promise<string | null> {
    if (!held && !assumed) return null;
    if (!held || held.spentAt <= now()) await renew();
    return held?.token ?? null;
  }

  const assume = () => {
    assumed = true;
  };

  return { accessToken, renew, adopt, assume, drop };
}
