import type { Photo } from '@wmory/contract';
import i18n from 'i18next';
import { locale } from '@/i18n';
import { dateFormat } from '@/lib/date-format';
import { filmOf } from './live-photo';

/** `taken`: by the clock where the picture was taken; `added`: by the clock of whoever looks. */
export type Order = 'taken' | 'added';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const localOffset = (time: number): number => -new Date(time).getTimezoneOffset();

/**
 * Minutes east of UTC of the clock that a picture's time is told by. A camera that records no offset has its
 * wall time read as UTC, so UTC shows what its clock showed; without a camera the time is a real moment.
 */
export function offsetOf({
  takenAt,
  takenAtOffset,
  camera,
}: Pick<Photo, 'takenAt' | 'takenAtOffset' | 'camera'>): number {
  return takenAtOffset ?? (camera === null ? localOffset(Date.parse(takenAt)) : 0);
}

/** The wall time of a photo as if it were UTC, in milliseconds. */
function wallTime(photo: Photo, order: Order): number {
  if (order === 'taken') return Date.parse(photo.takenAt) + offsetOf(photo) * MINUTE;
  const time = Date.parse(photo.addedAt);
  return time + localOffset(time) * MINUTE;
}

/** The day of a photo, as the number of days since 1970 on its own calendar. */
export const dayOf = (photo: Photo, order: Order): number => Math.floor(wallTime(photo, order) / DAY);

/** The photos of one day, in the order of the feed. */
export interface Day {
  day: number;
  photos: Photo[];
}

/**
 * Groups a feed by day, the latest first; within a day the order of the feed stays. Photos from other time zones
 * may lie elsewhere in the feed and still belong to a day that is there already.
 */
export function groupByDay(photos: readonly Photo[], order: Order): Day[] {
  const days = new Map<number, Photo[]>();
  for (const photo of photos) {
    const day = dayOf(photo, order);
    const known = days.get(day);
    if (known) known.push(photo);
    else days.set(day, [photo]);
  }
  return [...days].sort(([a], [b]) => b - a).map(([day, list]) => ({ day, photos: list }));
}

const today = (now = Date.now()): number => Math.floor((now + localOffset(now) * MINUTE) / DAY);

/** A day at the start of a line: some languages write its name small. */
const atStart = (text: string): string => text.charAt(0).toLocaleUpperCase(locale()) + text.slice(1);

const title = (month: 'short' | 'long', rest: Intl.DateTimeFormatOptions) =>
  dateFormat({ ...rest, day: 'numeric', month, timeZone: 'UTC' });
const thisYear = { brief: title('short', { weekday: 'short' }), full: title('long', { weekday: 'long' }) };
const otherYear = { brief: title('short', { year: 'numeric' }), full: title('long', { year: 'numeric' }) };

/** "Today", "Yesterday", "Saturday, 3 May", "3 May 2024"; with `brief`, "Sat, 3 May" for narrow places. */
export function dayTitle(day: number, brief = false, now = Date.now()): string {
  const apart = today(now) - day;
  if (apart === 0) return i18n.t('media.today');
  if (apart === 1) return i18n.t('media.yesterday');
  const date = new Date(day * DAY);
  const sameYear = date.getUTCFullYear() === new Date(now).getFullYear();
  const width = brief ? 'brief' : 'full';
  return atStart((sameYear ? thisYear : otherYear)[width](date));
}

const dayOfYear = title('long', {});

/** "3 May", with the year where it is another: when the picture was taken, by its own clock. */
function shortDay(photo: Photo, now = Date.now()): string {
  const date = new Date(wallTime(photo, 'taken'));
  const sameYear = date.getUTCFullYear() === new Date(now).getFullYear();
  return (sameYear ? dayOfYear : otherYear.full)(date);
}

/** "3 May, 16:05" in few letters, for narrow places. */
export function shortMoment(photo: Photo): string {
  return new Intl.DateTimeFormat(locale(), {
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'UTC',
  }).format(new Date(wallTime(photo, 'taken')));
}

/** "Saturday, 3 May 2025" and "16:05" by the picture's own clock, with "UTC+2" where it says so. */
export function whenTaken(photo: Photo): { day: string; time: string; zone: string | null } {
  const date = new Date(wallTime(photo, 'taken'));
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale(), { ...options, timeZone: 'UTC' }).format(date);
  return {
    day: atStart(part({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })),
    time: part({ hour: 'numeric', minute: '2-digit' }),
    zone: photo.takenAtOffset === null ? null : zoneName(photo.takenAtOffset),
  };
}

/** "UTC", "UTC+2", "UTC−3:30". */
export function zoneName(offset: number): string {
  if (offset === 0) return 'UTC';
  const minutes = Math.abs(offset) % 60;
  const hours = Math.floor(Math.abs(offset) / 60);
  return `UTC${offset < 0 ? '−' : '+'}${hours}${minutes ? `:${String(minutes).padStart(2, '0')}` : ''}`;
}

/** Who added it; those who gave it to the group and left are not named. */
export const uploaderName = ({ uploader }: Pick<Photo, 'uploader'>): string =>
  uploader?.name ?? i18n.t('media.formerMember');

/** "portrait", "landscape", "square"; null while the size is not known. */
function orientationOf({ width, height }: Photo): string | null {
  if (!width || !height) return null;
  const ratio = width / height;
  return i18n.t(`media.orientation.${ratio > 1.05 ? 'landscape' : ratio < 0.95 ? 'portrait' : 'square'}`);
}

/** What a picture is called for who does not see it: "Anna, 3 May, portrait", with the caption where there is one. */
export function nameOf(photo: Photo): string {
  const known = names.get(photo);
  if (known?.locale === locale()) return known.name;
  const name = makeName(photo);
  names.set(photo, { locale: locale(), name });
  return name;
}

const names = new WeakMap<Photo, { locale: string; name: string }>();

/** `0:07`, `12:34`, `1:02:03` */
export function sayLength({ duration }: Pick<Photo, 'duration'>): string {
  const seconds = Math.round((duration ?? 0) / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (parts[0] === 0) parts.shift();
  return parts.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

function makeName(photo: Photo): string {
  const day = shortDay(photo);
  const orientation = orientationOf(photo);
  const name = i18n.t(photo.hidden === null ? 'media.photoBy' : 'media.hiddenPhotoBy', {
    name: uploaderName(photo),
    day: orientation === null ? day : i18n.t('media.oriented', { name: day, orientation }),
  });
  const said = sayKind(photo, name);
  return photo.caption === '' ? said : `${photo.caption}. ${said}`;
}

function sayKind(photo: Photo, name: string): string {
  if (photo.kind === 'video') return i18n.t('media.video', { name, length: sayLength(photo) });
  return filmOf(photo) ? i18n.t('media.livePhoto', { name }) : name;
}
