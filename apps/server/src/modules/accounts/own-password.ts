import { AppError } from '../../error.ts';
import type { Context } from './deps.ts';
import { selectUser, type UserRow } from './store.ts';

/**
 * The account whose password this is, by who is logged in to it already; guesses at it count together, whatever it is
 * asked for. Throws `wrong-credentials`, `too-many-attempts`.
 */
export async function guessOwnPassword(
  { database, passwords, attempts }: Context,
  userId: string,
  password: string,
): Promise<UserRow> {
  const known = await attempts.guess(`own-password:${userId}`, async () => {
    const user = await selectUser(database, userId);
    return user && (await passwords.verify(user.password_hash, password)) ? user : null;
  });
  if (!known) throw new AppError('wrong-credentials');
  return known;
}
