import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MINUTE, SECOND } from '../../clock.ts';
import { isLive, judgeRefresh, mayMint, retryDelay } from './policy.ts';

const now = 100 * DAY;
const session = {
  generation: 5,
  rotated_at: now - HOUR,
  last_used_at: now - HOUR,
  expires_at: now + DAY,
  ended_at: null,
  verified_at: 1,
  suspended_at: null,
  suspended_until: null,
};

test('a session lives while it is open, used, and its account in good standing', () => {
  const table: [change: Partial<typeof session> | Record<string, number | null>, live: boolean][] = [
    [{}, true],
    [{ ended_at: now - 1 }, false],
    [{ expires_at: now }, false],
    [{ expires_at: now + 1 }, true],
    [{ last_used_at: now - 30 * DAY }, false],
    [{ last_used_at: now - 30 * DAY + 1 }, true],
    [{ suspended_at: now }, false],
    [{ suspended_at: now - DAY, suspended_until: now + 1 }, false],
    [{ suspended_at: now - DAY, suspended_until: now }, true],
    [{ verified_at: null }, false],
  ];
  for (const [change, live] of table) {
    assert.equal(isLive({ ...session, ...change }, now), live, JSON.stringify(change));
    const verdict = judgeRefresh({ ...session, ...change }, 5, now);
    assert.equal(verdict, live ? 'rotate' : 'ended', JSON.stringify(change));
  }
});

test('the token before the current one is a lost answer for 30 seconds, a theft from then on', () => {
  const rotated = (ago: number) => ({ ...session, rotated_at: now - ago });
  const table: [generation: number, ago: number, verdict: string][] = [
    [5, 0, 'rotate'],
    [4, 0, 'repeat'],
    [4, 30 * SECOND, 'repeat'],
    [4, 30 * SECOND + 1, 'replayed'],
    [3, 0, 'replayed'],
    [0, 0, 'replayed'],
    [6, 0, 'ended'],
  ];
  for (const [generation, ago, verdict] of table) {
    assert.equal(judgeRefresh(rotated(ago), generation, now), verdict, `${generation} after ${ago}`);
  }
  assert.equal(judgeRefresh({ ...session, ended_at: now }, 3, now), 'ended', 'nothing is left to revoke');
});

test('the gaps between letters grow to an hour', () => {
  const table: [minted: number[], may: boolean][] = [
    [[], true],
    [[now - MINUTE + 1], false],
    [[now - MINUTE], true],
    [[now - 9 * MINUTE, now - 5 * MINUTE + 1], false],
    [[now - 5 * MINUTE, now - 9 * MINUTE], true],
    [[1, 2, now - 15 * MINUTE], true],
    [[1, 2, 3, now - HOUR + 1], false],
    [[1, 2, 3, 4, 5, 6, now - HOUR], true],
  ];
  for (const [minted, may] of table) assert.equal(mayMint(minted, now), may, String(minted));
});

test('a letter waits longer after each failure, an hour at most', () => {
  assert.deepEqual([1, 2, 3, 7, 20].map(retryDelay), [MINUTE, 2 * MINUTE, 4 * MINUTE, HOUR, HOUR]);
});
