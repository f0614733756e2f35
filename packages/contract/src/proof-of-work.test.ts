import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { it } from 'node:test';
import { isSolution, ProofOfWork, puzzleText, readProof, writeProof } from './proof-of-work.ts';

it('counts the zero bits that a digest begins with', () => {
  const digest = Uint8Array.of(0, 0, 0b0001_0000, 255);
  for (let bits = 0; bits <= 19; bits++) assert.ok(isSolution(digest, bits), String(bits));
  for (let bits = 20; bits <= 32; bits++) assert.ok(!isSolution(digest, bits), String(bits));
  assert.ok(isSolution(new Uint8Array(4), 32));
  // A digest that is too short is no solution of what it does not show.
  assert.ok(!isSolution(new Uint8Array(1), 9));
});

it('hashes what the documentation says', () => {
  const digest = createHash('sha256').update('abc.2.41').digest();
  assert.deepEqual(
    createHash('sha256')
      .update(puzzleText('abc', 2, 41))
      .digest(),
    digest,
  );
});

it('reads the proofs that it writes, and nothing else', () => {
  const challenge = 'Zm9v-_.1780000000000.0123456789abcdef';
  assert.deepEqual(readProof(writeProof(challenge, [0, 17, 4_000_000])), {
    challenge,
    solutions: [0, 17, 4_000_000],
  });
  for (const proof of [
    '',
    challenge,
    `${challenge}:`,
    `${challenge}:1,`,
    `${challenge}:-1`,
    `${challenge}:1e3`,
  ])
    assert.equal(readProof(proof), null, proof);
});

it('keeps puzzles within what a client can be asked for', () => {
  const puzzle = { challenge: 'a', puzzles: 8, bits: 13, expiresAt: '2026-01-01T00:00:00.000Z' };
  assert.ok(ProofOfWork.safeParse(puzzle).success);
  assert.ok(!ProofOfWork.safeParse({ ...puzzle, bits: 64 }).success);
});
