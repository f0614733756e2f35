import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Group } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import { DAY } from '../../clock.ts';
import { NOBODY } from '../../nobody.ts';
import { type GroupsWorld, openGroupsWorld, refuses } from './groups.fixture.ts';
import type { Groups } from './index.ts';

let world: GroupsWorld;
let groups: Groups;
let anna: Actor;
let ben: Actor;
let cleo: Actor;
let dora: Actor;
let group: Group;

beforeEach(async () => {
  world = await openGroupsWorld();
  ({ groups } = world);
  [anna, ben, cleo, dora] = [
    await world.makeUser('Anna'),
    await world.makeUser('Ben'),
    await world.makeUser('Cleo'),
    await world.makeUser('Dora'),
  ];
  group = await groups.create(anna, { name: 'Alps' });
});
afterEach(() => world[Symbol.asyncDispose]());

const leave = (actor: Actor, choice: { terms?: 'stay' | 'go' | 'give'; deleteGroup?: boolean } = {}) =>
  groups.leave(actor, { groupId: group.id, terms: 'stay', deleteGroup: false, ...choice });

/** What the database says of who is in the group, and that it counts them right. */
async function readMembers(): Promise<[userId: string, role: string][]> {
  const { sql } = world.database;
  const rows = await sql
    .selectFrom('group_members')
    .select(['user_id', 'role'])
    .where('group_id', '=', group.id)
    .execute();
  const { member_count, deleted_at } = await sql
    .selectFrom('groups')
    .selectAll()
    .where('id', '=', group.id)
    .executeTakeFirstOrThrow();
  assert.equal(member_count, rows.length);
  assert.equal(deleted_at !== null, rows.length === 0, 'a group without members is deleted, and no other');
  assert.equal(rows.filter(({ role }) => role === 'owner').length, rows.length === 0 ? 0 : 1);
  return rows.map(({ user_id, role }) => [user_id, role]);
}

describe('when the owner leaves', () => {
  it('the longest-standing admin owns the group, as everyone could see before', async () => {
    await world.join(anna, group, [
      [dora, 'viewer'],
      [cleo, 'admin'],
      [ben, 'admin'],
    ]);
    const heir = { id: cleo.userId, name: 'Cleo' };
    for (const actor of [anna, dora]) assert.deepEqual(await groups.getSuccession(actor, group.id), { heir });
    await leave(anna);
    assert.deepEqual(await world.rolesIn(cleo, group), { Cleo: 'owner', Ben: 'admin', Dora: 'viewer' });
    const { entries } = await groups.listAudit(cleo, group.id, { limit: 2 });
    assert.deepEqual(
      entries.map(({ action, actor, subjectId }) => [action, actor?.name, subjectId]),
      [
        ['member.left', 'Anna', anna.userId],
        ['group.inherited', 'Anna', cleo.userId],
      ],
    );
    await refuses(groups.getSuccession(anna, group.id), 'not-found');
  });

  it('an account that is suspended owns it only if there is no other', async () => {
    await world.join(anna, group, [
      [cleo, 'admin'],
      [ben, 'viewer'],
    ]);
    const { sql } = world.database;
    await sql.updateTable('users').set({ suspended_at: 1 }).where('id', '=', cleo.userId).execute();
    assert.equal((await groups.getSuccession(anna, group.id)).heir?.name, 'Ben');
    await leave(anna);
    assert.deepEqual(await world.rolesIn(ben, group), { Ben: 'owner', Cleo: 'admin' });
    await leave(ben);
    assert.deepEqual(await readMembers(), [[cleo.userId, 'owner']]);
  });

  it('the group goes with its last member, who says so', async () => {
    assert.deepEqual(await groups.getSuccession(anna, group.id), { heir: null });
    await refuses(leave(anna), 'last-member');
    assert.deepEqual(await readMembers(), [[anna.userId, 'owner']]);
    await leave(anna, { deleteGroup: true });
    await refuses(groups.get(anna, group.id), 'not-found');
    assert.deepEqual(await readMembers(), []);
    assert.deepEqual(await groups.listExits(anna), [], 'there is nothing left to decide about');
  });

  it('the group stays where others are in it, even for who would have it deleted', async () => {
    await world.join(anna, group, [[ben, 'viewer']]);
    await leave(anna, { deleteGroup: true });
    assert.deepEqual(await readMembers(), [[ben.userId, 'owner']]);
    await refuses(leave(anna), 'not-found');
  });

  it('it has exactly one owner, whichever heirs leave or are removed at that moment', async () => {
    const eve = await world.makeUser('Eve');
    for (let round = 0; round < 5; round++) {
      group = await groups.create(anna, { name: `Alps ${round}` });
      await world.join(anna, group, [
        [ben, 'admin'],
        [cleo, 'admin'],
        [dora, 'contributor'],
        // Somebody always stays.
        [eve, 'viewer'],
      ]);
      const { id: groupId } = group;
      const ends = await Promise.allSettled([
        leave(anna),
        leave(ben),
        groups.removeMember(ben, { groupId, userId: dora.userId }),
        groups.removeMember(anna, { groupId, userId: cleo.userId }),
        groups.transfer(anna, { groupId, userId: cleo.userId }),
        groups.banMember(anna, { groupId, userId: dora.userId }),
        groups.changeRole(anna, { groupId, userId: ben.userId, role: 'viewer' }),
      ]);
      for (const end of ends)
        if (end.status === 'rejected')
          assert.match(String(end.reason.code), /^(not-found|not-a-member|forbidden)$/);
      const left = (await readMembers()).map(([userId]) => userId);
      assert.ok(!left.includes(anna.userId) && !left.includes(ben.userId));
    }
  });

  it('and the last two leave at once, one is the last', async () => {
    await world.join(anna, group, [[ben, 'viewer']]);
    const ends = await Promise.allSettled([leave(anna), leave(ben)]);
    assert.deepEqual(ends.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const [[last = ''] = []] = await readMembers();
    const refused = ends.find((end) => end.status === 'rejected');
    assert.equal(refused?.reason.code, 'last-member');
    assert.equal(last, ends[0]?.status === 'rejected' ? anna.userId : ben.userId);
  });
});

describe('an account that goes', () => {
  it('leaves every group, passes on what it owns, and takes along those where it was alone', async () => {
    const alone = await groups.create(anna, { name: 'Diary' });
    const bens = await groups.create(ben, { name: 'Lakes' });
    await world.join(anna, group, [[ben, 'contributor']]);
    await world.join(ben, bens, [[anna, 'viewer']]);
    const someone = await world.database.sql
      .selectFrom('users')
      .selectAll()
      .where('id', '=', ben.userId)
      .executeTakeFirstOrThrow();
    await world.database.sql
      .insertInto('users')
      .values({ ...someone, id: NOBODY, email: 'nobody' })
      .execute();
    const erase = () =>
      world.database.transaction((tx) => groups.erasePerson(tx, { userId: anna.userId, terms: 'give' }));
    while (await erase());
    assert.deepEqual(await groups.list(anna), []);
    assert.deepEqual(await readMembers(), [[ben.userId, 'owner']]);
    assert.equal((await groups.get(ben, bens.id)).memberCount, 1);
    const { deleted_at } = await world.database.sql
      .selectFrom('groups')
      .select('deleted_at')
      .where('id', '=', alone.id)
      .executeTakeFirstOrThrow();
    assert.notEqual(deleted_at, null);
    assert.deepEqual(world.settled, ['Anna give', 'Anna give']);
  });
});

describe('who leaves', () => {
  beforeEach(() =>
    world.join(anna, group, [
      [ben, 'contributor'],
      [cleo, 'admin'],
    ]),
  );

  it('chooses what becomes of their photos, and may change their mind for seven days', async () => {
    await leave(ben, { terms: 'go' });
    const [exit] = await groups.listExits(ben);
    assert.deepEqual(exit, {
      groupId: group.id,
      groupName: 'Alps',
      leftAt: new Date(world.now()).toISOString(),
      removed: false,
      terms: 'go',
      choices: ['stay', 'go', 'give'],
      endsAt: new Date(world.now() + 7 * DAY).toISOString(),
      photoCount: 0,
    });
    world.pass(6 * DAY);
    const change = (terms: 'stay' | 'go' | 'give') => groups.changeExit(ben, { groupId: group.id, terms });
    assert.deepEqual([(await change('give')).terms, (await change('stay')).terms], ['give', 'stay']);
    await change('stay');
    assert.deepEqual(world.settled, ['Ben go', 'Ben give', 'Ben stay']);
    world.pass(DAY);
    assert.deepEqual(await groups.listExits(ben), []);
    await refuses(change('go'), 'not-found');
    const { entries } = await groups.listAudit(anna, group.id, { limit: 3 });
    assert.deepEqual(
      entries.map(({ action, details }) => [action, details]),
      [
        ['member.terms-changed', { from: 'give', to: 'stay' }],
        ['member.terms-changed', { from: 'go', to: 'give' }],
        ['member.left', { terms: 'go' }],
      ],
    );
  });

  it('gives the others a whole notice, whenever they decide to take their photos along', async () => {
    await leave(ben);
    world.pass(6 * DAY);
    const { endsAt } = await groups.changeExit(ben, { groupId: group.id, terms: 'go' });
    assert.equal(endsAt, new Date(world.now() + 7 * DAY).toISOString());
    const { departures } = await groups.get(cleo, group.id);
    assert.deepEqual(departures, [
      { person: { id: ben.userId, name: 'Ben' }, photoCount: 0, photosGoAt: endsAt },
    ]);
  });

  it('has it all back who comes back in time, and nothing to decide any more', async () => {
    await leave(ben, { terms: 'give' });
    await world.join(anna, group, [[ben, 'viewer']]);
    assert.deepEqual(world.settled, ['Ben give', 'Ben stay']);
    assert.deepEqual(await groups.listExits(ben), []);
    await refuses(groups.changeExit(ben, { groupId: group.id, terms: 'go' }), 'not-found');
    assert.deepEqual((await groups.get(anna, group.id)).departures, []);
  });

  it('does not get back what they gave once the notice is over', async () => {
    await leave(ben, { terms: 'give' });
    world.pass(7 * DAY);
    await world.join(anna, group, [[ben, 'viewer']]);
    assert.deepEqual(world.settled, ['Ben give']);
    await leave(ben, { terms: 'go' });
    assert.equal((await groups.listExits(ben))[0]?.terms, 'go', 'a second exit takes the place of the first');
  });

  it('decides about their own exits alone', async () => {
    await leave(ben);
    await refuses(groups.changeExit(cleo, { groupId: group.id, terms: 'go' }), 'not-found');
    await refuses(groups.changeExit(dora, { groupId: group.id, terms: 'go' }), 'not-found');
  });

  it('is forgotten by a sweep once nothing can be changed', async () => {
    await leave(ben, { terms: 'go' });
    assert.equal(await groups.sweeps.endExits(), 0);
    world.pass(7 * DAY);
    assert.equal(await groups.sweeps.endExits(), 1);
    assert.equal(await groups.sweeps.endExits(), 0);
    const rows = await world.database.sql.selectFrom('group_exits').selectAll().execute();
    assert.deepEqual(rows, []);
  });

  it('leaves once, however often they ask at once', async () => {
    const ends = await Promise.allSettled(Array.from({ length: 10 }, () => leave(ben, { terms: 'go' })));
    assert.equal(ends.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.deepEqual(world.settled, ['Ben go']);
    await readMembers();
  });
});

describe('who is removed', () => {
  beforeEach(() => world.join(anna, group, [[ben, 'contributor']]));
  const removal = { groupId: '', userId: '' };
  beforeEach(() => Object.assign(removal, { groupId: group.id, userId: ben.userId }));

  it('goes on the terms of the remover, else of the group, and may take their photos along', async () => {
    await groups.removeMember(anna, { ...removal, terms: 'give' });
    const [exit] = await groups.listExits(ben);
    assert.deepEqual([exit?.removed, exit?.terms, exit?.choices], [true, 'give', ['give', 'go']]);
    const change = (terms: 'stay' | 'go' | 'give') => groups.changeExit(ben, { groupId: group.id, terms });
    await refuses(change('stay'), 'forbidden');
    await change('go');
    assert.equal((await change('give')).terms, 'give');

    await world.join(anna, group, [[ben, 'contributor']]);
    await groups.changeRules(anna, group.id, { removal: 'go' });
    await groups.removeMember(anna, removal);
    assert.deepEqual((await groups.listExits(ben))[0]?.choices, ['go']);
    assert.deepEqual(world.settled, ['Ben give', 'Ben go', 'Ben give', 'Ben stay', 'Ben go']);
  });

  it('does not come back by an invite of their own', async () => {
    await groups.changeRules(anna, group.id, { invites: 'contributors' });
    const token = await world.invite(ben, group.id);
    assert.equal((await groups.previewInvite(token)).invitedBy, 'Ben');
    await groups.removeMember(anna, removal);
    await refuses(groups.join(ben, token), 'invite-invalid');
    await refuses(groups.join(cleo, token), 'invite-invalid');
    await refuses(groups.previewInvite(token), 'invite-invalid');
    const makers = (await groups.listInvites(anna, group.id)).map(({ createdBy }) => createdBy.name);
    assert.deepEqual(makers, ['Anna']);
  });
});
