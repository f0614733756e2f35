import assert from 'node:assert/strict';
import { afterEach, beforeEach, it } from 'node:test';
import type { Group } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../caller.ts';
import { DAY } from '../../clock.ts';
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
  await world.join(anna, group, [
    [ben, 'contributor'],
    [cleo, 'admin'],
  ]);
});
afterEach(() => world[Symbol.asyncDispose]());

const ban = (actor: Actor, whom: Actor) =>
  groups.banMember(actor, { groupId: group.id, userId: whom.userId });
const namesOfBanned = async (actor: Actor) =>
  (await groups.listBans(actor, group.id)).map(
    ({ person, bannedBy }) => `${person.name} by ${bannedBy?.name}`,
  );

it('keeps someone out by old links and new ones, as a wrong link would', async () => {
  const before = await world.invite(anna, group.id);
  const answer = await ban(cleo, ben);
  assert.deepEqual(answer, {
    person: { id: ben.userId, name: 'Ben' },
    bannedBy: { id: cleo.userId, name: 'Cleo' },
    bannedAt: new Date(world.now()).toISOString(),
  });
  await refuses(groups.get(ben, group.id), 'not-found');
  assert.equal((await groups.get(anna, group.id)).memberCount, 2);
  const after = await world.invite(anna, group.id);
  for (const token of [before, after, 'x'.repeat(43)])
    await refuses(groups.join(ben, token), 'invite-invalid');
  const [invite] = await groups.listInvites(anna, group.id);
  assert.equal(invite?.uses, 0, 'no use is spent');
  await groups.changeRules(anna, group.id, { joining: 'approval' });
  await refuses(groups.join(ben, after), 'invite-invalid');
  assert.deepEqual(await groups.listJoinRequests(anna, group.id), []);
  assert.equal((await groups.join(dora, after)).outcome, 'asked', 'others come by the same link');
});

it('is lifted by admins, after which an invite lets in again', async () => {
  await ban(anna, ben);
  assert.deepEqual(await namesOfBanned(cleo), ['Ben by Anna']);
  await groups.liftBan(cleo, { groupId: group.id, userId: ben.userId });
  await refuses(groups.liftBan(cleo, { groupId: group.id, userId: ben.userId }), 'not-found');
  assert.deepEqual(await namesOfBanned(cleo), []);
  assert.equal((await groups.join(ben, await world.invite(anna, group.id))).outcome, 'joined');
  const { entries } = await groups.listAudit(anna, group.id, { limit: 5 });
  assert.deepEqual(
    entries.map(({ action }) => action),
    ['member.joined', 'invite.created', 'member.ban-lifted', 'member.banned', 'member.removed'],
  );
});

it('is for admins, and for those below them', async () => {
  await world.join(anna, group, [[dora, 'viewer']]);
  await refuses(ban(dora, ben), 'forbidden');
  await refuses(ban(ben, dora), 'forbidden');
  await refuses(groups.listBans(ben, group.id), 'forbidden');
  await refuses(groups.liftBan(ben, { groupId: group.id, userId: dora.userId }), 'forbidden');
  await refuses(ban(cleo, anna), 'forbidden');
  await refuses(ban(cleo, cleo), 'forbidden');
  await refuses(ban(anna, anna), 'forbidden');
  await ban(anna, cleo);
  await refuses(ban(cleo, ben), 'not-found');
  await refuses(groups.listBans(cleo, group.id), 'not-found');
});

it('meets those the group knows, and nobody whose id was guessed', async () => {
  await refuses(ban(anna, dora), 'not-a-member');
  await refuses(groups.banMember(anna, { groupId: group.id, userId: uuidv7() }), 'not-a-member');
  await groups.changeRules(anna, group.id, { joining: 'approval' });
  await groups.join(dora, await world.invite(anna, group.id));
  await ban(anna, dora);
  assert.deepEqual(await groups.listJoinRequests(anna, group.id), []);
  assert.deepEqual(
    (await groups.listMyJoinRequests(dora)).map(({ state }) => state),
    ['declined'],
    'to them it is a refusal like any',
  );
  await groups.leave(ben, { groupId: group.id, terms: 'stay', deleteGroup: false });
  world.pass(DAY);
  const { bannedAt } = await ban(anna, ben);
  world.pass(DAY);
  assert.equal((await ban(cleo, ben)).bannedAt, bannedAt, 'the first ban stands');
  assert.deepEqual(await namesOfBanned(anna), ['Ben by Anna', 'Dora by Anna']);
});

it('holds against an invite that is followed at the same moment', async () => {
  for (let round = 0; round < 5; round++) {
    const guest = await world.makeUser(`Guest ${round}`);
    const token = await world.invite(anna, group.id);
    await groups.join(guest, token);
    await groups.leave(guest, { groupId: group.id, terms: 'stay', deleteGroup: false });
    const ends = await Promise.allSettled([
      groups.join(guest, token),
      ban(anna, guest),
      groups.join(guest, token),
    ]);
    assert.equal(ends[1]?.status, 'fulfilled');
    await refuses(groups.get(guest, group.id), 'not-found');
    const members = await groups.listMembers(anna, group.id);
    assert.equal((await groups.get(anna, group.id)).memberCount, members.length);
  }
});

it('can be imposed and lifted within a transaction of moderation, on anyone but the owner', async () => {
  const { database } = world;
  const at = (userId: string) => ({ groupId: group.id, userId, by: null });
  await database.transaction((tx) => groups.ban(tx, { ...at(ben.userId), terms: 'go' }));
  await database.transaction((tx) => groups.ban(tx, at(dora.userId)));
  assert.deepEqual(await namesOfBanned(anna), ['Dora by undefined', 'Ben by undefined']);
  assert.deepEqual(world.settled, ['Ben go']);
  await refuses(
    database.transaction((tx) => groups.ban(tx, at(anna.userId))),
    'forbidden',
  );
  await refuses(groups.join(dora, await world.invite(anna, group.id)), 'invite-invalid');
  assert.equal(await database.transaction((tx) => groups.readmit(tx, at(dora.userId))), true);
  assert.equal(await database.transaction((tx) => groups.readmit(tx, at(dora.userId))), false);
  await groups.delete(anna, group.id);
  await database.transaction((tx) => groups.ban(tx, at(dora.userId)));
  const rows = await database.sql.selectFrom('group_bans').selectAll().execute();
  assert.deepEqual(rows, [], 'a group that is gone bans nobody');
});
