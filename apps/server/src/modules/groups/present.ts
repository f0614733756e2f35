import type { Departure, Group, Invite, JoinRequest, Member, MyJoinRequest, Role } from '@wmory/contract';
import { toMoment } from '../../clock.ts';
import type { Queryable } from '../../db/index.ts';
import type { GroupDeps } from './deps.ts';
import { givableRoles, groupAbilities, memberAbilities } from './policy.ts';
import { isAtLeast, type Standing } from './proof.ts';
import { rulesOf } from './rules.ts';
import type { MembershipRow } from './store.ts';
import { type DepartureRow, selectDepartures } from './store-exits.ts';
import type { InviteRow } from './store-invites.ts';
import type { MemberRow } from './store-members.ts';
import { countRequests, type NamedRequestRow, type RequestRow } from './store-requests.ts';

/** Groups as their member sees them; a chosen cover that cannot be shown gives way to the newest photo. */
export async function presentGroups(
  { covers, clock }: Pick<GroupDeps, 'covers' | 'clock'>,
  db: Queryable,
  userId: string,
  rows: readonly MembershipRow[],
): Promise<Group[]> {
  const now = clock();
  const viewers = rows.map((row) => ({
    groupId: row.id,
    userId,
    role: row.role,
    rules: rulesOf(row),
    hasBlocks: row.has_blocks === 1,
  }));
  const full = new Set(rows.flatMap((row) => (row.photo_count > 0 ? [row.id] : [])));
  const newest = await covers.newest(
    db,
    viewers.filter(({ groupId }) => full.has(groupId)),
  );
  const wanted = rows
    .flatMap((row) => [row.cover_photo_id, newest.get(row.id)])
    .filter((id) => typeof id === 'string');
  const urls = await covers.urls(db, viewers, [...new Set(wanted)]);
  const counts = await covers.counts(db, viewers);
  const unseen = await covers.unseen(db, viewers);
  const behind = viewers.flatMap((viewer, index) => {
    const { seen_at: since = null, active_at = 0 } = rows[index] ?? {};
    // Nothing has been added to the others.
    return since !== null && active_at > since ? [{ ...viewer, since }] : [];
  });
  const fresh = await covers.fresh(db, behind);
  const managed = viewers.filter(({ role }) => isAtLeast(role, 'admin')).map(({ groupId }) => groupId);
  const asking = await countRequests(db, managed, now);
  const departures = await selectDepartures(
    db,
    viewers.filter(seesDepartures).map(({ groupId }) => groupId),
    now,
    { userId, hasBlocks: viewers[0]?.hasBlocks ?? false },
  );
  return rows.map((row) => {
    const rules = rulesOf(row);
    const photoId = [row.cover_photo_id, newest.get(row.id)].find(
      (id) => typeof id === 'string' && urls.has(id),
    );
    const shown = photoId ? urls.get(photoId) : undefined;
    return {
      id: row.id,
      name: row.name,
      createdAt: toMoment(row.created_at),
      memberCount: row.member_count,
      photoCount: counts.get(row.id) ?? row.photo_count - (unseen.get(row.id) ?? 0),
      newCount: fresh.get(row.id) ?? 0,
      seenAt: row.seen_at === null ? null : toMoment(row.seen_at),
      cover: photoId && shown ? { photoId, ...shown } : null,
      role: row.role,
      rules,
      joinRequestCount: asking.get(row.id) ?? 0,
      departures: departures.filter(({ group_id }) => group_id === row.id).map(presentDeparture),
      abilities: groupAbilities(row.role, rules),
    };
  });
}

/** Who sees nobody else's photos is not told whose go. */
const seesDepartures = ({ role, rules }: Standing): boolean =>
  rules.photos === 'shared' || isAtLeast(role, 'admin');

const presentDeparture = (row: DepartureRow): Departure => ({
  person: { id: row.user_id, name: row.name },
  photoCount: Number(row.photo_count),
  photosGoAt: toMoment(row.ends_at),
});

type Pictures = Pick<GroupDeps, 'signAvatar'>;

export const presentMember = (
  { signAvatar }: Pictures,
  actor: { userId: string; role: Role },
  row: MemberRow,
): Member => ({
  userId: row.user_id,
  name: row.name,
  avatarUrl: signAvatar?.(row.avatar_id) ?? null,
  role: row.role,
  joinedAt: toMoment(row.joined_at),
  blocked: row.blocked_at !== null,
  abilities: memberAbilities(actor, { userId: row.user_id, role: row.role }),
});

export const presentInvite = (row: InviteRow): Invite => ({
  id: row.id,
  role: row.role,
  createdAt: toMoment(row.created_at),
  createdBy: { id: row.created_by, name: row.creator_name },
  expiresAt: toMoment(row.expires_at),
  maxUses: row.max_uses,
  uses: row.uses,
});

export const presentMyRequest = (row: RequestRow): MyJoinRequest => ({
  id: row.id,
  groupName: row.group_name,
  role: row.role,
  state: row.state,
  askedAt: toMoment(row.asked_at),
  endsAt: toMoment(row.ends_at),
});

export const presentRequest = (
  { signAvatar }: Pictures,
  decider: Standing,
  row: NamedRequestRow,
): JoinRequest => ({
  id: row.id,
  person: { id: row.user_id, name: row.name, avatarUrl: signAvatar?.(row.avatar_id) ?? null },
  role: row.role,
  invitedBy: row.invited_by_name === null ? null : { id: row.invited_by, name: row.invited_by_name },
  askedAt: toMoment(row.asked_at),
  expiresAt: toMoment(row.ends_at),
  abilities: { approve: givableRoles(decider.role).includes(row.role) },
});
