import type { Deletion, PartingTerms } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { Actor, Caller } from '../../caller.ts';
import { toMoment } from '../../clock.ts';
import type { Queryable, Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import { requireConfirmed } from './confirmation.ts';
import type { Context } from './deps.ts';
import { ACCOUNT_GRACE, DELETION_REMINDER } from './policy.ts';
import { lockUser } from './store.ts';
import * as store from './store-deletions.ts';
import { spendToken, spendTokens } from './store-letters.ts';
import { endSessions } from './store-sessions.ts';

async function present(
  { departures }: Context,
  db: Queryable,
  { user_id, requested_at, final_at, terms }: store.DeletionRow,
): Promise<Deletion> {
  return {
    requestedAt: toMoment(requested_at),
    finalAt: toMoment(final_at),
    photos: terms,
    groups: await departures.list(db, user_id),
  };
}

/** What the owner asked for, as long as the account can be kept; null: nothing. */
export async function getDeletion(context: Context, { userId }: Actor): Promise<Deletion | null> {
  const { database, clock } = context;
  const waiting = await store.selectWaitingDeletion(database, userId, clock());
  return waiting ? present(context, database, waiting) : null;
}

export interface DeletionWish {
  /** In all groups that are not named. */
  photos: PartingTerms;
  groups: readonly { groupId: string; photos: PartingTerms }[];
}

/**
 * Has the account deleted once its grace is over. Nothing of it goes before, and its owner goes on as they did; its other
 * sessions end. Throws `confirmation-required`, `deletion-pending`, `not-found`.
 */
export async function requestDeletion(
  context: Context,
  actor: Actor,
  { photos, groups }: DeletionWish,
): Promise<Deletion> {
  const { database, clock, outbox, audit, departures } = context;
  await requireConfirmed(context, actor);
  return database.transaction(async (tx) => {
    const now = clock();
    const user = await lockUser(tx, actor.userId);
    if (!user) throw new AppError('session-ended');
    const finalAt = now + ACCOUNT_GRACE;
    const row: store.DeletionRow = {
      id: uuidv7(),
      user_id: user.id,
      state: 'waiting',
      terms: photos,
      requested_at: now,
      final_at: finalAt,
      next_at: finalAt,
      tries: 0,
      tally: '{}',
      farewell: null,
      certificate: null,
    };
    if (!(await store.insertDeletion(tx, row))) throw new AppError('deletion-pending');
    const choices = new Map(groups.map((choice) => [choice.groupId, choice.photos]));
    await departures.announce(tx, { userId: user.id, at: finalAt, terms: photos, choices });
    const endedSessions = await endSessions(tx, user.id, now, { except: actor.sessionId });
    await audit.record(tx, {
      action: 'account.deletion-asked',
      by: actor,
      subjectId: user.id,
      details: { endedSessions },
    });
    await outbox.owe(tx, user.id, 'deletion-asked', row.id);
    await outbox.owe(tx, user.id, 'deletion-reminder', row.id, finalAt - DELETION_REMINDER);
    return present(context, tx, row);
  });
}

/** Takes a deletion that waits back; answers false where none does. The account is locked by the transaction. */
export async function takeBackDeletion(
  { departures, audit, clock }: Context,
  tx: Tx,
  by: Caller & { userId: string },
): Promise<boolean> {
  const now = clock();
  const waiting = await store.selectWaitingDeletion(tx, by.userId, now);
  // Between the look and the lock it may have become final.
  const row = waiting && (await store.lockDeletion(tx, waiting.id));
  if (row?.state !== 'waiting') return false;
  await store.deleteDeletion(tx, row.id);
  await departures.takeBack(tx, by.userId);
  await spendTokens(tx, by.userId, ['keep'], now);
  await audit.record(tx, { action: 'account.deletion-cancelled', by, subjectId: by.userId });
  return true;
}

/** Throws `not-found` where the account stays anyway. */
export async function keepAccount(context: Context, actor: Actor): Promise<void> {
  await context.database.transaction(async (tx) => {
    await lockUser(tx, actor.userId);
    if (!(await takeBackDeletion(context, tx, actor))) throw new AppError('not-found');
  });
}

/** As `keepAccount`, by the link of a letter. Throws `code-invalid`. */
export async function keepAccountByLink(
  context: Context,
  caller: Caller,
  { token }: { token: string },
): Promise<void> {
  const { database, emailTokens, clock } = context;
  const found = await emailTokens.findByLink(database, 'keep', token);
  if (!found) throw new AppError('code-invalid');
  await database.transaction(async (tx) => {
    const user = await lockUser(tx, found.user_id);
    const waiting = user && (await store.selectWaitingDeletion(tx, user.id, clock()));
    if (!user || waiting?.id !== found.about) throw new AppError('code-invalid');
    if (!(await spendToken(tx, found.id, clock()))) throw new AppError('code-invalid');
    if (!(await takeBackDeletion(context, tx, { ...caller, userId: user.id })))
      throw new AppError('code-invalid');
  });
}
