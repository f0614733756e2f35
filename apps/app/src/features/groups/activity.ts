import type { AuditAction, AuditEntry } from '@wmory/contract';
import i18n from 'i18next';
import { formatDay } from '@/lib/format';

/** What happened, with how often in a row: nobody reads "added a photo" three hundred times. */
export interface Happening {
  entry: AuditEntry;
  count: number;
}

export interface Day {
  /** As `Date.toDateString` says it, here. */
  day: string;
  happenings: Happening[];
}

export type PhotoAction = Extract<AuditAction, `photo.${string}`>;
export const isPhotoAction = (action: AuditAction): action is PhotoAction => action.startsWith('photo.');

/** Lays entries, newest first, out by the day they happened on here; runs of one person's photos become one. */
export function byDay(entries: readonly AuditEntry[]): Day[] {
  const days: Day[] = [];
  for (const entry of entries) {
    const day = new Date(entry.at).toDateString();
    if (days.at(-1)?.day !== day) days.push({ day, happenings: [] });
    const happenings = days.at(-1)?.happenings ?? [];
    const last = happenings.at(-1);
    const goesOn =
      last &&
      isPhotoAction(entry.action) &&
      last.entry.action === entry.action &&
      last.entry.actor?.id === entry.actor?.id;
    if (goesOn) last.count += 1;
    else happenings.push({ entry, count: 1 });
  }
  return days;
}

/** "Today", "Yesterday", "3 May", of what `byDay` calls a day. */
export function nameOfDay(day: string): string {
  const ago = Math.round(
    (new Date(new Date().toDateString()).getTime() - new Date(day).getTime()) / 86_400_000,
  );
  if (ago === 0) return i18n.t('activity.today');
  return ago === 1 ? i18n.t('activity.yesterday') : formatDay(new Date(day));
}
