import type { Exit, ExitTerms } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import { toMoment } from '../../clock.ts';
import type { Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import type { GroupDeps } from './deps.ts';
import { EXIT_NOTICE, exitChoices } from './policy.ts';
import {
  type CountedExitRow,
  deleteEndedExits,
  deleteExit,
  lockExit,
  selectExits,
  updateExit,
} from './store-exits.ts';

const BATCH = 200;

const present = (row: CountedExitRow): Exit => ({
  groupId: row.group_id,
  groupName: row.group_name,
  leftAt: toMoment(row.left_at),
  removed: row.removal_terms !== null,
  terms: row.terms,
  choices: exitChoices(row.removal_terms),
  endsAt: toMoment(row.ends_at),
  photoCount: Number(row.photo_count),
});

export async function listExits({ database, clock }: GroupDeps, actor: Actor): Promise<Exit[]> {
  return (await selectExits(database, actor.userId, clock())).map(present);
}

/**
 * Decides anew about the photos in a group that the actor has left. Throws `forbidden` for terms that are not theirs to
 * choose. Photos that go from now on do so after a whole notice.
 */
export async function changeExit(
  deps: GroupDeps,
  actor: Actor,
  { groupId, terms }: { groupId: string; terms: ExitTerms },
): Promise<Exit> {
  const { userId } = actor;
  const now = deps.clock();
  return deps.database.transaction(async (tx) => {
    const exit = await lockExit(tx, groupId, userId, now);
    if (!exit) throw new AppError('not-found');
    if (!exitChoices(exit.removal_terms).includes(terms)) throw new AppError('forbidden');
    if (exit.terms !== terms) {
      const endsAt = terms === 'go' ? now + EXIT_NOTICE : exit.ends_at;
      await updateExit(tx, exit, { terms, ends_at: endsAt });
      await deps.belongings.settle(tx, { groupId, userId, leftAt: exit.left_at, endsAt }, terms);
      await deps.audit.record(tx, {
        action: 'member.terms-changed',
        by: actor,
        groupId,
        subjectId: userId,
        details: { from: exit.terms, to: terms },
      });
    }
    const changed = (await selectExits(tx, userId, now)).find((row) => row.group_id === groupId);
    if (!changed) throw new Error('the exit that was just changed is not there');
    return present(changed);
  });
}

/** Who comes back in time has their photos again. What was due before that is done all the same. */
export async function takeBackExit(
  { belongings, clock }: GroupDeps,
  tx: Tx,
  { groupId, userId }: { groupId: string; userId: string },
): Promise<void> {
  const exit = await lockExit(tx, groupId, userId, clock());
  if (!exit) return;
  await deleteExit(tx, groupId, userId);
  const membership = { groupId, userId, leftAt: exit.left_at, endsAt: exit.ends_at };
  await belongings.settle(tx, membership, 'stay');
}

/** Forgets exits that cannot be changed any more; what goes by them has its moment written on it. */
export const endExits = ({ database, clock }: GroupDeps): Promise<number> =>
  database.transaction((tx) => deleteEndedExits(tx, clock(), BATCH));
