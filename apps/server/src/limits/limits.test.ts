import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { type RedisService, startRedis } from '../../../../tools/services/redis.ts';
import { createMemoryLimits } from './memory.ts';
import type { Limits } from './port.ts';
import { openRedisLimits } from './redis.ts';
import { REDIS_ACCESS } from './redis-access.ts';

const log = pino({ level: 'silent' });
/** What was logged where nothing goes wrong. */
const troubles: string[] = [];
const unwanted = pino({ level: 'warn' }, { write: (line) => void troubles.push(line) });
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

/** As whoever may do what the limits need and no more, with passwords that are made when they are asked for. */
async function openNarrowly(password: () => Promise<string>, logged = log): Promise<Limits> {
  const url = new URL(redis.url);
  Object.assign(url, { username: 'wmory', password: '' });
  const insurance = createMemoryLimits(Date.now);
  return openRedisLimits({
    ...{ url: url.href, password, insurance, log: logged },
    ...{ key: Buffer.alloc(32, 1), patience: 2000 },
  });
}

/** Sends one command as the administrator. */
async function command(...words: string[]): Promise<unknown> {
  const { createClient } = await import('@redis/client');
  const client = createClient({ url: redis.url });
  await client.connect();
  return client.sendCommand(words).finally(() => client.destroy());
}
/** Ends with its test, however that ends. */
const closing = (limits: Limits): Limits & AsyncDisposable => ({
  ...limits,
  [Symbol.asyncDispose]: () => limits.close(),
});
/** Whether what others count is counted for these, by a key that nobody has counted before. */
async function countsWith(limits: Limits, name: string): Promise<boolean> {
  await using other = closing(await open());
  const window = { name, points: 1000, seconds: 60 };
  const key = randomUUID();
  await other.limiter(window).consume(key);
  return (await limits.limiter(window).consume(key)).remaining === 998;
}
const allow = (password: string) =>
  command('ACL', 'SETUSER', 'wmory', 'reset', `>${password}`, ...REDIS_ACCESS.split(' '));

const stores: [name: string, openStore: () => Promise<Limits>][] = [
  ['memory', async () => createMemoryLimits(Date.now)],
  ['Redis', () => open()],
  [
    'Redis by a user with few rights',
    async () => {
      await allow('first');
      await command('FLUSHALL');
      return openNarrowly(async () => 'first', unwanted);
    },
  ],
];
for (const [store, openStore] of stores) {
  describe(`counted in ${store}`, () => {
    let limits: Limits;
    before(async () => {
      limits = await openStore();
    });
    after(async () => {
      await limits.close();
      assert.deepEqual(troubles, []);
    });

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
    const limits = await open();
    await limits.limiter({ name: 'private', points: 10, seconds: 60 }).consume('anna@example.org');
    const keys = await command('KEYS', 'wmory:private:*');
    await limits.close();
    assert.match(String(keys), /^wmory:private:[\w-]{22}$/);
  });

  it('ask for a password anew at each connection', async () => {
    await allow('first');
    let password = 'first';
    const given: string[] = [];
    await using limits = closing(
      await openNarrowly(async () => {
        given.push(password);
        return password;
      }),
    );
    assert.equal(await countsWith(limits, 'first'), true);
    password = 'second';
    await allow(password);
    await command('CLIENT', 'KILL', 'USER', 'wmory');
    while (!given.includes('second') || !(await countsWith(limits, 'second'))) await sleep(20);
    assert.equal(given[0], 'first');
  });

  it('may do nothing in it but count', async () => {
    await allow('first');
    const { createClient } = await import('@redis/client');
    const url = new URL(redis.url);
    Object.assign(url, { username: 'wmory', password: 'first' });
    const client = createClient({ url: url.href });
    await client.connect();
    for (const words of [
      ['GET', 'other'],
      ['KEYS', '*'],
      ['FLUSHALL'],
      ['CONFIG', 'GET', '*'],
      ['SET', 'wmory:a', '1'],
    ])
      await assert.rejects(client.sendCommand(words), /NOPERM/, words.join(' '));
    client.destroy();
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
