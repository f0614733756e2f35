import type { ExportedAccount, ExportedEntry } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import { toMoment } from '../../clock.ts';
import { AppError } from '../../error.ts';
import type { Context } from './deps.ts';
import { nameDevice } from './device.ts';
import { selectUser } from './store.ts';
import { selectWaitingDeletion } from './store-deletions.ts';
import { selectEmailChanges } from './store-email-changes.ts';
import { selectPasskeys } from './store-passkeys.ts';
import { selectSessions } from './store-sessions.ts';

/** More than an account gathers before ended sessions are forgotten. */
const MAX_SESSIONS = 1_000;

const momentOf = (time: number | null): string | null => (time === null ? null : toMoment(time));

/** What the server keeps of the account itself, without the secrets that open it. */
export async function exportAccount(
  { database, suppressions, signAvatar, clock }: Context,
  { userId }: Actor,
): Promise<ExportedAccount> {
  const user = await selectUser(database, userId);
  if (!user) throw new AppError('session-ended');
  const sessions = await selectSessions(database, userId, MAX_SESSIONS);
  const passkeys = await selectPasskeys(database, userId);
  const changes = await selectEmailChanges(database, userId);
  const deletion = await selectWaitingDeletion(database, userId, clock());
  return {
    id: user.id,
    email: user.email,
    name: user.name,
    avatarUrl: signAvatar(user.avatar_id),
    language: user.language,
    createdAt: toMoment(user.created_at),
    verifiedAt: momentOf(user.verified_at),
    quotaLimit: user.quota_limit,
    sessions: sessions.map((session) => ({
      id: session.id,
      device: nameDevice(session.user_agent),
      userAgent: session.user_agent,
      createdAt: toMoment(session.created_at),
      lastUsedAt: toMoment(session.last_used_at),
      endedAt: momentOf(session.ended_at),
    })),
    passkeys: passkeys.map(({ id, name, created_at, last_used_at }) => ({
      id,
      name,
      createdAt: toMoment(created_at),
      lastUsedAt: momentOf(last_used_at),
    })),
    emailChanges: changes.map(({ old_email, new_email, created_at, made_at, ended_at }) => ({
      oldEmail: old_email,
      newEmail: new_email,
      askedAt: toMoment(created_at),
      madeAt: momentOf(made_at),
      endedAt: momentOf(ended_at),
    })),
    mailTrouble: await suppressions.find(database, user.email),
    moderator: user.platform_role === 'moderator',
    deletionAt: momentOf(deletion?.final_at ?? null),
  };
}

export const exportEntries = (
  { audit, database }: Context,
  { userId }: Actor,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ entries: ExportedEntry[]; nextCursor: string | null }> =>
  audit.listForPerson(database, userId, page);
