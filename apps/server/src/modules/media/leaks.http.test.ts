import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { API_PREFIX, type Operation, operations, type Problem } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import { type Stack, startStack } from '../../../../../tools/dev-stack.ts';
import { type Person, settled, share } from '../../../../../tools/person.ts';
import { statusOf } from '../../../../../tools/status-of.ts';

const PORTRAIT = join(import.meta.dirname, '../../../../../tools/photos/portrait.jpg');
const GROUPS = 5;
/** Ids that each group is asked for: photos of the others, and some that are nowhere. */
const IDS = 200;
const AT_A_TIME = 8;

let stack: Stack;
/** Everyone owns one group and is in no other. */
let owners: Person[];
let groupIds: string[];
/** Photos by the group they are in. */
let photoIds: string[][];

async function insertPhotos(groupId: string, uploaderId: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => uuidv7());
  const photos = ids.map((id, index) => ({
    id,
    group_id: groupId,
    uploader_id: uploaderId,
    kind: 'image' as const,
    state: 'ready' as const,
    sha256: id.replaceAll('-', '').repeat(2),
    live_sha256: index % 4 === 0 ? null : id.replaceAll('-', '').repeat(2),
    size: 9,
    mime_type: 'image/jpeg',
    file_name: 'a.jpg',
    storage_key: `media/${groupId}/${id}/original`,
    caption: 'secret',
    taken_at: 1,
    added_at: 1,
    trashed_at: index % 4 === 0 ? Date.now() : null,
  }));
  const { sql } = stack.app.database;
  await sql.insertInto('photos').values(photos).execute();
  const photo_count = photos.filter(({ trashed_at }) => trashed_at === null).length;
  await sql.updateTable('groups').set({ photo_count }).where('id', '=', groupId).execute();
  return ids;
}

before(async () => {
  stack = await startStack();
  owners = await Promise.all(Array.from({ length: GROUPS }, (_, index) => stack.person(`Owner${index}`)));
  const groups = await Promise.all(
    owners.map(({ client }, index) => client.createGroup({ body: { name: `Group ${index}` } })),
  );
  groupIds = groups.map(({ id }) => id);
  photoIds = [];
  for (const [index, { me }] of owners.entries())
    photoIds.push(await insertPhotos(groupIds[index] ?? '', me.id, IDS / GROUPS));
});
after(() => stack.stop());

/** 200 ids that are none of a group's: photos of the four others, and some that there are nowhere. */
function foreignIds(group: number): string[] {
  const others = photoIds.filter((_, index) => index !== group).flat();
  return [...others, ...Array.from({ length: IDS - others.length }, () => uuidv7())];
}

async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const lane = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, lane));
}

async function accessToken({ email, password }: Person): Promise<string> {
  const response = await fetch(`${stack.url}${API_PREFIX}/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  return ((await response.json()) as { accessToken: string }).accessToken;
}

interface Asked {
  operation: Operation;
  params: Record<string, string>;
  body: unknown;
}

/** The refusal, without what tells one request from another. */
async function refusal(token: string, { operation, params, body }: Asked): Promise<string> {
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '');
  const response = await fetch(stack.url + API_PREFIX + path, {
    method: operation.method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(operation.body && { 'content-type': 'application/json' }),
    },
    ...(operation.body && { body: JSON.stringify(body) }),
  });
  const { instance: _, ...problem } = (await response.json()) as Problem;
  return `${response.status} ${JSON.stringify(problem)}`;
}

const NOT_FOUND = '404 {"type":"urn:wmory:problem:not-found"';

/** What is sent to operations on one photo, besides its id. */
const bodies: Record<string, unknown> = {
  updatePhoto: { caption: 'mine' },
  answerHideRequest: { agree: true },
};

test('what is done to one photo finds none of another group, and tells it from none at all by nothing', async () => {
  const single = Object.entries(operations as Record<string, Operation>).filter(
    ([, { params }]) => params && 'photoId' in params.shape,
  );
  assert.ok(single.length >= 3);
  for (const [group, owner] of owners.entries()) {
    const token = await accessToken(owner);
    const groupId = groupIds[group] ?? '';
    const answers = new Set<string>();
    const asked = single.flatMap(([id, operation]) =>
      foreignIds(group).map((photoId): Asked => {
        const body = bodies[id] ?? {};
        return { operation, params: { groupId, photoId }, body };
      }),
    );
    await inLanes(asked, async (each) => void answers.add(await refusal(token, each)));
    assert.equal(answers.size, 1, [...answers].join('\n'));
    assert.ok([...answers][0]?.startsWith(NOT_FOUND), [...answers][0]);
  }
});

test('a report finds no photo of another group either', async () => {
  for (const [group, owner] of owners.entries()) {
    const token = await accessToken(owner);
    const groupId = groupIds[group] ?? '';
    const answers = new Set<string>();
    await inLanes(foreignIds(group), async (photoId) => {
      const body = { subject: { kind: 'photo', groupId, photoId }, reason: 'spam' };
      answers.add(await refusal(token, { operation: operations.report, params: {}, body }));
    });
    assert.equal(answers.size, 1, [...answers].join('\n'));
    assert.ok([...answers][0]?.startsWith(NOT_FOUND), [...answers][0]);
  }
});

test('what is done to many photos is done to none if one is of another group', async () => {
  for (const [group, { client }] of owners.entries()) {
    const params = { groupId: groupIds[group] ?? '' };
    const own = photoIds[group] ?? [];
    await inLanes(foreignIds(group), async (photoId) => {
      const body = { photoIds: [own[0] ?? '', photoId] };
      for (const use of [client.trashPhotos, client.restorePhotos, client.purgePhotos])
        await assert.rejects(use({ params, body }), { code: 'not-found' });
      await assert.rejects(client.updateGroup({ params, body: { coverPhotoId: photoId } }), {
        code: 'not-found',
      });
    });
    const { photos } = await client.listPhotos({ params });
    const trash = await client.listTrash({ params });
    const seen = [...photos, ...trash.photos].map(({ id }) => id).sort();
    assert.deepEqual(seen, own.toSorted());
    assert.equal((await client.getGroup({ params })).cover?.photoId, photos[0]?.id);
  }
});

test('nothing of a group is there for who is in another', async () => {
  const [owner] = owners;
  if (!owner) throw new Error('there is nobody');
  const token = await accessToken(owner);
  const others = groupIds.slice(1);
  const inGroups = Object.entries(operations as Record<string, Operation>).filter(
    ([, { params, method }]) => params && 'groupId' in params.shape && method === 'GET',
  );
  for (const [id, operation] of inGroups) {
    const answers = new Set<string>();
    for (const [index, groupId] of [...others, uuidv7()].entries()) {
      const names = Object.keys(operation.params?.shape ?? {});
      const ids = names.map((name): [string, string] => [name, photoIds[index + 1]?.[0] ?? uuidv7()]);
      const params = { ...Object.fromEntries(ids), groupId };
      answers.add(await refusal(token, { operation, params, body: undefined }));
    }
    assert.equal(answers.size, 1, id);
    assert.ok([...answers][0]?.startsWith(NOT_FOUND), `${id}: ${[...answers][0]}`);
  }
});

test('a signed address leads to no other photo, whatever is written in its place', async () => {
  const [owner] = owners;
  const [groupId = ''] = groupIds;
  if (!owner) throw new Error('there is nobody');
  const bytes = new Uint8Array(await readFile(PORTRAIT));
  await share(owner, groupId, [{ name: 'portrait.jpg', mimeType: 'image/jpeg', bytes }]);
  const photos = await settled(owner, groupId);
  const photo = photos.find(({ originals }) => originals[0]?.name === 'portrait.jpg');
  const thumb = photo?.urls?.thumb ?? '';
  assert.equal(await statusOf(thumb), 200);
  const names = ['thumb', 'preview', 'original', 'shared'];
  const addresses = foreignIds(0).flatMap((id, index) => {
    const other = thumb
      .replace(groupId, groupIds[1 + (index % (GROUPS - 1))] ?? '')
      .replace(photo?.id ?? '', id);
    assert.notEqual(other, thumb);
    return other.replace(/\/thumb/, `/${names[index % names.length]}`);
  });
  await inLanes(addresses, async (address) => {
    assert.equal(await statusOf(address), 403);
  });
});
