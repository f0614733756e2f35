import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createCapture } from './capture.ts';

const dir = mkdtempSync(join(tmpdir(), 'wmory-mailbox-'));
after(() => rmSync(dir, { recursive: true }));

const letter = (subject: string) => ({ to: 'ada@example.org', subject, text: 'text', html: '<p>html</p>' });

test('keeps the last letters, newest first, over a restart and a crash', async () => {
  let now = 1000;
  const first = createCapture({ dir, keep: 3, clock: () => now++ });
  for (const subject of ['one', 'two', 'three', 'four']) await first.send(letter(subject));
  const subjects = () =>
    createCapture({ dir, keep: 3 })
      .letters()
      .map(({ subject }) => subject);
  assert.deepEqual(
    first.letters().map(({ subject }) => subject),
    ['four', 'three', 'two'],
  );
  assert.deepEqual(subjects(), ['four', 'three', 'two']);
  assert.equal(readdirSync(dir).length, 3);
  for (const name of readdirSync(dir)) assert.equal(statSync(join(dir, name)).mode & 0o777, 0o600);
  assert.equal(first.letters()[0]?.sentAt, 1003);

  writeFileSync(join(dir, 'half.json.tmp'), '{"id"');
  writeFileSync(join(dir, 'damaged.json'), '{"id"');
  assert.deepEqual(subjects(), ['four', 'three', 'two']);
  assert.ok(!readdirSync(dir).includes('half.json.tmp'));
});

test('letters sent at once are all kept', async () => {
  const capture = createCapture({ dir: join(dir, 'many') });
  await Promise.all(Array.from({ length: 50 }, (_, i) => capture.send(letter(String(i)))));
  const again = createCapture({ dir: join(dir, 'many') });
  assert.equal(new Set(again.letters().map(({ subject }) => subject)).size, 50);
  await capture.close();
});
