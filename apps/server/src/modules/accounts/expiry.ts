import type { Context } from './deps.ts';
import { KEEP_EMAIL_CHANGES, KEEP_SPENT, PENDING_TTL } from './policy.ts';
import { deletePendingUsers } from './store.ts';
import { deleteEmailChanges } from './store-email-changes.ts';
import { deleteTokens } from './store-letters.ts';
import { deleteChallenges } from './store-passkeys.ts';
import { deleteSessions } from './store-sessions.ts';

const BATCH = 200;

/** Deletes accounts that nobody confirmed and what has long been of no use; answers how many rows of each kind. */
export async function expireAccounts({ database, clock }: Context): Promise<number> {
  const now = clock();
  const ended = now - KEEP_SPENT;
  const pending = { madeBefore: now - PENDING_TTL, now, limit: BATCH };
  const users = await database.transaction((tx) => deletePendingUsers(tx, pending));
  const tokens = await database.transaction((tx) => deleteTokens(tx, ended, BATCH));
  const sessions = await database.transaction((tx) => deleteSessions(tx, ended, BATCH));
  const challenges = await database.transaction((tx) => deleteChallenges(tx, now, BATCH));
  const unwanted = now - KEEP_EMAIL_CHANGES;
  const changes = await database.transaction((tx) => deleteEmailChanges(tx, unwanted, BATCH));
  return users + tokens + sessions + challenges + changes;
}
