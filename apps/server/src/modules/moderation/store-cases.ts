import type { CaseReason, SubjectKind, Tier } from '@wmory/contract';
import type { Selectable } from 'kysely';
import {
  insertMissing,
  isConflict,
  lockRows,
  type ModerationCasesTable,
  type Queryable,
  type Tx,
} from '../../db/index.ts';
import { NOBODY } from '../../nobody.ts';
import { keyOfGone } from './policy.ts';

export type CaseRow = Selectable<ModerationCasesTable>;
/** With the name of whom decisions concern. */
export type NamedCaseRow = CaseRow & { person_name: string | null };

const namedCases = (db: Queryable) =>
  db.sql
    .selectFrom('moderation_cases')
    .leftJoin('users', 'users.id', 'moderation_cases.person_id')
    .selectAll('moderation_cases')
    .select('users.name as person_name');

/**
 * The open case of the row's subject, locked: a new one, where there is none. It is missing where the one that was
 * there has been decided at this moment.
 */
export async function joinCase(tx: Tx, row: CaseRow & { live_key: string }): Promise<CaseRow | undefined> {
  await insertMissing(tx.sql, 'moderation_cases', row, 'live_key');
  return lockLiveCase(tx, row.live_key);
}

export function lockLiveCase(tx: Tx, liveKey: string): Promise<CaseRow | undefined> {
  const rows = tx.sql.selectFrom('moderation_cases').selectAll().where('live_key', '=', liveKey);
  return lockRows(tx.sql, rows).executeTakeFirst();
}

export function lockCase(tx: Tx, id: string): Promise<CaseRow | undefined> {
  const rows = tx.sql.selectFrom('moderation_cases').selectAll().where('id', '=', id);
  return lockRows(tx.sql, rows).executeTakeFirst();
}

export function selectCase(db: Queryable, id: string): Promise<NamedCaseRow | undefined> {
  return namedCases(db).where('moderation_cases.id', '=', id).executeTakeFirst();
}

/** Counts reports that came, or went where the numbers are negative. */
export async function countReports(
  tx: Tx,
  id: string,
  { all, hiding }: { all: number; hiding: number },
): Promise<void> {
  await tx.sql
    .updateTable('moderation_cases')
    .set((set) => ({
      report_count: set('report_count', '+', all),
      hiding_count: set('hiding_count', '+', hiding),
    }))
    .where('id', '=', id)
    .execute();
}

/** Moves a case on from the state and tier that were seen; answers false when somebody else did. */
export async function moveCase(
  tx: Tx,
  seen: Pick<CaseRow, 'id' | 'state' | 'tier'>,
  change: Partial<
    Pick<
      CaseRow,
      'state' | 'tier' | 'live_key' | 'reason' | 'due_at' | 'decided_by' | 'decided_at' | 'objection'
    >
  >,
): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('moderation_cases')
    .set(change)
    .where('id', '=', seen.id)
    .where('state', '=', seen.state)
    .where('tier', '=', seen.tier)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** As `moveCase` to `open`; false as well where reports come together in another case by now. */
export async function reopenCase(
  tx: Tx,
  seen: Pick<CaseRow, 'id' | 'state' | 'tier' | 'subject_key'>,
  dueAt: number | null,
): Promise<boolean> {
  const reopened = {
    state: 'open',
    live_key: seen.subject_key,
    due_at: dueAt,
    decided_by: null,
    decided_at: null,
  } as const;
  try {
    return await moveCase(tx, seen, reopened);
  } catch (error) {
    // Within a transaction the statement alone is undone.
    if (isConflict(error)) return false;
    throw error;
  }
}

export interface CasePage {
  viewerId: string;
  tier: Tier;
  /** Whose cases: of the platform, or of these groups. */
  groupIds: readonly string[] | null;
  /** Of these groups, those where the viewer is no owner, and so above no admin. */
  adminOf: readonly string[];
  states: readonly CaseRow['state'][];
  reason?: CaseReason | undefined;
  kind?: SubjectKind | undefined;
  mine: boolean;
  order: 'oldest' | 'newest';
  after: string | null;
  limit: number;
}

/** One tier's cases that the viewer may judge, in the order of their opening. */
export async function selectCases(db: Queryable, page: CasePage): Promise<NamedCaseRow[]> {
  const { viewerId, groupIds, adminOf, order, after } = page;
  if (groupIds?.length === 0) return [];
  return namedCases(db)
    .where('tier', '=', page.tier)
    .where('state', 'in', page.states)
    .$if(groupIds !== null, (all) => all.where('moderation_cases.group_id', 'in', groupIds ?? []))
    .$if(page.reason !== undefined, (all) => all.where('reason', '=', page.reason ?? 'other'))
    .$if(page.kind !== undefined, (all) => all.where('subject_kind', '=', page.kind ?? 'photo'))
    .$if(page.mine, (all) => all.where('decided_by', '=', viewerId))
    .where(({ or, eb }) => or([eb('person_id', 'is', null), eb('person_id', '!=', viewerId)]))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('reports')
            .select('reports.id')
            .whereRef('reports.case_id', '=', 'moderation_cases.id')
            .where('reports.reporter_id', '=', viewerId),
        ),
      ),
    )
    .$if(adminOf.length > 0, (all) =>
      all.where(({ not, and, eb, exists, selectFrom }) =>
        not(
          and([
            eb('subject_kind', '=', 'member'),
            eb('moderation_cases.group_id', 'in', adminOf),
            exists(
              selectFrom('group_members')
                .select('group_members.user_id')
                .whereRef('group_members.group_id', '=', 'moderation_cases.group_id')
                .whereRef('group_members.user_id', '=', 'moderation_cases.person_id')
                .where('group_members.role', 'in', ['owner', 'admin']),
            ),
          ]),
        ),
      ),
    )
    .$if(after !== null, (all) =>
      all.where('moderation_cases.id', order === 'oldest' ? '>' : '<', after ?? ''),
    )
    .orderBy('moderation_cases.id', order === 'oldest' ? 'asc' : 'desc')
    .limit(page.limit)
    .execute();
}

export type PastCaseRow = Pick<
  CaseRow,
  'id' | 'purpose' | 'subject_kind' | 'subject_id' | 'reason' | 'tier' | 'state' | 'opened_at'
>;

/** Other cases of the same thing or the same person, newest first; for a group, those that it judges itself. */
export async function selectHistory(
  db: Queryable,
  { id, subject_id, person_id, group_id }: Pick<CaseRow, 'id' | 'subject_id' | 'person_id' | 'group_id'>,
  { tier, limit }: { tier: Tier; limit: number },
): Promise<PastCaseRow[]> {
  const cases = () =>
    db.sql
      .selectFrom('moderation_cases')
      .select(['id', 'purpose', 'subject_kind', 'subject_id', 'reason', 'tier', 'state', 'opened_at'])
      .where('id', '!=', id)
      .$if(tier === 'group', (all) => all.where('group_id', '=', group_id).where('tier', '=', 'group'))
      .orderBy('id', 'desc')
      .limit(limit);
  const same = await cases().where('subject_id', '=', subject_id).execute();
  const others = person_id === null ? [] : await cases().where('person_id', '=', person_id).execute();
  const found = new Map([...same, ...others].map((row) => [row.id, row]));
  return [...found.values()].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, limit);
}

/** Ids of cases in the state whose time has come, the longest due first. */
export async function selectDueCases(
  db: Queryable,
  state: CaseRow['state'],
  now: number,
  limit: number,
): Promise<string[]> {
  const rows = await db.sql
    .selectFrom('moderation_cases')
    .select('id')
    .where('state', '=', state)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** The newest case of the key, decided or not. */
export function selectLatestCase(
  db: Queryable,
  { subjectId, key }: { subjectId: string; key: string },
): Promise<CaseRow | undefined> {
  return db.sql
    .selectFrom('moderation_cases')
    .selectAll()
    .where('subject_id', '=', subjectId)
    .where('subject_key', '=', key)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Open requests to hide photos of one person that are unanswered, oldest first; `after` is the id of the last one seen. */
export function selectUnanswered(
  db: Queryable,
  personId: string,
  after: string | null,
  limit: number,
): Promise<CaseRow[]> {
  return (
    db.sql
      .selectFrom('moderation_cases')
      .selectAll('moderation_cases')
      // Who has left the group is asked nothing any more.
      .innerJoin('group_members', (on) =>
        on
          .onRef('group_members.group_id', '=', 'moderation_cases.group_id')
          .onRef('group_members.user_id', '=', 'moderation_cases.person_id'),
      )
      .innerJoin('photos', 'photos.id', 'moderation_cases.subject_id')
      .where('moderation_cases.person_id', '=', personId)
      .where('moderation_cases.purpose', '=', 'hide-request')
      .where('moderation_cases.state', '=', 'open')
      .where('moderation_cases.objection', 'is', null)
      .where('photos.trashed_at', 'is', null)
      .$if(after !== null, (all) => all.where('moderation_cases.id', '>', after ?? ''))
      .orderBy('moderation_cases.id')
      .limit(limit)
      .execute()
  );
}

/** Ids of cases that wait for their groups, whose every admin is gone or part of them. */
export async function selectUnjudgeable(db: Queryable, limit: number): Promise<string[]> {
  const rows = await db.sql
    .selectFrom('moderation_cases')
    .select('moderation_cases.id')
    .where('tier', '=', 'group')
    .where('state', 'in', ['open', 'appealed'])
    // A request to hide is for the uploader to answer as well.
    .where(({ or, eb }) => or([eb('purpose', '=', 'report'), eb('objection', 'is not', null)]))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('group_members as judge')
            .select('judge.user_id')
            .whereRef('judge.group_id', '=', 'moderation_cases.group_id')
            .where('judge.role', 'in', ['owner', 'admin'])
            .where(({ or, eb, ref }) =>
              or([
                eb('moderation_cases.person_id', 'is', null),
                eb('judge.user_id', '!=', ref('moderation_cases.person_id')),
              ]),
            )
            .where((inner) =>
              inner.not(
                inner.exists(
                  inner
                    .selectFrom('reports')
                    .select('reports.id')
                    .whereRef('reports.case_id', '=', 'moderation_cases.id')
                    .whereRef('reports.reporter_id', '=', 'judge.user_id'),
                ),
              ),
            ),
        ),
      ),
    )
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Those that concern the person, whatever their state. */
export function selectCasesOf(db: Queryable, personId: string): Promise<CaseRow[]> {
  return db.sql.selectFrom('moderation_cases').selectAll().where('person_id', '=', personId).execute();
}

/** Makes a case about a member one about nobody. */
export async function renameCase(tx: Tx, { id, live_key }: Pick<CaseRow, 'id' | 'live_key'>): Promise<void> {
  const key = keyOfGone(id);
  await tx.sql
    .updateTable('moderation_cases')
    .set({ subject_id: NOBODY, subject_key: key, live_key: live_key === null ? null : key })
    .where('id', '=', id)
    .execute();
}

/** Takes away whom a case concerns; what they objected stays until it is judged. */
export async function forgetPerson(tx: Tx, { id, state }: Pick<CaseRow, 'id' | 'state'>): Promise<void> {
  const judged = state === 'decided' || state === 'closed';
  await tx.sql
    .updateTable('moderation_cases')
    .set({ person_id: null, ...(judged && { objection: null }) })
    .where('id', '=', id)
    .execute();
}

/** Takes away who decided; answers how many cases these were. */
export async function forgetDecider(tx: Tx, userId: string): Promise<number> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('moderation_cases')
    .set({ decided_by: NOBODY })
    .where('decided_by', '=', userId)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
