import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { StartError } from './error.ts';
import { createSeal } from './seal.ts';
import { deriveSecrets, openSecrets } from './secrets.ts';

let parent: string;
let dataDir: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'wmory-secret-'));
  dataDir = join(parent, 'data');
});
afterEach(() => rmSync(parent, { recursive: true }));

test('a secret is made once, for its owner alone, and stays the same', () => {
  const first = openSecrets(dataDir, null).key('any');
  assert.deepEqual(openSecrets(dataDir, null).key('any'), first);
  assert.deepEqual(readdirSync(dataDir), ['secret']);
  assert.equal(statSync(join(dataDir, 'secret')).mode & 0o777, 0o600);
  assert.equal(statSync(dataDir).mode & 0o777, 0o700);
  assert.notDeepEqual(openSecrets(join(parent, 'other'), null).key('any'), first);
});

test('one from the settings comes first and leaves no file', () => {
  const root = Buffer.alloc(32, 7);
  assert.deepEqual(openSecrets(dataDir, root).key('any'), deriveSecrets(root).key('any'));
  assert.deepEqual(readdirSync(parent), []);
});

for (const content of ['', 'short', '\n']) {
  test(`a file of ${JSON.stringify(content)} is refused, and left as it is`, () => {
    openSecrets(dataDir, null);
    const file = join(dataDir, 'secret');
    writeFileSync(file, content);
    assert.throws(() => openSecrets(dataDir, null), StartError);
    assert.equal(readFileSync(file, 'utf8'), content);
  });
}

test('each purpose has a key of its own', () => {
  const secrets = deriveSecrets(Buffer.alloc(48, 7));
  assert.equal(secrets.key('one').length, 32);
  assert.notDeepEqual(secrets.key('one'), secrets.key('other'));
});

test('what is sealed opens under the same key and context alone, and unchanged', () => {
  const seal = createSeal(Buffer.alloc(32, 1));
  const sealed = seal.close('a key', 'its name');
  assert.equal(seal.open(sealed, 'its name'), 'a key');
  assert.notEqual(seal.close('a key', 'its name'), sealed);
  assert.throws(() => seal.open(sealed, 'another name'));
  assert.throws(() => seal.open(sealed));
  assert.throws(() => createSeal(Buffer.alloc(32, 2)).open(sealed, 'its name'));
  const bytes = Buffer.from(sealed, 'base64');
  for (const at of [0, 13, bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    assert.throws(() => seal.open(changed.toString('base64'), 'its name'), `byte ${at}`);
  }
});
