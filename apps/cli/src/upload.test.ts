import assert from 'node:assert/strict';
import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { logInAs, sharedServer, temporaryFolder, writeFiles } from '../../../e2e/cli.ts';
import { manyPhotos } from '../../../tools/many-photos.ts';
import { enter, settled } from '../../../tools/person.ts';

const server = sharedServer();
before(server.start);
after(server.stop);

test('a mixed folder: photos are safe, others are named with the reason; run again, all are there', async (t) => {
  const { cli, person, groupId } = await logInAs(t, server.url(), 'Ada');
  const folder = await temporaryFolder(t);
  const [first, second, third] = [...manyPhotos(3)];
  assert.ok(first && second && third);
  await writeFiles(folder, [
    { name: 'a.jpg', bytes: first.bytes },
    { name: 'trip/b.jpg', bytes: second.bytes },
    { name: 'trip/copy of a.jpg', bytes: first.bytes },
    { name: 'page.jpg', bytes: '<html></html>' },
    { name: 'notes.txt', bytes: 'notes' },
    { name: '.hidden.jpg', bytes: third.bytes },
  ]);
  await utimes(join(folder, 'a.jpg'), 0, Date.parse('2001-02-03T04:05:06Z') / 1000);

  const dry = await cli.run(['upload', folder, '--group', 'alps', '--dry-run']);
  assert.match(dry.stdout, /^a\.jpg\ntrip\/b\.jpg\ntrip\/copy of a\.jpg\nWould upload 3 photos/);
  assert.equal((await person.client.listPhotos({ params: { groupId } })).photos.length, 0);

  const { code, stdout } = await cli.run(['upload', folder, '--group', 'alps']);
  assert.equal(code, 1, 'one file is not safe');
  assert.match(stdout, /^safe +a\.jpg$/m);
  assert.match(stdout, /^already there trip\/copy of a\.jpg$/m);
  assert.match(stdout, /^3 of 4 safe: 2 uploaded, 1 already there\.$/m);
  assert.match(stdout, /^1 refused:\n {2}page\.jpg: its content is not that of a photo or a video$/m);
  assert.match(stdout, /^Left out, as they are no photos: 1 \.txt\.$/m);
  const { photos } = await person.client.listPhotos({ params: { groupId }, query: { order: 'added' } });
  assert.equal(photos.length, 2);
  const a = photos.find(({ originals }) => originals[0]?.name === 'a.jpg');
  assert.ok(a?.state !== 'processing' || a.takenAt === '2001-02-03T04:05:06.000Z');

  await writeFile(join(folder, 'page.jpg'), third.bytes);
  const again = await cli.run(['upload', folder, '--group', groupId, '--json']);
  assert.equal(again.code, 0);
  const report = JSON.parse(again.stdout);
  assert.deepEqual(report.counts, {
    files: 4,
    safe: 4,
    verified: 1,
    duplicate: 3,
    refused: 0,
    failed: 0,
    cancelled: 0,
  });
  assert.deepEqual(report.leftOut, { '.txt': 1 });
  assert.equal(report.files.length, 4);
  assert.ok(report.files.every(({ photoId }: { photoId: string }) => photoId.length === 36));
});

test('the two files of a live photo are one photo, told by both', async (t) => {
  const { cli, person, groupId } = await logInAs(t, server.url(), 'Lea');
  const folder = await temporaryFolder(t);
  const [still, other] = [...manyPhotos(2)];
  const film = await readFile(join(import.meta.dirname, '../../../tools/films/iphone.mov'));
  assert.ok(still && other);
  await writeFiles(folder, [
    { name: 'trip/IMG_1.jpg', bytes: still.bytes },
    { name: 'trip/IMG_1.MOV', bytes: film },
    { name: 'IMG_1.jpg', bytes: other.bytes },
  ]);
  const dry = await cli.run(['upload', folder, '--group', 'alps', '--dry-run']);
  assert.match(dry.stdout, /^trip\/IMG_1\.MOV$/m);
  assert.match(dry.stdout, /^Would upload 2 photos/m);

  const { code, stdout } = await cli.run(['upload', folder, '--group', 'alps']);
  assert.equal(code, 0, stdout);
  assert.match(stdout, /^safe +trip\/IMG_1\.jpg \+ trip\/IMG_1\.MOV$/m);
  assert.match(stdout, /^2 of 2 safe: 2 uploaded, 0 already there\.$/m);
  const { photos } = await person.client.listPhotos({ params: { groupId } });
  assert.deepEqual(photos.map(({ originals }) => originals.map(({ part }) => part).join(' + ')).sort(), [
    'still',
    'still + motion',
  ]);

  const back = join(await temporaryFolder(t), 'back');
  await settled(person, groupId);
  const download = await cli.run(['download', '--group', 'alps', '--to', back]);
  assert.equal(download.code, 0, download.stdout);
  assert.deepEqual((await readdir(back)).sort(), ['IMG_1 (2).jpg', 'IMG_1.MOV', 'IMG_1.jpg']);
  assert.ok((await readFile(join(back, 'IMG_1.MOV'))).equals(film));

  const again = JSON.parse((await cli.run(['upload', folder, '--group', groupId, '--json'])).stdout);
  assert.deepEqual([again.counts.files, again.counts.duplicate], [2, 2]);
  const films = again.files.map((file: { path: string; film: string | null }) => `${file.path} ${file.film}`);
  assert.deepEqual(films.sort(), ['IMG_1.jpg null', 'trip/IMG_1.jpg trip/IMG_1.MOV']);
});

test('killed in the middle and run again: the rest is finished, nothing twice, nothing lost', async (t) => {
  const { cli, person, groupId } = await logInAs(t, server.url(), 'Bea');
  const folder = await temporaryFolder(t);
  await writeFiles(folder, manyPhotos(80));
  const first = cli.start(['upload', folder, '--group', 'Alps', '--concurrency', '2']);
  assert.ok(await first.says(/(safe .*\n){10}/));
  first.child.kill('SIGKILL');
  const killed = await first.ended;
  assert.equal(killed.signal, 'SIGKILL');
  const told = [...killed.stdout.matchAll(/^safe +(.*)$/gm)].length;
  const { photoCount } = await person.client.getGroup({ params: { groupId } });
  assert.ok(told >= 10 && photoCount >= told && photoCount < 80, `${told} told, ${photoCount} there`);

  const second = await cli.run(['upload', folder, '--group', 'Alps', '--json']);
  assert.equal(second.code, 0, second.stderr);
  const { counts } = JSON.parse(second.stdout);
  assert.deepEqual([counts.safe, counts.duplicate + counts.verified], [80, 80]);
  assert.ok(counts.duplicate >= told);
  assert.equal((await person.client.getGroup({ params: { groupId } })).photoCount, 80);
  const quota = await person.client.getQuota();
  assert.equal(quota.reserved, 0, 'open uploads were resumed, not doubled');
  const sizes = await Promise.all(
    (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size),
  );
  assert.equal(
    quota.used,
    sizes.reduce((sum, size) => sum + size, 0),
    'each was charged once',
  );
});

test('Ctrl-C stops cleanly: what is safe is told, and the quota of the rest comes back', async (t) => {
  const { cli, person, groupId } = await logInAs(t, server.url(), 'Cleo');
  const folder = await temporaryFolder(t);
  await writeFiles(folder, manyPhotos(80));
  const run = cli.start(['upload', folder, '--group', 'Alps', '--concurrency', '2']);
  assert.ok(await run.says(/(safe .*\n){10}/));
  run.child.kill('SIGINT');
  const { code, stdout, stderr } = await run.ended;
  assert.equal(code, 130);
  assert.match(stderr, /Stopping\./);
  const [, safe] = /^(\d+) of 80 safe: \d+ uploaded, 0 already there\.$/m.exec(stdout) ?? [];
  assert.match(stdout, /^\d+ not uploaded, as you stopped it\.\nRun the same command again/m);
  const { photoCount } = await person.client.getGroup({ params: { groupId } });
  assert.equal(Number(safe), photoCount);
  assert.ok(photoCount >= 10 && photoCount < 80);
  assert.equal((await person.client.getQuota()).reserved, 0);
});

test('who may only look is told so; a group that is none of mine is a wrong call', async (t) => {
  const { cli } = await logInAs(t, server.url(), 'Dora');
  const owner = await enter(server.url(), {
    name: 'Owen',
    email: 'owen@example.org',
    password: 'a password of Owen',
  });
  const group = await owner.client.createGroup({ body: { name: 'Lakes' } });
  const invite = await owner.client.createInvite({ params: { groupId: group.id }, body: { role: 'viewer' } });
  const dora = await enter(server.url(), {
    name: 'Dora',
    email: 'dora@example.org',
    password: 'a password of Dora',
  });
  const folder = await temporaryFolder(t);
  await writeFiles(folder, manyPhotos(1));

  const outside = await cli.run(['upload', folder, '--group', group.id]);
  assert.equal(outside.code, 2);
  assert.match(outside.stderr, /^You are in no group named /);
  await dora.client.joinGroup({ body: { token: invite.token } });
  const viewer = await cli.run(['upload', folder, '--group', 'lakes']);
  assert.deepEqual([viewer.code, viewer.stderr], [1, 'Your role in Lakes does not allow uploading.\n']);
});

test('two groups of one name are told apart by id', async (t) => {
  const { cli, person, groupId } = await logInAs(t, server.url(), 'Edda');
  const other = await person.client.createGroup({ body: { name: 'Alps' } });
  const folder = await temporaryFolder(t);
  const both = await cli.run(['upload', folder, '--group', 'Alps']);
  assert.equal(both.code, 2);
  assert.ok(both.stderr.includes(groupId) && both.stderr.includes(other.id));
  const one = await cli.run(['upload', folder, '--group', other.id]);
  assert.deepEqual([one.code, one.stdout], [0, 'There are no photos in this folder.\n']);
});

test('a session that ends in the middle is told, with what is safe', async (t) => {
  const { cli, person, groupId } = await logInAs(t, server.url(), 'Fay');
  const folder = await temporaryFolder(t);
  await writeFiles(folder, manyPhotos(80));
  const run = cli.start(['upload', folder, '--group', 'Alps', '--concurrency', '1']);
  assert.ok(await run.says(/(safe .*\n){5}/));
  await person.client.endAllSessions();
  const { code, stdout, stderr } = await run.ended;
  assert.deepEqual([code, stderr], [1, 'Your session has ended. Run "wmory login" to log in again.\n']);
  const { photoCount } = await person.client.getGroup({ params: { groupId } });
  assert.match(stdout, new RegExp(`^${photoCount} of 80 safe: ${photoCount} uploaded`, 'm'));
  assert.match(stdout, /^Run the same command again to go on/m);
});
