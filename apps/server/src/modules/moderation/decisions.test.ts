import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WantedAction } from '@wmory/contract';
import { DAY, HOUR, toMoment } from '../../clock.ts';
import { checkInvariants } from '../media/invariants.fixture.ts';
import { add, makeFile } from '../media/media.fixture.ts';
import { openScene, refuses, type Scene } from './moderation.fixture.ts';

const standing = async ({ world }: Scene, userId: string) => {
  const { suspended_at, suspended_until } = await world.database.sql
    .selectFrom('users')
    .select(['suspended_at', 'suspended_until'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  return { suspended: suspended_at !== null, until: suspended_until };
};

const ownDecision = async ({ moderation }: Scene, actor: Scene['ben']) => {
  const { decisions } = await moderation.listMyDecisions(actor, { limit: 10 });
  const [decided] = decisions;
  assert.ok(decided);
  return decided;
};

test('what a group decides happens, both sides hear of it, and it can be taken back', async () => {
  for (const kind of ['hide', 'remove'] as const) {
    await using scene = await openScene();
    const { moderation, report, decide, theCase, sees, history, notices, ada, ben, cleo, dora } = scene;
    await report(cleo);
    const told = await decide(ada, await theCase(ada), { kind });
    assert.deepEqual([told.state, told.decisions[0]?.by?.name], ['decided', 'Ada']);
    assert.equal(await sees(dora), false);
    assert.equal(await sees(ben), kind === 'hide');
    assert.ok((await history()).includes(kind === 'hide' ? 'Ada photo.hidden' : 'Ada photo.trashed'));
    const decided = await ownDecision(scene, ben);
    assert.deepEqual(
      [decided.actions[0]?.kind, decided.message, decided.reason, decided.tier],
      [kind, 'Not here.', 'harassment', 'group'],
    );
    assert.ok(!JSON.stringify(decided).includes(ada.userId), 'who decided is not told');
    const [mine] = (await moderation.listMyReports(cleo, { limit: 1 })).reports;
    assert.equal(mine?.state, 'acted');
    assert.deepEqual(
      notices.filter((notice) => notice.kind !== 'cases-waiting'),
      [
        { to: cleo.userId, kind: 'report-judged', about: mine?.id },
        { to: ben.userId, kind: 'decision-made', about: decided.id },
      ],
    );
    const back = await moderation.reverseDecision(ada, { decisionId: decided.id });
    assert.deepEqual(back.decisions[0]?.actions, [{ kind, until: null, state: 'reversed' }]);
    for (const member of [ben, dora]) assert.equal(await sees(member), true);
    await refuses(moderation.reverseDecision(ada, { decisionId: decided.id }), 'case-decided');
    assert.equal(notices.at(-1)?.kind, 'decision-reversed');
    scene.world.pass(HOUR);
    await scene.sweep();
    await checkInvariants(scene.world);
  }
});

test('a removal that cannot be undone says so', async () => {
  await using scene = await openScene();
  const { moderation, world, report, decide, theCase, ada, ben, cleo, groupId, photoId } = scene;
  await report(cleo);
  await decide(ada, await theCase(ada), { kind: 'remove' }, { kind: 'warn' });
  await world.media.purgePhotos(ben, { groupId, photoIds: [photoId] });
  const { id: decisionId } = await ownDecision(scene, ben);
  const { decisions } = await moderation.reverseDecision(ada, { decisionId });
  assert.deepEqual(decisions[0]?.actions.map(({ kind, state }) => `${kind} ${state}`).sort(), [
    'remove kept',
    'warn reversed',
  ]);
});

test('what is beyond a group is refused to it', async () => {
  await using scene = await openScene();
  const { report, decide, theCase, ada, cleo } = scene;
  await report(cleo);
  const caseId = await theCase(ada);
  for (const action of [{ kind: 'takedown' }, { kind: 'suspend', until: null }] as WantedAction[])
    await refuses(decide(ada, caseId, action), 'forbidden');
  assert.equal(await theCase(ada), caseId);
});

test('of two who judge at once, one does', async () => {
  for (let round = 0; round < 4; round++) {
    await using scene = await openScene();
    const { report, decide, theCase, notices, ada, cleo, emil, ben } = scene;
    await report(cleo);
    const caseId = await theCase(ada);
    const outcomes = await Promise.allSettled([
      decide(ada, caseId, { kind: 'hide' }),
      decide(emil, caseId, { kind: 'dismiss' }),
      decide(ada, caseId, { kind: 'remove' }),
    ]);
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected')
        assert.equal((outcome.reason as { code?: string }).code, 'case-decided');
    assert.equal(notices.filter(({ kind }) => kind === 'report-judged').length, 1);
    assert.ok((await scene.moderation.listMyDecisions(ben, { limit: 5 })).decisions.length <= 1);
  }
});

test('a report that is dismissed can be opened again, unless there is a newer case', async () => {
  await using scene = await openScene();
  const { moderation, report, decide, theCase, ada, cleo, dora } = scene;
  await report(cleo);
  const caseId = await theCase(ada);
  const { decisions } = await decide(ada, caseId, { kind: 'dismiss' });
  const decisionId = decisions[0]?.id ?? '';
  const reopened = await moderation.reverseDecision(ada, { decisionId });
  assert.deepEqual([reopened.state, reopened.reports[0]?.verdict], ['open', null]);
  assert.equal(await theCase(ada), caseId);
  const again = await decide(ada, caseId, { kind: 'dismiss' });
  await report(dora);
  assert.notEqual(await theCase(ada), caseId, 'a new report opens a new case');
  await refuses(
    moderation.reverseDecision(ada, { decisionId: again.decisions.at(-1)?.id ?? '' }),
    'case-decided',
  );
});

test('the platform suspends, for a time or for good, and takes it back as far as nothing else stands', async () => {
  await using scene = await openScene();
  const { moderation, world, report, decide, theCase, ben, cleo, dora, mona, milo, groupId } = scene;
  await report(cleo, 'threat');
  const end = world.now() + 7 * DAY;
  const caseId = await theCase(mona);
  await decide(mona, caseId, { kind: 'suspend', until: toMoment(end) });
  assert.deepEqual(await standing(scene, ben.userId), { suspended: true, until: end });
  const [photoId = ''] = await add(world.media, ben, groupId);
  await report(dora, 'threat', photoId);
  await decide(milo, await theCase(milo), { kind: 'suspend', until: null });
  assert.deepEqual(await standing(scene, ben.userId), { suspended: true, until: null });
  const { decisions } = await moderation.listMyDecisions(ben, { limit: 5 });
  const [forever, week] = decisions;
  await moderation.reverseDecision(mona, { decisionId: forever?.id ?? '' });
  assert.deepEqual(await standing(scene, ben.userId), { suspended: true, until: end });
  await moderation.reverseDecision(mona, { decisionId: week?.id ?? '' });
  assert.deepEqual(await standing(scene, ben.userId), { suspended: false, until: null });
});

test('the platform takes bytes down everywhere, and what it did is not signed in the group', async () => {
  await using scene = await openScene();
  const { moderation, world, report, decide, theCase, history, ada, ben, cleo, mona, groupId } = scene;
  const file = makeFile();
  const [photoId = ''] = await add(world.media, ben, groupId, [file]);
  const elsewhere = await world.makeGroup(cleo);
  const [copyId = ''] = await add(world.media, cleo, elsewhere, [file]);
  await report(cleo, 'child-safety', photoId);
  await decide(mona, await theCase(mona), { kind: 'takedown' });
  const copy = () => world.media.getPhoto(cleo, { groupId: elsewhere, photoId: copyId });
  assert.equal((await copy()).hidden, 'taken-down');
  const [answer] = await world.media.authoriseUploads(ada, { groupId, items: [file.item] });
  assert.equal(answer?.outcome === 'refused' && answer.problem.code, 'taken-down');
  assert.ok((await history()).includes('- photo.taken-down'));
  assert.ok(!(await history()).some((entry) => entry.startsWith('Mona')));
  const { id: decisionId } = await ownDecision(scene, ben);
  await moderation.reverseDecision(mona, { decisionId });
  assert.equal((await copy()).hidden, null);
});

test('who is banned is out of the group until the ban is taken back', async () => {
  await using scene = await openScene();
  const { moderation, world, decide, theCase, history, ada, ben, cleo, groupId } = scene;
  await moderation.report(cleo, {
    subject: { kind: 'member', groupId, userId: ben.userId },
    reason: 'harassment',
    text: '',
  });
  await decide(ada, await theCase(ada), { kind: 'ban' });
  await refuses(world.groups.get(ben, groupId), 'not-found');
  const invite = { role: 'viewer', expiresInHours: 1, maxUses: null } as const;
  const { token } = await world.groups.createInvite(ada, groupId, invite);
  const join = () => world.groups.join(ben, token);
  await assert.rejects(join());
  assert.ok((await history()).includes('Ada member.banned'));
  const { id: decisionId } = await ownDecision(scene, ben);
  await moderation.reverseDecision(ada, { decisionId });
  await join();
  await world.groups.get(ben, groupId);
});

test('a reported invite is revoked', async () => {
  await using scene = await openScene();
  const { moderation, world, decide, theCase, ada, emil, stranger, groupId } = scene;
  const { token } = await world.groups.createInvite(emil, groupId, {
    role: 'viewer',
    expiresInHours: 1,
    maxUses: null,
  });
  await moderation.report(stranger, { subject: { kind: 'invite', token }, reason: 'spam', text: '' });
  await decide(ada, await theCase(ada), { kind: 'remove' });
  await refuses(world.groups.join(stranger, token), 'invite-invalid');
});

test('whom a decision concerns appeals once, and somebody else judges', async () => {
  await using scene = await openScene();
  const { moderation, report, decide, theCase, sees, notices, ada, ben, cleo, dora, emil } = scene;
  await report(cleo);
  const caseId = await theCase(ada);
  await decide(ada, caseId, { kind: 'hide' });
  const { id: decisionId } = await ownDecision(scene, ben);
  const appeal = (actor: typeof ada) => moderation.appeal(actor, { decisionId, text: 'It is art' });
  await refuses(appeal(cleo), 'not-found');
  const made = await appeal(ben);
  assert.deepEqual([made.appeal?.state, made.appealUntil], ['open', null]);
  await refuses(appeal(ben), 'appeal-made');
  const judge = (actor: typeof ada, outcome: 'upheld' | 'reversed') =>
    moderation.judgeAppeal(actor, { decisionId, outcome, message: 'Looked at it' });
  await refuses(judge(ada, 'upheld'), 'forbidden');
  await refuses(moderation.reverseDecision(ada, { decisionId }), 'forbidden');
  await refuses(judge(cleo, 'upheld'), 'not-found');
  assert.equal(await theCase(emil), caseId);
  await judge(emil, 'reversed');
  assert.equal(await sees(dora), true);
  assert.deepEqual([notices.at(-1)?.to, notices.at(-1)?.kind], [ben.userId, 'decision-reversed']);
  const after = await ownDecision(scene, ben);
  assert.deepEqual([after.appeal?.state, after.appeal?.message], ['reversed', 'Looked at it']);
  await refuses(judge(emil, 'upheld'), 'case-decided');
});

test('an appeal that nobody else in the group can judge is for the platform, and so is one that waits too long', async () => {
  await using scene = await openScene();
  const { moderation, world, report, decide, theCase, sees, sweep, ada, ben, cleo, dora, emil, mona, milo } =
    scene;
  await report(emil);
  await decide(ada, await theCase(ada), { kind: 'hide' });
  const { id: decisionId } = await ownDecision(scene, ben);
  await moderation.appeal(ben, { decisionId, text: 'It is art' });
  await theCase(mona);
  const outcomes = await Promise.allSettled(
    [mona, milo].map((actor) =>
      moderation.judgeAppeal(actor, { decisionId, outcome: 'upheld', message: '' }),
    ),
  );
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
  assert.equal(await sees(dora), false);
  assert.equal(scene.notices.filter(({ kind }) => kind === 'appeal-rejected').length, 1);

  const [photoId = ''] = await add(world.media, ben, scene.groupId);
  await report(cleo, 'spam', photoId);
  await decide(ada, await theCase(ada), { kind: 'hide' });
  const second = await ownDecision(scene, ben);
  await moderation.appeal(ben, { decisionId: second.id, text: 'This, too' });
  world.pass(72 * HOUR);
  await sweep();
  await theCase(mona);
});

test('an appeal is over after 14 days, the case is closed, and its evidence goes 90 days later', async () => {
  await using scene = await openScene();
  const { moderation, world, report, decide, theCase, sweep, ada, ben, cleo } = scene;
  await report(cleo);
  const caseId = await theCase(ada);
  await decide(ada, caseId, { kind: 'hide' });
  const { id: decisionId } = await ownDecision(scene, ben);
  world.pass(14 * DAY);
  await refuses(moderation.appeal(ben, { decisionId, text: 'Late' }), 'appeal-over');
  await sweep();
  assert.equal((await moderation.getCase(ada, { caseId })).state, 'closed');
  assert.equal((await moderation.viewEvidence(ada, { caseId })).state, 'kept');
  world.pass(90 * DAY);
  await sweep();
  await refuses(moderation.viewEvidence(ada, { caseId }), 'not-found');
  assert.deepEqual(await world.storage.list('evidence/', { limit: 10 }), []);
});

test('what there was before is shown with a case, to a group its own alone', async () => {
  await using scene = await openScene();
  const { moderation, world, report, decide, theCase, ada, ben, cleo, dora, mona, groupId } = scene;
  await report(cleo);
  await decide(ada, await theCase(ada), { kind: 'hide' });
  const elsewhere = await world.makeGroup(cleo);
  await world.join(elsewhere, ben, 'contributor');
  const [other = ''] = await add(world.media, ben, elsewhere);
  await moderation.report(cleo, {
    subject: { kind: 'photo', groupId: elsewhere, photoId: other },
    reason: 'threat',
    text: '',
  });
  const [second = ''] = await add(world.media, ben, groupId);
  await report(dora, 'spam', second);
  const seen = async (actor: typeof ada) => {
    const { history } = await moderation.getCase(actor, { caseId: await theCase(actor) });
    return history.map(({ reason, actions, sameSubject }) => [reason, actions[0]?.kind, sameSubject]);
  };
  assert.deepEqual(await seen(ada), [['harassment', 'hide', false]]);
  assert.deepEqual(await seen(mona), [
    ['spam', undefined, false],
    ['harassment', 'hide', false],
  ]);
});

test('the list is filtered and goes on where it stopped, in both directions', async () => {
  await using scene = await openScene({ reportsToHide: 0 });
  const { moderation, world, report, decide, ada, ben, cleo, mona, groupId } = scene;
  const reasons = ['spam', 'sexual', 'spam', 'violence', 'threat'] as const;
  for (const reason of reasons) {
    const [photoId = ''] = await add(world.media, ben, groupId);
    await report(cleo, reason, photoId);
  }
  const list = (actor: typeof ada, query: object = {}) =>
    moderation.listCases(actor, { state: 'waiting', order: 'oldest', limit: 10, ...query });
  const reasonsOf = async (actor: typeof ada, query: object = {}) =>
    (await list(actor, query)).cases.map(({ reason }) => reason);
  assert.deepEqual(await reasonsOf(ada), ['spam', 'sexual', 'spam', 'violence']);
  assert.deepEqual(await reasonsOf(ada, { reason: 'spam' }), ['spam', 'spam']);
  assert.deepEqual(await reasonsOf(ada, { kind: 'member' }), []);
  assert.deepEqual(await reasonsOf(ada, { tier: 'platform' }), []);
  assert.deepEqual(await reasonsOf(ada, { groupId: photoIdLike }), []);
  assert.deepEqual(await reasonsOf(mona), ['threat']);
  for (const order of ['oldest', 'newest']) {
    const walked: string[] = [];
    for (let cursor: string | undefined, more = true; more; ) {
      const page = await list(ada, { order, limit: 2, ...(cursor && { cursor }) });
      walked.push(...page.cases.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
      more = cursor !== undefined;
    }
    const all = (await list(ada, { order })).cases.map(({ id }) => id);
    assert.deepEqual(walked, all);
  }
  const [first] = (await list(ada)).cases;
  await decide(ada, first?.id ?? '', { kind: 'dismiss' });
  assert.deepEqual(await reasonsOf(ada, { state: 'decided', mine: 'true' }), ['spam']);
  assert.deepEqual(await reasonsOf(scene.emil, { state: 'decided', mine: 'true' }), []);
});

const photoIdLike = '0198c0de-0000-7000-8000-000000000001';
