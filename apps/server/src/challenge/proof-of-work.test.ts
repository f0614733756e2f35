import assert from 'node:assert/strict';
import { beforeEach, it } from 'node:test';
import { readProof, writeProof } from '@wmory/contract';
import { MINUTE } from '../clock.ts';
import type { Challenge } from './port.ts';
import { createProofOfWork } from './proof-of-work.ts';
import { solve } from './solve.fixture.ts';

const START = Date.UTC(2026, 4, 3, 12);
const key = Buffer.alloc(32, 5);
let now: number;
let spent: Set<string>;

function make(change: { bits?: number; key?: Buffer } = {}): Challenge {
  return createProofOfWork({
    key,
    bits: 8,
    clock: () => now,
    spend: async (id, expiresAt) => {
      assert.ok(expiresAt > now);
      return spent.size < spent.add(id).size;
    },
    ...change,
  });
}

const issue = (challenge: Challenge) => challenge.issue() ?? assert.fail('no puzzles');

beforeEach(() => {
  now = START;
  spent = new Set();
});

it('takes a proof once', async () => {
  const challenge = make();
  const puzzles = issue(challenge);
  assert.equal(Date.parse(puzzles.expiresAt), START + 10 * MINUTE);
  const proof = solve(puzzles);
  const answers = await Promise.all(Array.from({ length: 10 }, () => challenge.redeem(proof)));
  assert.equal(answers.filter(Boolean).length, 1);
  assert.equal(await challenge.redeem(proof), false);
  assert.equal(await challenge.redeem(solve(issue(challenge))), true);
});

it('takes a proof until it is too old, of any server with the same key', async () => {
  const proof = solve(issue(make()));
  now += 10 * MINUTE - 1;
  const other = solve(issue(make()));
  assert.equal(await make().redeem(proof), true);
  now += 10 * MINUTE;
  assert.equal(await make().redeem(other), false);
});

it('takes nothing else', async () => {
  const challenge = make();
  const puzzles = issue(challenge);
  const right = solve(puzzles);
  const { solutions } = readProof(right) ?? assert.fail();
  const hard = solutions.indexOf(Math.max(...solutions));
  const [id, end, mac] = puzzles.challenge.split('.');
  const later = `${id}.${Number(end) + 60_000}.${mac}`;
  const own = 'AAAAAAAAAAAAAAAA.1900000000000.00000000000000000000000000000000';
  const wrong = [
    undefined,
    '',
    'x'.repeat(4000),
    puzzles.challenge,
    writeProof(puzzles.challenge, solutions.slice(1)),
    writeProof(puzzles.challenge, [...solutions, 0]),
    writeProof(puzzles.challenge, solutions.toReversed()),
    // The smallest number that solves it was found, so none before it does.
    writeProof(puzzles.challenge, solutions.with(hard, (solutions[hard] ?? 0) - 1)),
    solve({ ...puzzles, challenge: later }),
    solve({ ...puzzles, challenge: own }),
    // Of an installation with another secret, or of a time when less was asked.
    solve(issue(make({ key: Buffer.alloc(32, 6) }))),
    solve(issue(make({ bits: 4 }))),
  ];
  for (const proof of wrong) assert.equal(await challenge.redeem(proof), false, proof);
  assert.equal(spent.size, 0);
  assert.equal(await challenge.redeem(right), true);
});
