import type { Clock } from '../../clock.ts';
import type { Tx } from '../../db/index.ts';
import type { Letter } from '../../mail/port.ts';
import { writeLetter } from '../../mail/templates.ts';
import type { EmailTokens } from './email-tokens.ts';
import type { UserRow } from './store.ts';
import { selectDeletion } from './store-deletions.ts';
import type { LetterRow } from './store-letters.ts';

interface DeletionLetterDeps {
  clock: Clock;
  emailTokens: EmailTokens;
  publicUrl: () => string;
}

type DeletionKind = 'deletion-asked' | 'deletion-reminder';
type DeletionLetter = LetterRow & { kind: DeletionKind };

export const isAboutDeletion = (kind: LetterRow['kind']): kind is DeletionKind =>
  kind === 'deletion-asked' || kind === 'deletion-reminder';

/** Writes a letter about an account that is to be deleted; null when it is kept, or gone. */
export async function composeDeletionLetter(
  { emailTokens, publicUrl, clock }: DeletionLetterDeps,
  tx: Tx,
  { kind, about }: DeletionLetter,
  { email, name, language }: UserRow,
): Promise<Letter | null> {
  const deletion = about === null ? undefined : await selectDeletion(tx, about);
  if (deletion?.state !== 'waiting' || deletion.final_at <= clock()) return null;
  const link = `${publicUrl()}/keep-account#token=${await emailTokens.mintKeep(tx, deletion)}`;
  const values = { name, until: deletion.final_at, link };
  if (kind === 'deletion-reminder') return writeLetter('deletionReminder', email, values, language);
  return writeLetter('deletionAsked', email, { ...values, when: deletion.requested_at }, language);
}
