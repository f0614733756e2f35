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
