import type { Group, Invite, Member, Role } from '@wmory/contract';
import { toMoment } from '../../clock.ts';
import type { Queryable } from '../../db/index.ts';
import type { Covers } from './deps.ts';
import { groupAbilities, memberAbilities } from './policy.ts';
import type { MemberRow, MembershipRow } from './store.ts';
import type { InviteRow } from './store-invites.ts';

/** Groups as their member sees them; a chosen cover that cannot be shown gives way to the newest photo. */
export async function presentGroups(
  db: Queryable,
  covers: Covers,
  rows: readonly MembershipRow[],
): Promise<Group[]> {
  const newest = await covers.newest(
    db,
    rows.filter((row) => row.photo_count > 0).map((row) => row.id),
  );
  const wanted = rows
    .flatMap((row) => [row.cover_photo_id, newest.get(row.id)])
    .filter((id) => typeof id === 'string');
  const urls = await covers.urls(db, [...new Set(wanted)]);
  return rows.map((row) => {
    const photoId = [row.cover_photo_id, newest.get(row.id)].find(
      (id) => typeof id === 'string' && urls.has(id),
    );
    const shown = photoId ? urls.get(photoId) : undefined;
    return {
      id: row.id,
      name: row.name,
      createdAt: toMoment(row.created_at),
      memberCount: row.member_count,
      photoCount: row.photo_count,
      cover: photoId && shown ? { photoId, ...shown } : null,
      role: row.role,
      abilities: groupAbilities(row.role),
    };
  });
}

export const presentMember = (actor: { userId: string; role: Role }, row: MemberRow): Member => ({
  userId: row.user_id,
  name: row.name,
  role: row.role,
  joinedAt: toMoment(row.joined_at),
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
