import type { Ban, ExitTerms } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import { toMoment } from '../../clock.ts';
import type { Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import { authorise } from './authorise.ts';
import type { GroupDeps } from './deps.ts';
import { type By, depart } from './leave.ts';
import { MAX_BANS, memberAbilities } from './policy.ts';
import { refuseRequest } from './requests.ts';
import { type GroupRow, lockGroup } from './store.ts';
import {
  countBans,
  deleteBan,
  insertBan,
  isBanned,
  type NamedBanRow,
  selectBan,
  selectBans,
} from './store-bans.ts';
import { lockExit } from './store-exits.ts';
import { lockMember } from './store-members.ts';
import { lockRequest } from './store-requests.ts';

const present = (row: NamedBanRow): Ban => ({
  person: { id: row.user_id, name: row.name },
  bannedBy:
    row.banned_by === null || row.banned_by_name === null
      ? null
      : { id: row.banned_by, name: row.banned_by_name },
  bannedAt: toMoment(row.banned_at),
});

export async function listBans({ database }: GroupDeps, actor: Actor, groupId: string): Promise<Ban[]> {
  await authorise(database, actor, groupId, 'admin');
  return (await selectBans(database, groupId)).map(present);
}

/**
 * Keeps someone out, and takes them out where they are a member. The group is locked by the transaction.
 *
 * @param terms as the rules of the group say, unless given
 */
async function keepOut(
  deps: GroupDeps,
  tx: Tx,
  { group, userId, terms, by }: { group: GroupRow; userId: string; terms: ExitTerms | undefined; by: By },
): Promise<void> {
  const groupId = group.id;
  if ((await countBans(tx, groupId)) >= MAX_BANS)
    throw new AppError('too-many-bans', { params: { max: MAX_BANS } });
  const now = deps.clock();
  const ban = { group_id: groupId, user_id: userId, banned_by: by?.userId ?? null, banned_at: now };
  if (!(await insertBan(tx, ban))) return;
  await refuseRequest(deps, tx, { groupId, userId });
  await depart(deps, tx, {
    group,
    userId,
    terms: terms ?? group.rule_removal,
    removed: true,
    deleteGroup: false,
    by,
  });
  await deps.audit.record(tx, { action: 'member.banned', by, groupId, subjectId: userId });
}

/** Whether the group knows the person without their being in it: they ask to join, have left lately, or are banned. */
async function isKnown(
  tx: Tx,
  { groupId, userId, now }: { groupId: string; userId: string; now: number },
): Promise<boolean> {
  return (
    (await lockRequest(tx, groupId, userId)) !== undefined ||
    (await lockExit(tx, groupId, userId, now)) !== undefined ||
    (await isBanned(tx, groupId, userId))
  );
}

/** Bans whom the actor may remove, who asks to join, or who has left lately; whoever is banned already stays so. */
export async function banMember(
  deps: GroupDeps,
  actor: Actor,
  { groupId, userId, terms }: { groupId: string; userId: string; terms?: ExitTerms | undefined },
): Promise<Ban> {
  return deps.database.transaction(async (tx) => {
    const group = await lockGroup(tx, groupId);
    if (!group) throw new AppError('not-found');
    const self = await authorise(tx, actor, groupId, 'admin');
    const member = await lockMember(tx, groupId, userId);
    if (!member && !(await isKnown(tx, { groupId, userId, now: deps.clock() })))
      throw new AppError('not-a-member');
    if (member && !memberAbilities(self, { userId, role: member.role }).remove)
      throw new AppError('forbidden');
    await keepOut(deps, tx, { group, userId, terms, by: actor });
    const row = await selectBan(tx, groupId, userId);
    if (!row) throw new Error('the ban that was just written is not there');
    return present(row);
  });
}

export async function liftBan(
  deps: GroupDeps,
  actor: Actor,
  { groupId, userId }: { groupId: string; userId: string },
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    await authorise(tx, actor, groupId, 'admin');
    if (!(await readmit(deps, tx, { groupId, userId, by: actor }))) throw new AppError('not-found');
  });
}

/**
 * Bans someone, whether they are in the group or not, for moderators of the platform. Throws `forbidden` for the owner
 * of the group, who cannot be banned from it; does nothing where the group is gone.
 */
export async function ban(
  deps: GroupDeps,
  tx: Tx,
  { groupId, userId, terms, by }: { groupId: string; userId: string; terms?: ExitTerms; by: By },
): Promise<void> {
  const group = await lockGroup(tx, groupId);
  if (!group) return;
  const member = await lockMember(tx, groupId, userId);
  if (member?.role === 'owner') throw new AppError('forbidden');
  await keepOut(deps, tx, { group, userId, terms, by });
}

/** Ends a ban; false when there was none. */
export async function readmit(
  { audit }: GroupDeps,
  tx: Tx,
  { groupId, userId, by }: { groupId: string; userId: string; by: By },
): Promise<boolean> {
  if (!(await deleteBan(tx, groupId, userId))) return false;
  await audit.record(tx, { action: 'member.ban-lifted', by, groupId, subjectId: userId });
  return true;
}
