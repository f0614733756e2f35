import type { Attestation, CreationOptions, Passkey } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../caller.ts';
import { toMoment } from '../../clock.ts';
import type { Queryable } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import { namePasskey } from './authenticators.ts';
import { requireConfirmed } from './confirmation.ts';
import type { Context } from './deps.ts';
import { hashCredential } from './passkey-use.ts';
import { MAX_PASSKEYS, UNUSABLE_PASSWORD } from './policy.ts';
import { lockUser, selectUser } from './store.ts';
import * as store from './store-passkeys.ts';

const present = ({ id, name, created_at, last_used_at, synced }: store.PasskeyRow): Passkey => ({
  id,
  name,
  createdAt: toMoment(created_at),
  lastUsedAt: last_used_at === null ? null : toMoment(last_used_at),
  synced: synced === 1,
});

export async function listPasskeys({ database }: Context, actor: Actor): Promise<Passkey[]> {
  return (await store.selectPasskeys(database, actor.userId)).map(present);
}

async function selectWithRoom(db: Queryable, userId: string): Promise<store.PasskeyRow[]> {
  const known = await store.selectPasskeys(db, userId);
  if (known.length >= MAX_PASSKEYS) throw new AppError('too-many-passkeys');
  return known;
}

/** What a browser needs to make a passkey. Throws `confirmation-required`, `too-many-passkeys`. */
export async function preparePasskey(context: Context, actor: Actor): Promise<CreationOptions> {
  const { database, ceremonies, challenges } = context;
  const { userId } = actor;
  await requireConfirmed(context, actor);
  const known = await selectWithRoom(database, userId);
  const user = await selectUser(database, userId);
  if (!user) throw new AppError('session-ended');
  return ceremonies.creationOptions(user, known, await challenges.make({ purpose: 'add', userId }));
}

/**
 * Adds the passkey that answers a challenge of `preparePasskey`, and tells the owner by letter. Throws `passkey-unfit`,
 * also for one that some account has already; `too-many-passkeys`.
 */
export async function addPasskey(
  context: Context,
  actor: Actor,
  { passkey, name }: { passkey: Attestation; name?: string | undefined },
): Promise<Passkey> {
  const { database, ceremonies, challenges, clock, audit, outbox } = context;
  const { userId } = actor;
  const challenge = await challenges.take(passkey.response.clientDataJSON, { purpose: 'add', userId });
  const credential = challenge && (await ceremonies.checkNew(passkey, challenge));
  if (!credential) throw new AppError('passkey-unfit');
  const { aaguid, ...kept } = credential;
  const row: store.PasskeyRow = {
    ...kept,
    id: uuidv7(),
    user_id: userId,
    credential_hash: hashCredential(kept.credential_id),
    name: name ?? namePasskey(aaguid, actor.userAgent),
    created_at: clock(),
    last_used_at: null,
  };
  await database.transaction(async (tx) => {
    // Those that are added side by side wait here, so that they are counted.
    await lockUser(tx, userId);
    await selectWithRoom(tx, userId);
    if (!(await store.insertPasskey(tx, row))) throw new AppError('passkey-unfit');
    await audit.record(tx, { action: 'passkey.added', by: actor, subjectId: row.id });
    await outbox.owe(tx, userId, 'passkey-added');
  });
  return present(row);
}

async function findOwn(db: Queryable, userId: string, id: string): Promise<store.PasskeyRow> {
  const found = (await store.selectPasskeys(db, userId)).find((each) => each.id === id);
  if (!found) throw new AppError('not-found');
  return found;
}

/** Throws `not-found`. */
export async function renamePasskey(
  { database, audit }: Context,
  actor: Actor,
  id: string,
  { name }: { name: string },
): Promise<Passkey> {
  return database.transaction(async (tx) => {
    if (!(await store.renamePasskey(tx, actor.userId, id, name))) throw new AppError('not-found');
    await audit.record(tx, { action: 'passkey.renamed', by: actor, subjectId: id });
    return present(await findOwn(tx, actor.userId, id));
  });
}

/** Throws `confirmation-required`; `not-found`; `last-way-in` where no password opens the account either. */
export async function removePasskey(context: Context, actor: Actor, id: string): Promise<void> {
  const { database, audit, outbox } = context;
  const { userId } = actor;
  await requireConfirmed(context, actor);
  await database.transaction(async (tx) => {
    // Two that are removed side by side would each leave the other as the way in.
    const user = await lockUser(tx, userId);
    const known = await store.selectPasskeys(tx, userId);
    if (
      known.some((each) => each.id === id) &&
      known.length === 1 &&
      user?.password_hash === UNUSABLE_PASSWORD
    )
      throw new AppError('last-way-in');
    if (!(await store.deletePasskey(tx, userId, id))) throw new AppError('not-found');
    await audit.record(tx, { action: 'passkey.removed', by: actor, subjectId: id });
    await outbox.owe(tx, userId, 'passkey-removed');
  });
}
