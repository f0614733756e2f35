import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createFileSink } from './file.ts';
import { headOf, listAll } from './heads.fixture.ts';
import { fromWord, toWord } from './port.ts';

describe('the word of a head', () => {
  it('tells all of it, and is in order', () => {
    const heads = [1, 9, 10, 2 ** 50].map(headOf);
    assert.deepEqual(heads.map(toWord).map(fromWord), heads);
    assert.deepEqual(heads.map(toWord).sort(), heads.map(toWord));
    const word = toWord(headOf(1));
    for (const other of ['', 'x', word.slice(1), `${word}0`, word.replace('a', 'g'), word.toUpperCase()])
      assert.equal(fromWord(other), null, other);
  });
});

describe('a file', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wmory-heads-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('only grows, by a line each', async () => {
    const path = join(folder, 'new/heads');
    const sink = createFileSink(path);
    assert.deepEqual(await listAll(sink), []);
    for (const seq of [1, 2, 2]) await sink.put(headOf(seq));
    assert.deepEqual(await listAll(sink), [1, 2, 2].map(headOf));
    assert.equal((await readFile(path, 'utf8')).split('\n').length, 4);
  });

  it('loses nothing but the line in which a crash cut it off', async () => {
    const path = join(folder, 'cut');
    const sink = createFileSink(path);
    await sink.put(headOf(1));
    await appendFile(path, toWord(headOf(2)).slice(0, 50));
    await sink.put(headOf(3));
    assert.deepEqual(await listAll(sink), [headOf(1), null, headOf(3)]);
  });
});
