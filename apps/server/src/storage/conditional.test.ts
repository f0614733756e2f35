import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchesNone, parseRange } from './conditional.ts';

test('ranges (RFC 9110, 14.1.2)', () => {
  const cases: [string | undefined, ReturnType<typeof parseRange>][] = [
    [undefined, null],
    ['', null],
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=0-', { start: 0, end: 99 }],
    ['bytes=99-', { start: 99, end: 99 }],
    ['bytes=10-1000', { start: 10, end: 99 }],
    ['bytes=-1', { start: 99, end: 99 }],
    ['bytes=-1000', { start: 0, end: 99 }],
    ['Bytes=5-6', { start: 5, end: 6 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=100-200', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=6-5', null],
    ['bytes=-', null],
    ['bytes=0-1,3-4', null],
    ['lines=0-1', null],
    ['bytes=1e1-', null],
    ['bytes=0x1-', null],
    [`bytes=${'9'.repeat(400)}-`, null],
  ];
  for (const [header, expected] of cases) assert.deepEqual(parseRange(header, 100), expected, header);
  assert.equal(parseRange('bytes=0-', 0), 'unsatisfiable');
  assert.equal(parseRange('bytes=-5', 0), 'unsatisfiable');
});

test('entity tags (RFC 9110, 13.1.2)', () => {
  for (const header of ['"a"', 'W/"a"', '"b", "a"', '"b" ,W/"a"', '*'])
    assert.ok(matchesNone(header, '"a"'), header);
  for (const header of [undefined, '', 'a', '"b"', '"A"']) assert.ok(!matchesNone(header, '"a"'), header);
});
