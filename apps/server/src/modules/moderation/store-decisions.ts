import type { ActionKind } from '@wmory/contract';
import type { Selectable } from 'kysely';
import {
  insertIgnoring,
  type ModerationActionsTable,
  type ModerationAppealsTable,
  type ModerationDecisionsTable,
  type Queryable,
  type Tx,
} from '../../db/index.ts';
import { NOBODY } from '../../nobody.ts';

type DecisionColumns = Selectable<ModerationDecisionsTable>;
export type ActionRow = Selectable<ModerationActionsTable>;
export type AppealRow = Selectable<ModerationAppealsTable>;

/** With its actions, its appeal, and what it says of its subject. */
export type DecisionRow = DecisionColumns & {
  decider_name: string | null;
  subject_kind: 'photo' | 'member' | 'group' | 'invite';
  subject_id: string;
  group_id: string;
  group_name: string;
  actions: ActionRow[];
  appeal: AppealRow | null;
};

export async function insertDecision(
  tx: Tx,
  row: DecisionColumns,
  actions: readonly Pick<ActionRow, 'kind' | 'until'>[],
): Promise<void> {
  await tx.sql.insertInto('moderation_decisions').values(row).execute();
  await tx.sql
    .insertInto('moderation_actions')
    .values(actions.map((action) => ({ ...action, decision_id: row.id, state: 'standing' as const })))
    .execute();
}

const decisions = (db: Queryable) =>
  db.sql
    .selectFrom('moderation_decisions')
    .innerJoin('moderation_cases', 'moderation_cases.id', 'moderation_decisions.case_id')
    .leftJoin('users', 'users.id', 'moderation_decisions.decided_by')
    .selectAll('moderation_decisions')
    .select([
      'users.name as decider_name',
      'moderation_cases.subject_kind',
      'moderation_cases.subject_id',
      'moderation_cases.group_id',
      'moderation_cases.group_name',
    ]);

async function complete(
  db: Queryable,
  rows: readonly Omit<DecisionRow, 'actions' | 'appeal'>[],
): Promise<DecisionRow[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const actions = await selectActions(db, ids);
  const appeals = await db.sql
    .selectFrom('moderation_appeals')
    .selectAll()
    .where('decision_id', 'in', ids)
    .execute();
  return rows.map((row) => ({
    ...row,
    actions: actions.filter(({ decision_id }) => decision_id === row.id),
    appeal: appeals.find(({ decision_id }) => decision_id === row.id) ?? null,
  }));
}

function selectActions(db: Queryable, decisionIds: readonly string[]): Promise<ActionRow[]> {
  return db.sql
    .selectFrom('moderation_actions')
    .selectAll()
    .where('decision_id', 'in', decisionIds)
    .execute();
}

export async function selectDecision(db: Queryable, id: string): Promise<DecisionRow | undefined> {
  const rows = await decisions(db).where('moderation_decisions.id', '=', id).execute();
  return (await complete(db, rows))[0];
}

/** Those of the cases, oldest first. */
export async function selectDecisions(db: Queryable, caseIds: readonly string[]): Promise<DecisionRow[]> {
  if (caseIds.length === 0) return [];
  const rows = await decisions(db)
    .where('moderation_decisions.case_id', 'in', caseIds)
    .orderBy('moderation_decisions.id')
    .execute();
  return complete(db, rows);
}

/** Those that concern the person, newest first; `before` is the id of the last one seen. */
export async function selectOwnDecisions(
  db: Queryable,
  personId: string,
  before: string | null,
  limit: number,
): Promise<DecisionRow[]> {
  const rows = await decisions(db)
    .where('moderation_decisions.person_id', '=', personId)
    .$if(before !== null, (all) => all.where('moderation_decisions.id', '<', before ?? ''))
    .orderBy('moderation_decisions.id', 'desc')
    .limit(limit)
    .execute();
  return complete(db, rows);
}

/** The ends of a person's suspensions that stand, beside those of one decision; null is never. */
export async function selectSuspensionEnds(
  db: Queryable,
  personId: string,
  except: string,
): Promise<(number | null)[]> {
  const rows = await db.sql
    .selectFrom('moderation_decisions')
    .innerJoin('moderation_actions', 'moderation_actions.decision_id', 'moderation_decisions.id')
    .select('moderation_actions.until')
    .where('moderation_decisions.person_id', '=', personId)
    .where('moderation_decisions.id', '!=', except)
    .where('moderation_actions.kind', '=', 'suspend')
    .where('moderation_actions.state', '=', 'standing')
    .execute();
  return rows.map(({ until }) => until);
}

/** Answers false when it was reversed before. */
export async function markReversed(
  tx: Tx,
  id: string,
  { by, at }: { by: string | null; at: number },
): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('moderation_decisions')
    .set({ reversed_at: at, reversed_by: by })
    .where('id', '=', id)
    .where('reversed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function updateAction(
  tx: Tx,
  decisionId: string,
  kind: ActionKind,
  state: ActionRow['state'],
): Promise<void> {
  await tx.sql
    .updateTable('moderation_actions')
    .set({ state })
    .where('decision_id', '=', decisionId)
    .where('kind', '=', kind)
    .execute();
}

/** Answers false when there is one against the decision already. */
export async function insertAppeal(tx: Tx, row: AppealRow): Promise<boolean> {
  return (await insertIgnoring(tx.sql, 'moderation_appeals', row)) === 1;
}

/** Answers false when it was judged before. */
export async function judgeAppeal(
  tx: Tx,
  decisionId: string,
  judgement: Pick<AppealRow, 'state' | 'judged_by' | 'judged_at' | 'message'>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('moderation_appeals')
    .set(judgement)
    .where('decision_id', '=', decisionId)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Takes away what the person wrote in appeals that were judged; answers how many these were. */
export async function forgetWords(tx: Tx, personId: string): Promise<number> {
  const decided = await tx.sql
    .selectFrom('moderation_decisions')
    .innerJoin('moderation_appeals', 'moderation_appeals.decision_id', 'moderation_decisions.id')
    .select('moderation_decisions.id')
    .where('moderation_decisions.person_id', '=', personId)
    .where('moderation_appeals.state', '!=', 'open')
    .execute();
  if (decided.length === 0) return 0;
  await tx.sql
    .updateTable('moderation_appeals')
    .set({ text: '' })
    .where(
      'decision_id',
      'in',
      decided.map(({ id }) => id),
    )
    .execute();
  return decided.length;
}

/** Takes away whom decisions concern; answers how many these were. */
export async function forgetPersonDecided(tx: Tx, personId: string): Promise<number> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('moderation_decisions')
    .set({ person_id: null })
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Takes away who decided, reversed, and judged appeals; answers how many rows that were. */
export async function forgetDeciders(tx: Tx, userId: string): Promise<number> {
  let count = 0;
  for (const column of ['decided_by', 'reversed_by'] as const) {
    const { numUpdatedRows } = await tx.sql
      .updateTable('moderation_decisions')
      .set({ [column]: NOBODY })
      .where(column, '=', userId)
      .executeTakeFirst();
    count += Number(numUpdatedRows);
  }
  const { numUpdatedRows } = await tx.sql
    .updateTable('moderation_appeals')
    .set({ judged_by: NOBODY })
    .where('judged_by', '=', userId)
    .executeTakeFirst();
  return count + Number(numUpdatedRows);
}
