import type { AuditFilter, PlatformEntry } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import { AppError } from '../../error.ts';
import type { ModerationDeps } from './deps.ts';
import { isModerator } from './store-judges.ts';

/** What happened on the whole platform, newest first. Throws `not-found` to all but its moderators. */
export async function listPlatformAudit(
  { database, audit }: ModerationDeps,
  actor: Actor,
  filter: AuditFilter,
): Promise<{ entries: PlatformEntry[]; nextCursor: string | null }> {
  if (!(await isModerator(database, actor.userId))) throw new AppError('not-found');
  return audit.listForPlatform(database, filter);
}
