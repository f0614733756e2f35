import type { Tx } from '../../db/index.ts';
import type { Sweep } from '../../sweep.ts';
import type { ModerationDeps } from './deps.ts';
import { agreeTo } from './hide-requests.ts';
import { callJudges } from './judging.ts';
import { type CaseRow, lockCase, moveCase, selectDueCases, selectUnjudgeable } from './store-cases.ts';

const BATCH = 100;

/** What becomes of cases by the lapse of time, and of those whose judges have gone. Each does one batch. */
export function createSweeps(deps: ModerationDeps): Record<string, Sweep> {
  const { database, clock } = deps;

  async function escalate(tx: Tx, row: CaseRow): Promise<void> {
    if (!(await moveCase(tx, row, { tier: 'platform', due_at: null }))) return;
    await deps.audit.record(tx, { action: 'case.escalated', by: null, subjectId: row.id });
    await callJudges(deps, tx, { ...row, tier: 'platform' });
  }

  /** Takes up those that are still due once they are locked. */
  async function takeUp(
    state: CaseRow['state'],
    work: (tx: Tx, row: CaseRow) => Promise<unknown>,
  ): Promise<number> {
    const ids = await selectDueCases(database, state, clock(), BATCH);
    for (const id of ids)
      await database.transaction(async (tx) => {
        const row = await lockCase(tx, id);
        if (row?.state === state && row.due_at !== null && row.due_at <= clock()) await work(tx, row);
      });
    return ids.length;
  }

  return {
    moveOpenCases: () =>
      takeUp('open', (tx, row) =>
        row.purpose === 'hide-request' && row.objection === null
          ? agreeTo(deps, tx, row, { actor: null, message: '' })
          : escalate(tx, row),
      ),
    moveAppeals: () => takeUp('appealed', escalate),
    async moveUnjudgeable() {
      const ids = await selectUnjudgeable(database, BATCH);
      for (const id of ids)
        await database.transaction(async (tx) => {
          const row = await lockCase(tx, id);
          if (row?.tier === 'group' && (row.state === 'open' || row.state === 'appealed'))
            await escalate(tx, row);
        });
      return ids.length;
    },
    closeCases: () =>
      takeUp('decided', (tx, row) =>
        moveCase(tx, row, { state: 'closed', due_at: clock() + deps.evidenceLife }),
      ),
    forgetEvidence: () =>
      takeUp('closed', async (tx, row) => {
        await deps.photos.dropEvidence(tx, row.id);
        await moveCase(tx, row, { due_at: null });
        await deps.audit.record(tx, { action: 'evidence.dropped', by: null, subjectId: row.id });
      }),
  };
}
