import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConnectionError, ProblemCode, ProblemError, problems } from '@wmory/contract';
import { errorSentence, formatBytes, printable, problemSentence } from './text.ts';

const problemOf = (code: ProblemCode) => ({ type: 'about:blank', code, ...problems[code] });

test('sizes are read at a glance', () => {
  const rows: [number, string][] = [
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [99_949, '99.9 kB'],
    [100_000, '100 kB'],
    [999_499, '999 kB'],
    [999_500, '1.0 MB'],
    [2_600_000, '2.6 MB'],
    [5_000_000_000_000_000, '5000 TB'],
  ];
  for (const [bytes, expected] of rows) assert.equal(formatBytes(bytes), expected);
});

test('every problem has a sentence, as a reason and as an error', () => {
  for (const code of ProblemCode.options) {
    assert.ok(problemSentence(problemOf(code)).length > 5, code);
    assert.match(errorSentence(new ProblemError(problemOf(code))), /^[A-Z].*[.!?]$/s, code);
  }
});

test('a sentence holds what the problem tells', () => {
  const params = { resetsAt: '2026-01-02T00:00:00.000Z' };
  assert.match(problemSentence({ ...problemOf('quota-exceeded'), params }), /2026-01-02/);
  assert.match(problemSentence({ ...problemOf('file-too-large'), params: { limit: 100_000_000 } }), /100 MB/);
});

test('a server that cannot be reached is named by the innermost reason', () => {
  const refused = new Error('connect ECONNREFUSED 127.0.0.1:3000');
  const error = new ConnectionError('x', { cause: new TypeError('fetch failed', { cause: refused }) });
  assert.equal(errorSentence(error), 'The server cannot be reached. (connect ECONNREFUSED 127.0.0.1:3000)');
});

test('names from elsewhere cannot steer the terminal', () => {
  assert.equal(printable('a\u001b[2Jb\r\n\u202ec'), 'a\ufffd[2Jb\ufffd\ufffd\ufffdc');
  assert.equal(printable('Übung 🏔️.jpg'), 'Übung 🏔️.jpg');
});
