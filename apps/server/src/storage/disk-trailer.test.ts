import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeTrailer, encodeTrailer, TRAILER_SIZE } from './disk-trailer.ts';
import { checkContentType } from './key.ts';

const trailer = { contentType: 'image/jpeg', sha256: 'a'.repeat(64), size: 1000 };

test('reads back what it wrote, up to the longest type and size', () => {
  const longest = {
    ...trailer,
    contentType: `${'a'.repeat(64)}/${'b'.repeat(64)}`,
    size: Number.MAX_SAFE_INTEGER - 256,
  };
  checkContentType(longest.contentType);
  for (const one of [trailer, longest]) {
    const bytes = encodeTrailer(one);
    assert.equal(bytes.length, TRAILER_SIZE);
    assert.deepEqual(decodeTrailer(bytes, one.size + TRAILER_SIZE), one);
  }
});

test('takes nothing else for a trailer', () => {
  const bytes = encodeTrailer(trailer);
  assert.equal(decodeTrailer(bytes, 1000), null, 'of a file that was cut');
  assert.equal(decodeTrailer(bytes.subarray(1), 1256), null);
  assert.equal(decodeTrailer(Buffer.alloc(TRAILER_SIZE), 1256), null);
  assert.equal(decodeTrailer(Buffer.from(bytes.toString('latin1').replace('{', '[')), 1256), null);
});
