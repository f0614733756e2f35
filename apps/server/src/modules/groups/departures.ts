import type { PartingTerms } from '@wmory/contract';
import type { Queryable, Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import type { AnnouncedDeparture, Leaving, Tally } from '../accounts/index.ts';
import type { GroupDeps } from './deps.ts';
import { depart } from './leave.ts';
import { lockGroup, reassignGroups, selectGroup, selectMemberships } from './store.ts';
import { reassignBans } from './store-bans.ts';
import * as exits from './store-exits.ts';
import { deleteInvitesBy } from './store-invites.ts';
import { selectCompany } from './store-members.ts';
import { deletePersonBlocks } from './store-person-blocks.ts';
import { deleteRequestsOf, reassignRequests } from './store-requests.ts';

/**
 * Writes down, for each group that a person is in or has photos in, what becomes of these when their account is deleted:
 * the others see what goes, and when. Nothing goes yet. Throws `not-found` for a choice about a group that they are not in.
 */
export async function announceDeparture(
  { belongings, clock }: Pick<GroupDeps, 'belongings' | 'clock'>,
  tx: Tx,
  { userId, at, terms, choices }: AnnouncedDeparture,
): Promise<void> {
  const own = new Set((await selectMemberships(tx, userId)).map(({ id }) => id));
  for (const groupId of choices.keys()) if (!own.has(groupId)) throw new AppError('not-found');
  for (const groupId of await exits.selectPlacesOf(tx, userId)) {
    const group = await lockGroup(tx, groupId);
    // Who has just left has chosen already.
    if (!group || (await exits.lockExit(tx, groupId, userId, clock()))) continue;
    const chosen = choices.get(groupId) ?? terms;
    await exits.replaceExit(tx, {
      group_id: groupId,
      user_id: userId,
      group_name: group.name,
      terms: chosen,
      removal_terms: null,
      left_at: at,
      ends_at: at,
    });
    if (chosen === 'go') await belongings.settle(tx, { groupId, userId, leftAt: at, endsAt: at }, 'go');
  }
}

/** As if nothing had been announced. */
export async function takeBackDeparture(
  { belongings }: Pick<GroupDeps, 'belongings'>,
  tx: Tx,
  userId: string,
): Promise<void> {
  for (const exit of await exits.selectAnnounced(tx, userId)) {
    const { group_id: groupId, left_at: leftAt, ends_at: endsAt } = exit;
    await exits.deleteExit(tx, groupId, userId);
    if (exit.terms === 'go') await belongings.settle(tx, { groupId, userId, leftAt, endsAt }, 'stay');
  }
}

export async function listAnnounced(
  db: Queryable,
  userId: string,
): Promise<{ groupId: string; groupName: string; photos: PartingTerms }[]> {
  const rows = await exits.selectAnnounced(db, userId);
  return rows.map((row) => ({
    groupId: row.group_id,
    groupName: row.group_name,
    photos: row.terms === 'go' ? 'go' : 'give',
  }));
}

/** The groups whose photos by the person go with them: those for which they said so, and where nobody else is left. */
export async function selectForsaken(
  db: Queryable,
  { userId, terms }: Pick<Leaving, 'userId' | 'terms'>,
  groupIds: readonly string[],
): Promise<Set<string>> {
  const announced = new Map(
    (await exits.selectAnnounced(db, userId)).map((row) => [row.group_id, row.terms]),
  );
  const company = await selectCompany(db, userId, groupIds);
  const forsaken = new Set<string>();
  for (const groupId of new Set(groupIds))
    if (!company.has(groupId) || (announced.get(groupId) ?? terms) === 'go') forsaken.add(groupId);
  return forsaken;
}

/**
 * Takes away the invites of an account that is being deleted, then takes it out of one of its groups, and once it is in none,
 * takes away all else that names it. Its photos are settled by then. Answers what went; null: nothing was left.
 */
export async function erasePerson(
  deps: GroupDeps,
  tx: Tx,
  { userId, terms }: Pick<Leaving, 'userId' | 'terms'>,
): Promise<Tally | null> {
  // First, so that nobody comes into a group by them that is about to close.
  const invites = await deleteInvitesBy(tx, userId);
  if (invites > 0) return { invites };
  const [membership] = await selectMemberships(tx, userId);
  if (membership) {
    const group = await lockGroup(tx, membership.id);
    const announced = (await exits.selectAnnounced(tx, userId)).find(
      ({ group_id }) => group_id === membership.id,
    );
    const departure = {
      userId,
      terms: announced?.terms ?? terms,
      removed: false,
      deleteGroup: true,
      by: null,
    };
    if (!group || !(await depart(deps, tx, { ...departure, group }))) return { memberships: 0 };
    return { memberships: 1, groups: (await selectGroup(tx, group.id)) ? 0 : 1 };
  }
  const tally = {
    joinRequests: await deleteRequestsOf(tx, userId),
    blocks: await deletePersonBlocks(tx, userId),
  };
  const renamed =
    (await reassignGroups(tx, userId)) +
    (await reassignBans(tx, userId)) +
    (await reassignRequests(tx, userId));
  return renamed + tally.joinRequests + tally.blocks > 0 ? tally : null;
}
