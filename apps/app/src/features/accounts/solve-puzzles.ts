import { sha256 } from '@noble/hashes/sha2.js';
import { isSolution, type ProofOfWork, puzzleText, writeProof } from '@wmory/contract';

/** Milliseconds at a time, so that the screen goes on drawing. */
const TURN = 8;

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Does the work that the server asks of who signs up, a little at a time; resolves with the proof of it. */
export async function solvePuzzles(
  { challenge, puzzles, bits }: Pick<ProofOfWork, 'challenge' | 'puzzles' | 'bits'>,
  signal?: AbortSignal,
): Promise<string> {
  const solutions: number[] = [];
  let turnEnds = Date.now() + TURN;
  for (let puzzle = 0; puzzle < puzzles; puzzle++) {
    for (let tried = 0; ; tried++) {
      if (isSolution(sha256(bytesOf(puzzleText(challenge, puzzle, tried))), bits)) {
        solutions.push(tried);
        break;
      }
      // The clock costs more than a hash.
      if (tried % 64 !== 63 || Date.now() < turnEnds) continue;
      await new Promise((resolve) => setTimeout(resolve));
      signal?.throwIfAborted();
      turnEnds = Date.now() + TURN;
    }
  }
  return writeProof(challenge, solutions);
}
