import type { ProofOfWork, SignUpChallenge } from '@wmory/contract';

/** What is asked of whoever signs up: easy for a person, dear for a bot. */
export interface Challenge {
  /** As clients are told of it. */
  readonly kind: SignUpChallenge;
  /** Puzzles of its own; null where clients get theirs from elsewhere. */
  issue(): ProofOfWork | null;
  /** Whether it was met; each proof is good once. Throws `unavailable` when nobody can tell. */
  redeem(proof: string | undefined): Promise<boolean>;
}

/** Remembers that a challenge was met; answers false when it was before. */
export type Spend = (challengeId: string, expiresAt: number) => Promise<boolean>;

/** Asks for nothing. */
export const noChallenge: Challenge = {
  kind: { kind: 'none' },
  issue: () => null,
  redeem: async () => true,
};
