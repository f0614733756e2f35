import { createHash } from 'node:crypto';
import { isSolution, type ProofOfWork, puzzleText, writeProof } from '@wmory/contract';

/** Solves puzzles as a client does. */
export function solve({ challenge, puzzles, bits }: Omit<ProofOfWork, 'expiresAt'>): string {
  const solveOne = (puzzle: number): number => {
    for (let tried = 0; ; tried++) {
      const digest = createHash('sha256')
        .update(puzzleText(challenge, puzzle, tried))
        .digest();
      if (isSolution(digest, bits)) return tried;
    }
  };
  return writeProof(
    challenge,
    Array.from({ length: puzzles }, (_, puzzle) => solveOne(puzzle)),
  );
}
