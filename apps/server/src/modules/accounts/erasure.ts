import type { CertificateContent } from '@wmory/contract';
import { toMoment } from '../../clock.ts';
import type { Tx } from '../../db/index.ts';
import type { Tally } from './departures.ts';
import type { Context } from './deps.ts';
import { ERASURE_WAIT } from './policy.ts';
import { anonymiseUser, deleteUser, insertNobody, lockUser } from './store.ts';
import * as store from './store-deletions.ts';
import { deleteEmailChangesOf } from './store-email-changes.ts';
import { deleteLettersOf, deleteTokensOf } from './store-letters.ts';
import { deletePasskeysSince } from './store-passkeys.ts';
import { deleteSessionsOf } from './store-sessions.ts';

const BATCH = 20;

/**
 * The sweep that deletes accounts whose grace is over, one batch of one step of each. Every batch is a transaction with
 * what it adds to the tally, and each step goes by what it finds: so it can stop anywhere, and goes on.
 */
export async function eraseAccounts(context: Context): Promise<number> {
  const { database, clock } = context;
  let done = 0;
  const failures: unknown[] = [];
  for (const { id } of await store.selectDueDeletions(database, ['waiting', 'erasing'], clock(), BATCH)) {
    try {
      done += await database.transaction((tx) => eraseSome(context, tx, id));
    } catch (error) {
      // One that cannot go on does not keep the others.
      failures.push(error);
      await store.updateDeletion(database, id, { next_at: clock() + ERASURE_WAIT });
    }
  }
  if (failures.length > 0) throw failures[0];
  return done;
}

async function eraseSome(context: Context, tx: Tx, id: string): Promise<0 | 1> {
  const now = context.clock();
  const row = await store.lockDeletion(tx, id);
  if (!row || row.state === 'erased' || row.next_at > now) return 0;
  if (row.state === 'waiting') {
    await closeAccount(context, tx, row);
    return 1;
  }
  const leaving = { userId: row.user_id, deletionId: row.id, terms: row.terms };
  for (const step of context.departures.steps) {
    const gone = await step(tx, leaving);
    if (gone === 'wait') {
      await store.updateDeletion(tx, id, { next_at: now + ERASURE_WAIT });
      return 0;
    }
    if (gone) {
      await store.updateDeletion(tx, id, { tally: addTo(row, gone) });
      return 1;
    }
  }
  await finish(context, tx, row);
  return 1;
}

const tallyOf = ({ tally }: Pick<store.DeletionRow, 'tally'>): Tally => JSON.parse(tally) as Tally;

function addTo(row: store.DeletionRow, gone: Tally): string {
  const sum = tallyOf(row);
  for (const [what, count] of Object.entries(gone) as [keyof Tally, number][])
    sum[what] = (sum[what] ?? 0) + count;
  return JSON.stringify(sum);
}

/** From now on nothing opens it, its address is free, and its name is nowhere but in the letter that is still to go. */
async function closeAccount(context: Context, tx: Tx, row: store.DeletionRow): Promise<void> {
  const user = await lockUser(tx, row.user_id);
  if (!user) return store.deleteDeletion(tx, row.id);
  const { email, name, language } = user;
  const sessions = await deleteSessionsOf(tx, user.id);
  const passkeys = await deletePasskeysSince(tx, user.id, 0);
  await deleteTokensOf(tx, user.id);
  await deleteLettersOf(tx, user.id);
  await deleteEmailChangesOf(tx, user.id);
  await insertNobody(tx);
  await anonymiseUser(tx, user.id);
  await store.updateDeletion(tx, row.id, {
    state: 'erasing',
    tally: addTo(row, { sessions, passkeys }),
    farewell: context.farewells.seal({ email, name, language }, row.id),
  });
}

/** Deletes what is left, the account itself, and writes down for its owner that it is so. */
async function finish(context: Context, tx: Tx, row: store.DeletionRow): Promise<void> {
  const now = context.clock();
  const tally = tallyOf(row);
  await deleteUser(tx, row.user_id);
  await context.audit.record(tx, {
    action: 'account.deleted',
    by: null,
    subjectId: row.user_id,
    details: { photos: tally.photos ?? 0, given: tally.given ?? 0 },
  });
  const certificate = context.certificates.sign(certify(context.installation(), row, now));
  await store.updateDeletion(tx, row.id, {
    state: 'erased',
    certificate: JSON.stringify(certificate),
    next_at: now,
  });
}

function certify(installation: string, row: store.DeletionRow, now: number): CertificateContent {
  const tally = tallyOf(row);
  const count = (what: keyof Tally): number => tally[what] ?? 0;
  return {
    type: 'wmory deletion certificate',
    version: 1,
    id: row.id,
    installation,
    account: row.user_id,
    requestedAt: toMoment(row.requested_at),
    deletedAt: toMoment(now),
    deleted: {
      photos: count('photos'),
      bytes: count('bytes'),
      objects: count('objects'),
      uploads: count('uploads'),
      memberships: count('memberships'),
      groups: count('groups'),
      invites: count('invites'),
      joinRequests: count('joinRequests'),
      blocks: count('blocks'),
      sessions: count('sessions'),
      passkeys: count('passkeys'),
      mentions: count('mentions'),
    },
    kept: { photos: count('given'), evidence: count('evidence') },
  };
}
