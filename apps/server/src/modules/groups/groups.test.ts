import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { GivenRole, Group, Role } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../caller.ts';
import { DAY, HOUR } from '../../clock.ts';
import type { Database } from '../../db/index.ts';
import { type GroupsWorld, openGroupsWorld, refuses } from './groups.fixture.ts';
import { visibleActions } from './history.ts';
import type { Groups } from './index.ts';
import { initialRules } from './policy.ts';

let world: GroupsWorld;
let database: Database;
let groups: Groups;
let anna: Actor;
let ben: Actor;
let cleo: Actor;

/** The actor joins the group with the role, by an invite of Anna's. */
const join = (group: Group, actor: Actor, role: GivenRole): Promise<void> =>
  world.join(anna, group, [[actor, role]]);
const rolesIn = (group: Group): Promise<Record<string, Role>> => world.rolesIn(anna, group);

beforeEach(async () => {
  world = await openGroupsWorld();
  ({ database, groups } = world);
  [anna, ben, cleo] = [
    await world.makeUser('Anna'),
    await world.makeUser('Ben'),
    await world.makeUser('Cleo'),
  ];
});
afterEach(() => world[Symbol.asyncDispose]());

describe('a group', () => {
  it('belongs to who makes it and is hidden from everyone else', async () => {
    const group = await groups.create(anna, { name: 'Alps' });
    assert.deepEqual([group.role, group.memberCount, group.photoCount, group.cover], ['owner', 1, 0, null]);
    assert.deepEqual(
      (await groups.list(anna)).map(({ id }) => id),
      [group.id],
    );
    assert.deepEqual(await groups.list(ben), []);
    await refuses(groups.get(ben, group.id), 'not-found');
    await refuses(groups.get(ben, uuidv7()), 'not-found');
    await refuses(groups.listMembers(ben, group.id), 'not-found');
    await refuses(groups.delete(ben, group.id), 'not-found');
  });

  it('is renamed by admins and not by contributors', async () => {
    const group = await groups.create(anna, { name: 'Alps' });
    await join(group, ben, 'contributor');
    await refuses(groups.change(ben, group.id, { name: 'Mine' }), 'forbidden');
    assert.equal((await groups.change(anna, group.id, { name: 'Dolomites' })).name, 'Dolomites');
    await refuses(groups.change(anna, group.id, { coverPhotoId: uuidv7() }), 'not-found');
  });

  it('is gone for everyone once its owner deletes it, with its invites', async () => {
    const group = await groups.create(anna, { name: 'Alps' });
    await join(group, ben, 'admin');
    const { token } = await groups.createInvite(ben, group.id, {
      role: 'viewer',
      expiresInHours: 1,
      maxUses: null,
    });
    await refuses(groups.delete(ben, group.id), 'forbidden');
    await groups.delete(anna, group.id);
    await refuses(groups.get(ben, group.id), 'not-found');
    await refuses(groups.previewInvite(token), 'invite-invalid');
    await refuses(groups.join(cleo, token), 'invite-invalid');
  });

  it('shows its history to members: of invites, to admins alone', async () => {
    const group = await groups.create(anna, { name: 'Alps' });
    await join(group, ben, 'contributor');
    await refuses(groups.listAudit(cleo, group.id, { limit: 10 }), 'not-found');
    const first = await groups.listAudit(anna, group.id, { limit: 2 });
    assert.deepEqual(
      first.entries.map(({ action, actor }) => `${actor?.name} ${action}`),
      ['Ben member.joined', 'Anna invite.created'],
    );
    const rest = await groups.listAudit(anna, group.id, { limit: 2, cursor: first.nextCursor ?? '' });
    assert.deepEqual([rest.entries.map(({ action }) => action), rest.nextCursor], [['group.created'], null]);
    const seen = await groups.listAudit(ben, group.id, { limit: 2 });
    assert.deepEqual(
      [seen.entries.map(({ action }) => action), seen.nextCursor],
      [['member.joined', 'group.created'], null],
    );
  });

  it('tells who was removed even when they are no member any more', async () => {
    const group = await groups.create(anna, { name: 'Alps' });
    await join(group, ben, 'contributor');
    await join(group, cleo, 'viewer');
    await groups.removeMember(anna, { groupId: group.id, userId: cleo.userId });
    await refuses(groups.listAudit(cleo, group.id, { limit: 1 }), 'not-found');
    const { entries } = await groups.listAudit(ben, group.id, { limit: 1 });
    assert.deepEqual(
      entries.map(({ action, actor, subject }) => [actor?.name, action, subject?.name]),
      [['Anna', 'member.removed', 'Cleo']],
    );
  });

  it('tells nobody in it of reports, of accounts and of sessions', () => {
    for (const role of ['viewer', 'owner'] as const)
      for (const action of visibleActions(role, initialRules))
        assert.match(action, /^(group|member|photo|invite|join)\./);
    assert.deepEqual(
      visibleActions('owner', initialRules)
        .filter((action) => !visibleActions('viewer', initialRules).includes(action))
        .includes('photo.hidden'),
      true,
    );
  });
});

describe('an invite', () => {
  it('shows what it leads to, and lets in as often as it says', async () => {
    const group = await groups.create(anna, { name: 'Alps' });
    const { token, url } = await groups.createInvite(anna, group.id, {
      role: 'viewer',
      expiresInHours: 1,
      maxUses: 1,
    });
    assert.equal(url, `https://photos.example/join#${token}`);
    const preview = await groups.previewInvite(token);
    assert.deepEqual(
      [preview.groupName, preview.invitedBy, preview.memberCount, preview.role],
      ['Alps', 'Anna', 1, 'viewer'],
    );
    const joined = await groups.join(ben, token);
    assert.deepEqual(
      [joined.outcome, joined.outcome === 'joined' && joined.group.role],
      ['joined', 'viewer'],
    );
    const again = await groups.join(ben, token);
    assert.equal(again.outcome === 'joined' && again.group.memberCount, 2, 'joining again answers the group');
    await refuses(groups.join(cleo, token), 'invite-invalid');
    assert.deepEqual(await groups.listInvites(anna, group.id), []);
  });

  it('ends by revocation and by time', async () => {
    const group = await groups.create(anna, { name: 'Alps' });
    const wish = { role: 'viewer', expiresInHours: 2, maxUses: null } as const;
    const [revoked, expired] = [
      await groups.createInvite(anna, group.id, wish),
      await groups.createInvite(anna, group.id, wish),
    ];
    await groups.revokeInvite(anna, group.id, revoked.invite.id);
    await refuses(groups.revokeInvite(anna, group.id, revoked.invite.id), 'not-found');
    await refuses(groups.join(ben, revoked.token), 'invite-invalid');
    world.pass(2 * HOUR);
    await refuses(groups.join(ben, expired.token), 'invite-invalid');
  });

  it('is kept as a hash', async () => {
    const group = await groups.create(anna, { name: 'Alps' });
    const { token } = await groups.createInvite(anna, group.id, {
      role: 'viewer',
      expiresInHours: 1,
      maxUses: null,
    });
    const rows = await database.sql.selectFrom('group_invites').selectAll().execute();
    const logs = await database.sql.selectFrom('audit_logs').selectAll().execute();
    assert.ok(!JSON.stringify([rows, logs]).includes(token));
  });

  it('gives no role at or above the inviter’s', async () => {
    const group = await groups.create(anna, { name: 'Alps' });
    await join(group, ben, 'admin');
    const wish = { expiresInHours: 1, maxUses: null };
    await refuses(groups.createInvite(ben, group.id, { ...wish, role: 'admin' }), 'forbidden');
    await groups.createInvite(ben, group.id, { ...wish, role: 'contributor' });
  });

  it('with one use left lets one of many in', async () => {
    const group = await groups.create(anna, { name: 'Alps' });
    const { token } = await groups.createInvite(anna, group.id, {
      role: 'viewer',
      expiresInHours: 1,
      maxUses: 1,
    });
    const crowd = await Promise.all(Array.from({ length: 20 }, (_, i) => world.makeUser(`Guest ${i}`)));
    const results = await Promise.allSettled(crowd.map((guest) => groups.join(guest, token)));
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal((await groups.get(anna, group.id)).memberCount, 2);
  });
});

describe('members', () => {
  it('are ordered by role, then by name, and show what the caller may do to them', async () => {
    const group = await groups.create(anna, { name: 'Alps' });
    await join(group, cleo, 'contributor');
    await join(group, ben, 'contributor');
    const members = await groups.listMembers(anna, group.id);
    assert.deepEqual(
      members.map(({ name }) => name),
      ['Anna', 'Ben', 'Cleo'],
    );
    assert.deepEqual(members[1]?.abilities, { giveRoles: ['admin', 'viewer'], remove: true });
  });

  it('cannot raise themselves, touch those above them, or outsiders', async () => {
    const group = await groups.create(anna, { name: 'Alps' });
    await join(group, ben, 'contributor');
    await refuses(
      groups.changeRole(ben, { groupId: group.id, userId: ben.userId, role: 'admin' }),
      'forbidden',
    );
    await refuses(groups.removeMember(ben, { groupId: group.id, userId: anna.userId }), 'forbidden');
    await refuses(
      groups.changeRole(anna, { groupId: group.id, userId: cleo.userId, role: 'viewer' }),
      'not-a-member',
    );
    await refuses(
      groups.changeRole(cleo, { groupId: group.id, userId: ben.userId, role: 'viewer' }),
      'not-found',
    );
    await groups.changeRole(anna, { groupId: group.id, userId: ben.userId, role: 'admin' });
    await refuses(
      groups.changeRole(ben, { groupId: group.id, userId: anna.userId, role: 'viewer' }),
      'forbidden',
    );
    assert.deepEqual(await rolesIn(group), { Anna: 'owner', Ben: 'admin' });
  });

  it('see nothing once removed, and can come back by a new invite', async () => {
    const group = await groups.create(anna, { name: 'Alps' });
    await join(group, ben, 'contributor');
    await groups.removeMember(anna, { groupId: group.id, userId: ben.userId });
    await refuses(groups.get(ben, group.id), 'not-found');
    assert.equal((await groups.get(anna, group.id)).memberCount, 1);
    await join(group, ben, 'viewer');
    assert.equal((await groups.get(ben, group.id)).role, 'viewer');
  });

  it('leave when they like, also who handed the group over', async () => {
    const group = await groups.create(anna, { name: 'Alps' });
    await join(group, ben, 'viewer');
    assert.equal((await groups.transfer(anna, { groupId: group.id, userId: ben.userId })).role, 'admin');
    assert.deepEqual(await rolesIn(group), { Anna: 'admin', Ben: 'owner' });
    await groups.leave(anna, { groupId: group.id, terms: 'stay', deleteGroup: false });
    await refuses(groups.get(anna, group.id), 'not-found');
    await refuses(groups.transfer(ben, { groupId: group.id, userId: cleo.userId }), 'not-a-member');
  });

  it('leave exactly one owner behind, whatever races', async () => {
    const group = await groups.create(anna, { name: 'Alps' });
    await join(group, ben, 'admin');
    await join(group, cleo, 'admin');
    const { id: groupId } = group;
    await Promise.allSettled([
      groups.transfer(anna, { groupId, userId: ben.userId }),
      groups.transfer(anna, { groupId, userId: cleo.userId }),
      groups.leave(anna, { groupId, terms: 'stay', deleteGroup: false }),
      groups.leave(ben, { groupId, terms: 'stay', deleteGroup: false }),
      groups.removeMember(ben, { groupId, userId: cleo.userId }),
    ]);
    const rows = await database.sql
      .selectFrom('group_members')
      .selectAll()
      .where('group_id', '=', groupId)
      .execute();
    assert.equal(rows.filter(({ role }) => role === 'owner').length, 1);
    const { member_count } = await database.sql
      .selectFrom('groups')
      .selectAll()
      .where('id', '=', groupId)
      .executeTakeFirstOrThrow();
    assert.equal(member_count, rows.length);
  });
});

it('keeps what was written: the audit log refuses changes', async () => {
  await groups.create(anna, { name: 'Alps' });
  await assert.rejects(
    database.sql
      .updateTable('audit_logs')
      .set({ at: world.now() + DAY })
      .execute(),
    /append-only/,
  );
  await assert.rejects(database.sql.deleteFrom('audit_logs').execute(), /append-only/);
});
