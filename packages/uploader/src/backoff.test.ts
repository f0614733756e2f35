import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { backoffDelay, closeGate, openGate } from './backoff.ts';

const at = (random: number) => ({ base: 500, cap: 30_000, random: () => random });

test('the delay doubles with each fault, up to the cap, and at least half of it is waited', () => {
  const rows = [1, 2, 3, 7, 8, 50, 2000].map((faults) => [
    backoffDelay(faults, at(0)),
    backoffDelay(faults, at(1)),
  ]);
  assert.deepEqual(rows, [
    [250, 500],
    [500, 1000],
    [1000, 2000],
    [15_000, 30_000],
    [15_000, 30_000],
    [15_000, 30_000],
    [15_000, 30_000],
  ]);
});

test('a server that says how long to wait is waited for at least that long', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(3600),
      (faults, random, seconds) => {
        assert.ok(backoffDelay(faults, at(random), seconds) >= seconds * 1000);
      },
    ),
  );
});

test('calls that fail side by side close the gate once; the next round closes it for longer', () => {
  const first = closeGate(openGate, 1000, at(1), null);
  assert.deepEqual(first, { faults: 1, opensAt: 1500 });
  assert.equal(closeGate(first, 1200, at(1), null), first);
  assert.deepEqual(closeGate(first, 1500, at(1), null), { faults: 2, opensAt: 2500 });
});

test('a longer wait asked for meanwhile counts, without counting as another round', () => {
  const first = closeGate(openGate, 1000, at(0), 1);
  const asked = closeGate(first, 1100, at(0), 10);
  assert.deepEqual(asked, { faults: 1, opensAt: 11_100 });
  assert.equal(closeGate(asked, 1200, at(0), 1).opensAt, 11_100);
});
