import { z } from 'zod';
import { Moment } from './scalars.ts';

/**
 * Puzzles that cost whoever signs up some work, and a bot that signs up a thousand times a thousand times as much
 * (Dwork and Naor, CRYPTO '92; Back, "Hashcash", 2002). Puzzle `n`, counted from 0, is solved by a whole number `x` from
 * 0 on for which SHA-256 of the text `<challenge>.<n>.<x>` begins with so many zero bits. Several small ones take about
 * as long each time, which one large one does not.
 */
export const ProofOfWork = z.object({
  challenge: z.string().max(300),
  puzzles: z.int().min(1).max(64),
  bits: z.int().min(1).max(32),
  /** Until when a proof of it is taken. */
  expiresAt: Moment,
});
export type ProofOfWork = z.infer<typeof ProofOfWork>;

/** The text that is hashed to try a number. */
export const puzzleText = (challenge: string, puzzle: number, tried: number): string =>
  `${challenge}.${puzzle}.${tried}`;

/** Whether a digest begins with so many zero bits. */
export function isSolution(digest: Uint8Array, bits: number): boolean {
  const whole = bits >> 3;
  for (let at = 0; at < whole; at++) if (digest[at] !== 0) return false;
  return (bits & 7) === 0 || (digest[whole] ?? 255) >> (8 - (bits & 7)) === 0;
}

/** The proof that is sent: the challenge and what solves its puzzles, in order. */
export const writeProof = (challenge: string, solutions: readonly number[]): string =>
  `${challenge}:${solutions.join(',')}`;

/** What a proof says; null where it is none. */
export function readProof(proof: string): { challenge: string; solutions: number[] } | null {
  const [, challenge, numbers] = /^([\w.-]+):(\d{1,15}(?:,\d{1,15})*)$/.exec(proof) ?? [];
  if (challenge === undefined || numbers === undefined) return null;
  return { challenge, solutions: numbers.split(',').map(Number) };
}
