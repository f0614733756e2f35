import type { Clock } from '../../clock.ts';
import type { Tx } from '../../db/index.ts';
import type { Letter } from '../../mail/port.ts';
import { writeLetter } from '../../mail/templates.ts';
import { composeDeletionLetter, isAboutDeletion } from './deletion-letters.ts';
import { nameDevice } from './device.ts';
import { composeChangeLetter, isAboutChange } from './email-change-letters.ts';
import type { EmailTokens } from './email-tokens.ts';
import { type ComposeNotice, isNotice } from './notices.ts';
import { isSuspended } from './policy.ts';
import { selectUser } from './store.ts';
import type { LetterRow } from './store-letters.ts';
import { selectSession } from './store-sessions.ts';
import type { Suppressions } from './suppressions.ts';

export interface LetterDeps {
  clock: Clock;
  emailTokens: EmailTokens;
  publicUrl: () => string;
  suppressions: Suppressions;
  composeNotice: ComposeNotice;
}

/**
 * Writes a letter that is owed, with secrets made for it now; null when it would tell nothing true any more, or the
 * address gets no letters for now.
 * Tokens follow `#` in links, where no server, proxy or referrer sees them, and opening a link spends nothing: the
 * page sends them back.
 */
export async function composeLetter(
  { emailTokens, publicUrl, suppressions, clock, composeNotice }: LetterDeps,
  tx: Tx,
  letter: LetterRow,
): Promise<Letter | null> {
  const { user_id, kind, created_at } = letter;
  const user = await selectUser(tx, user_id);
  if (!user) return null;
  const { email, name, language } = user;
  if (isAboutChange(kind)) {
    const deps = { emailTokens, publicUrl, suppressions, clock };
    return composeChangeLetter(deps, tx, { ...letter, kind }, user);
  }
  // Letters that come back, or that people call spam, cost the sender its good name with everybody's mail server.
  if (await suppressions.isSuppressed(tx, email)) return null;
  const suspended = isSuspended(user, clock());
  if (isNotice(kind)) return composeNotice(tx, { ...letter, kind }, { email, name, language, suspended });
  if (suspended) return null;
  if (isAboutDeletion(kind))
    return composeDeletionLetter({ emailTokens, publicUrl, clock }, tx, { ...letter, kind }, user);
  const resetLink = async () => `${publicUrl()}/reset#token=${await emailTokens.mintReset(tx, user.id)}`;
  switch (kind) {
    case 'verify-email': {
      if (user.verified_at !== null) return null;
      const { code, token } = await emailTokens.mintVerification(tx, user.id);
      const link = `${publicUrl()}/verify#token=${token}`;
      return writeLetter('verifyEmail', email, { name, code, link }, language);
    }
    case 'already-registered': {
      const links = { resetLink: await resetLink(), logInLink: `${publicUrl()}/log-in` };
      return writeLetter('alreadyRegistered', email, { name, ...links }, language);
    }
    case 'reset-password':
      return writeLetter('resetPassword', email, { name, link: await resetLink() }, language);
    case 'password-changed':
      return writeLetter('passwordChanged', email, { name, when: created_at }, language);
    case 'passkey-added':
      return writeLetter('passkeyAdded', email, { name, when: created_at }, language);
    case 'passkey-removed':
      return writeLetter('passkeyRemoved', email, { name, when: created_at }, language);
    case 'new-device': {
      // Who got in may have ended the session already: the owner is told all the same.
      const session = letter.about && (await selectSession(tx, letter.about));
      if (!session) return null;
      const values = {
        device: nameDevice(session.user_agent),
        when: created_at,
        link: `${publicUrl()}/account`,
      };
      return writeLetter('newDevice', email, { name, ...values }, language);
    }
  }
}
