import assert from 'node:assert/strict';
import type { ReportReason, WantedAction } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import { add, insertUser } from '../media/media.fixture.ts';
import type { Process } from './crash-world.fixture.ts';
import type { Life } from './lives.fixture.ts';
import { makeSized, type Stage } from './stage.fixture.ts';

const judgement = (...actions: WantedAction[]) => ({
  actions,
  message: 'Not here.',
  note: '',
  abusiveReports: [],
});

/** Someone who judges for the platform. */
async function newModerator({ world }: Stage): Promise<Actor> {
  const mona = await insertUser(world.database, 'Mona', world.now());
  await world.database.sql
    .updateTable('users')
    .set({ platform_role: 'moderator' })
    .where('id', '=', mona.userId)
    .execute();
  return mona;
}

/** A photo of Ben's in the group, with its subject. */
async function newSubject(stage: Stage, groupId = stage.groupId) {
  const ben = await stage.newMember(groupId);
  const [photo] = await stage.newPhotos(ben, groupId, 1);
  assert.ok(photo);
  const place = { groupId, photoId: photo.id };
  return { ben, place, photo, subject: { kind: 'photo', ...place } as const };
}

/** Reports the photo, each time by somebody else; answers its case. */
async function reportBy(
  { world }: Stage,
  { moderation }: Process,
  reporters: readonly Actor[],
  {
    subject,
    reason = 'harassment',
  }: { subject: Awaited<ReturnType<typeof newSubject>>['subject']; reason?: ReportReason },
): Promise<string> {
  let id = '';
  for (const reporter of reporters)
    id = (await moderation.report(reporter, { subject, reason, text: '' })).id;
  const row = await world.database.sql
    .selectFrom('reports')
    .select('case_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.case_id;
}

/** The decision that stands in a case. */
async function decisionOf({ world }: Stage, caseId: string): Promise<string> {
  const row = await world.database.sql
    .selectFrom('moderation_decisions')
    .select('id')
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow();
  return row.id;
}

export const judgingLives: Record<string, Life> = {
  async 'a report of a photo, its evidence, and a decision that hides it'(stage) {
    const { subject } = await newSubject(stage);
    const cleo = await stage.newMember();
    return async (process) => {
      const caseId = await reportBy(stage, process, [cleo], { subject });
      await process.sweeps['keepEvidence']?.();
      await process.moderation.decideCase(stage.ada, { caseId, ...judgement({ kind: 'hide' }) });
    };
  },
  async 'an appeal against a decision'(stage) {
    const { ben, subject } = await newSubject(stage);
    const cleo = await stage.newMember();
    const caseId = await stage.alive(async (process) => {
      const id = await reportBy(stage, process, [cleo], { subject });
      await process.moderation.decideCase(stage.ada, { caseId: id, ...judgement({ kind: 'hide' }) });
      return id;
    });
    const decisionId = await decisionOf(stage, caseId);
    return async ({ moderation }) => {
      await moderation.appeal(ben, { decisionId, text: 'It is a tree.' });
    };
  },
  async 'reports that hide a photo until they are dismissed'(stage) {
    const { subject } = await newSubject(stage);
    const last = await stage.newMember();
    const others = [await stage.newMember(), await stage.newMember()];
    await stage.alive((process) => reportBy(stage, process, others, { subject }));
    return async (process) => {
      const caseId = await reportBy(stage, process, [last], { subject });
      await process.moderation.decideCase(stage.ada, { caseId, ...judgement({ kind: 'dismiss' }) });
    };
  },
  async 'a decision that removes a photo, taken back'(stage) {
    const { subject } = await newSubject(stage);
    const cleo = await stage.newMember();
    const caseId = await stage.alive((process) => reportBy(stage, process, [cleo], { subject }));
    return async ({ moderation }) => {
      await moderation.decideCase(stage.ada, { caseId, ...judgement({ kind: 'remove' }) });
      await moderation.reverseDecision(stage.ada, { decisionId: await decisionOf(stage, caseId) });
    };
  },
  async 'a takedown of bytes that are in two groups, taken back'(stage) {
    const { groupId, world, safe, alive } = stage;
    const [ben, cleo] = [await stage.newMember(), await stage.newMember()];
    const mona = await newModerator(stage);
    const copy = makeSized();
    const other = await stage.newGroup();
    await alive(({ media }) => add(media, stage.ada, other, [copy]));
    const [photoId = ''] = await alive(({ media }) => add(media, ben, groupId, [copy]));
    await world.restart();
    safe.add(copy.item.sha256);
    const subject = { kind: 'photo', groupId, photoId } as const;
    const reason = 'child-safety';
    const caseId = await alive((process) => reportBy(stage, process, [cleo], { subject, reason }));
    return async ({ moderation, sweeps }) => {
      await moderation.decideCase(mona, { caseId, ...judgement({ kind: 'takedown' }) });
      await sweeps['enforceTakedowns']?.();
      await moderation.reverseDecision(mona, { decisionId: await decisionOf(stage, caseId) });
    };
  },
  async 'a request to hide that the uploader agrees to'(stage) {
    const { ben, place } = await newSubject(stage);
    const cleo = await stage.newMember();
    return async ({ moderation }) => {
      await moderation.askToHide(cleo, { ...place, text: 'That is me.' });
      await moderation.answerHideRequest(ben, { ...place, agree: true, text: '' });
    };
  },
  async 'a request to hide that is taken back'(stage) {
    const { place } = await newSubject(stage);
    const cleo = await stage.newMember();
    return async ({ moderation }) => {
      await moderation.askToHide(cleo, { ...place, text: '' });
      await moderation.withdrawHideRequest(cleo, place);
    };
  },
};
