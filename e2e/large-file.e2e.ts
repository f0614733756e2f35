import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { currentColumn, openSurroundings, type Surroundings } from '../tools/column.ts';
import type { Person } from '../tools/person.ts';
import { freePort } from '../tools/services/free-port.ts';
import { launchChromium } from './chromium.ts';
import { logInAs, temporaryFolder, writeFiles } from './cli.ts';
import { allPrepared, hashesIn, hashOf } from './gallery.ts';
import { largePhoto } from './large-photo.ts';
import { type RunningServer, startServer } from './server.ts';

// What the function below finds in the browser; Node's types do not know it.
declare const XMLHttpRequest: { prototype: { open(method: string, url: string): void } };

let surroundings: Surroundings;
let server: RunningServer;
before(async () => {
  const port = await freePort();
  surroundings = await openSurroundings(currentColumn(), [
    `http://localhost:${port}`,
    `http://127.0.0.1:${port}`,
  ]);
  server = await startServer({ port, env: surroundings.env });
});
after(async () => {
  await server?.stop();
  await surroundings?.close();
});

/** The only open upload of the person, and how many of its parts the store has; null where there is none yet. */
async function underWay({ client }: Person, groupId: string) {
  const { receipts } = await client.listUploads({ params: { groupId }, query: {} });
  const [receipt] = receipts;
  if (!receipt) return null;
  const { parts, partCount } = await client.listParts({ params: { groupId, uploadId: receipt.uploadId } });
  return { uploadId: receipt.uploadId, count: parts.length, partCount };
}

test('a photo of 260 MB from the command line, killed in the middle, goes on with its parts and comes back whole', async (t) => {
  const { cli, person, groupId } = await logInAs(t, server.url, 'Ada');
  const folder = await temporaryFolder(t);
  const bytes = largePhoto(260_000_000);
  await writeFiles(folder, [{ name: 'large.jpg', bytes }]);

  const first = cli.start(['upload', folder, '--group', 'Alps']);
  while (((await underWay(person, groupId))?.count ?? 0) === 0) {
    assert.equal(first.child.exitCode, null, 'nothing was seen of its parts');
    await sleep(10);
  }
  first.child.kill('SIGKILL');
  await first.ended;
  const left = await underWay(person, groupId);
  assert.ok(left && left.count > 0 && left.count < left.partCount, `killed at ${JSON.stringify(left)}`);
  assert.equal((await person.client.getQuota()).reserved, bytes.length);

  const second = await cli.run(['upload', folder, '--group', 'Alps', '--json']);
  assert.equal(second.code, 0, second.stderr);
  const [photo, ...others] = await allPrepared(person, groupId);
  assert.deepEqual([photo?.state, photo?.failure, others.length], ['ready', null, 0]);
  assert.deepEqual(
    [(await person.client.getQuota()).used, (await person.client.getQuota()).reserved],
    [bytes.length, 0],
  );

  const back = await temporaryFolder(t);
  const download = await cli.run(['download', '--group', 'Alps', '--to', back, '--json']);
  assert.equal(download.code, 0, download.stderr);
  assert.deepEqual(await hashesIn(back), [hashOf(bytes)]);
});

test('a whole that is not the announced one is never shown, also where the store cannot tell', async (t) => {
  const { person, groupId } = await logInAs(t, server.url, 'Bob');
  const { client } = person;
  const bytes = largePhoto(110_000_000);
  const item = { name: 'large.jpg', mimeType: 'image/jpeg', size: bytes.length, sha256: hashOf(bytes) };
  const { items } = await client.authoriseUploads({ params: { groupId }, body: { items: [item] } });
  const [answer] = items;
  assert.ok(answer?.outcome === 'authorised' && answer.kind === 'multipart');
  const { uploadId, partSize, partCount } = answer;
  const params = { groupId, uploadId };
  // One byte of the noise is another, in a part of its right length that is signed for what it holds.
  bytes.writeUInt8(bytes.readUInt8(partSize * 2) ^ 1, partSize * 2);
  const pieces = Array.from({ length: partCount }, (_, index) =>
    bytes.subarray(index * partSize, (index + 1) * partSize),
  );
  const { parts } = await client.signParts({
    params,
    body: { parts: pieces.map((piece, index) => ({ number: index + 1, sha256: hashOf(piece) })) },
  });
  for (const { number, request } of parts) {
    const { method, url, headers } = request;
    const body = new Uint8Array(pieces[number - 1] ?? []);
    const response = await fetch(new URL(url, server.url), { method, headers, body });
    assert.equal(response.status, 200, await response.text());
  }
  const { receipts } = await client.confirmUploads({
    params: { groupId },
    body: { uploadIds: [uploadId] },
  });
  const photos = await allPrepared(person, groupId);
  const found = [receipts[0]?.outcome, ...photos.map(({ state, failure }) => `${state} ${failure}`)];
  // The folder hashes what it puts together; S3 knows the parts alone, so there the processor finds it out.
  const expected = { embedded: ['failed'], cloud: ['verified', 'failed digest-mismatch'] };
  assert.deepEqual(found, expected[currentColumn()]);
});

test('a browser sends a photo of 110 MB in parts, and goes on after parts that were lost', async (t) => {
  const { person, groupId } = await logInAs(t, server.url, 'Cem');
  const folder = await temporaryFolder(t);
  const bytes = largePhoto(110_000_000);
  await writeFiles(folder, [{ name: 'large.jpg', bytes }]);
  const browser = await launchChromium();
  t.after(() => browser.close());
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  // A slow machine hashes and sends 110 MB in more than the usual half minute.
  page.setDefaultTimeout(120_000);
  let lost = 0;
  const taken: number[] = [];
  // Nobody listens there. Intercepted, 16 MB go through the driver, and answers go unreported while that is switched off.
  const nowhere = `http://127.0.0.1:${await freePort()}/`;
  await page.addInitScript((nowhere) => {
    const { open } = XMLHttpRequest.prototype;
    let lost = 0;
    XMLHttpRequest.prototype.open = function (method, url) {
      open.call(this, method, url.includes('/incoming/') && lost++ < 2 ? nowhere : url);
    };
  }, nowhere);
  page.on('requestfailed', (request) => {
    if (request.url() === nowhere) lost++;
  });
  page.on('response', (response) => {
    const url = new URL(response.url());
    if (response.request().method() !== 'PUT' || !url.pathname.includes('/incoming/') || !response.ok())
      return;
    taken.push(Number(url.searchParams.get('partNumber') ?? url.searchParams.get('part')));
  });

  await page.goto(`${server.url}/log-in`);
  await page.getByLabel('E-mail address').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByText('Alps').first().click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add photos' }).last().click();
  await (await chooser).setFiles(`${folder}/large.jpg`);
  await page.getByText('1 of 1 safe').first().waitFor();

  const [photo] = await allPrepared(person, groupId);
  assert.equal(photo?.state, 'ready');
  assert.equal(lost, 2);
  // The store takes each part once: what has arrived is not sent again, and a busy store may refuse one for a while.
  const parts = Array.from({ length: Math.ceil(bytes.length / (16 * 1024 * 1024)) }, (_, index) => index + 1);
  assert.deepEqual(
    taken.sort((a, b) => a - b),
    parts,
  );
});
