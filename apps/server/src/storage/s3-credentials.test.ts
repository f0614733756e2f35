import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { type HeldCredentials, holdCredentials } from './s3-credentials.ts';
import { createS3Signer } from './s3-signer.ts';

const MINUTE = 60_000;
const start = Date.UTC(2026, 10, 24, 12);

/** A provider whose credentials live for an hour, and the hands of its clock. */
function createLender() {
  const lender = {
    now: start,
    asked: 0,
    fails: false,
    provide: async (options?: { forceRefresh?: boolean }) => {
      if (lender.asked > 0) assert.equal(options?.forceRefresh, true);
      lender.asked += 1;
      if (lender.fails) throw new Error('nobody lends');
      const accessKeyId = `key-${lender.asked}`;
      return {
        accessKeyId,
        secretAccessKey: 's',
        sessionToken: 't',
        expiration: new Date(lender.now + 60 * MINUTE),
      };
    },
  };
  return lender;
}

const keyOf = (held: HeldCredentials): string => held.current().credentials.accessKeyId;

test('replaces credentials ahead of their end, without anyone waiting', async () => {
  const lender = createLender();
  const held = await holdCredentials(lender.provide, { now: () => lender.now });
  lender.now += 39 * MINUTE;
  assert.equal(keyOf(held), 'key-1');
  await turn();
  assert.equal(lender.asked, 1);
  lender.now += 2 * MINUTE;
  assert.equal(keyOf(held), 'key-1');
  await turn();
  assert.equal(keyOf(held), 'key-2');
  assert.equal(lender.asked, 2);
  held.close();
});

test('goes on with the old ones while none are lent, and signs nothing after their end', async () => {
  const lender = createLender();
  const failures: unknown[] = [];
  const held = await holdCredentials(lender.provide, {
    now: () => lender.now,
    onFailure: (error) => failures.push(error),
  });
  lender.fails = true;
  lender.now += 59 * MINUTE;
  assert.equal(keyOf(held), 'key-1');
  await turn();
  assert.equal(failures.length, 1);
  lender.now += MINUTE;
  assert.throws(() => held.current(), /have ended/);
  await turn();
  lender.fails = false;
  assert.throws(() => held.current(), /have ended/);
  await turn();
  assert.match(keyOf(held), /^key-/);
  held.close();
});

test('no address outlasts the credentials', async () => {
  const lender = createLender();
  const held = await holdCredentials(lender.provide, { now: () => lender.now });
  const signer = createS3Signer({
    base: new URL('https://b.s3.eu-central-1.amazonaws.com'),
    region: 'eu-central-1',
    credentials: held,
    now: () => lender.now,
  });
  const lifeOf = (url: string): number => Number(new URL(url).searchParams.get('X-Amz-Expires'));
  const grant = () => ({ key: 'a', contentType: 'image/webp', expiresAt: lender.now + 10 * MINUTE });
  assert.equal(lifeOf(signer.signRead(grant()).url), 600);
  lender.fails = true;
  lender.now += 55 * MINUTE;
  assert.equal(lifeOf(signer.signRead(grant()).url), 300);
  assert.equal(lifeOf(signer.signVariantPut({ ...grant(), maxSize: 1 }).url), 300);
  held.close();
});

test('over a day, no address outlasts the session that signed it, and none is ever cut short', async (t) => {
  t.mock.timers.enable({ apis: ['Date', 'setInterval'], now: start });
  const ends = new Map<string, number>();
  let [lent, refused] = [0, 0];
  const held = await holdCredentials(
    async () => {
      // Once in a while nobody lends for four minutes.
      if (lent % 3 === 2 && refused < (4 * (lent + 1)) / 3) throw new Error('nobody lends');
      const [accessKeyId, end] = [`key-${++lent}`, Date.now() + 60 * MINUTE];
      ends.set(accessKeyId, end);
      return { accessKeyId, secretAccessKey: 's', sessionToken: `t${lent}`, expiration: new Date(end) };
    },
    { onFailure: () => void refused++ },
  );
  const base = new URL('https://b.s3.eu-central-1.amazonaws.com');
  const signer = createS3Signer({ base, region: 'eu-central-1', credentials: held });
  /** The life that is left in the address, when it ends, and when the session does that signed it. */
  const look = (url: string) => {
    const of = (name: string): string => new URL(url).searchParams.get(`X-Amz-${name}`) ?? '';
    const signedAt = Date.parse(of('Date').replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
    const end = signedAt + Number(of('Expires')) * 1000;
    return { end, session: ends.get(of('Credential').split('/')[0] ?? '') ?? 0 };
  };
  for (let minute = 0; minute < 24 * 60; minute++) {
    const [key, contentType, sha256] = ['a', 'image/webp', '0'.repeat(64)];
    const now = Date.now();
    for (const [request, life] of [
      [signer.signUpload({ key, contentType, size: 1, sha256, expiresAt: now + 15 * MINUTE }), 15],
      [signer.signVariantPut({ key, contentType, maxSize: 1, expiresAt: now + 10 * MINUTE }), 10],
      [signer.signRead({ key, contentType, expiresAt: now + 10 * MINUTE }), 10],
    ] as const) {
      const { end, session } = look(request.url);
      assert.ok(end <= session, `minute ${minute}: the address outlasts its session`);
      assert.equal(end, now + life * MINUTE, `minute ${minute}: the address was cut short`);
    }
    // Its timer does it, nobody who signs has to wait.
    t.mock.timers.tick(MINUTE);
    await turn();
  }
  assert.ok(lent >= (24 * 60) / 41 && lent <= (24 * 60) / 34, `${lent} sessions`);
  assert.ok(refused >= 40, `${refused} refusals`);
  held.close();
});
