import type { Tier } from '@wmory/contract';
import { HOUR } from '../../clock.ts';
import type { Queryable, Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import type { JudgingDeps } from './deps.ts';
import { isForPlatform, type Judge, mayJudgeInGroup, mayJudgeOnPlatform } from './policy.ts';
import type { CaseRow } from './store-cases.ts';
import { isModerator, selectAdmins, selectModerators, selectReporters, selectRole } from './store-judges.ts';

/** What somebody is to a case of the tier that it is in; null: nothing, as if there were no such case. */
export async function findJudge(db: Queryable, row: CaseRow, userId: string): Promise<Judge | null> {
  const reported = (await selectReporters(db, row.id)).has(userId);
  if (row.tier === 'platform') {
    const may = mayJudgeOnPlatform(row, { userId, reported }) && (await isModerator(db, userId));
    return may ? { tier: 'platform', role: null } : null;
  }
  const role = await selectRole(db, row.group_id, userId);
  if (role === null || !mayJudgeInGroup(row, { userId, role, reported }, await personRoleOf(db, row)))
    return null;
  return { tier: 'group', role };
}

/** Throws `not-found` to who is no judge of the case. */
export async function demandJudge(db: Queryable, row: CaseRow | undefined, userId: string): Promise<Judge> {
  const judge = row ? await findJudge(db, row, userId) : null;
  if (!judge) throw new AppError('not-found');
  return judge;
}

/** The role of whom a case concerns; null: they are not in the group. */
export const personRoleOf = async (db: Queryable, { group_id, person_id }: CaseRow) =>
  person_id === null ? null : selectRole(db, group_id, person_id);

/** Those of a group who may judge the case, but for one. */
async function selectGroupJudges(db: Queryable, row: CaseRow, except?: string | null): Promise<string[]> {
  const reporters = await selectReporters(db, row.id);
  const personRole = await personRoleOf(db, row);
  const admins = await selectAdmins(db, row.group_id);
  return admins
    .filter((who) => mayJudgeInGroup(row, { ...who, reported: reporters.has(who.userId) }, personRole))
    .map(({ userId }) => userId)
    .filter((userId) => userId !== except);
}

async function selectPlatformJudges(db: Queryable, row: CaseRow, except?: string | null): Promise<string[]> {
  const reporters = await selectReporters(db, row.id);
  return (await selectModerators(db))
    .filter((userId) => mayJudgeOnPlatform(row, { userId, reported: reporters.has(userId) }))
    .filter((userId) => userId !== except);
}

/** Where a case belongs: with its group, unless that may not judge it or nobody there can. */
export async function tierOf(db: Queryable, row: CaseRow, except?: string | null): Promise<Tier> {
  if (row.tier === 'platform' || isForPlatform(row.subject_kind, row.reason)) return 'platform';
  return (await selectGroupJudges(db, row, except)).length > 0 ? 'group' : 'platform';
}

/** Tells those who may judge the case that there is something to do, at the full hour: a moment might tell who reported. */
export async function callJudges(
  deps: JudgingDeps,
  tx: Tx,
  row: CaseRow,
  except?: string | null,
): Promise<void> {
  const judges =
    row.tier === 'group'
      ? await selectGroupJudges(tx, row, except)
      : await selectPlatformJudges(tx, row, except);
  const dueAt = nextHour(deps.clock());
  for (const userId of judges)
    await deps.oweNotice(tx, userId, { kind: 'cases-waiting', about: userId, dueAt });
}

const nextHour = (now: number): number => (Math.floor(now / HOUR) + 1) * HOUR;
