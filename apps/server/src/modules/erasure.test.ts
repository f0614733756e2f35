import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { DAY, HOUR } from '../clock.ts';
import { NOBODY } from '../nobody.ts';
import { createFuse } from './crash/fuse.fixture.ts';
import { mortalDatabase } from './crash/mortal-ports.fixture.ts';
import { EMAIL, findText, NAME, openParting, type Parting, settleIn, share } from './erasure.fixture.ts';
import { choose, send as sendAvatar } from './media/avatars.fixture.ts';
import { checkInvariants } from './media/invariants.fixture.ts';
import { type MediaWorld, makeFile, readFeed, send } from './media/media.fixture.ts';
import { refuses } from './moderation/moderation.fixture.ts';

const GRACE = 14 * DAY;

/** What Ada sees of the scene's group, by id: who added it, and when it goes. */
async function feedOf({ scene: { world, ada, groupId } }: Parting) {
  const { photos } = await readFeed(world.media, ada, { groupId, order: 'taken', limit: 50 });
  return new Map(photos.map(({ id, uploader, leavesAt }) => [id, { uploader, leavesAt }]));
}

const isThere = async ({ scene: { world } }: Parting, userId: string): Promise<boolean> =>
  (await world.database.sql.selectFrom('users').select('id').where('id', '=', userId).execute()).length > 0;

/** As `checkInvariants`. Receipts are forgotten after a week, and the sums of their days outlive them. */
async function checkWhole({ database, storage, now }: MediaWorld): Promise<void> {
  const today = Math.floor(now() / DAY);
  await database.sql.deleteFrom('quota_days').where('day', '<', today).execute();
  await checkInvariants({ database, storage });
}

describe('while an account can be kept', () => {
  it('the others see which photos go, and when; nothing has gone, and kept it is as if nobody had asked', async () => {
    await using parting = await openParting();
    const { scene, accounts } = parting;
    const { world, ben, ada, cleo, groupId, photoId } = scene;
    const { groups } = world;
    await parting.ask('go');
    const { finalAt = '' } = (await accounts.getDeletion(ben)) ?? {};
    assert.equal((await feedOf(parting)).get(photoId)?.leavesAt, finalAt);
    const [group] = await groups.list(ada);
    assert.deepEqual(group?.departures, [
      { person: { id: ben.userId, name: NAME }, photoCount: 1, photosGoAt: finalAt },
    ]);
    assert.deepEqual(await groups.listExits(ben), [], 'nobody has left');
    assert.equal((await world.media.getPhoto(cleo, { groupId, photoId })).id, photoId);
    await share(scene, ben, groupId);
    world.pass(GRACE - HOUR);
    await parting.settle();
    await accounts.keepAccount(ben);
    world.pass(GRACE);
    await parting.settle();
    const feed = await feedOf(parting);
    assert.equal(feed.size, 2);
    for (const photo of feed.values())
      assert.deepEqual(photo, { uploader: { id: ben.userId, name: NAME }, leavesAt: null });
    assert.deepEqual((await groups.list(ada))[0]?.departures, []);
    assert.equal((await groups.list(ben)).length, 1);
  });

  it('what was chosen for one group holds there, and is told back', async () => {
    await using parting = await openParting();
    const { scene, accounts } = parting;
    const { world, ben, groupId, photoId } = scene;
    const lakes = await world.makeGroup(ben);
    await refuses(
      parting.ask('go', [{ groupId: scene.world.now().toString(), photos: 'give' }]),
      'not-found',
    );
    await parting.ask('go', [{ groupId, photos: 'give' }]);
    assert.equal((await feedOf(parting)).get(photoId)?.leavesAt, null);
    const choices = (await accounts.getDeletion(ben))?.groups.map((choice) => [
      choice.groupId,
      choice.photos,
    ]);
    assert.deepEqual(
      new Map(choices as [string, string][]),
      new Map([
        [groupId, 'give'],
        [lakes, 'go'],
      ]),
    );
  });

  it('who leaves a group meanwhile chooses as everybody who leaves', async () => {
    await using parting = await openParting();
    const { world, ben, groupId } = parting.scene;
    await parting.ask('go');
    await world.leave(groupId, ben, 'stay');
    assert.equal((await world.groups.listExits(ben))[0]?.terms, 'stay');
    await parting.accounts.keepAccount(ben);
    assert.equal(
      (await world.groups.listExits(ben))[0]?.terms,
      'stay',
      'which keeping the account leaves alone',
    );
    for (const { leavesAt } of (await feedOf(parting)).values()) assert.equal(leavesAt, null);
  });
});

describe('an account whose time is over', () => {
  it('is gone with the photos that go, from the database and the store; what is given stays, without a name', async () => {
    await using parting = await openParting();
    const { scene } = parting;
    const { world, ben, ada, groupId, photoId } = scene;
    const lakes = await world.makeGroup(ben);
    await world.join(lakes, ada, 'contributor');
    const diary = await world.makeGroup(ben);
    const [lake = ''] = await share(scene, ben, lakes);
    const [page = ''] = await share(scene, ben, diary);
    await share(scene, ada, lakes);
    await send(world.media, ben, groupId, [makeFile()]);
    await world.database.sql.updateTable('groups').set({ member_count: 2 }).where('id', '=', lakes).execute();
    await parting.ask('give', [{ groupId: lakes, photos: 'go' }]);
    world.pass(GRACE);
    await parting.settle();

    assert.equal(await isThere(parting, ben.userId), false);
    const given = (await feedOf(parting)).get(photoId);
    assert.deepEqual(given, { uploader: null, leavesAt: null });
    assert.equal(await parting.isStored(photoId), true);
    for (const id of [lake, page]) assert.equal(await parting.isStored(id), false);
    const [left] = (await world.groups.list(ada)).filter(({ id }) => id === lakes);
    assert.deepEqual([left?.role, left?.memberCount, left?.photoCount], ['owner', 1, 1]);
    assert.equal(
      await world.database.sql.selectFrom('groups').select('id').where('id', '=', diary).executeTakeFirst(),
      undefined,
    );
    const { deleted, kept } = parting.certificate().certificate;
    assert.deepEqual(
      [deleted.photos, deleted.bytes, deleted.objects, deleted.memberships, deleted.groups, kept.photos],
      [2, 2000, 6, 3, 1, 1],
    );
    await checkWhole(world);
    const { entries } = await world.groups.listAudit(ada, lakes, { limit: 100 });
    assert.ok(entries.some(({ action, actor }) => action === 'group.created' && actor?.name === ''));
  });

  it('is seen by no picture any more, and neither that nor one on its way is left in the store', async () => {
    await using parting = await openParting();
    const { world, ben, ada, groupId } = parting.scene;
    const { avatarId } = await choose(world, ben);
    await sendAvatar(world, ben);
    const seen = async () => {
      const members = await world.groups.listMembers(ada, groupId);
      return members.find(({ userId }) => userId === ben.userId)?.avatarUrl;
    };
    assert.match((await seen()) ?? '', new RegExp(avatarId));
    await parting.ask('go');
    world.pass(GRACE);
    await parting.settle();
    assert.equal(await isThere(parting, ben.userId), false);
    assert.equal(await parting.isStored(avatarId), false);
    assert.deepEqual(await world.storage.list('incoming/'), []);
    assert.deepEqual(await findText(world.database, avatarId), []);
    await checkWhole(world);
  });

  it('has no certificate before the store has nothing of it any more', async () => {
    await using parting = await openParting();
    const { world, ben, groupId } = parting.scene;
    await parting.ask('go');
    // One that can still be put until a quarter of an hour from now.
    world.pass(GRACE);
    await send(world.media, ben, groupId, [makeFile()]);
    const { eraseAccounts, sendFarewells } = parting.accounts.sweeps;
    for (const run of [eraseAccounts, sendFarewells]) while ((await run()) > 0);
    assert.equal(
      parting.letters.some(({ files }) => files),
      false,
    );
    assert.equal(await isThere(parting, ben.userId), true);
    assert.deepEqual(await findText(world.database, EMAIL), [], 'though it is closed');
    await parting.settle();
    assert.equal(parting.certificate().certificate.deleted.uploads, 1);
  });

  it('leaves the copies of reported photos to those who judge, without a name, and says so', async () => {
    await using parting = await openParting();
    const { scene } = parting;
    const { world, moderation, cleo, emil, ben, photoId, groupId } = scene;
    await scene.report(cleo);
    const caseId = await scene.theCase(emil);
    await moderation.report(cleo, {
      subject: { kind: 'member', groupId, userId: ben.userId },
      reason: 'spam',
      text: '',
    });
    await parting.ask('go');
    world.pass(GRACE);
    await parting.settle();
    assert.equal(await parting.isStored(photoId), false);
    assert.equal(parting.certificate().certificate.kept.evidence, 3);
    assert.deepEqual(await findText(world.database, NAME), []);
    const { cases } = await moderation.listCases(emil, {
      state: 'waiting',
      order: 'oldest',
      limit: 10,
      tier: 'group',
    });
    const platform = await moderation.listCases(scene.mona, { state: 'waiting', order: 'oldest', limit: 10 });
    const all = [...cases, ...platform.cases];
    assert.equal(all.length, 2);
    for (const { subject } of all) assert.equal(subject.person, null);
    const judge = cases.some(({ id }) => id === caseId) ? emil : scene.mona;
    const details = await moderation.getCase(judge, { caseId });
    assert.equal(details.reports[0]?.snapshot['uploader'], null);
    assert.equal((await moderation.viewEvidence(judge, { caseId })).state, 'kept');
    await scene.decide(judge, caseId, { kind: 'dismiss' });
  });

  it('goes on being blocked as bytes, where they were taken down', async () => {
    await using parting = await openParting();
    const { scene } = parting;
    const { world, mona, ben, cleo, groupId } = scene;
    const file = makeFile();
    const uploadIds = await send(world.media, ben, groupId, [file]);
    const [receipt] = await world.media.confirmUploads(ben, { groupId, uploadIds });
    assert.ok(receipt && 'photo' in receipt);
    await scene.report(cleo, 'child-safety', receipt.photo.id);
    await scene.decide(mona, await scene.theCase(mona), { kind: 'takedown' });
    await parting.ask('go');
    world.pass(GRACE);
    await parting.settle();
    const [answer] = await world.media.authoriseUploads(cleo, { groupId, items: [file.item] });
    assert.equal(answer?.outcome, 'refused');
  });
});

/** Puts Ben into every column that names somebody. */
async function leaveTraces(parting: Parting): Promise<void> {
  const { scene, accounts } = parting;
  const { world, moderation, ada, ben, cleo, dora, emil, groupId, photoId } = scene;
  const { groups, media, database } = world;
  const { sql } = database;
  const now = world.now();
  // Their account and what opens it.
  await sql
    .insertInto('passkeys')
    .values({
      id: ben.sessionId,
      user_id: ben.userId,
      credential_hash: '1'.repeat(64),
      credential_id: 'x',
      public_key: 'x',
      counter: 0,
      transports: '[]',
      name: `${NAME}’s phone`,
      synced: 0,
      created_at: now,
      last_used_at: null,
    })
    .execute();
  await accounts.requestEmailChange(ben, { email: `new-${EMAIL}` });
  await accounts.sweeps.sendLetters();
  await accounts.forgotPassword({ email: EMAIL });
  await sql
    .insertInto('idempotency_keys')
    .values({
      user_id: ben.userId,
      key_hash: '2'.repeat(64),
      request_hash: '3'.repeat(64),
      created_at: now,
      status: null,
      response: null,
    })
    .execute();
  // Groups: one that they founded and lead, invites, requests, a ban, blocks.
  const lakes = (await groups.create(ben, { name: 'Lakes' })).id;
  await groups.changeRules(ben, lakes, { joining: 'approval' });
  const { token } = await groups.createInvite(ben, lakes, {
    role: 'contributor',
    expiresInHours: 168,
    maxUses: null,
  });
  await groups.join(cleo, token);
  await groups.join(dora, token);
  const asked = (await groups.listJoinRequests(ben, lakes)).find(({ person }) => person.id === dora.userId);
  await groups.approveJoinRequest(ben, { groupId: lakes, requestId: asked?.id ?? '' });
  await groups.banMember(ben, { groupId: lakes, userId: dora.userId, terms: 'stay' });
  await groups.blockPerson(ben, { userId: ada.userId, hidesAll: false });
  await groups.unblockPerson(ben, { userId: ada.userId });
  const rocks = (await groups.create(ada, { name: 'Rocks' })).id;
  await groups.changeRules(ada, rocks, { joining: 'approval' });
  const invite = await groups.createInvite(ada, rocks, {
    role: 'contributor',
    expiresInHours: 168,
    maxUses: null,
  });
  await groups.join(ben, invite.token);
  const old = await world.makeGroup(ada);
  await world.join(old, ben, 'admin');
  const [adas = '', cleos = ''] = [(await share(scene, ada, old))[0], (await share(scene, cleo, groupId))[0]];
  await media.trashPhotos(ben, { groupId: old, photoIds: [adas] });
  await share(scene, ben, old);
  await world.leave(old, ben, 'stay');
  // Photos: shown, being uploaded, and one of somebody else’s that they want hidden.
  await share(scene, ben, lakes);
  await send(media, ben, groupId, [makeFile()]);
  // What was reported of them, what they reported, decided and appealed against.
  await scene.report(cleo, 'harassment', photoId);
  const caseId = await scene.theCase(emil);
  const { decisions } = await scene.decide(emil, caseId, { kind: 'hide' });
  await moderation.appeal(ben, { decisionId: decisions[0]?.id ?? '', text: 'It is only me' });
  await moderation.report(cleo, {
    subject: { kind: 'member', groupId, userId: ben.userId },
    reason: 'spam',
    text: '',
  });
  await moderation.report(dora, { subject: { kind: 'group', groupId }, reason: 'spam', text: '' });
  const judged = { decided_by: ben.userId, reversed_by: ben.userId };
  const other = await share(scene, emil, groupId);
  await scene.report(dora, 'harassment', other[0]);
  const { cases } = await moderation.listCases(ada, {
    state: 'waiting',
    order: 'newest',
    limit: 1,
    tier: 'group',
  });
  const made = await scene.decide(ada, cases[0]?.id ?? '', { kind: 'hide' });
  const decisionId = made.decisions[0]?.id ?? '';
  await moderation.appeal(emil, { decisionId, text: '' });
  await sql
    .updateTable('moderation_cases')
    .set({ decided_by: ben.userId })
    .where('id', '=', made.id)
    .execute();
  await sql.updateTable('moderation_decisions').set(judged).where('id', '=', decisionId).execute();
  await sql
    .updateTable('moderation_appeals')
    .set({ judged_by: ben.userId })
    .where('decision_id', '=', decisionId)
    .execute();
  await moderation.askToHide(ben, { groupId, photoId: cleos, text: '' });
}

describe('of an account that was deleted', () => {
  it('nothing is left in any column of any table, but for its id in the log', async () => {
    await using parting = await openParting();
    const { scene } = parting;
    const { world, ben } = scene;
    await leaveTraces(parting);
    await parting.ask('give');
    await parting.accounts.forgotPassword({ email: EMAIL });
    assert.deepEqual(await findText(world.database, ben.userId), [
      'account_deletions.user_id',
      'audit_logs.actor_id',
      'audit_logs.subject_id',
      'email_changes.user_id',
      'email_tokens.user_id',
      'group_bans.banned_by',
      'group_exits.user_id',
      'group_invites.created_by',
      'group_members.user_id',
      'groups.created_by',
      'idempotency_keys.user_id',
      'join_requests.invited_by',
      'join_requests.user_id',
      'letters.user_id',
      'moderation_appeals.judged_by',
      'moderation_cases.decided_by',
      'moderation_cases.live_key',
      'moderation_cases.person_id',
      'moderation_cases.subject_id',
      'moderation_cases.subject_key',
      'moderation_decisions.decided_by',
      'moderation_decisions.person_id',
      'moderation_decisions.reversed_by',
      'passkeys.user_id',
      'person_blocks.blocker_id',
      'photo_holds.asker_id',
      'photos.trashed_by',
      'photos.uploader_id',
      'quota_days.user_id',
      'quota_reservations.user_id',
      'reports.reporter_id',
      'reports.subject_key',
      'sessions.user_id',
      'uploads.user_id',
      'users.id',
    ]);
    assert.deepEqual(await findText(world.database, EMAIL), [
      'email_changes.new_email',
      'email_changes.old_email',
      'users.email',
    ]);
    assert.deepEqual(await findText(world.database, NAME), [
      'passkeys.name',
      'reports.snapshot',
      'users.name',
    ]);
    world.pass(GRACE);
    await parting.settle();
    assert.deepEqual(await findText(world.database, ben.userId), [
      'audit_logs.actor_id',
      'audit_logs.subject_id',
    ]);
    for (const text of [EMAIL, NAME]) assert.deepEqual(await findText(world.database, text), [], text);
    await checkWhole(world);
    const { deleted, kept } = parting.certificate().certificate;
    assert.deepEqual(
      [deleted.photos, deleted.invites, deleted.blocks, deleted.joinRequests, deleted.passkeys, kept.photos],
      [1, 1, 1, 1, 1, 2],
    );
  });

  it('what stays is shown as ever, wherever its name was', async () => {
    await using parting = await openParting();
    const { scene } = parting;
    const { world, moderation, ada, emil, mona, cleo, groupId } = scene;
    await leaveTraces(parting);
    await parting.ask('give');
    world.pass(GRACE);
    await parting.settle();
    const { groups, media } = world;
    for (const { id } of await groups.list(ada)) {
      await groups.listMembers(ada, id);
      await groups.listBans(ada, id).catch(() => {});
      await groups.listJoinRequests(ada, id);
      const { entries } = await groups.listAudit(ada, id, { limit: 100 });
      assert.ok(entries.length > 0);
      const { photos } = await readFeed(media, ada, { groupId: id, order: 'added', limit: 50 });
      for (const photo of photos) assert.notEqual(photo.uploader?.id, NOBODY);
      await media.listTrash(ada, { groupId: id, limit: 50 });
    }
    for (const judge of [ada, emil, mona])
      for (const state of ['waiting', 'decided', 'closed', 'appealed'] as const) {
        const { cases } = await moderation.listCases(judge, { state, order: 'oldest', limit: 50 });
        for (const { id: caseId } of cases) await moderation.getCase(judge, { caseId });
      }
    await moderation.listMyReports(cleo, { limit: 50 });
    await moderation.listPlatformAudit(mona, { limit: 50 });
    assert.ok(await groups.get(ada, groupId));
  });
});

describe('a server that dies while it deletes an account', () => {
  it('leaves what the next one ends, after whatever step, with nothing counted twice', async (context) => {
    await using parting = await openParting();
    const { scene } = parting;
    const { world, ada, cleo, groupId } = scene;

    /** Somebody who goes, and a process that deletes their account and may die of that. */
    async function play(at?: Parameters<typeof createFuse>[0]) {
      const dina = await world.makeUser('Dina');
      await settleIn(world, dina, { name: 'Dina', email: `${dina.userId}@example.org` });
      await world.join(groupId, dina, 'contributor');
      const lakes = await world.makeGroup(dina);
      await world.join(lakes, ada, 'contributor');
      const [given = ''] = await share(scene, dina, groupId);
      await scene.report(cleo, 'harassment', given);
      await share(scene, dina, lakes, 2);
      await scene.sweep();
      await parting.accounts.requestDeletion(dina, {
        photos: 'give',
        groups: [{ groupId: lakes, photos: 'go' }],
      });
      await parting.accounts.sweeps.sendLetters();
      world.pass(GRACE);
      const fuse = createFuse(at);
      const whole = async (): Promise<void> => {
        const process = await parting.start(mortalDatabase(world.database, fuse));
        while ((await process.sweeps.eraseAccounts()) > 0);
        await setImmediate();
      };
      await Promise.race([whole(), fuse.died]);
      await parting.settle();
      assert.equal(await isThere(parting, dina.userId), false, at);
      const { account, deleted, kept } = parting.certificate().certificate;
      assert.equal(account, dina.userId);
      return { fuse, counts: { deleted, kept } };
    }

    // What is made once and for all, the first one makes.
    await play();
    const whole = await play();
    const { steps } = whole.fuse;
    // A statement dies with its transaction: one of each kind is enough, and after each commit.
    const deadly = steps.filter((step) => step.startsWith('commit') || step.endsWith(' (1)'));
    context.diagnostic(`${deadly.length} of ${steps.length} steps`);
    assert.ok(deadly.length > 20);
    for (const at of deadly) {
      const { fuse, counts } = await play(at);
      assert.ok(fuse.dead, `no process came to ${at}`);
      assert.deepEqual(counts, whole.counts, at);
    }
    await checkWhole(world);
  });
});
