import { createHash } from 'node:crypto';
import { isSolution, puzzleText, readProof } from '@wmory/contract';
import { solvePuzzles } from './solve-puzzles';

const puzzles = { challenge: 'abc.1.def', puzzles: 4, bits: 9 };

it('solves each puzzle by the hash that the server checks', async () => {
  const { challenge, solutions } = readProof(await solvePuzzles(puzzles)) ?? { solutions: [] };
  expect(challenge).toBe('abc.1.def');
  expect(solutions).toHaveLength(4);
  for (const [puzzle, tried] of solutions.entries()) {
    const digest = createHash('sha256')
      .update(puzzleText(puzzles.challenge, puzzle, tried))
      .digest();
    expect(isSolution(digest, 9)).toBe(true);
  }
});

it('lets others have their turn, and stops when it is told to', async () => {
  const stopping = new AbortController();
  let turns = 0;
  const others = setInterval(() => {
    turns += 1;
    if (turns === 3) stopping.abort();
  });
  await expect(solvePuzzles({ ...puzzles, bits: 32 }, stopping.signal)).rejects.toThrow();
  clearInterval(others);
  expect(turns).toBe(3);
});
