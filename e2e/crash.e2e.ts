import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { makePicture, manyPhotos } from '../tools/many-photos.ts';
import { logInAs, temporaryFolder, writeFiles } from './cli.ts';
import { allPhotos, allPrepared, hashesIn, hashOf } from './gallery.ts';
import { type RunningServer, startServer } from './server.ts';

/**
 * A server that can be killed and comes back where it was, on what it has left: in memory where that can be, for it is
 * the process that dies. One decoder is enough, and each start then makes one process less.
 */
async function mortalServer(t: TestContext) {
  const memory = '/dev/shm';
  const dataDir = await mkdtemp(join(existsSync(memory) ? memory : tmpdir(), 'wmory-crash-'));
  const env = { PROCESSORS: '1' };
  let server: RunningServer = await startServer({ dataDir, env });
  const { url } = server;
  const port = Number(new URL(url).port);
  t.after(async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  return {
    url,
    async crash() {
      await server.kill9();
      server = await startServer({ dataDir, port, env });
    },
  };
}

/** As long as photos, so that batches are as theirs; what is decoded is small, for it is not decoders that this tries. */
function* manyPictures(count: number): Generator<{ name: string; bytes: Buffer }> {
  for (let index = 0; index < count; index++)
    yield { name: `${index}.png`, bytes: makePicture(`picture ${index}`, 20_000 + (index % 13) * 8_000) };
}

test('the server is killed again and again while photos come in: the client finishes, and none is lost or there twice', async (t) => {
  const server = await mortalServer(t);
  const { cli, person, groupId } = await logInAs(t, server.url, 'Ada');
  const folder = await temporaryFolder(t);
  await writeFiles(folder, manyPictures(150));
  const run = cli.start(['upload', folder, '--group', 'Alps']);
  const told = () => [...run.stdout().matchAll(/^safe +(.*)$/gm)].map(([, name]) => name);

  for (let crash = 1; crash <= 5; crash++) {
    assert.ok(
      await run.says(new RegExp(`(safe .*\\n){${crash * 20}}`)),
      `before crash ${crash}: ${run.stdout()}`,
    );
    // Anywhere within a batch: between announcing, storing and confirming.
    await sleep(crash * 7);
    await server.crash();
    const safe = told();
    const names = new Set((await allPhotos(person, groupId)).map(({ originals }) => originals[0]?.name));
    assert.deepEqual(
      safe.filter((name) => !names.has(name)),
      [],
      `what was told safe before crash ${crash} is there after it`,
    );
  }

  const { code, stdout } = await run.ended;
  assert.equal(code, 0, stdout);
  assert.match(stdout, /^150 of 150 safe: /m);
  const photos = await allPrepared(person, groupId);
  assert.deepEqual([photos.length, photos.filter(({ state }) => state === 'ready').length], [150, 150]);
  const back = await temporaryFolder(t);
  assert.equal((await cli.run(['download', '--group', 'Alps', '--to', back])).code, 0);
  assert.deepEqual(await hashesIn(back), await hashesIn(folder));
  const quota = await person.client.getQuota();
  assert.deepEqual(
    [quota.used, quota.reserved],
    [photos.reduce((sum, { originals }) => sum + (originals[0]?.size ?? 0), 0), 0],
  );
});

test('after a crash each upload goes on from the step it had reached', async (t) => {
  const server = await mortalServer(t);
  const { person, groupId } = await logInAs(t, server.url, 'Bea');
  const params = { groupId };
  const files = [...manyPhotos(30)].filter(({ name }) => name.endsWith('.jpg')).slice(0, 4);
  const { items } = await person.client.authoriseUploads({
    params,
    body: {
      items: files.map(({ name, bytes }) => ({
        name,
        mimeType: 'image/jpeg',
        size: bytes.length,
        sha256: hashOf(bytes),
      })),
    },
  });
  const uploads = items.map((answer, index) => {
    assert.ok(answer.outcome === 'authorised' && answer.kind === 'single');
    const { uploadId, request } = answer;
    const body = new Uint8Array(files[index]?.bytes ?? []);
    const put = async () =>
      (await fetch(request.url, { method: 'PUT', headers: request.headers, body })).status;
    return { uploadId, put };
  });
  const [announced, stored, confirmed, abandoned] = uploads;
  assert.ok(announced && stored && confirmed && abandoned);
  const confirm = async (...which: { uploadId: string }[]) => {
    const uploadIds = which.map(({ uploadId }) => uploadId);
    return (await person.client.confirmUploads({ params, body: { uploadIds } })).receipts;
  };
  assert.deepEqual([await stored.put(), await confirmed.put()], [200, 200]);
  assert.equal((await confirm(confirmed))[0]?.outcome, 'verified');

  await server.crash();

  const open = (await person.client.listUploads({ params })).receipts.map(({ uploadId }) => uploadId);
  assert.deepEqual(open.sort(), [announced, stored, abandoned].map(({ uploadId }) => uploadId).sort());
  assert.equal(await stored.put(), 412, 'the bytes are there');
  assert.equal(await announced.put(), 200, 'the signature outlives the process');
  const receipts = await confirm(announced, stored, confirmed);
  assert.deepEqual(
    receipts.map(({ outcome }) => outcome),
    ['verified', 'verified', 'verified'],
  );
  await person.client.cancelUploads({ params, body: { uploadIds: [abandoned.uploadId] } });
  assert.equal((await person.client.getQuota()).reserved, 0);
  const photos = await allPrepared(person, groupId);
  assert.deepEqual(
    photos.map(({ state }) => state),
    ['ready', 'ready', 'ready'],
  );
});
