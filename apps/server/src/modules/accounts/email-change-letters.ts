import type { Clock } from '../../clock.ts';
import type { Tx } from '../../db/index.ts';
import type { Letter } from '../../mail/port.ts';
import { writeLetter } from '../../mail/templates.ts';
import type { EmailTokens } from './email-tokens.ts';
import { EMAIL_RETURN_TTL, isSuspended } from './policy.ts';
import { selectUserByEmail, type UserRow } from './store.ts';
import { selectEmailChange, selectWaitingChange } from './store-email-changes.ts';
import type { LetterRow } from './store-letters.ts';
import type { Suppressions } from './suppressions.ts';

interface ChangeLetterDeps {
  clock: Clock;
  emailTokens: EmailTokens;
  publicUrl: () => string;
  suppressions: Suppressions;
}

type ChangeKind = 'email-change' | 'email-change-notice';
type ChangeLetter = LetterRow & { kind: ChangeKind };

export const isAboutChange = (kind: LetterRow['kind']): kind is ChangeKind =>
  kind === 'email-change' || kind === 'email-change-notice';

/**
 * Writes a letter about a change of address to the address that it concerns, the new one or the old; null when the
 * change is off, or that address gets no letters for now.
 */
export async function composeChangeLetter(
  { emailTokens, publicUrl, suppressions, clock }: ChangeLetterDeps,
  tx: Tx,
  { kind, about }: ChangeLetter,
  user: UserRow,
): Promise<Letter | null> {
  const now = clock();
  const change = about && (await selectEmailChange(tx, about));
  if (!change || change.ended_at !== null || isSuspended(user, now)) return null;
  const to = kind === 'email-change' ? change.new_email : change.old_email;
  if (await suppressions.isSuppressed(tx, to)) return null;
  if (kind === 'email-change-notice') {
    const until = change.expires_at + EMAIL_RETURN_TTL;
    const link = `${publicUrl()}/keep-email#token=${await emailTokens.mintReturn(tx, change, until)}`;
    const values = { name: user.name, when: change.created_at, until, link };
    return writeLetter('emailChangeNotice', to, values, user.language);
  }
  const holder = await selectUserByEmail(tx, to);
  if (holder && holder.verified_at !== null) {
    const values = { name: holder.name, link: `${publicUrl()}/log-in` };
    return writeLetter('emailChangeTaken', to, values, holder.language);
  }
  if ((await selectWaitingChange(tx, user.id, now))?.id !== change.id) return null;
  const link = `${publicUrl()}/new-email#token=${await emailTokens.mintChange(tx, change)}`;
  return writeLetter('emailChange', to, { name: user.name, link, until: change.expires_at }, user.language);
}
