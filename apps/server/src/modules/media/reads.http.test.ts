import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { Photo } from '@wmory/contract';
import { type Stack, startStack } from '../../../../../tools/dev-stack.ts';
import { type Person, settled, share } from '../../../../../tools/person.ts';
import { statusOf } from '../../../../../tools/status-of.ts';
import { MINUTE } from '../../clock.ts';

const PHOTOS = join(import.meta.dirname, '../../../../../tools/photos');

/** It says where it was taken. */
const LOCATED = 'thompson-springs.jpg';

let now = Date.now();
let stack: Stack;
let anna: Person;
let ben: Person;
let carl: Person;
let groupId: string;
let photo: Photo;
let located: Photo;

before(async () => {
  stack = await startStack({ clock: () => now });
  [anna, ben, carl] = (await Promise.all(['Anna', 'Ben', 'Carl'].map(stack.person))) as [
    Person,
    Person,
    Person,
  ];
  groupId = (await anna.client.createGroup({ body: { name: 'Only for us' } })).id;
  const { token } = await anna.client.createInvite({ params: { groupId }, body: { role: 'viewer' } });
  await ben.client.joinGroup({ body: { token } });
  const invite = await anna.client.createInvite({ params: { groupId }, body: { role: 'contributor' } });
  await carl.client.joinGroup({ body: { token: invite.token } });
  for (const [person, name] of [
    [anna, 'portrait.jpg'],
    [carl, LOCATED],
  ] as const) {
    const bytes = new Uint8Array(await readFile(join(PHOTOS, name)));
    await share(person, groupId, [{ name, mimeType: 'image/jpeg', bytes }]);
  }
  const there = await settled(anna, groupId);
  [photo, located] = ['portrait.jpg', LOCATED].map((name) => {
    const ready = there.find(({ originals }) => originals[0]?.name === name);
    if (!ready) throw new Error(`${name} is not there`);
    return ready;
  }) as [Photo, Photo];
});
after(() => stack.stop());

/**
 * Signed addresses as they were given out ten minutes ago, by the clock of the server alone: that of a real store cannot
 * be moved, so it is the server's that was behind when it signed them.
 */
async function readTenMinutesAgo(read: () => Promise<string[]>): Promise<string[]> {
  now = Date.now() - 10 * MINUTE;
  const urls = await read();
  now = Date.now();
  return urls;
}

async function assertDead(urls: readonly string[]): Promise<void> {
  for (const url of urls) assert.equal(await statusOf(url), 403, url);
}

/** Every address that a person gets of a photo. */
async function addressesFor(person: Person, photoId: string): Promise<string[]> {
  const params = { groupId, photoId };
  const { urls } = await person.client.getPhoto({ params });
  const { url } = await person.client.getOriginal({ params });
  return [urls?.thumb ?? '', urls?.preview ?? '', url];
}

test('a signed address opens nothing but what it was signed for, and not for long', async () => {
  const thumb = photo.urls?.thumb ?? '';
  const opened = await fetch(thumb);
  assert.equal(opened.status, 200);
  assert.equal((await opened.arrayBuffer()).byteLength > 1000, true);
  const original = thumb.replace(/\/thumb/, '/original');
  assert.notEqual(original, thumb);
  assert.equal(await statusOf(original), 403);
  assert.equal(await statusOf(thumb.split('?', 1)[0] ?? ''), 403);
  await assertDead(await readTenMinutesAgo(() => addressesFor(anna, photo.id)));
});

/** What a person gets who saves the photo; its size and digest are as announced. */
async function save(person: Person, photoId: string): Promise<Buffer> {
  const { url, size, sha256 } = await person.client.getOriginal({ params: { groupId, photoId } });
  const response = await fetch(url);
  assert.equal(response.headers.get('content-type'), 'image/jpeg');
  const bytes = Buffer.from(await response.arrayBuffer());
  assert.equal(bytes.length, size);
  assert.equal(createHash('sha256').update(bytes).digest('hex'), sha256);
  return bytes;
}

test('the place leaves the store for the uploader alone', async () => {
  const original = await readFile(join(PHOTOS, LOCATED));
  assert.ok((await save(carl, located.id)).equals(original));
  const copy = await save(anna, located.id);
  assert.ok(copy.equals(await save(ben, located.id)));
  assert.equal(copy.length, original.length);
  assert.ok((await save(ben, photo.id)).equals(await readFile(join(PHOTOS, 'portrait.jpg'))));

  // Whoever adds a photo is told its place: the copy has none to tell.
  const { id } = await anna.client.createGroup({ body: { name: 'Another' } });
  for (const [name, bytes] of Object.entries({ copy, original }))
    await share(anna, id, [{ name, mimeType: 'image/jpeg', bytes: new Uint8Array(bytes) }]);
  const places = (await settled(anna, id)).map(({ originals, location }) => [originals[0]?.name, location]);
  assert.equal(new Map(places as [string, unknown][]).get('copy'), null);
  assert.notEqual(new Map(places as [string, unknown][]).get('original'), null);
});

test('films are shown by a picture, keep every byte, and play from anywhere; others get them without the place', async () => {
  const film = async (name: string) => new Uint8Array(await readFile(join(PHOTOS, '../films', name)));
  const android = await film('android.mp4');
  const iphone = await film('iphone.mov');
  const { id } = await carl.client.createGroup({ body: { name: 'Films' } });
  const { token } = await carl.client.createInvite({ params: { groupId: id }, body: { role: 'viewer' } });
  await anna.client.joinGroup({ body: { token } });
  await share(carl, id, [
    { name: 'android.mp4', mimeType: 'video/mp4', bytes: android },
    { name: 'iphone.mov', mimeType: 'video/quicktime', bytes: iphone },
  ]);
  const films = await settled(carl, id);
  assert.deepEqual(
    films
      .map(({ kind, state, duration, originals }) => [
        originals[0]?.name,
        originals[0]?.part,
        kind,
        state,
        duration,
      ])
      .sort(),
    [
      ['android.mp4', 'motion', 'video', 'ready', 2000],
      ['iphone.mov', 'motion', 'video', 'ready', 2000],
    ],
  );
  for (const { id: photoId, originals, location, urls } of films) {
    const { name = '', mimeType = '' } = originals[0] ?? {};
    const sent = Buffer.from(name === 'iphone.mov' ? iphone : android);
    assert.deepEqual(location, { latitude: 48.8577, longitude: 2.295 });
    assert.equal(await statusOf(urls?.preview ?? ''), 200);
    const params = { groupId: id, photoId };
    assert.equal((await anna.client.getPhoto({ params })).location, null);
    const [own, other] = [
      await carl.client.getOriginal({ params }),
      await anna.client.getOriginal({ params }),
    ];
    const get = async ({ url }: { url: string }, range?: string) => {
      const response = await fetch(url, range === undefined ? {} : { headers: { range } });
      assert.equal(response.headers.get('content-type'), mimeType);
      return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
    };
    assert.ok((await get(own)).bytes.equals(sent));
    const { bytes } = await get(other);
    assert.deepEqual(
      [bytes.length, bytes.includes('+48.8577'), sent.includes('+48.8577')],
      [sent.length, false, true],
    );
    assert.equal(createHash('sha256').update(bytes).digest('hex'), other.sha256);
    const part = await get(other, 'bytes=5000-5999');
    assert.deepEqual([part.status, part.bytes.equals(bytes.subarray(5000, 6000))], [206, true]);
  }
});

test('a live photo is one photo, whose film others get without the place', async () => {
  const bytes = new Uint8Array(await readFile(join(PHOTOS, '../films/iphone.mov')));
  const { id } = await carl.client.createGroup({ body: { name: 'Live' } });
  const { token } = await carl.client.createInvite({ params: { groupId: id }, body: { role: 'viewer' } });
  await anna.client.joinGroup({ body: { token } });
  const still = new Uint8Array(await readFile(join(PHOTOS, LOCATED)));
  await share(carl, id, [{ name: 'IMG_7.jpg', mimeType: 'image/jpeg', bytes: still }]);
  const [{ id: photoId = '' } = {}] = await settled(carl, id);
  await share(carl, id, [{ name: 'IMG_7.mov', mimeType: 'video/quicktime', bytes, motionOf: photoId }]);
  const params = { groupId: id, photoId };
  for (let tries = 0; (await anna.client.getPhoto({ params })).originals.length < 2; tries++) {
    assert.ok(tries < 600, 'the film does not get ready');
    await setTimeout(100);
  }
  for (const { client } of [carl, anna]) {
    const { photos } = await client.listPhotos({ params: { groupId: id } });
    assert.deepEqual(
      photos.map(({ originals }) => originals.map(({ part, name }) => `${part} ${name}`)),
      [['still IMG_7.jpg', 'motion IMG_7.mov']],
    );
  }
  const get = async ({ client }: Person, part: 'still' | 'motion' = 'motion') => {
    const { url, sha256 } = await client.getOriginal({ params, query: { part } });
    const file = Buffer.from(await (await fetch(url)).arrayBuffer());
    assert.equal(createHash('sha256').update(file).digest('hex'), sha256);
    return file;
  };
  assert.ok((await get(carl)).equals(bytes));
  const copy = await get(anna);
  assert.deepEqual(
    [copy.length, copy.includes('+48.8577'), Buffer.from(bytes).includes('+48.8577')],
    [bytes.length, false, true],
  );
  assert.ok((await get(carl, 'still')).equals(still));
});

test('who adds the copy again is told that the photo is there', async () => {
  const bytes = await save(anna, located.id);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const item = { name: 'again.jpg', mimeType: 'image/jpeg', size: bytes.length, sha256 };
  const { items } = await anna.client.authoriseUploads({ params: { groupId }, body: { items: [item] } });
  assert.deepEqual(
    items.map((answer) => answer.outcome === 'duplicate' && answer.photo.id),
    [located.id],
  );
});

test('who is not the uploader saves nothing while it is not known what the file tells', async () => {
  const { sql } = stack.app.database;
  const params = { groupId, photoId: located.id };
  for (const [change, code] of [
    [{ state: 'processing' }, 'photo-not-ready'],
    [{ state: 'ready', shared_sha256: null }, 'original-withheld'],
  ] as const) {
    await sql.updateTable('photos').set(change).where('id', '=', located.id).execute();
    await assert.rejects(anna.client.getOriginal({ params }), { code });
    assert.equal((await anna.client.getPhoto({ params })).abilities.download, false);
    assert.ok((await save(carl, located.id)).equals(await readFile(join(PHOTOS, LOCATED))));
  }
});

test('who was removed gets no new address at once, and the last old one is dead ten minutes later', async () => {
  const params = { groupId, photoId: photo.id };
  const old = await readTenMinutesAgo(() => addressesFor(ben, photo.id));
  for (const url of await addressesFor(ben, photo.id)) assert.equal(await statusOf(url), 200);
  await anna.client.removeMember({ params: { groupId, userId: ben.me.id } });
  await assert.rejects(ben.client.getPhoto({ params }), { code: 'not-found' });
  await assert.rejects(ben.client.getOriginal({ params }), { code: 'not-found' });
  await assert.rejects(ben.client.listPhotos({ params: { groupId } }), { code: 'not-found' });
  assert.deepEqual((await ben.client.listGroups()).groups, []);
  await assertDead(old);
});
