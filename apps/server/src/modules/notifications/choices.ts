import { type LetterChange, LetterChoices, type Notifications, OptionalLetter } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import type { Queryable, Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import type { NotificationDeps } from './deps.ts';
import { readToken } from './opt-out.ts';
import { digestDueAt, readChoice } from './policy.ts';
import { isAccount, saveChoice, selectChoices, selectMuted, setMuted } from './store.ts';
import { moveDigest, selectDigest } from './store-digests.ts';

const present = async (db: Queryable, userId: string): Promise<Notifications> => ({
  letters: await selectChoices(db, userId),
  mutedGroups: await selectMuted(db, userId),
});

export const getNotifications = (
  { database }: NotificationDeps,
  { userId }: Pick<Actor, 'userId'>,
): Promise<Notifications> => present(database, userId);

/** Brings a letter that is due to the period that holds now. */
async function moveDue(tx: Tx, userId: string, period: LetterChoices['photos'], now: number): Promise<void> {
  const digest = await selectDigest(tx, userId);
  if (digest?.due_at == null) return;
  await moveDigest(tx, digest, period === 'off' ? null : digestDueAt(period, digest.owed_at, now));
}

async function choose(
  { clock }: NotificationDeps,
  tx: Tx,
  userId: string,
  wish: { [K in OptionalLetter]?: LetterChoices[K] | undefined },
): Promise<void> {
  const before = await selectChoices(tx, userId);
  for (const kind of OptionalLetter.options) {
    const choice = wish[kind];
    if (choice === undefined || choice === before[kind]) continue;
    await saveChoice(tx, userId, kind, choice);
    if (kind === 'photos') await moveDue(tx, userId, LetterChoices.shape.photos.parse(choice), clock());
  }
}

export async function updateNotifications(
  deps: NotificationDeps,
  { userId }: Pick<Actor, 'userId'>,
  wish: { [K in OptionalLetter]?: LetterChoices[K] | undefined },
): Promise<Notifications> {
  await deps.database.transaction((tx) => choose(deps, tx, userId, wish));
  return present(deps.database, userId);
}

export async function muteGroup(
  { database, groups }: NotificationDeps,
  actor: Actor,
  { groupId, muted }: { groupId: string; muted: boolean },
): Promise<void> {
  await database.transaction(async (tx) => {
    const { userId } = await groups.authorise(actor, groupId, 'viewer', tx);
    await setMuted(tx, groupId, userId, muted ? 1 : 0);
  });
}

/** Chooses by the token of a letter, whoever holds it. Throws `code-invalid` where it is none, or no choice of its kind. */
export async function chooseByLetter(
  deps: NotificationDeps,
  { token, choice }: { token: string; choice: string },
): Promise<LetterChange> {
  const right = readToken(deps.optOutKey, token);
  const now = right && readChoice(right.kind, choice);
  if (!right || now === null) throw new AppError('code-invalid');
  const { userId, kind } = right;
  return deps.database.transaction(async (tx) => {
    if (!(await isAccount(tx, userId))) throw new AppError('code-invalid');
    const { [kind]: before } = await selectChoices(tx, userId);
    await choose(deps, tx, userId, { [kind]: now });
    return { kind, before, now };
  });
}
