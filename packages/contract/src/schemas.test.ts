import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { z } from 'zod';
import { Email, Password } from './accounts.ts';
import { MAX_BATCH, mediaOperations, UploadAnswer, UploadItem } from './media.ts';
import { mediaTypes } from './media-types.ts';
import { Problem, ProblemCode, problems } from './problems.ts';
import { Id, line, Moment, PageLimit, Sha256 } from './scalars.ts';

const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;

test('line trims, normalises and keeps to its lengths', () => {
  const name = line(5);
  assert.equal(name.parse('  Ada '), 'Ada');
  assert.equal(name.parse('e\u0301te\u0301'), '\u00e9t\u00e9');
  assert.equal(name.parse('\u{1f468}\u200d\u{1f469}'), '\u{1f468}\u200d\u{1f469}', 'joined emoji stay');
  assert.equal(line(5, 0).parse('   '), '');
  for (const refused of ['', '   ', 'abcdef', 7, null])
    assert.equal(accepts(name, refused), false, String(refused));
});

test('line refuses what makes one name look like another or breaks the line', () => {
  for (const code of [0x00, 0x0a, 0x1b, 0x7f, 0x9f, 0x061c, 0x200e, 0x2028, 0x2029, 0x202e, 0x2066, 0x2069]) {
    assert.equal(accepts(line(80), `a${String.fromCodePoint(code)}b`), false, code.toString(16));
  }
});

test('line is idempotent: what it gave is accepted unchanged', () => {
  const schema = line(80, 0);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => {
      const first = schema.safeParse(text);
      fc.pre(first.success);
      assert.equal(schema.parse(first.data), first.data);
    }),
  );
});

test('an address is lower-cased; passwords have a length and no other rule', () => {
  assert.equal(Email.parse('Ada@Example.ORG'), 'ada@example.org');
  for (const refused of [
    'ada',
    'ada@',
    '@example.org',
    'a b@example.org',
    `${'a'.repeat(250)}@example.org`,
  ]) {
    assert.equal(accepts(Email, refused), false, refused);
  }
  assert.ok(accepts(Password, 'aaaaaaaaaaaa'));
  assert.equal(accepts(Password, 'a'.repeat(11)), false);
  assert.equal(accepts(Password, 'a'.repeat(129)), false);
});

test('scalars take one spelling each', () => {
  assert.ok(accepts(Id, '0198c0de-0000-7000-8000-000000000001'));
  assert.equal(accepts(Id, '../etc/passwd'), false);
  assert.ok(accepts(Sha256, 'a'.repeat(64)));
  assert.equal(accepts(Sha256, 'A'.repeat(64)), false);
  assert.equal(accepts(Sha256, `${'a'.repeat(64)}\n`), false);
  assert.ok(accepts(Moment, '2026-01-02T03:04:05.678Z'));
  assert.equal(accepts(Moment, '2026-01-02T03:04:05+02:00'), false);
  assert.equal(accepts(Moment, '2026-02-30T00:00:00Z'), false);
  for (const limit of ['1', 100]) assert.ok(accepts(PageLimit, limit));
  for (const limit of ['0', '101', '1.5', 'all', '']) assert.equal(accepts(PageLimit, limit), false, limit);
});

test('an announced file is closed: a client cannot slip in a state or an owner', () => {
  const item = { name: 'a.jpg', mimeType: 'image/jpeg', size: 1, sha256: '0'.repeat(64) };
  assert.deepEqual(UploadItem.parse(item), { ...item, kind: 'image' });
  for (const extra of [{ state: 'ready' }, { uploaderId: 'x' }, { __proto__: null, key: 'media/x' }]) {
    assert.equal(accepts(UploadItem, { ...item, ...extra }), false);
  }
  for (const wrong of [{ size: -1 }, { size: 1.5 }, { size: '1' }, { name: '' }, { takenAt: 'yesterday' }]) {
    assert.equal(accepts(UploadItem, { ...item, ...wrong }), false, JSON.stringify(wrong));
  }
});

test('a batch holds 1 to 100 files', () => {
  const { body } = mediaOperations.authoriseUploads;
  const item = { name: 'a.jpg', mimeType: 'image/jpeg', size: 1, sha256: '0'.repeat(64) };
  const batch = (length: number) => ({ items: Array.from({ length }, () => item) });
  assert.equal(accepts(body, batch(0)), false);
  assert.ok(accepts(body, batch(MAX_BATCH)));
  assert.equal(accepts(body, batch(MAX_BATCH + 1)), false);
});

test('no two image types share a file name ending', () => {
  const endings = Object.values(mediaTypes).flat();
  assert.equal(new Set(endings).size, endings.length);
});

test('every code makes a problem document, also inside the answer to a batch', () => {
  for (const code of ProblemCode.options) {
    const { status, title } = problems[code];
    const problem = { type: 'about:blank', title, status, code };
    assert.deepEqual(Problem.parse(problem), problem);
    assert.deepEqual(UploadAnswer.parse({ outcome: 'refused', problem }), { outcome: 'refused', problem });
  }
});

test('of a feed can be asked what others added only in the order of upload, and what is newer only of a place', () => {
  const { query } = mediaOperations.listPhotos;
  const since = '2026-01-01T00:00:00.000Z';
  assert.ok(accepts(query, {}));
  assert.ok(accepts(query, { order: 'added', since }));
  assert.ok(accepts(query, { cursor: 'x', toward: 'newer', before: since, after: since }));
  for (const refused of [
    { since },
    { order: 'taken', since },
    { toward: 'newer' },
    { before: 'yesterday' },
    { uploaderId: 'Ada' },
  ])
    assert.equal(accepts(query, refused), false, JSON.stringify(refused));
});
