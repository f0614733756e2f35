import { usualLetters } from '@wmory/contract';
import type { Tx } from '../../db/index.ts';
import type { Sweep } from '../../sweep.ts';
import type { Membership } from '../groups/index.ts';
import { news } from '../media/index.ts';
import type { NotificationDeps } from './deps.ts';
import { DIGEST_RETRY, digestDueAt, SETTLING, untoldAfter } from './policy.ts';
import { selectChoices } from './store.ts';
import {
  closeTold,
  type DigestRow,
  insertDigests,
  markOwed,
  moveDigest,
  type NewsRow,
  type Reader,
  saveTold,
  selectDueDigests,
  selectNews,
  selectReaders,
  selectTold,
  setDue,
  takeNews,
} from './store-digests.ts';

/** Groups whose members are called at a time, and digests that are prepared. */
const BATCH = 20;

/** When each of the readers gets a letter, of those who get any. */
function datesOf(readers: readonly Reader[], now: number): Map<number, string[]> {
  const dates = new Map<number, string[]>();
  for (const { userId, choice, owedAt } of readers) {
    const period = choice ?? usualLetters.photos;
    if (period === 'off') continue;
    const dueAt = digestDueAt(period, owedAt, now);
    dates.set(dueAt, [...(dates.get(dueAt) ?? []), userId]);
  }
  return dates;
}

/** Sees to it that the members of a group are told of its news, those for whom nothing is due yet. */
async function callReaders(tx: Tx, row: NewsRow, now: number): Promise<void> {
  if (!(await takeNews(tx, row.group_id))) return;
  const readers = await selectReaders(tx, row.group_id);
  const unknown = readers.filter(({ known }) => !known).map(({ userId }) => userId);
  await insertDigests(tx, unknown, row.since);
  for (const [dueAt, userIds] of datesOf(readers, now)) await setDue(tx, userIds, dueAt);
}

/** What of a group somebody has not been told, and whether there is anything of it; more of it may still be to come. */
async function findNews(tx: Tx, member: Membership, after: number, now: number) {
  const settled = now - SETTLING;
  const until = await news.settledUntil(tx, member.groupId, { after, until: settled });
  const span = { after, until };
  const { by } = await news.count(tx, member, span);
  return { span, isNew: by.length > 0, unready: until < settled };
}

/**
 * Owes the letter of a digest that is due, if there is anything to tell, and writes down for each group what it is to tell:
 * sent again after a failure, it tells the same, and the next one what comes after that.
 */
async function oweDigest(deps: NotificationDeps, tx: Tx, row: DigestRow): Promise<void> {
  const now = deps.clock();
  if (!(await moveDigest(tx, row, null))) return;
  const userId = row.user_id;
  const { photos: period } = await selectChoices(tx, userId);
  if (period === 'off') return;
  const told = new Map((await selectTold(tx, userId)).map((group) => [group.group_id, group]));
  const spans: { member: Membership; span: { after: number; until: number } }[] = [];
  let unready = false;
  for (const member of await deps.groups.listMemberships(tx, userId)) {
    const known = told.get(member.groupId);
    const toldUntil = known?.told_until ?? null;
    const after = untoldAfter({ toldUntil, since: row.since }, member, now);
    if (known?.muted === 1 || member.activeAt <= after) continue;
    const found = await findNews(tx, member, after, now);
    unready ||= found.unready;
    if (found.isNew) spans.push({ member, span: found.span });
  }
  if (spans.length === 0) {
    if (unready) await setDue(tx, [userId], now + DIGEST_RETRY);
    return;
  }
  if (!(await deps.oweNotice(tx, userId, { kind: 'new-photos', about: userId }))) {
    await setDue(tx, [userId], now + DIGEST_RETRY);
    return;
  }
  await closeTold(tx, userId);
  for (const { member, span } of spans) await saveTold(tx, member, span);
  await markOwed(tx, userId, now);
  if (unready) await setDue(tx, [userId], digestDueAt(period, now, now));
}

/** From groups with news to letters that are owed. Each does one batch. */
export function createSweeps(deps: NotificationDeps): Record<string, Sweep> {
  const { database, clock } = deps;
  return {
    async callReaders() {
      const rows = await selectNews(database, BATCH);
      for (const row of rows) await database.transaction((tx) => callReaders(tx, row, clock()));
      return rows.length;
    },
    async oweDigests() {
      const rows = await selectDueDigests(database, clock(), BATCH);
      for (const row of rows) await database.transaction((tx) => oweDigest(deps, tx, row));
      return rows.length;
    },
  };
}
