import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { isSolution, puzzleText, readProof } from '@wmory/contract';
import { type Clock, MINUTE, toMoment } from '../clock.ts';
import { keyedHash } from '../secrets.ts';
import type { Challenge, Spend } from './port.ts';

/** Time to solve the puzzles and to fill the form in; nobody stockpiles solutions for longer. */
const LIFE = 10 * MINUTE;
const PUZZLES = 8;
const PUZZLE_BITS = Math.log2(PUZZLES);
const MAC_DIGITS = 32;

export interface ProofOfWorkOptions {
  key: Buffer;
  clock: Clock;
  spend: Spend;
  /** Binary logarithm of the hashes that a proof costs on average; 4 at least. */
  bits: number;
}

/**
 * Puzzles as the contract's `ProofOfWork` describes them. A challenge carries its end and a MAC, so nothing is kept of
 * it before it is met.
 */
export function createProofOfWork({ key, clock, spend, bits }: ProofOfWorkOptions): Challenge {
  const puzzleBits = bits - PUZZLE_BITS;
  const seal = (id: string, end: string): string =>
    keyedHash(key, `${id}.${end}.${puzzleBits}`).slice(0, MAC_DIGITS);

  /** Null where it is none of ours, or not for this difficulty. */
  function open(challenge: string): { id: string; expiresAt: number } | null {
    const [id = '', end = '', mac = '', ...rest] = challenge.split('.');
    const [given, right] = [Buffer.from(mac), Buffer.from(seal(id, end))];
    if (rest.length > 0 || given.length !== right.length || !timingSafeEqual(given, right)) return null;
    return { id, expiresAt: Number(end) };
  }

  return {
    kind: { kind: 'proof-of-work' },
    issue() {
      const id = randomBytes(12).toString('base64url');
      const expiresAt = clock() + LIFE;
      const challenge = `${id}.${expiresAt}.${seal(id, String(expiresAt))}`;
      return { challenge, puzzles: PUZZLES, bits: puzzleBits, expiresAt: toMoment(expiresAt) };
    },
    async redeem(proof) {
      const read = proof === undefined ? null : readProof(proof);
      const opened = read && open(read.challenge);
      if (!opened || opened.expiresAt <= clock() || read.solutions.length !== PUZZLES) return false;
      const solved = read.solutions.every((tried, puzzle) => {
        const text = puzzleText(read.challenge, puzzle, tried);
        return isSolution(createHash('sha256').update(text).digest(), puzzleBits);
      });
      return solved && spend(opened.id, opened.expiresAt);
    },
  };
}
