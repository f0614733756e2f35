import assert from 'node:assert/strict';
import { afterEach, beforeEach, it } from 'node:test';
import type { Group, MyJoinRequest } from '@wmory/contract';
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
  await world.join(anna, group, [[ben, 'admin']]);
  group = await groups.changeRules(anna, group.id, { joining: 'approval' });
});
afterEach(() => world[Symbol.asyncDispose]());

async function ask(actor: Actor, token: string): Promise<MyJoinRequest> {
  const answer = await groups.join(actor, token);
  if (answer.outcome !== 'asked') throw new Error('nobody was asked');
  return answer.request;
}
const at = ({ id: requestId }: { id: string }) => ({ groupId: group.id, requestId });

it('waits with the invite it came by until an admin lets in', async () => {
  const token = await world.invite(ben, group.id, 'viewer');
  assert.equal((await groups.previewInvite(token)).rules.joining, 'approval');
  const request = await ask(cleo, token);
  assert.deepEqual([request.groupName, request.role, request.state], ['Alps', 'viewer', 'pending']);
  await refuses(groups.get(cleo, group.id), 'not-found');
  assert.deepEqual(await groups.listMyJoinRequests(cleo), [request]);

  const [waiting] = await groups.listJoinRequests(anna, group.id);
  assert.deepEqual(waiting, {
    id: request.id,
    person: { id: cleo.userId, name: 'Cleo', avatarUrl: null },
    role: 'viewer',
    invitedBy: { id: ben.userId, name: 'Ben' },
    askedAt: request.askedAt,
    expiresAt: request.endsAt,
    abilities: { approve: true },
  });
  assert.equal((await groups.get(ben, group.id)).joinRequestCount, 1);
  assert.equal((await groups.list(ben))[0]?.joinRequestCount, 1);
  assert.equal((await groups.approveJoinRequest(ben, at(request))).role, 'viewer');
  assert.equal((await groups.get(cleo, group.id)).joinRequestCount, 0);
  assert.deepEqual(await groups.listMyJoinRequests(cleo), []);
  await refuses(groups.approveJoinRequest(ben, at(request)), 'not-found');
  assert.equal((await groups.join(cleo, token)).outcome, 'joined', 'a member is answered the group');
});

it('is the same one, and spends one use, however often the link is followed', async () => {
  const token = await world.invite(anna, group.id, 'viewer', 2);
  const requests = await Promise.all(Array.from({ length: 5 }, () => ask(cleo, token)));
  assert.equal(new Set(requests.map(({ id }) => id)).size, 1);
  assert.equal((await groups.listInvites(anna, group.id))[0]?.uses, 1);
});

it('can be withdrawn, which frees the use of the invite', async () => {
  const token = await world.invite(anna, group.id, 'viewer', 1);
  const request = await ask(cleo, token);
  await refuses(groups.join(dora, token), 'invite-invalid');
  await refuses(groups.withdrawJoinRequest(dora, request.id), 'not-found');
  await groups.withdrawJoinRequest(cleo, request.id);
  await refuses(groups.withdrawJoinRequest(cleo, request.id), 'not-found');
  assert.deepEqual(await groups.listJoinRequests(anna, group.id), []);
  await ask(dora, token);
});

it('can be declined, after which one asks again in a week', async () => {
  const token = await world.invite(anna, group.id);
  const request = await ask(cleo, token);
  await groups.declineJoinRequest(ben, at(request));
  await refuses(groups.declineJoinRequest(ben, at(request)), 'not-found');
  await refuses(groups.approveJoinRequest(anna, at(request)), 'not-found');
  await refuses(groups.withdrawJoinRequest(cleo, request.id), 'not-found');
  const declined = await ask(cleo, token);
  assert.deepEqual(
    [declined.id, declined.state, declined.endsAt],
    [request.id, 'declined', new Date(world.now() + 7 * DAY).toISOString()],
  );
  assert.deepEqual(await groups.listJoinRequests(anna, group.id), []);
  world.pass(7 * DAY);
  const again = await ask(cleo, await world.invite(anna, group.id));
  assert.deepEqual([again.state, again.id === request.id], ['pending', false]);
});

it('lapses if nobody decides for two weeks', async () => {
  const request = await ask(cleo, await world.invite(anna, group.id));
  assert.equal(await groups.sweeps.expireJoinRequests(), 0);
  world.pass(14 * DAY);
  assert.deepEqual(await groups.listMyJoinRequests(cleo), []);
  assert.deepEqual(await groups.listJoinRequests(anna, group.id), []);
  assert.equal((await groups.get(anna, group.id)).joinRequestCount, 0);
  await refuses(groups.approveJoinRequest(anna, at(request)), 'not-found');
  await refuses(groups.declineJoinRequest(anna, at(request)), 'not-found');
  await refuses(groups.withdrawJoinRequest(cleo, request.id), 'not-found');
  await ask(cleo, await world.invite(anna, group.id));
  assert.equal(await groups.sweeps.expireJoinRequests(), 0, 'the new one has taken its place');
  world.pass(14 * DAY);
  assert.equal(await groups.sweeps.expireJoinRequests(), 1);
});

it('is decided by admins of its own group, who give no role at or above their own', async () => {
  await world.join(anna, await groups.changeRules(anna, group.id, { joining: 'open' }), [
    [dora, 'contributor'],
  ]);
  await groups.changeRules(anna, group.id, { joining: 'approval' });
  const request = await ask(cleo, await world.invite(anna, group.id, 'admin'));
  await refuses(groups.listJoinRequests(dora, group.id), 'forbidden');
  assert.equal((await groups.get(dora, group.id)).joinRequestCount, 0);
  await refuses(groups.approveJoinRequest(dora, at(request)), 'forbidden');
  await refuses(groups.declineJoinRequest(dora, at(request)), 'forbidden');
  await refuses(groups.approveJoinRequest(cleo, at(request)), 'not-found');
  const elsewhere = await groups.create(cleo, { name: 'Lakes' });
  await refuses(
    groups.approveJoinRequest(cleo, { groupId: elsewhere.id, requestId: request.id }),
    'not-found',
  );
  assert.deepEqual(
    [
      (await groups.listJoinRequests(ben, group.id))[0]?.abilities.approve,
      (await groups.listJoinRequests(anna, group.id))[0]?.abilities.approve,
    ],
    [false, true],
  );
  await refuses(groups.approveJoinRequest(ben, at(request)), 'forbidden');
  assert.equal((await groups.approveJoinRequest(anna, at(request))).role, 'admin');
});

it('ends one way, whoever decides at the same moment', async () => {
  for (let round = 0; round < 5; round++) {
    const guest = await world.makeUser(`Guest ${round}`);
    const request = await ask(guest, await world.invite(anna, group.id));
    const [approved, ...others] = await Promise.allSettled([
      groups.approveJoinRequest(anna, at(request)),
      groups.approveJoinRequest(ben, at(request)),
      groups.declineJoinRequest(ben, at(request)),
      groups.withdrawJoinRequest(guest, request.id),
    ]);
    const ends = [approved, ...others];
    assert.equal(ends.filter(({ status }) => status === 'fulfilled').length, 1);
    for (const end of ends) if (end.status === 'rejected') assert.equal(end.reason.code, 'not-found');
    const isMember = (await groups.listMembers(anna, group.id)).some(({ userId }) => userId === guest.userId);
    assert.equal(
      isMember,
      ends.slice(0, 2).some(({ status }) => status === 'fulfilled'),
    );
  }
});

it('lets in at once who follows the link again when everybody may join', async () => {
  const token = await world.invite(anna, group.id, 'viewer', 1);
  const request = await ask(cleo, token);
  await groups.changeRules(anna, group.id, { joining: 'open' });
  assert.equal((await groups.join(cleo, token)).outcome, 'joined');
  assert.deepEqual(await groups.listJoinRequests(anna, group.id), []);
  await refuses(groups.approveJoinRequest(anna, at(request)), 'not-found');
});

it('is one of 20 of one person, and of 200 of one group', async () => {
  const { sql } = world.database;
  const fill = async (
    count: number,
    of: (index: number) => Promise<{ group_id: string; user_id: string }>,
  ) => {
    for (let index = 0; index < count; index++) {
      const person = await of(index);
      await sql
        .insertInto('join_requests')
        .values({
          ...person,
          id: (await world.makeUser('-')).userId,
          group_name: '-',
          invite_id: group.id,
          invited_by: anna.userId,
          role: 'viewer',
          state: 'pending',
          asked_at: world.now(),
          ends_at: world.now() + DAY,
        })
        .execute();
    }
  };
  const token = await world.invite(anna, group.id);
  await fill(20, async () => ({
    group_id: (await groups.create(anna, { name: '-' })).id,
    user_id: cleo.userId,
  }));
  await refuses(groups.join(cleo, token), 'too-many-join-requests');
  await ask(dora, token);
  await fill(199, async () => ({ group_id: group.id, user_id: (await world.makeUser('-')).userId }));
  await refuses(groups.join(await world.makeUser('Late'), token), 'too-many-join-requests');
});

it('goes with the group', async () => {
  await ask(cleo, await world.invite(anna, group.id));
  await groups.delete(anna, group.id);
  assert.deepEqual(await groups.listMyJoinRequests(cleo), []);
});
