import type { ExportedMembership } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import { toMoment } from '../../clock.ts';
import type { GroupDeps } from './deps.ts';
import { selectOwnMemberships } from './store-own.ts';

export async function exportMemberships(
  { database }: GroupDeps,
  { userId }: Actor,
): Promise<ExportedMembership[]> {
  const rows = await selectOwnMemberships(database, userId);
  return rows.map((row) => ({
    groupId: row.group_id,
    groupName: row.name,
    role: row.role,
    joinedAt: toMoment(row.joined_at),
    seenAt: row.seen_at === null ? null : toMoment(row.seen_at),
    founded: row.created_by === userId,
  }));
}
