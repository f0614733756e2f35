import { LetterChoices, type OptionalLetter } from '@wmory/contract';
import { DAY, HOUR, MINUTE } from '../../clock.ts';
import type { Membership } from '../groups/index.ts';

type Period = Exclude<LetterChoices['photos'], 'off'>;

/** Between two letters about new photos, at least. */
const PERIOD: Record<Period, number> = { daily: DAY, weekly: 7 * DAY };
/** From the first new photo until its letter: what belongs together comes in one. */
const GATHERING: Record<Period, number> = { daily: 2 * HOUR, weekly: DAY };
/** Letters go at full quarters of an hour, so that those of one group are prepared together. */
const QUARTER = 15 * MINUTE;

export const nextQuarter = (time: number): number => Math.ceil(time / QUARTER) * QUARTER;

/**
 * When a letter about what is new now is due.
 *
 * @param owedAt of the one before; null: there was none
 */
export const digestDueAt = (period: Period, owedAt: number | null, now: number): number =>
  nextQuarter(Math.max(now + GATHERING[period], owedAt === null ? 0 : owedAt + PERIOD[period]));

/** What is older is no news, whoever was not told. */
const LOOK_BACK = 14 * DAY;
/** What was added within it may not be written down yet. */
export const SETTLING = MINUTE;
/** Until a digest is looked at again that waits for the letter before it, or for photos that are being prepared. */
export const DIGEST_RETRY = HOUR;

/** From when on a group has news for a member: what was added before they joined, or before they last looked, is none. */
export const newsAfter = (after: number, { joinedAt, seenAt }: Pick<Membership, 'joinedAt' | 'seenAt'>) =>
  Math.max(after, joinedAt, seenAt ?? 0);

/** The same, of what they have not been told. */
export const untoldAfter = (
  { toldUntil, since }: { toldUntil: number | null; since: number },
  member: Pick<Membership, 'joinedAt' | 'seenAt'>,
  now: number,
): number => newsAfter(Math.max(toldUntil ?? since, now - LOOK_BACK), member);

/** Groups that one letter tells of. */
export const MAX_DIGEST_GROUPS = 10;

/** The choice as one of its kind; null where it is none. */
export function readChoice<K extends OptionalLetter>(kind: K, choice: string): LetterChoices[K] | null {
  const parsed = LetterChoices.shape[kind].safeParse(choice);
  return parsed.success ? (parsed.data as LetterChoices[K]) : null;
}
