import { MAX_NEW } from '@wmory/contract';
import i18n from 'i18next';
import { locale } from '@/i18n';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Bytes for people, in powers of 1000: "1.2 GB". */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return new Intl.NumberFormat(locale(), {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && power > 1 ? 1 : 0,
  }).format(value);
}

/** "14 March 2026", or without the year in the current one. */
export function formatDay(moment: string | Date, month: 'long' | 'short' = 'long'): string {
  const date = new Date(moment);
  const sameYear = date.getFullYear() === new Date().getFullYear();
  return new Intl.DateTimeFormat(locale(), {
    day: 'numeric',
    month,
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(date);
}

/** "12 new", "99+ new". */
export const sayNew = (count: number): string =>
  count < MAX_NEW
    ? i18n.t('common.newPhotos', { count })
    : i18n.t('common.manyNewPhotos', { count: MAX_NEW - 1 });

/** "16:05". */
export const formatTime = (moment: string | Date): string =>
  new Intl.DateTimeFormat(locale(), { hour: 'numeric', minute: '2-digit' }).format(new Date(moment));

const STEPS = [
  ['days', 86_400_000],
  ['hours', 3_600_000],
  ['minutes', 60_000],
] as const;

/** "in 3 days", "2 hours ago", "now". From sentences of ours, as Hermes has no RelativeTimeFormat. */
export function formatDistance(moment: string | Date, now = Date.now()): string {
  const apart = new Date(moment).getTime() - now;
  const step = STEPS.find(([, size]) => Math.abs(apart) >= size);
  if (!step) return i18n.t('when.now');
  const count = Math.round(Math.abs(apart) / step[1]);
  return i18n.t(`when.${step[0]}${apart < 0 ? 'Ago' : 'Ahead'}`, { count });
}
