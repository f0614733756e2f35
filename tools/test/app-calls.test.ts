import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { operations } from '@wmory/contract';
import { findUntriedCalls } from './app-calls.ts';

it('names what the app calls and no browser did, and nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wmory-calls-'));
  try {
    const file = join(folder, 'calls');
    assert.ok(findUntriedCalls(file).length > 80, 'nobody called anything yet');
    const all = Object.keys(operations);
    writeFileSync(file, all.map((id) => `${id}\n`).join(''));
    assert.deepEqual(findUntriedCalls(file), []);
    // The second is the command line's alone.
    const tried = all.filter((id) => id !== 'trashPhotos' && id !== 'listUploads');
    writeFileSync(file, tried.map((id) => `${id}\n`).join(''));
    assert.deepEqual(findUntriedCalls(file), ['no test in a browser makes the app carry out trashPhotos']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
