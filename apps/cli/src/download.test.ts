import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type LoggedIn, logInAs, sharedServer, temporaryFolder } from '../../../e2e/cli.ts';
import { type ManyPhoto, manyPhotos } from '../../../tools/many-photos.ts';
import { settled, share } from '../../../tools/person.ts';

const server = sharedServer();
before(server.start);
after(server.stop);

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Shares pictures through the API. */
async function shareAll({ person, groupId }: LoggedIn, photos: ManyPhoto[]): Promise<void> {
  const types: Record<string, string> = { g: 'image/jpeg', p: 'image/webp', n: 'image/png' };
  const files = photos.map(({ name, bytes }) => ({
    name,
    mimeType: /\.png$/.test(name) ? 'image/png' : (types[name.at(-1) ?? ''] ?? 'image/jpeg'),
    bytes: new Uint8Array(bytes),
  }));
  const receipts = await share(person, groupId, files);
  assert.ok(receipts.every(({ outcome }) => outcome === 'verified'));
}

/** Hash by name of all that is in a folder, hidden files too. */
async function contentOf(folder: string): Promise<Map<string, string>> {
  const names = await readdir(folder);
  return new Map(
    await Promise.all(names.map(async (name) => [name, hashOf(await readFile(join(folder, name)))] as const)),
  );
}

test('a gallery arrives byte for byte, under its own names and dates; run again, nothing is fetched', async (t) => {
  const someone = await logInAs(t, server.url(), 'Ada');
  const photos = [...manyPhotos(12)];
  await shareAll(someone, photos);
  const ready = await settled(someone.person, someone.groupId);
  const folder = join(await temporaryFolder(t), 'new', 'folder');

  const first = await someone.cli.run(['download', '--group', 'alps', '--to', folder]);
  assert.equal(first.code, 0, first.stderr);
  assert.match(first.stdout, /^12 of 12 here: 12 downloaded, 0 already there\.$/m);
  const content = await contentOf(folder);
  assert.deepEqual(content, new Map(photos.map(({ name, bytes }) => [name, hashOf(bytes)])));
  for (const { originals, takenAt } of ready) {
    const { mtimeMs } = await stat(join(folder, originals[0]?.name ?? ''));
    assert.ok(Math.abs(mtimeMs - Date.parse(takenAt)) <= 1, `${mtimeMs} is not ${takenAt}`);
  }

  const again = await someone.cli.run(['download', '--group', 'alps', '--to', folder, '--json']);
  assert.equal(again.code, 0);
  assert.deepEqual(JSON.parse(again.stdout).counts, {
    photos: 12,
    downloaded: 0,
    there: 12,
    gone: 0,
    failed: 0,
    stopped: 0,
  });
  assert.deepEqual(await contentOf(folder), content);
});

test('photos of one name and names that lead elsewhere get names of their own in the folder', async (t) => {
  const someone = await logInAs(t, server.url(), 'Bea');
  const names = ['IMG_1.jpg', 'IMG_1.jpg', 'img_1.JPG', '../../escaped.jpg', '.profile.jpg'];
  const photos = [...manyPhotos(5)].map((photo, index) => ({ ...photo, name: names[index] ?? 'x.jpg' }));
  const jpegs = [...manyPhotos(60)].filter(({ name }) => name.endsWith('.jpg')).slice(0, 5);
  await shareAll(
    someone,
    photos.map(({ name }, index) => ({ name, bytes: jpegs[index]?.bytes ?? Buffer.alloc(0) })),
  );
  const folder = join(await temporaryFolder(t), 'inner');
  const { code } = await someone.cli.run([
    'download',
    '--group',
    'Alps',
    '--to',
    folder,
    '--concurrency',
    '1',
  ]);
  assert.equal(code, 0);
  const content = await contentOf(folder);
  assert.equal(content.size, 5);
  assert.deepEqual(new Set(content.values()), new Set(jpegs.map(({ bytes }) => hashOf(bytes))));
  assert.deepEqual([...content.keys()].map((name) => name.toLowerCase()).sort(), [
    '_.._escaped.jpg',
    'img_1 (2).jpg',
    'img_1 (3).jpg',
    'img_1.jpg',
    'profile.jpg',
  ]);
  assert.deepEqual(await readdir(join(folder, '..')), ['inner']);
});

test('a file that was changed here is fetched again beside it, and a broken part is not believed', async (t) => {
  const someone = await logInAs(t, server.url(), 'Cleo');
  const photos = [...manyPhotos(2)];
  await shareAll(someone, photos);
  const [first, second] = photos;
  assert.ok(first && second);
  const folder = await temporaryFolder(t);
  await writeFile(join(folder, first.name), Buffer.alloc(first.bytes.length, 1));
  await writeFile(join(folder, `.wmory-${hashOf(second.bytes)}.part`), Buffer.alloc(1000, 2));
  const { code, stderr } = await someone.cli.run(['download', '--group', 'Alps', '--to', folder]);
  assert.equal(code, 0, stderr);
  const hashes = [...(await contentOf(folder)).values()];
  assert.equal(hashes.length, 3);
  for (const { bytes } of photos) assert.ok(hashes.includes(hashOf(bytes)));
});

test('killed in the middle and run again, the download is finished and no part is left', async (t) => {
  const someone = await logInAs(t, server.url(), 'Dora');
  const photos = [...manyPhotos(80)];
  await shareAll(someone, photos);
  const folder = await temporaryFolder(t);
  const args = ['download', '--group', 'Alps', '--to', folder, '--concurrency', '2'];
  const run = someone.cli.start(args);
  assert.ok(await run.says(/(downloaded .*\n){10}/));
  run.child.kill('SIGKILL');
  await run.ended;
  const visible = (await readdir(folder)).filter((name) => !name.startsWith('.'));
  assert.ok(visible.length >= 10 && visible.length < 80, `${visible.length} files`);
  const whole = new Map(photos.map(({ name, bytes }) => [name, hashOf(bytes)]));
  for (const name of visible) assert.equal(hashOf(await readFile(join(folder, name))), whole.get(name), name);

  const { code, stderr } = await someone.cli.run(args);
  assert.equal(code, 0, stderr);
  assert.deepEqual(await contentOf(folder), whole);
});

test('a folder named like the group is made where no other is given', async (t) => {
  const someone = await logInAs(t, server.url(), 'Edda');
  await shareAll(someone, [...manyPhotos(1)]);
  const here = await temporaryFolder(t);
  const { code, stdout } = await someone.cli.run([
    'download',
    '--group',
    'alps',
    '--to',
    join(here, 'Alps'),
    '--json',
  ]);
  assert.equal(code, 0);
  assert.equal(JSON.parse(stdout).folder, join(here, 'Alps'));
  await writeFile(join(here, 'file'), '');
  const wrong = await someone.cli.run(['download', '--group', 'alps', '--to', join(here, 'file')]);
  assert.equal(wrong.code, 2);
});
