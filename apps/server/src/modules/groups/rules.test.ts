import assert from 'node:assert/strict';
import { afterEach, beforeEach, it } from 'node:test';
import type { Group } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import { type GroupsWorld, openGroupsWorld, refuses } from './groups.fixture.ts';
import type { Groups } from './index.ts';
import { initialRules } from './policy.ts';

let world: GroupsWorld;
let groups: Groups;
let anna: Actor;
let ben: Actor;
let cleo: Actor;
let group: Group;

beforeEach(async () => {
  world = await openGroupsWorld();
  ({ groups } = world);
  [anna, ben, cleo] = [
    await world.makeUser('Anna'),
    await world.makeUser('Ben'),
    await world.makeUser('Cleo'),
  ];
  group = await groups.create(anna, { name: 'Alps' });
  await world.join(anna, group, [
    [ben, 'contributor'],
    [cleo, 'viewer'],
  ]);
});
afterEach(() => world[Symbol.asyncDispose]());

it('are what they were for a new group, and changed by its owner alone', async () => {
  assert.deepEqual(group.rules, initialRules);
  await groups.changeRole(anna, { groupId: group.id, userId: ben.userId, role: 'admin' });
  for (const actor of [ben, cleo])
    await refuses(groups.changeRules(actor, group.id, { uploads: 'admins' }), 'forbidden');
  const changed = await groups.changeRules(anna, group.id, { uploads: 'admins', photos: 'drop-box' });
  assert.deepEqual(changed.rules, { ...initialRules, uploads: 'admins', photos: 'drop-box' });
  assert.deepEqual((await groups.get(cleo, group.id)).rules, changed.rules);
  await groups.changeRules(anna, group.id, { uploads: 'admins' });
  const { entries } = await groups.listAudit(anna, group.id, { limit: 2 });
  assert.deepEqual(
    entries.map(({ action, details }) => [action, details]),
    [
      ['group.rules-changed', { uploads: 'admins', photos: 'drop-box' }],
      ['member.role-changed', { from: 'contributor', to: 'admin' }],
    ],
  );
});

it('let others than admins invite, up to their own role, and see and revoke what they made', async () => {
  const wish = { expiresInHours: 1, maxUses: null };
  const { id } = group;
  await refuses(groups.createInvite(ben, id, { ...wish, role: 'viewer' }), 'forbidden');
  await refuses(groups.listInvites(ben, id), 'forbidden');
  await groups.changeRules(anna, id, { invites: 'everyone' });
  for (const [actor, role] of [
    [ben, 'admin'],
    [cleo, 'admin'],
    [cleo, 'contributor'],
  ] as const)
    await refuses(groups.createInvite(actor, id, { ...wish, role }), 'forbidden');
  const { invite: bens } = await groups.createInvite(ben, id, { ...wish, role: 'contributor' });
  const { invite: cleos } = await groups.createInvite(cleo, id, { ...wish, role: 'viewer' });
  const listedFor = async (actor: Actor) => (await groups.listInvites(actor, id)).map((each) => each.id);
  const made = new Set([bens.id, cleos.id]);
  assert.deepEqual(await listedFor(ben), [bens.id]);
  assert.deepEqual((await listedFor(anna)).filter((each) => made.has(each)).length, 2);
  await refuses(groups.revokeInvite(ben, id, cleos.id), 'not-found');
  await groups.revokeInvite(ben, id, bens.id);
  await groups.revokeInvite(anna, id, cleos.id);
  await groups.changeRules(anna, id, { invites: 'contributors' });
  await refuses(groups.createInvite(cleo, id, { ...wish, role: 'viewer' }), 'forbidden');
});

it('end invites of those who may not make them any more', async () => {
  const { id: groupId } = group;
  await groups.changeRules(anna, groupId, { invites: 'contributors' });
  const token = await world.invite(ben, groupId, 'contributor');
  const guest = await world.makeUser('Guest');
  await groups.changeRules(anna, groupId, { invites: 'admins' });
  await refuses(groups.join(guest, token), 'invite-invalid');
  await refuses(groups.previewInvite(token), 'invite-invalid');
  await groups.changeRules(anna, groupId, { invites: 'contributors' });
  await groups.changeRole(anna, { groupId, userId: ben.userId, role: 'viewer' });
  await refuses(groups.join(guest, token), 'invite-invalid');
  await groups.changeRole(anna, { groupId, userId: ben.userId, role: 'contributor' });
  assert.equal((await groups.join(guest, token)).outcome, 'joined');
});
