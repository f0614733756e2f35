import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { AuditFilter } from '@wmory/contract';
import { openScene, refuses, type Scene } from './moderation.fixture.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene[Symbol.asyncDispose]());

const list = (filter: Partial<AuditFilter> = {}, actor = scene.mona) =>
  scene.moderation.listPlatformAudit(actor, { limit: 100, ...filter });

describe("the platform's history", () => {
  it('is for its moderators, and for nobody else, whatever they are in a group', async () => {
    for (const who of [scene.ada, scene.emil, scene.ben, scene.stranger])
      await refuses(list({}, who), 'not-found');
    assert.ok((await list()).entries.length > 0);
  });

  it('tells what happened in every group and in none, page by page, the newest first', async () => {
    const elsewhere = await scene.world.makeGroup(scene.stranger);
    await scene.report(scene.cleo);
    const { entries } = await list();
    const groups = new Set(entries.map(({ groupId }) => groupId));
    for (const groupId of [scene.groupId, elsewhere, null]) assert.ok(groups.has(groupId), String(groupId));
    assert.deepEqual(
      entries.map(({ id }) => id),
      entries
        .map(({ id }) => id)
        .sort()
        .reverse(),
    );
    const paged: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await list({ limit: 2, ...(cursor && { cursor }) });
      paged.push(...page.entries.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    assert.deepEqual(
      paged,
      entries.map(({ id }) => id),
    );
  });

  it('is narrowed to a group, to who did it, or to what it was done to', async () => {
    const elsewhere = await scene.world.makeGroup(scene.stranger);
    const of = async (filter: Partial<AuditFilter>) =>
      (await list(filter)).entries.map(({ action, actor }) => [action, actor?.name]);
    assert.deepEqual(await of({ groupId: elsewhere }), [['group.created', 'Stranger']]);
    assert.deepEqual(await of({ actorId: scene.stranger.userId }), [['group.created', 'Stranger']]);
    assert.deepEqual(await of({ subjectId: scene.photoId }), [['photo.added', 'Ben']]);
  });

  it('does not tell who reported', async () => {
    await scene.report(scene.cleo);
    const { entries } = await list();
    assert.ok(entries.some(({ action }) => action === 'report.made'));
    assert.ok(!JSON.stringify(entries).includes(scene.cleo.userId));
  });
});
