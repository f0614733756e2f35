import { uuidv7 } from 'uuidv7';
import type { Caller } from '../../caller.ts';
import { AppError } from '../../error.ts';
import { chooseLanguage } from '../../mail/languages.ts';
import type { Applicant } from './admission.ts';
import { noSoonerThan } from './answer-floor.ts';
import { isCommonPassword } from './common-passwords.ts';
import type { Context } from './deps.ts';
import { UNUSABLE_PASSWORD } from './policy.ts';
import { insertUser, renewPending, selectUserByEmail } from './store.ts';

export interface SignUp extends Applicant {
  password: string;
  name: string;
}

/** Others may sign up with the address at the same moment. */
const ATTEMPTS = 5;

/** Answers false when another request changed the account in the meantime. */
async function trySignUp(
  context: Context,
  caller: Caller,
  { email, password, name }: SignUp,
): Promise<boolean> {
  const { database, passwords, clock, audit, outbox } = context;
  const known = await selectUserByEmail(database, email);
  const isPending = known?.verified_at === null;
  const language = chooseLanguage(caller.acceptLanguage);
  // One hash in every case, whose work takes the same time.
  const hash = known ? UNUSABLE_PASSWORD : await passwords.hash(password);
  const isSame = known ? await passwords.verify(isPending ? known.password_hash : null, password) : false;
  return database.transaction(async (tx) => {
    if (!known) {
      const id = uuidv7();
      const now = clock();
      const state = { created_at: now, verified_at: null, suspended_at: null, quota_limit: null, language };
      if (!(await insertUser(tx, { id, email, name, password_hash: hash, ...state }))) return false;
      await audit.record(tx, { action: 'account.created', by: { ...caller, userId: id }, subjectId: id });
      await outbox.owe(tx, id, 'verify-email');
    } else if (isPending) {
      const password_hash = isSame ? known.password_hash : UNUSABLE_PASSWORD;
      if (!(await renewPending(tx, known, { name, password_hash, language }))) return false;
      await outbox.owe(tx, known.id, 'verify-email');
    } else await outbox.owe(tx, known.id, 'already-registered');
    return true;
  });
}

/**
 * Makes an account, or tells the owner of the address by letter that there is one; the caller learns nothing.
 * Signing up again for an address that waits for its confirmation sends another letter, and with another password
 * leaves the account without one (see `UNUSABLE_PASSWORD`). Throws `password-common` and what `Admission` does.
 */
export async function signUp(context: Context, caller: Caller, input: SignUp): Promise<void> {
  if (isCommonPassword(input.password, input.email)) throw new AppError('password-common');
  await context.admission.demand(input);
  await noSoonerThan(context.answerFloor, async () => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (await trySignUp(context, caller, input)) return;
    }
    throw new AppError('overloaded', { retryAfter: 1 });
  });
}

/** Sends another verification letter, if there is somebody to verify. */
export async function resendVerification(context: Context, { email }: { email: string }): Promise<void> {
  await noSoonerThan(context.answerFloor, async () => {
    const user = await selectUserByEmail(context.database, email);
    if (user?.verified_at !== null) return;
    await context.database.transaction((tx) => context.outbox.owe(tx, user.id, 'verify-email'));
  });
}
