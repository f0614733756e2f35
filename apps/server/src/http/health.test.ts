import assert from 'node:assert/strict';
import { it, mock } from 'node:test';
import { createProbe } from './health.ts';

it('however many ask at once, each part is asked once, and again a quarter of a second later', async (test) => {
  let now = 0;
  test.mock.method(performance, 'now', () => now);
  const check = mock.fn(async () => {});
  const probe = createProbe({ database: check });
  await Promise.all(Array.from({ length: 50 }, probe));
  now = 250;
  await probe();
  assert.equal(check.mock.callCount(), 1);
  now = 251;
  await Promise.all([probe(), probe()]);
  assert.equal(check.mock.callCount(), 2);
});

it('a part that does not answer is unavailable, and so is known within a second of its end', async (test) => {
  test.mock.timers.enable({ apis: ['setTimeout'] });
  let now = 0;
  test.mock.method(performance, 'now', () => now);
  let alive = true;
  const probe = createProbe({ database: () => (alive ? Promise.resolve() : new Promise(() => {})) });
  // It ends right after it was asked: the last answer stands as long as it can.
  assert.deepEqual(await probe(), { database: 'ok' });
  alive = false;
  now = 250;
  assert.deepEqual(await probe(), { database: 'ok' });
  now = 251;
  const answer = probe();
  test.mock.timers.tick(700);
  assert.deepEqual(await answer, { database: 'unavailable' });
});
