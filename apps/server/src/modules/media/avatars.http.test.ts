import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { MAX_AVATAR_SIZE, ProblemError } from '@wmory/contract';
import { type Stack, startStack } from '../../../../../tools/dev-stack.ts';
import { type Person, showAvatar } from '../../../../../tools/person.ts';

const PHOTOS = join(import.meta.dirname, '../../../../../tools/photos');
const read = async (name: string) => new Uint8Array(await readFile(join(PHOTOS, name)));

let stack: Stack;
let [anna, ben, cleo]: Person[] = [];
let groupId: string;

function the(person: Person | undefined): Person {
  assert.ok(person);
  return person;
}

before(async () => {
  stack = await startStack();
  [anna, ben, cleo] = await Promise.all(['Anna', 'Ben', 'Cleo'].map(stack.person));
  groupId = (await the(anna).client.createGroup({ body: { name: 'Alps' } })).id;
  const { token } = await the(anna).client.createInvite({ params: { groupId }, body: {} });
  await the(ben).client.joinGroup({ body: { token } });
});
after(() => stack.stop());

async function seenBy(viewer: Person, person: Person): Promise<string | null> {
  const { members } = await viewer.client.listMembers({ params: { groupId } });
  return members.find(({ userId }) => userId === person.me.id)?.avatarUrl ?? null;
}

const coded = (code: string) => (error: unknown) => error instanceof ProblemError && error.code === code;

test('a picture is made anew, small and without what the file said besides', async () => {
  const { state, url } = await showAvatar(the(anna), await read('datetimeoriginal-gps.jpg'));
  assert.equal(state, 'ready');
  assert.equal(await seenBy(the(ben), the(anna)), url);
  assert.equal((await the(anna).client.getMe()).avatarUrl, url);
  assert.equal((await the(anna).client.exportAccount()).avatarUrl, url);
  const made = Buffer.from(await (await fetch(url ?? '')).arrayBuffer()).toString('latin1');
  assert.match(made, /^RIFF....WEBP/s);
  assert.doesNotMatch(made, /EXIF|XMP /);
  await stack.app.sweep();
  const left = await stack.app.storage.list('media/avatars/');
  assert.deepEqual(
    left.map(({ key }) => key.split('/').at(-1)),
    ['thumb'],
  );
});

test('what is no picture of its type, or is larger than it looks, is refused and shown to nobody', async () => {
  const before = await seenBy(the(ben), the(anna));
  const png = await read('density_plot.png');
  assert.equal((await showAvatar(the(anna), png)).failure, 'type-mismatch');
  const bomb = Buffer.from(await read('portrait.jpg'));
  const frame = bomb.findIndex((byte, at) => byte === 0xff && [0xc0, 0xc1, 0xc2].includes(bomb[at + 1] ?? 0));
  assert.ok(frame > 0);
  bomb.writeUInt16BE(60_000, frame + 5);
  bomb.writeUInt16BE(60_000, frame + 7);
  assert.equal((await showAvatar(the(anna), new Uint8Array(bomb))).failure, 'too-many-pixels');
  assert.equal(await seenBy(the(ben), the(anna)), before);
  const { client } = the(anna);
  const large = { size: MAX_AVATAR_SIZE + 1, sha256: 'a'.repeat(64) };
  await assert.rejects(client.prepareAvatar({ body: large }), coded('malformed-request'));
  const { request } = await client.prepareAvatar({ body: { size: 9, sha256: 'a'.repeat(64) } });
  const { url, method, headers } = request;
  assert.ok((await fetch(url, { method, headers, body: bomb })).status >= 400);
});

test('a stranger gets no address of a picture, and neither does who has left', async () => {
  await assert.rejects(the(cleo).client.listMembers({ params: { groupId } }), coded('not-found'));
  await showAvatar(the(ben), await read('silver_fir.jpg'));
  assert.ok(await seenBy(the(anna), the(ben)));
  await the(ben).client.leaveGroup({ params: { groupId }, body: {} });
  await assert.rejects(the(ben).client.listMembers({ params: { groupId } }), coded('not-found'));
  assert.equal(await seenBy(the(anna), the(ben)), null);
});

test('who decides about a request to join sees who asks', async () => {
  const { client } = the(anna);
  await client.updateRules({ params: { groupId }, body: { joining: 'approval' } });
  const { token } = await client.createInvite({ params: { groupId }, body: {} });
  const { url } = await showAvatar(the(cleo), await read('silver_fir.jpg'));
  await the(cleo).client.joinGroup({ body: { token } });
  const { requests } = await client.listJoinRequests({ params: { groupId } });
  assert.equal(requests[0]?.person.avatarUrl, url);
});

test('a picture that was removed is there for nobody, and so are its bytes', async () => {
  const url = (await the(anna).client.getMe()).avatarUrl;
  assert.ok(url);
  await the(anna).client.removeAvatar();
  assert.equal((await the(anna).client.getMe()).avatarUrl, null);
  assert.equal(await seenBy(the(anna), the(anna)), null);
  await stack.app.sweep();
  assert.notEqual((await fetch(url)).status, 200);
});
