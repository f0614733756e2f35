import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import { statusOf } from '../../../../../tools/status-of.ts';
import { DAY, HOUR } from '../../clock.ts';
import { add } from '../media/media.fixture.ts';
import { addMember, decision, openScene, refuses } from './moderation.fixture.ts';

test('a photo is reported by who sees it, once, and not by its uploader', async () => {
  await using scene = await openScene();
  const { moderation, report, ben, cleo, stranger, groupId } = scene;
  const first = await report(cleo, 'spam');
  assert.deepEqual([first.state, first.reason, first.subject.kind], ['open', 'spam', 'photo']);
  const again = await report(cleo, 'harassment');
  assert.deepEqual(again, first, 'reporting again answers the first report');
  await refuses(report(ben), 'own-subject');
  await refuses(report(stranger), 'not-found');
  await refuses(report(cleo, 'spam', uuidv7()), 'not-found');
  const { reports } = await moderation.listMyReports(cleo, { limit: 10 });
  assert.deepEqual(reports, [first]);
  assert.deepEqual((await moderation.listMyReports(ben, { limit: 10 })).reports, []);
  await refuses(
    moderation.report(cleo, {
      subject: { kind: 'comment', groupId, commentId: uuidv7() },
      reason: 'spam',
      text: '',
    }),
    'subject-unsupported',
  );
});

test('members, groups and invites are reported too, each to who may judge it', async () => {
  await using scene = await openScene();
  const { moderation, world, ada, ben, cleo, emil, mona, stranger, groupId } = scene;
  const about = (actor: typeof ada, subject: Parameters<typeof moderation.report>[1]['subject']) =>
    moderation.report(actor, { subject, reason: 'spam', text: '' });
  await about(cleo, { kind: 'member', groupId, userId: ben.userId });
  await about(cleo, { kind: 'member', groupId, userId: emil.userId });
  await about(cleo, { kind: 'group', groupId });
  const { token } = await world.groups.createInvite(emil, groupId, {
    role: 'viewer',
    expiresInHours: 1,
    maxUses: null,
  });
  await about(stranger, { kind: 'invite', token });
  await refuses(about(stranger, { kind: 'invite', token: 'x'.repeat(43) }), 'invite-invalid');
  await refuses(about(stranger, { kind: 'group', groupId }), 'not-found');
  await refuses(about(cleo, { kind: 'member', groupId, userId: stranger.userId }), 'not-a-member');
  await refuses(about(cleo, { kind: 'member', groupId, userId: cleo.userId }), 'own-subject');
  const waiting = async (actor: typeof ada) => {
    const { cases } = await moderation.listCases(actor, { state: 'waiting', order: 'oldest', limit: 10 });
    return cases.map(({ subject }) => `${subject.kind} ${subject.person?.name}`).sort();
  };
  assert.deepEqual(await waiting(ada), ['invite Emil', 'member Ben', 'member Emil']);
  assert.deepEqual(await waiting(emil), ['member Ben'], 'neither himself nor what is his');
  assert.deepEqual(await waiting(mona), ['group Ada']);
  assert.deepEqual(await waiting(cleo), []);
});

test('nothing tells who reported: no field, no entry that the group reads, no moment', async () => {
  await using scene = await openScene();
  const { moderation, world, report, theCase, history, notices, ada, ben, cleo } = scene;
  const before = await history();
  await report(cleo);
  const told = await moderation.getCase(ada, { caseId: await theCase(ada) });
  assert.ok(!JSON.stringify(told).includes(cleo.userId));
  assert.ok(!JSON.stringify(told).includes('Cleo'));
  assert.match(told.reports[0]?.madeOn ?? '', /^\d{4}-\d\d-\d\d$/);
  assert.deepEqual(await history(), before);
  const rows = await world.database.sql.selectFrom('audit_logs').selectAll().execute();
  const made = rows.filter(({ action }) => action === 'report.made');
  assert.deepEqual(
    made.map(({ actor_id, group_id, ip, request_id }) => [actor_id, group_id, ip, request_id]),
    [[null, null, null, null]],
  );
  assert.ok(!notices.some(({ to }) => to === ben.userId), 'the uploader hears nothing');
});

test('a photo is frozen as it was reported, and stays so when its uploader deletes it', async () => {
  await using scene = await openScene();
  const { moderation, world, report, theCase, sweep, ada, ben, cleo, groupId, photoId } = scene;
  await world.media.updatePhoto(ben, { groupId, photoId, caption: 'You fool' });
  await report(cleo);
  await world.media.updatePhoto(ben, { groupId, photoId, caption: 'A flower' });
  await sweep();
  await world.media.trashPhotos(ben, { groupId, photoIds: [photoId] });
  await world.media.purgePhotos(ben, { groupId, photoIds: [photoId] });
  await sweep();
  const caseId = await theCase(ada);
  const { reports } = await moderation.getCase(ada, { caseId });
  assert.equal(reports[0]?.snapshot['caption'], 'You fool');
  const evidence = await moderation.viewEvidence(ada, { caseId });
  assert.equal(await statusOf(evidence.urls?.preview ?? ''), 200);
  await moderation.viewEvidence(ada, { caseId });
  const rows = await world.database.sql.selectFrom('audit_logs').selectAll().execute();
  const looks = rows.filter(({ action }) => action === 'evidence.viewed');
  assert.deepEqual(
    looks.map(({ actor_id, subject_id, group_id }) => [actor_id, subject_id, group_id]),
    [
      [ada.userId, caseId, null],
      [ada.userId, caseId, null],
    ],
  );
  await refuses(moderation.viewEvidence(cleo, { caseId }), 'not-found');
});

test('so many independent reports hide a photo until it is judged', async () => {
  await using scene = await openScene();
  const { report, decide, theCase, sees, ada, cleo, dora, emil } = scene;
  await report(cleo);
  await report(cleo);
  await report(dora);
  const frank = await addMember(scene, 'Frank');
  assert.equal(await sees(frank), true);
  await report(emil);
  assert.equal(await sees(frank), false);
  assert.equal(await sees(ada), true, 'admins see it');
  assert.equal((await report(cleo)).state, 'open', 'who reported can still ask how it stands');
  await decide(ada, await theCase(ada), { kind: 'dismiss' });
  assert.equal(await sees(frank), true);
});

test('reports at one moment count each, and hide once', async () => {
  await using scene = await openScene({ reportsToHide: 6 });
  const { world, report, moderation, theCase, ada, groupId } = scene;
  const crowd = await Promise.all(Array.from({ length: 6 }, (_, i) => addMember(scene, `Member ${i}`)));
  await Promise.all(crowd.flatMap((member) => [report(member), report(member)]));
  const { reportCount, reports } = await moderation.getCase(ada, { caseId: await theCase(ada) });
  assert.deepEqual([reportCount, reports.length], [6, 6]);
  const holds = await world.database.sql.selectFrom('photo_holds').selectAll().execute();
  assert.equal(holds.length, 1);
  assert.equal((await world.groups.get(ada, groupId)).photoCount, 0);
});

test('who reports in bad faith may report less, and counts no more', async () => {
  await using scene = await openScene({ reportsToHide: 1 });
  const { world, moderation, report, sees, theCase, ada, ben, cleo, dora, groupId } = scene;
  for (let round = 0; round < 2; round++) {
    const [photoId = ''] = await add(world.media, ben, groupId);
    await report(cleo, 'spam', photoId);
    assert.equal(await sees(dora, photoId), false);
    const caseId = await theCase(ada);
    const { reports } = await moderation.getCase(ada, { caseId });
    const abusiveReports = reports.map(({ id }) => id);
    await moderation.decideCase(ada, { caseId, ...decision([{ kind: 'dismiss' }], { abusiveReports }) });
  }
  assert.deepEqual(
    (await moderation.listMyReports(cleo, { limit: 5 })).reports.map(({ state }) => state),
    ['dismissed', 'dismissed'],
  );
  const [third = '', fourth = ''] = [
    ...(await add(world.media, ben, groupId)),
    ...(await add(world.media, ben, groupId)),
  ];
  await report(cleo, 'spam', third);
  assert.equal(await sees(dora, third), true);
  const told = await moderation.getCase(ada, { caseId: await theCase(ada) });
  assert.deepEqual(told.reports[0]?.accuracy, { judged: 2, upheld: 0 });
  await refuses(report(cleo, 'spam', fourth), 'rate-limited');
  world.pass(DAY);
  await report(cleo, 'spam', fourth);
});

test('the gravest reports go to the platform at once, and take the case along', async () => {
  await using scene = await openScene();
  const { report, theCase, decide, notices, ada, cleo, dora, emil, mona } = scene;
  await report(cleo, 'spam');
  const caseId = await theCase(ada);
  await report(dora, 'child-safety');
  assert.equal(await theCase(mona), caseId);
  await refuses(decide(ada, caseId, { kind: 'dismiss' }), 'not-found');
  const called = notices.filter(({ kind }) => kind === 'cases-waiting').map(({ to }) => to);
  assert.ok(called.includes(mona.userId) && called.includes(ada.userId) && called.includes(emil.userId));
});

test('a case whose every admin is part of it goes to the platform', async () => {
  await using scene = await openScene();
  const { report, theCase, sweep, world, ada, emil, mona, groupId } = scene;
  await report(ada);
  assert.notEqual(await theCase(emil), '');
  await world.groups.leave(emil, { groupId, terms: 'stay', deleteGroup: false });
  await sweep();
  await theCase(mona);
});

test('a case that its group does not decide in 72 hours goes to the platform', async () => {
  await using scene = await openScene();
  const { report, theCase, decide, sweep, world, ada, cleo, mona } = scene;
  await report(cleo);
  const caseId = await theCase(ada);
  world.pass(72 * HOUR - 1000);
  await sweep();
  assert.equal(await theCase(ada), caseId);
  world.pass(1000);
  await sweep();
  assert.equal(await theCase(mona), caseId);
  await refuses(decide(ada, caseId, { kind: 'dismiss' }), 'not-found');
});
