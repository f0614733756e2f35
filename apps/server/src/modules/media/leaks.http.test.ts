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

async function insertPhotos(
  groupId: string,
  uploaderId: string,
  { count, addedAt = 1 }: { count: number; addedAt?: number },
): Promise<string[]> {
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
    added_at: addedAt,
    trashed_at: index % 4 === 0 ? Date.now() : null,
  }));
  const { sql } = stack.app.database;
  await sql.insertInto('photos').values(photos).execute();
  const shown = photos.filter(({ trashed_at }) => trashed_at === null).length;
  await sql
    .updateTable('groups')
    .set((eb) => ({ photo_count: eb('photo_count', '+', shown) }))
    .where('id', '=', groupId)
    .execute();
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
    photoIds.push(await insertPhotos(groupIds[index] ?? '', me.id, { count: IDS / GROUPS }));
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
  if (response.ok) return `${response.status}`;
  const { instance: _, ...problem } = (await response.json()) as Problem;
  return `${response.status} ${JSON.stringify(problem)}`;
}

const NOT_FOUND = '404 {"type":"urn:wmory:problem:not-found"';

/** What is sent to operations on one photo, besides its id. */
const bodies: Record<string, unknown> = {
  updatePhoto: { caption: 'mine' },
  answerHideRequest: { agree: true },
};

type Ask = (groupId: string, photoId: string) => Asked[];

/** Every operation on one photo. */
const uses: Ask = (groupId, photoId) =>
  Object.entries(operations as Record<string, Operation>).flatMap(([id, operation]) =>
    operation.params && 'photoId' in operation.params.shape
      ? [{ operation, params: { groupId, photoId }, body: bodies[id] ?? {} }]
      : [],
  );

const reports: Ask = (groupId, photoId) => {
  const body = { subject: { kind: 'photo', groupId, photoId }, reason: 'spam' };
  return [{ operation: operations.report, params: {}, body }];
};

async function refusals(token: string, asked: readonly Asked[]): Promise<Set<string>> {
  assert.ok(asked.length > 0);
  const answers = new Set<string>();
  await inLanes(asked, async (each) => void answers.add(await refusal(token, each)));
  return answers;
}

function isOneNotFound(answers: Set<string>, about?: string): void {
  assert.equal(answers.size, 1, about ?? [...answers].join('\n'));
  assert.ok([...answers][0]?.startsWith(NOT_FOUND), `${about ?? ''} ${[...answers][0]}`);
}

async function findsNothingOfOthers(ask: Ask): Promise<void> {
  for (const [group, owner] of owners.entries()) {
    const asked = foreignIds(group).flatMap((photoId) => ask(groupIds[group] ?? '', photoId));
    isOneNotFound(await refusals(await accessToken(owner), asked));
  }
}

test('what is done to one photo finds none of another group, and tells it from none at all by nothing', async () => {
  assert.ok(uses('', '').length >= 3);
  await findsNothingOfOthers(uses);
});

test('a report finds no photo of another group either', () => findsNothingOfOthers(reports));

test('a photo that a block keeps from somebody is none at all to them, whatever they are in the group', async () => {
  const [ada, ben] = [await stack.person('Ada'), await stack.person('Ben')];
  const { id: groupId } = await ada.client.createGroup({ body: { name: 'Alps' } });
  const params = { groupId };
  const { token } = await ada.client.createInvite({ params, body: { role: 'admin' } });
  await ben.client.joinGroup({ body: { token } });
  const count = 20;
  const olds = await insertPhotos(groupId, ada.me.id, { count });
  await ben.client.blockPerson({ params: { userId: ada.me.id }, body: { hidesAll: true } });
  const news = await insertPhotos(groupId, ben.me.id, { count, addedAt: Date.now() });
  for (const [person, own, kept] of [
    [ben, news, olds],
    [ada, olds, news],
  ] as const) {
    const asked = [...kept, uuidv7()].flatMap((photoId) => [
      ...uses(groupId, photoId),
      ...reports(groupId, photoId),
    ]);
    isOneNotFound(await refusals(await accessToken(person), asked));
    const { client } = person;
    for (const photoId of kept) {
      const body = { photoIds: [own[1] ?? '', photoId] };
      for (const use of [client.trashPhotos, client.restorePhotos, client.purgePhotos])
        await assert.rejects(use({ params, body }), { code: 'not-found' });
      await assert.rejects(client.updateGroup({ params, body: { coverPhotoId: photoId } }), {
        code: 'not-found',
      });
    }
    const answers = [
      await client.listPhotos({ params }),
      await client.listPhotos({ params, query: { order: 'added' } }),
      await client.listTrash({ params }),
      await client.getGroup({ params }),
      await client.listGroups(),
      await client.listGroupAudit({ params }),
    ];
    const said = JSON.stringify(answers);
    assert.deepEqual(
      kept.filter((photoId) => said.includes(photoId)),
      [],
    );
    assert.ok(own.every((photoId) => said.includes(photoId)));
    assert.equal((await client.getGroup({ params })).photoCount, (count * 3) / 4);
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
    isOneNotFound(answers, id);
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
