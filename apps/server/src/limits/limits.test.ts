import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { type RedisService, startRedis } from '../../../../tools/services/redis.ts';
import { createMemoryLimits } from './memory.ts';
import type { Limits } from './port.ts';
import { openRedisLimits } from './redis.ts';

const log = pino({ level: 'silent' });
/** With more patience than in earnest: a machine that is busy is no outage. */
const open = (logged = log): Promise<Limits> =>
  openRedisLimits({
    url: redis.url,
    key: Buffer.alloc(32, 1),
    insurance: createMemoryLimits(Date.now),
    log: logged,
    patience: 2000,
  });

let redis: RedisService;
before(async () => {
  redis = await startRedis();
});
after(() => redis.kill());

const stores: [name: string, openStore: () => Promise<Limits>][] = [
  ['memory', async () => createMemoryLimits(Date.now)],
  ['Redis', () => open()],
];
for (const [store, openStore] of stores) {
  describe(`counted in ${store}`, () => {
    let limits: Limits;
    before(async () => {
      limits = await openStore();
    });
    after(() => limits.close());

    it('so many are allowed and no more, also when they come at once, each key for itself', async () => {
      const limiter = limits.limiter({ name: 'at-once', points: 7, seconds: 60 });
      const counts = await Promise.all(Array.from({ length: 50 }, () => limiter.consume('anna')));
      assert.equal(counts.filter(({ allowed }) => allowed).length, 7);
      assert.deepEqual([...new Set(counts.map(({ remaining }) => remaining))].sort(), [0, 1, 2, 3, 4, 5, 6]);
      for (const { reset } of counts) assert.ok(reset > 0 && reset <= 60_000, String(reset));
      assert.equal((await limiter.consume('ben')).allowed, true);
      const other = limits.limiter({ name: 'another', points: 1, seconds: 60 });
      assert.equal((await other.consume('anna')).allowed, true);
    });

    it('a window ends, however often was tried in it', async () => {
      const limiter = limits.limiter({ name: 'ends', points: 1, seconds: 0.3 });
      assert.equal((await limiter.consume('anna')).allowed, true);
      for (;;) {
        const { allowed, reset } = await limiter.consume('anna');
        if (allowed) break;
        assert.ok(reset <= 300);
        await sleep(20);
      }
    });

    it('a rolling one ends once it was quiet, and refusals are quiet', async () => {
      const limiter = limits.limiter({ name: 'rolls', points: 2, seconds: 60, rolling: true });
      assert.equal((await limiter.consume('anna')).allowed, true);
      await sleep(30);
      const { reset } = await limiter.consume('anna');
      assert.equal(reset, 60_000);
      await sleep(30);
      const refused = await limiter.consume('anna');
      assert.equal(refused.allowed, false);
      assert.ok(refused.reset < 60_000, String(refused.reset));
    });

    it('what is given back counts no more, and what was never counted is not given', async () => {
      const limiter = limits.limiter({ name: 'back', points: 2, seconds: 60 });
      await limiter.giveBack('anna');
      await limiter.consume('anna');
      await limiter.consume('anna');
      await limiter.giveBack('anna');
      assert.deepEqual(
        [(await limiter.consume('anna')).allowed, (await limiter.consume('anna')).allowed],
        [true, false],
      );
      await limiter.forget('anna');
      assert.equal((await limiter.consume('anna')).remaining, 1);
    });
  });
}

describe('in memory', () => {
  it('there are never more keys than so many: those go that would have ended first', async () => {
    let now = 0;
    const limiter = createMemoryLimits(() => now, 3).limiter({ name: 'few', points: 1, seconds: 10 });
    for (const name of ['a', 'b', 'c', 'd']) {
      now += 1;
      assert.equal((await limiter.consume(name)).allowed, true);
    }
    const allowed = async (name: string) => (await limiter.consume(name)).allowed;
    assert.deepEqual([await allowed('b'), await allowed('c'), await allowed('d')], [false, false, false]);
    assert.equal(await allowed('a'), true);
    assert.equal(await allowed('b'), true);
  });
});

describe('servers that share a Redis', () => {
  it('count together', async () => {
    const servers = await Promise.all([1, 2, 3].map(() => open()));
    const limiters = servers.map((each) => each.limiter({ name: 'shared', points: 10, seconds: 60 }));
    const counts = await Promise.all(
      Array.from({ length: 60 }, (_, index) => limiters[index % 3]?.consume('anna')),
    );
    assert.equal(counts.filter((count) => count?.allowed).length, 10);
    for (const each of servers) await each.close();
  });

  it('write nobody’s address into it', async () => {
    const { createClient } = await import('@redis/client');
    const client = createClient({ url: redis.url });
    await client.connect();
    const limits = await open();
    await limits.limiter({ name: 'private', points: 10, seconds: 60 }).consume('anna@example.org');
    const keys = await client.keys('wmory:private:*');
    client.destroy();
    await limits.close();
    assert.match(keys.join(), /^wmory:private:[\w-]{22}$/);
  });
});

describe('when Redis', () => {
  const lines: { level: number; msg: string }[] = [];
  const noisy = pino({ level: 'info' }, { write: (line) => void lines.push(JSON.parse(line)) });
  const said = () => lines.splice(0).map(({ msg }) => msg.split(/[ :]/).slice(0, 3).join(' '));
  let limits: Limits;
  before(async () => {
    limits = await open(noisy);
  });
  after(() => limits.close());

  for (const [what, end, begin] of [
    ['dies', () => redis.kill(), () => redis.start()],
    ['does not answer', async () => redis.pause(), async () => redis.resume()],
  ] as const)
    it(`${what}, each server counts for itself until it is back, and says so once`, async () => {
      const limiter = limits.limiter({ name: `when-it-${what}`, points: 3, seconds: 60 });
      assert.equal((await limiter.consume('anna')).remaining, 2);
      await end();
      const counts = await Promise.all(Array.from({ length: 20 }, () => limiter.consume('anna')));
      assert.equal(counts.filter(({ allowed }) => allowed).length, 3, 'it starts from nothing, and goes on');
      assert.equal((await limiter.consume('anna')).allowed, false);
      await begin();
      // A key of its own each time, which only a shared count has seen before.
      const other = await open();
      const shared = other.limiter({ name: 'shared-again', points: 1000, seconds: 60 });
      const again = limits.limiter({ name: 'shared-again', points: 1000, seconds: 60 });
      for (let round = 0; ; round++) {
        await shared.consume(`${what} ${round}`);
        if ((await again.consume(`${what} ${round}`)).remaining === 998) break;
        await sleep(50);
      }
      await other.close();
      assert.deepEqual(said(), ['Redis cannot be', 'Redis is back']);
    });

  it('is not there at the start, the server starts, and finds it later', async () => {
    await redis.kill();
    const late = await open(noisy);
    const limiter = late.limiter({ name: 'late', points: 3, seconds: 60 });
    assert.equal((await limiter.consume('anna')).remaining, 2);
    await redis.start();
    while (!lines.some(({ msg }) => msg.includes('is back'))) await sleep(20);
    await limiter.forget('anna');
    assert.equal((await limiter.consume('anna')).remaining, 2);
    await late.close();
  });
});
