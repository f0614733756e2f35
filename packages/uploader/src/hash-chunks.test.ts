import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { hashChunks } from './hash-chunks.ts';

test('however the bytes are cut, the hash is that of the whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 300 })), async (chunks) => {
      const whole = Buffer.concat(chunks);
      const expected = { sha256: createHash('sha256').update(whole).digest('hex'), size: whole.byteLength };
      assert.deepEqual(await hashChunks(chunks), expected);
    }),
  );
});

test('it reads a Blob slice by slice', async () => {
  const bytes = new Uint8Array(5_000_000).map((_, index) => index % 251);
  async function* slices(blob: Blob, size: number) {
    for (let start = 0; start < blob.size; start += size) {
      yield new Uint8Array(await blob.slice(start, start + size).arrayBuffer());
    }
  }
  assert.deepEqual(await hashChunks(slices(new Blob([bytes]), 1 << 20)), {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: 5_000_000,
  });
});

test('it ends when it is told to', async () => {
  const controller = new AbortController();
  let pulled = 0;
  async function* endless() {
    for (;;) {
      pulled += 1;
      if (pulled === 3) controller.abort();
      yield new Uint8Array(10);
    }
  }
  await assert.rejects(hashChunks(endless(), controller.signal));
  assert.equal(pulled, 3);
});
