import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR } from '../../clock.ts';
import { add } from '../media/media.fixture.ts';
import { openScene, refuses, type Scene } from './moderation.fixture.ts';

const ask = ({ moderation, groupId, photoId }: Scene, actor: Scene['ada']) =>
  moderation.askToHide(actor, { groupId, photoId, text: 'That is me' });
const answer = ({ moderation, groupId, photoId }: Scene, actor: Scene['ada'], agree: boolean) =>
  moderation.answerHideRequest(actor, { groupId, photoId, agree, text: 'No reason to' });
const look = ({ moderation, groupId, photoId }: Scene, actor: Scene['ada']) =>
  moderation.getHideRequest(actor, { groupId, photoId });

test('a photo is hidden at once from all but its uploader, admins and who asked', async () => {
  await using scene = await openScene();
  const { sees, notices, ada, ben, cleo, dora, emil } = scene;
  await refuses(ask(scene, ben), 'own-subject');
  await refuses(look(scene, cleo), 'not-found');
  const asked = await ask(scene, cleo);
  assert.deepEqual([asked.state, asked.abilities], ['open', { answer: false, withdraw: true }]);
  assert.deepEqual(await ask(scene, cleo), asked, 'asking again answers how it stands');
  for (const actor of [ada, ben, cleo, emil]) assert.equal(await sees(actor), true);
  assert.equal(await sees(dora), false);
  assert.deepEqual((await look(scene, ben)).abilities, { answer: true, withdraw: false });
  await refuses(look(scene, dora), 'not-found');
  assert.ok(notices.some(({ to, kind }) => to === ben.userId && kind === 'hide-requested'));
  assert.ok(!(await scene.history()).some((entry) => entry.includes('hid')));
});

test('its uploader finds what is to be answered, until it is, and learns nothing of who asks', async () => {
  await using scene = await openScene();
  const { moderation, world, ben, cleo, dora, ada, groupId, photoId } = scene;
  const questions = async (actor: Scene['ada'], cursor?: string) =>
    moderation.listHideQuestions(actor, { limit: 1, cursor });
  const [second = ''] = await add(world.media, ben, groupId);
  await ask(scene, cleo);
  await moderation.askToHide(dora, { groupId, photoId: second, text: '' });
  for (const actor of [ada, cleo]) assert.deepEqual((await questions(actor)).questions, []);
  const first = await questions(ben);
  const { answerBy } = await look(scene, ben);
  const name = (await world.groups.get(ben, groupId)).name;
  assert.deepEqual(first.questions, [{ photoId, groupId, groupName: name, answerBy }]);
  const rest = await questions(ben, first.nextCursor ?? '');
  assert.deepEqual([rest.questions[0]?.photoId, rest.nextCursor], [second, null]);
  await answer(scene, ben, false);
  assert.deepEqual((await questions(ben)).questions, rest.questions);
  await world.media.trashPhotos(ben, { groupId, photoIds: [second] });
  assert.deepEqual((await questions(ben)).questions, []);
});

test('its uploader agrees and it stays hidden', async () => {
  await using scene = await openScene();
  const { moderation, sees, notices, sweep, ada, ben, cleo, dora } = scene;
  await ask(scene, cleo);
  await refuses(answer(scene, ada, true), 'forbidden');
  assert.equal((await answer(scene, ben, true)).state, 'hidden');
  await refuses(answer(scene, ben, false), 'case-decided');
  await sweep();
  assert.deepEqual([await sees(dora), await sees(cleo)], [false, true]);
  assert.equal((await moderation.listMyReports(cleo, { limit: 1 })).reports[0]?.state, 'acted');
  assert.deepEqual(
    (await moderation.listMyDecisions(ben, { limit: 5 })).decisions,
    [],
    'nothing to appeal against',
  );
  assert.ok(notices.some(({ to, kind }) => to === cleo.userId && kind === 'report-judged'));
});

test('nobody answers for 72 hours and it stays hidden; its uploader may appeal', async () => {
  await using scene = await openScene();
  const { moderation, world, sees, sweep, theCase, ben, cleo, dora, ada } = scene;
  await ask(scene, cleo);
  world.pass(72 * HOUR - 1000);
  await sweep();
  assert.equal((await look(scene, ben)).state, 'open');
  world.pass(1000);
  await sweep();
  assert.equal((await look(scene, ben)).state, 'hidden');
  assert.equal(await sees(dora), false);
  const [decided] = (await moderation.listMyDecisions(ben, { limit: 5 })).decisions;
  await moderation.appeal(ben, { decisionId: decided?.id ?? '', text: 'That is not her' });
  const caseId = await theCase(scene.mona);
  await moderation.judgeAppeal(scene.mona, {
    decisionId: decided?.id ?? '',
    outcome: 'reversed',
    message: '',
  });
  assert.equal(await sees(dora), true);
  assert.equal((await moderation.getCase(scene.mona, { caseId })).state, 'closed');
  void ada;
});

test('its uploader objects: it stays hidden until an admin has judged, and who asked has the last appeal', async () => {
  await using scene = await openScene();
  const { moderation, world, sees, sweep, theCase, decide, ada, ben, cleo, dora, mona } = scene;
  await ask(scene, cleo);
  assert.equal((await answer(scene, ben, false)).state, 'objected');
  world.pass(71 * HOUR);
  await sweep();
  assert.equal(await sees(dora), false);
  const caseId = await theCase(ada);
  const told = await moderation.getCase(ada, { caseId });
  assert.deepEqual([told.objection, told.abilities.decide], ['No reason to', ['dismiss', 'hide']]);
  assert.ok(!JSON.stringify(told).includes(cleo.userId));
  const { decisions } = await decide(ada, caseId, { kind: 'dismiss' });
  assert.equal(await sees(dora), true);
  const decisionId = decisions[0]?.id ?? '';
  await refuses(moderation.appeal(ben, { decisionId, text: 'Mine' }), 'not-found');
  await moderation.appeal(cleo, { decisionId, text: 'But it is me' });
  await refuses(moderation.judgeAppeal(ada, { decisionId, outcome: 'upheld', message: '' }), 'not-found');
  assert.equal(await theCase(mona), caseId);
  await moderation.judgeAppeal(mona, { decisionId, outcome: 'reversed', message: '' });
  assert.deepEqual([await sees(dora), await sees(cleo), await sees(ben)], [false, true, true]);
});

test('an objection that nobody judges in 72 hours goes to the platform, still hidden', async () => {
  await using scene = await openScene();
  const { world, sees, sweep, theCase, ben, cleo, dora, mona } = scene;
  await ask(scene, cleo);
  await answer(scene, ben, false);
  world.pass(72 * HOUR);
  await sweep();
  await theCase(mona);
  assert.equal(await sees(dora), false);
});

test('a request that is taken back shows the photo again, unless somebody else asks, too', async () => {
  await using scene = await openScene();
  const { moderation, sees, sweep, world, ben, cleo, dora, groupId, photoId } = scene;
  const withdraw = (actor: Scene['ada']) => moderation.withdrawHideRequest(actor, { groupId, photoId });
  await ask(scene, cleo);
  await refuses(withdraw(dora), 'not-found');
  await withdraw(cleo);
  assert.equal(await sees(dora), true);
  await refuses(look(scene, ben), 'not-found');
  await refuses(withdraw(cleo), 'not-found');
  await ask(scene, dora);
  assert.equal(await sees(cleo), false);
  await withdraw(dora);
  await sweep();
  assert.deepEqual(await world.storage.list('evidence/', { limit: 10 }), [], 'nothing is kept of it');
});

test('nobody asks for more than ten photos a day', async () => {
  await using scene = await openScene();
  const { moderation, world, ben, cleo, groupId } = scene;
  const ids: string[] = [];
  for (let i = 0; i < 11; i++) ids.push(...(await add(world.media, ben, groupId)));
  const last = ids.pop() ?? '';
  for (const photoId of ids) await moderation.askToHide(cleo, { groupId, photoId, text: '' });
  await refuses(moderation.askToHide(cleo, { groupId, photoId: last, text: '' }), 'rate-limited');
  await scene.report(cleo, 'spam', last);
});
