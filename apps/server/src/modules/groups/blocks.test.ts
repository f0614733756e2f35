import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../caller.ts';
import { DAY, MINUTE } from '../../clock.ts';
import { type GroupsWorld, openGroupsWorld, refuses } from './groups.fixture.ts';
import { MAX_BLOCKS } from './policy.ts';

let world: GroupsWorld;
before(async () => {
  world = await openGroupsWorld();
});
after(() => world[Symbol.asyncDispose]());

/** A group of Ada's in which Ben and Cleo are. */
async function openScene() {
  const { groups } = world;
  const people = {
    ada: await world.makeUser('Ada'),
    ben: await world.makeUser('Ben'),
    cleo: await world.makeUser('Cleo'),
  };
  const group = await groups.create(people.ada, { name: 'Alps' });
  await world.join(people.ada, group, [
    [people.ben, 'contributor'],
    [people.cleo, 'contributor'],
  ]);
  return { ...people, group };
}

const block = (actor: Actor, { userId }: Actor, hidesAll = false) =>
  world.groups.blockPerson(actor, { userId, hidesAll });
const unblock = (actor: Actor, { userId }: Actor) => world.groups.unblockPerson(actor, { userId });

async function actionsOf({ userId }: Actor): Promise<string[]> {
  const rows = await world.database.sql
    .selectFrom('audit_logs')
    .select(['action', 'details', 'subject_id'])
    .where('actor_id', '=', userId)
    .where('action', 'like', 'person.%')
    .orderBy('id')
    .execute();
  assert.ok(rows.every(({ subject_id }) => subject_id === null));
  return rows.map(({ action, details }) => `${action} ${JSON.parse(details).hides ?? ''}`.trim());
}

test('a block is made once, changed by making it again, and ended once', async () => {
  const { ada, ben } = await openScene();
  const made = await block(ben, ada);
  assert.deepEqual(made, {
    person: { id: ada.userId, name: 'Ada' },
    blockedAt: new Date(world.now()).toISOString(),
    hidesAll: false,
  });
  world.pass(DAY);
  assert.deepEqual(await block(ben, ada), made);
  assert.deepEqual(await block(ben, ada, true), { ...made, hidesAll: true });
  assert.deepEqual(await world.groups.listBlocks(ben), [{ ...made, hidesAll: true }]);
  await unblock(ben, ada);
  await unblock(ben, ada);
  assert.deepEqual(await world.groups.listBlocks(ben), []);
  assert.deepEqual(await actionsOf(ben), ['person.blocked new', 'person.blocked all', 'person.unblocked']);
});

test('a block that was ended just now goes on as it was when it is made again; later it is a new one', async () => {
  const { ada, ben } = await openScene();
  const { blockedAt } = await block(ben, ada);
  world.pass(DAY);
  await unblock(ben, ada);
  world.pass(9 * MINUTE);
  assert.equal((await block(ben, ada, true)).blockedAt, blockedAt);
  await unblock(ben, ada);
  world.pass(10 * MINUTE);
  const sweep = world.groups.sweeps.forgetBlocks;
  assert.equal((await block(ben, ada)).blockedAt, new Date(world.now()).toISOString());
  // Takes what other tests left behind, and not what stands again.
  await sweep();
  assert.equal((await world.groups.listBlocks(ben)).length, 1);
  await unblock(ben, ada);
  world.pass(10 * MINUTE);
  assert.equal(await sweep(), 1);
  assert.equal(await sweep(), 0);
});

test('nobody blocks themselves, a stranger, or more people than an account can', async () => {
  const { ada, ben, cleo } = await openScene();
  const stranger = await world.makeUser('Dora');
  await refuses(block(ada, ada), 'own-subject');
  await refuses(block(ada, stranger), 'not-found');
  await refuses(block(ada, { ...stranger, userId: uuidv7() }), 'not-found');
  assert.deepEqual(await actionsOf(ada), []);
  const { sql } = world.database;
  for (let count = 0; count < MAX_BLOCKS; count++) {
    const { userId } = await world.makeUser('Somebody');
    const row = { blocker_id: ada.userId, blocked_id: userId, blocked_at: 1, hides_all: 0, lifted_at: null };
    await sql.insertInto('person_blocks').values(row).execute();
  }
  await refuses(block(ada, ben), 'too-many-blocks');
  const [{ person } = { person: { id: '' } }] = await world.groups.listBlocks(ada);
  await unblock(ada, { ...ben, userId: person.id });
  await block(ada, cleo);
  await refuses(block(ada, ben), 'too-many-blocks');
});

test('whoever left can be blocked as long as something they added is there', async () => {
  const { ada, ben, group } = await openScene();
  const id = uuidv7();
  const photo = {
    id,
    group_id: group.id,
    uploader_id: ben.userId,
    kind: 'image' as const,
    state: 'ready' as const,
    sha256: 'a'.repeat(64),
    live_sha256: 'a'.repeat(64),
    size: 9,
    mime_type: 'image/jpeg',
    file_name: 'a.jpg',
    storage_key: `media/${group.id}/${id}/original`,
    caption: '',
    taken_at: 1,
    added_at: 1,
  };
  await world.database.sql.insertInto('photos').values(photo).execute();
  await world.groups.leave(ben, { groupId: group.id, terms: 'stay', deleteGroup: false });
  await block(ada, ben);
  await unblock(ada, ben);
  world.pass(DAY);
  await world.groups.sweeps.forgetBlocks();
  await world.database.sql.updateTable('photos').set({ given_at: 1 }).where('id', '=', id).execute();
  await refuses(block(ada, ben), 'not-found');
});

test('who blocks sees so in the list of members, and nobody else does', async () => {
  const { ada, ben, cleo, group } = await openScene();
  await block(ben, ada);
  const marked = async (actor: Actor) =>
    (await world.groups.listMembers(actor, group.id)).flatMap(({ name, blocked }) => (blocked ? [name] : []));
  assert.deepEqual(await marked(ben), ['Ada']);
  assert.deepEqual(await marked(ada), []);
  assert.deepEqual(await marked(cleo), []);
  await unblock(ben, ada);
  assert.deepEqual(await marked(ben), []);
});

test('an invite by somebody blocked answers its blocker as one that has ended, and everybody else as before', async () => {
  const { ada, ben, cleo } = await openScene();
  const { groups } = world;
  const other = await groups.create(ada, { name: 'Sea' });
  const token = await world.invite(ada, other.id);
  await block(ben, ada);
  await refuses(groups.previewInvite(token, ben), 'invite-invalid');
  await refuses(groups.join(ben, token), 'invite-invalid');
  for (const by of [null, cleo]) assert.equal((await groups.previewInvite(token, by)).groupName, 'Sea');
  assert.equal((await groups.join(cleo, token)).outcome, 'joined');
  const [invite] = await groups.listInvites(ada, other.id);
  assert.equal(invite?.uses, 1);
  // What the blocker hands out is as good as ever.
  const own = await groups.create(ben, { name: 'Lake' });
  assert.equal((await groups.join(ada, await world.invite(ben, own.id))).outcome, 'joined');
  await unblock(ben, ada);
  assert.equal((await groups.join(ben, token)).outcome, 'joined');
});

test('what is kept of a blocked person tells them nothing of it', async () => {
  const { ada, ben } = await openScene();
  await block(ben, ada, true);
  const page = await world.deps.audit.listForPerson(world.database, ada.userId, { limit: 100 });
  assert.ok(!page.entries.some(({ action }) => action.startsWith('person.')));
  assert.deepEqual(await world.groups.listBlocks(ada), []);
  const own = await world.deps.audit.listForPerson(world.database, ben.userId, { limit: 100 });
  assert.ok(own.entries.some(({ action, mine }) => action === 'person.blocked' && mine));
});
