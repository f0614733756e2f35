import type { Block } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import { toMoment } from '../../clock.ts';
import type { Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import type { GroupDeps } from './deps.ts';
import { MAX_BLOCKS, UNBLOCK_GRACE } from './policy.ts';
import {
  countPersonBlocks,
  deleteLiftedBlocks,
  hasMet,
  insertPersonBlock,
  lockPersonBlock,
  type NamedBlockRow,
  type PersonBlockRow,
  selectPersonBlock,
  selectPersonBlocks,
  updatePersonBlock,
} from './store-person-blocks.ts';

const BATCH = 200;

const present = (row: NamedBlockRow): Block => ({
  person: { id: row.blocked_id, name: row.name },
  blockedAt: toMoment(row.blocked_at),
  hidesAll: row.hides_all === 1,
});

export const listBlocks = async ({ database }: GroupDeps, { userId }: Actor): Promise<Block[]> =>
  (await selectPersonBlocks(database, userId)).map(present);

/**
 * Keeps two people's new photos from each other, and invites of the one from the other. Who is blocked already stays so
 * since the same moment, also where it was lifted just now. Throws `own-subject`; `not-found` for whom the actor has not
 * come across, be there such an account or not; `too-many-blocks`.
 */
export async function blockPerson(
  deps: GroupDeps,
  actor: Actor,
  { userId, hidesAll }: { userId: string; hidesAll: boolean },
): Promise<Block> {
  if (userId === actor.userId) throw new AppError('own-subject');
  const pair = { blocker_id: actor.userId, blocked_id: userId };
  return deps.database.transaction(async (tx) => {
    const now = deps.clock();
    const wanted = { hides_all: hidesAll ? 1 : 0, lifted_at: null };
    const changed = await put(deps, tx, { ...pair, ...wanted, blocked_at: now });
    // Not as its subject: what was done to them people may read of themselves.
    const details = { personId: userId, hides: hidesAll ? 'all' : 'new' };
    if (changed) await deps.audit.record(tx, { action: 'person.blocked', by: actor, details });
    const row = await selectPersonBlock(tx, pair);
    if (!row) throw new Error('the block that was just written is not there');
    return present(row);
  });
}

/** Answers false when it was so before. */
async function put(deps: GroupDeps, tx: Tx, row: PersonBlockRow): Promise<boolean> {
  const { hides_all, lifted_at, blocked_at } = row;
  const there = await lockPersonBlock(tx, row);
  if (there?.lifted_at === null) {
    if (there.hides_all === hides_all) return false;
    await updatePersonBlock(tx, row, { hides_all });
    return true;
  }
  if (!there && !(await hasMet(tx, row.blocker_id, row.blocked_id))) throw new AppError('not-found');
  if ((await countPersonBlocks(tx, row.blocker_id)) >= MAX_BLOCKS)
    throw new AppError('too-many-blocks', { params: { max: MAX_BLOCKS } });
  // Somebody with the same account may have been faster.
  if (!there) return (await insertPersonBlock(tx, row)) || put(deps, tx, row);
  const undone = there.lifted_at > deps.clock() - UNBLOCK_GRACE;
  await updatePersonBlock(tx, row, { hides_all, lifted_at, ...(!undone && { blocked_at }) });
  return true;
}

/** Ends a block; nothing happens where there is none. */
export async function unblockPerson(
  { database, audit, clock }: GroupDeps,
  actor: Actor,
  { userId }: { userId: string },
): Promise<void> {
  const pair = { blocker_id: actor.userId, blocked_id: userId };
  await database.transaction(async (tx) => {
    const there = await lockPersonBlock(tx, pair);
    if (there?.lifted_at !== null) return;
    await updatePersonBlock(tx, pair, { lifted_at: clock() });
    await audit.record(tx, { action: 'person.unblocked', by: actor, details: { personId: userId } });
  });
}

/** The sweep that forgets blocks whose end cannot be undone any more. */
export const forgetBlocks = ({ database, clock }: GroupDeps): Promise<number> =>
  database.transaction((tx) => deleteLiftedBlocks(tx, clock() - UNBLOCK_GRACE, BATCH));
