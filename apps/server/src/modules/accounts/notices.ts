import { uuidv7 } from 'uuidv7';
import type { Tx } from '../../db/index.ts';
import type { Language } from '../../mail/letter-kinds.ts';
import type { Letter } from '../../mail/port.ts';
import { insertLetter, isLetterOwed, type LetterRow } from './store-letters.ts';

/** Kinds of letters that modules above write; each tells of the row that it is about. */
const noticeKinds = [
  'report-judged',
  'decision-made',
  'decision-reversed',
  'appeal-rejected',
  'hide-requested',
  'cases-waiting',
  'new-photos',
  'join-asked',
  'join-accepted',
] as const satisfies LetterRow['kind'][];
export type NoticeKind = (typeof noticeKinds)[number];

export type NoticeRow = LetterRow & { kind: NoticeKind };

/** Who is written to. */
export interface Addressee {
  email: string;
  name: string;
  language: Language;
  suspended: boolean;
}

/** Writes a notice that is owed; null when it would tell nothing true any more, or is another's to write. */
export type ComposeNotice = (tx: Tx, notice: NoticeRow, to: Addressee) => Promise<Letter | null>;

export const isNotice = (kind: LetterRow['kind']): kind is NoticeKind =>
  noticeKinds.some((notice) => notice === kind);

/** A notice that is owed to somebody. */
export interface OwedNotice {
  kind: NoticeKind;
  /** Id of the row that it is about. */
  about: string;
  /** Not to be sent before; now, unless given. */
  dueAt?: number;
}

/** Answers false when one like it about the same thing is on its way already. */
export async function oweNotice(
  tx: Tx,
  now: number,
  userId: string,
  { kind, about, dueAt = now }: OwedNotice,
): Promise<boolean> {
  if (await isLetterOwed(tx, userId, kind, about)) return false;
  const row = { id: uuidv7(), user_id: userId, kind, about, created_at: now, due_at: dueAt, tries: 0 };
  await insertLetter(tx, row);
  return true;
}
