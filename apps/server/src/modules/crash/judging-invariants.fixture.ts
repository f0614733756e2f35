import assert from 'node:assert/strict';
import type { Database } from '../../db/index.ts';
import type { Storage } from '../../storage/port.ts';

/** What holds of cases, decisions, evidence and takedowns whenever nothing is under way and the sweeps have run. */
export async function checkJudging({ database: { sql }, storage }: { database: Database; storage: Storage }) {
  const cases = await sql.selectFrom('moderation_cases').selectAll().execute();
  const reports = await sql.selectFrom('reports').selectAll().execute();
  const decisions = await sql.selectFrom('moderation_decisions').selectAll().execute();
  const actions = await sql.selectFrom('moderation_actions').selectAll().execute();
  const holds = await sql.selectFrom('photo_holds').selectAll().execute();
  const photos = await sql.selectFrom('photos').selectAll().execute();
  const blocks = await sql.selectFrom('content_blocks').selectAll().execute();
  const letters = await sql.selectFrom('letters').selectAll().execute();
  const entries = await sql.selectFrom('audit_logs').select(['action', 'subject_id']).execute();

  for (const row of cases) {
    const own = reports.filter(({ case_id }) => case_id === row.id);
    assert.equal(own.length, row.report_count, 'a case does not count its reports');
    if (row.state === 'open') continue;
    assert.equal(row.live_key, null);
    const standing = decisions.filter(({ case_id, reversed_at }) => case_id === row.id && !reversed_at);
    if (standing.length > 0)
      assert.ok(
        own.every(({ verdict }) => verdict !== null),
        'a report of a judged case is not judged',
      );
  }
  for (const decision of decisions) {
    const own = actions.filter(({ decision_id }) => decision_id === decision.id);
    assert.ok(own.length > 0, 'a decision does nothing');
    const told = entries.filter(
      ({ action, subject_id }) => action === 'case.decided' && subject_id === decision.id,
    );
    assert.equal(told.length, 1, 'a decision is not in the log once');
    const acts = own.some(({ kind }) => kind !== 'dismiss');
    const owed = letters.filter(({ kind, about }) => kind === 'decision-made' && about === decision.id);
    if (acts && decision.person_id !== null)
      assert.equal(owed.length, 1, 'a letter of a decision is not owed once');
    if (decision.reversed_at !== null)
      assert.ok(
        own.every(({ state }) => state !== 'standing'),
        'a decision is taken back in part',
      );
  }
  const sources = new Set([...cases, ...reports, ...decisions].map(({ id }) => id));
  const ended = new Set(decisions.filter(({ reversed_at }) => reversed_at !== null).map(({ id }) => id));
  for (const { source } of holds) {
    assert.ok(sources.has(source), 'a photo is hidden for nothing');
    assert.ok(!ended.has(source), 'a photo is hidden by a decision that was taken back');
  }
  for (const { id, hidden_level } of photos) {
    const levels = holds.filter(({ photo_id }) => photo_id === id).map(({ level }) => level);
    assert.equal(hidden_level, Math.max(0, ...levels), 'a photo is not hidden as its holds say');
  }
  for (const { sha256, source, pending_since } of blocks) {
    assert.equal(pending_since, null, 'a takedown is not at its end');
    assert.ok(!ended.has(source), 'bytes are blocked by a decision that was taken back');
    for (const photo of photos)
      if (photo.sha256 === sha256 || photo.shared_sha256 === sha256)
        assert.ok(
          holds.some((hold) => hold.photo_id === photo.id && hold.source === source),
          'a copy of blocked bytes is not taken down',
        );
  }
  for (const { decision_id, kind, state } of actions)
    if (kind === 'takedown' && state === 'standing')
      assert.ok(
        blocks.some(({ source }) => source === decision_id),
        'a takedown that stands blocks nothing',
      );
  await checkEvidence(sql, storage, new Set(cases.map(({ id }) => id)));
}

async function checkEvidence(
  sql: Database['sql'],
  storage: Storage,
  caseIds: ReadonlySet<string>,
): Promise<void> {
  const objects = new Set((await storage.list('', { limit: 10_000 })).map(({ key }) => key));
  for (const row of await sql.selectFrom('evidence_objects').selectAll().execute()) {
    assert.ok(caseIds.has(row.case_id));
    assert.notEqual(row.state, 'owed', 'evidence is not copied');
    if (row.state === 'kept') assert.ok(objects.has(row.object_key), 'evidence that is kept is not there');
    else assert.ok(!objects.has(row.source_key), 'evidence is missing of what is there');
  }
}
