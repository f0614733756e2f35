import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { manyPhotos } from '../tools/many-photos.ts';
import { logInAs, temporaryFolder, writeFiles } from './cli.ts';
import { allPrepared, hashesIn } from './gallery.ts';
import { type RunningServer, startServer } from './server.ts';

const COUNT = 500;

let server: RunningServer;
before(async () => {
  server = await startServer();
});
after(() => server?.stop());

test('500 photos from the command line, killed in the middle and run again: 500 receipts, none twice, none lost, all ready', async (t) => {
  const { cli, person, groupId } = await logInAs(t, server.url, 'Ada');
  const folder = await temporaryFolder(t);
  await writeFiles(folder, manyPhotos(COUNT));

  const first = cli.start(['upload', folder, '--group', 'Alps']);
  assert.ok(await first.says(/(safe .*\n){150}/), 'a part is safe');
  first.child.kill('SIGKILL');
  const told = [...(await first.ended).stdout.matchAll(/^safe /gm)].length;
  const { photoCount } = await person.client.getGroup({ params: { groupId } });
  assert.ok(photoCount >= told && photoCount < COUNT, `${told} were told safe, ${photoCount} are there`);

  const second = await cli.run(['upload', folder, '--group', 'Alps', '--json']);
  assert.equal(second.code, 0, second.stderr);
  const { counts, files } = JSON.parse(second.stdout);
  assert.deepEqual([counts.files, counts.safe, counts.failed, counts.refused], [COUNT, COUNT, 0, 0]);
  assert.ok(counts.duplicate >= told, 'what was safe was not sent again');
  const receipts = new Set(files.map(({ photoId }: { photoId: string | null }) => photoId));
  assert.equal(receipts.size, COUNT, 'each file has a photo of its own');

  const photos = await allPrepared(person, groupId);
  assert.deepEqual(
    photos
      .filter(({ state }) => state !== 'ready')
      .map(({ originals, failure }) => [originals[0]?.name, failure]),
    [],
  );
  assert.deepEqual(new Set(photos.map(({ id }) => id)), receipts);
  const quota = await person.client.getQuota();
  assert.deepEqual(
    [quota.used, quota.reserved],
    [photos.reduce((sum, { originals }) => sum + (originals[0]?.size ?? 0), 0), 0],
  );

  const back = await temporaryFolder(t);
  const download = await cli.run(['download', '--group', 'Alps', '--to', back, '--json']);
  assert.equal(download.code, 0, download.stderr);
  assert.deepEqual(await hashesIn(back), await hashesIn(folder));
});
