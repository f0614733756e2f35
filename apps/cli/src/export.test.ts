import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type LoggedIn, logInAs, sharedServer, temporaryFolder } from '../../../e2e/cli.ts';
import { type ManyPhoto, manyPhotos } from '../../../tools/many-photos.ts';
import { settled, share } from '../../../tools/person.ts';

const server = sharedServer();
before(server.start);
after(server.stop);

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const jpegs = (count: number) =>
  [...manyPhotos(60)].filter(({ name }) => name.endsWith('.jpg')).slice(0, count);

async function shareAll({ person, groupId }: LoggedIn, photos: readonly ManyPhoto[]): Promise<void> {
  const files = photos.map(({ name, bytes }) => ({
    name,
    mimeType: 'image/jpeg',
    bytes: new Uint8Array(bytes),
  }));
  const receipts = await share(person, groupId, files);
  assert.ok(receipts.every(({ outcome }) => outcome === 'verified'));
  await settled(person, groupId);
}

const read = async (folder: string, name: string) => JSON.parse(await readFile(join(folder, name), 'utf8'));

test('all that the server keeps of a person comes home, byte for byte; run again, it goes on', async (t) => {
  const someone = await logInAs(t, server.url(), 'Dora');
  const photos = jpegs(3);
  await shareAll(someone, photos);
  const folder = join(await temporaryFolder(t), 'mine');
  const args = ['export', '--to', folder];

  const first = await someone.cli.run(args);
  assert.equal(first.code, 0, first.stderr);
  assert.match(first.stdout, /^3 of 3 here: 3 downloaded, 0 already there\.$/m);
  assert.deepEqual((await readdir(folder)).sort(), [
    'account.json',
    'blocks.json',
    'decisions.json',
    'entries.json',
    'export.json',
    'groups.json',
    'letters.json',
    'photos',
    'photos.json',
    'reports.json',
    'uploads.json',
  ]);
  assert.equal((await read(folder, 'account.json')).email, someone.person.email);
  assert.equal((await read(folder, 'groups.json')).memberships[0].groupName, 'Alps');
  assert.ok((await read(folder, 'entries.json')).entries.length > 0);
  const listed: { file: string; sha256: string }[] = (await read(folder, 'photos.json')).photos;
  assert.deepEqual(new Set(listed.map(({ sha256 }) => sha256)), new Set(photos.map((p) => hashOf(p.bytes))));
  for (const { file, sha256 } of listed) assert.equal(hashOf(await readFile(join(folder, file))), sha256);
  assert.ok(!(await readFile(join(folder, 'photos.json'), 'utf8')).includes('http'), 'no address is kept');

  await rm(join(folder, listed[0]?.file ?? ''));
  await writeFile(join(folder, 'photos', `.wmory-${listed[0]?.sha256}.part`), Buffer.alloc(1000, 2));
  const again = await someone.cli.run([...args, '--json']);
  assert.equal(again.code, 0, again.stderr);
  const { complete, counts } = JSON.parse(again.stdout);
  assert.deepEqual([complete, counts.fetched, counts.there], [true, 1, 2]);
});

test('without the files, what is known of them comes all the same', async (t) => {
  const someone = await logInAs(t, server.url(), 'Edda');
  await shareAll(someone, jpegs(1));
  const folder = await temporaryFolder(t);
  const { code } = await someone.cli.run(['export', '--to', folder, '--no-files']);
  assert.equal(code, 0);
  assert.deepEqual(await readdir(join(folder, 'photos')), []);
  const [photo] = (await read(folder, 'photos.json')).photos;
  assert.deepEqual([photo.outcome, photo.file], ['left-out', null]);
});

test('an export that is not whole says so, in its exit code and its folder', async (t) => {
  const someone = await logInAs(t, server.url(), 'Fina');
  await shareAll(someone, jpegs(2));
  const folder = await temporaryFolder(t);
  assert.equal((await someone.cli.run(['export', '--to', folder])).code, 0);
  const [photo] = (await read(folder, 'photos.json')).photos;
  await rm(join(folder, photo.file));
  // Where the broken part lies there is a folder, so this one file cannot be written.
  await rm(join(folder, 'photos', `.wmory-${photo.sha256}.part`), { force: true });
  await mkdir(join(folder, 'photos', `.wmory-${photo.sha256}.part`));
  const { code, stdout } = await someone.cli.run(['export', '--to', folder]);
  assert.equal(code, 1);
  assert.match(stdout, /^1 of 2 here: 0 downloaded, 1 already there\.$/m);
  assert.match(stdout, /^1 failed:\n {2}.+\.jpg: /m);
  assert.equal((await read(folder, 'export.json')).complete, false);
});
