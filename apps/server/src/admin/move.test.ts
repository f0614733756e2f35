import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { globalAgent } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createClient } from '@wmory/contract';
import { currentColumn, openSurroundings, type Surroundings } from '../../../../tools/column.ts';
import { enter } from '../../../../tools/person.ts';
import {
  administer,
  type Env,
  fill,
  hashOf,
  listPhotos,
  makeFolder,
  type Shared,
  serve,
  settingsFor,
} from './admin.fixture.ts';

/** An installation on SQLite and the disk moves to what the column stands on. */
const PHOTOS = 12;
type Folder = Awaited<ReturnType<typeof makeFolder>>;

let folders: Folder[];
let surroundings: Surroundings;
let source: Env;
let target: Env;
let shared: Shared;
let out: string;
before(async () => {
  folders = [await makeFolder(), await makeFolder(), await makeFolder()];
  const [from, to, exported] = folders.map(({ path }) => path) as [string, string, string];
  surroundings = await openSurroundings(currentColumn());
  source = settingsFor(from);
  target = settingsFor(to, surroundings.env);
  out = join(exported, 'moved');
  const { app, url } = await serve(source);
  shared = await fill(url, PHOTOS);
  const refused = await administer(source, ['export', out]);
  assert.deepEqual(
    [refused.code, /Stop it/.test(refused.stderr)],
    [1, true],
    'a running server is not exported',
  );
  await app.close();
});
after(async () => {
  // Connections to the store that are kept alive must not keep the process.
  globalAgent.destroy();
  await surroundings.close();
  await Promise.all(folders.map((folder) => folder.remove()));
});

test('an installation moves whole: rows, files, secret and sessions', async () => {
  const exported = await administer(source, ['export', out, '--json']);
  assert.equal(exported.code, 0, exported.stderr);
  const sums = JSON.parse(exported.stdout) as { rows: number; objects: number };
  assert.ok(sums.objects >= PHOTOS && sums.rows > PHOTOS);

  const imported = await administer(target, ['import', out, '--json']);
  assert.equal(imported.code, 0, imported.stderr);
  const done = JSON.parse(imported.stdout) as { rows: number; count: number };
  assert.deepEqual([done.rows, done.count], [sums.rows, sums.objects]);

  const { app, url } = await serve(target);
  try {
    const renewed = await createClient({ baseUrl: url }).refreshSession({
      body: { refreshToken: shared.refreshToken },
    });
    assert.ok(renewed.accessToken);
    const person = await enter(url, shared.account);
    const photos = await listPhotos(person, shared.groupId);
    const digests = await Promise.all(
      photos.map(async ({ groupId, id }) => {
        const original = await person.client.getOriginal({ params: { groupId, photoId: id } });
        const bytes = Buffer.from(await (await fetch(original.url)).arrayBuffer());
        assert.equal(hashOf(bytes), original.sha256);
        return original.sha256;
      }),
    );
    assert.deepEqual(new Set(digests), shared.digests);
  } finally {
    await app.close();
  }
});

test('nothing is imported over what is there', async () => {
  const { code, stderr } = await administer(target, ['import', out]);
  assert.equal(code, 1);
  assert.match(stderr, /empty/);
});

test('an export whose files were changed is refused before anything is written', async () => {
  const folder = await makeFolder();
  const aside = await openSurroundings(currentColumn());
  try {
    const list = join(out, 'objects.jsonl');
    const kept = await readFile(list);
    await writeFile(list, kept.subarray(0, -10));
    const other = settingsFor(folder.path, aside.env);
    const { code, stderr } = await administer(other, ['import', out]);
    assert.equal(code, 1, stderr);
    await writeFile(list, kept);
    const again = await administer(other, ['import', out]);
    assert.equal(again.code, 0, again.stderr);
  } finally {
    await aside.close();
    await folder.remove();
  }
});

test('an export that was stopped goes on where it was', async () => {
  await rm(out, { recursive: true });
  const stopping = new AbortController();
  const running = administer(source, ['export', out], stopping.signal);
  stopping.abort(130);
  const stopped = await running;
  assert.equal(stopped.code, 130, stopped.stderr);
  const { code, stderr } = await administer(source, ['export', out]);
  assert.equal(code, 0, stderr);
});

test('an unknown command is told from one that failed', async () => {
  assert.equal((await administer(source, ['sing'])).code, 2);
  assert.equal((await administer({ ...source, PORT: 'x' }, ['migrate'])).code, 1);
});
