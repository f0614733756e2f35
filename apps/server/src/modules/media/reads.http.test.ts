import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Photo } from '@wmory/contract';
import { type Stack, startStack } from '../../../../../tools/dev-stack.ts';
import { type Person, settled, share } from '../../../../../tools/person.ts';
import { MINUTE } from '../../clock.ts';

const PHOTOS = join(import.meta.dirname, '../../../../../tools/photos');

let now = Date.now();
let stack: Stack;
let anna: Person;
let ben: Person;
let groupId: string;
let photo: Photo;

before(async () => {
  stack = await startStack({ clock: () => now });
  [anna, ben] = [await stack.person('Anna'), await stack.person('Ben')];
  groupId = (await anna.client.createGroup({ body: { name: 'Only for us' } })).id;
  const { token } = await anna.client.createInvite({ params: { groupId }, body: { role: 'viewer' } });
  await ben.client.joinGroup({ body: { token } });
  const bytes = new Uint8Array(await readFile(join(PHOTOS, 'portrait.jpg')));
  await share(anna, groupId, [{ name: 'portrait.jpg', mimeType: 'image/jpeg', bytes }]);
  const [ready] = await settled(anna, groupId);
  if (!ready) throw new Error('the photo is not there');
  photo = ready;
});
after(() => stack.stop());

test('a signed address opens nothing but what it was signed for, and not for long', async () => {
  const thumb = photo.urls?.thumb ?? '';
  const opened = await fetch(thumb);
  assert.equal(opened.status, 200);
  assert.equal((await opened.arrayBuffer()).byteLength > 1000, true);
  const original = thumb.replace(/\/thumb/, '/original');
  assert.notEqual(original, thumb);
  assert.equal((await fetch(original)).status, 403);
  assert.equal((await fetch(thumb.split('?', 1)[0] ?? '')).status, 403);
  now += 10 * MINUTE;
  assert.equal((await fetch(thumb)).status, 403);
});

test('who was removed gets no new address at once, and the last old one dies within ten minutes', async () => {
  const params = { groupId, photoId: photo.id };
  const { urls } = await ben.client.getPhoto({ params });
  const { url } = await ben.client.getOriginal({ params });
  await anna.client.removeMember({ params: { groupId, userId: ben.me.id } });
  await assert.rejects(ben.client.getPhoto({ params }), { code: 'not-found' });
  await assert.rejects(ben.client.listPhotos({ params: { groupId } }), { code: 'not-found' });
  now += 10 * MINUTE;
  for (const old of [urls?.thumb, urls?.preview, url]) assert.equal((await fetch(old ?? '')).status, 403);
});
