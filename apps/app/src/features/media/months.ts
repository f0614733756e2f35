import { useQuery } from '@tanstack/react-query';
import type { FeedMonth, Photo } from '@wmory/contract';
import { api } from '@/lib/api';
import { mediaKeys } from './feed-cache';
import type { FeedSource } from './feed-source';

/** The month of UTC that a photo is counted in, as its feed is ordered: "2026-05". */
export const monthOf = ({ takenAt, addedAt }: Photo, { order }: Pick<FeedSource, 'order'>): string =>
  (order === 'taken' ? takenAt : addedAt).slice(0, 'yyyy-mm'.length);

/** When the month after this one begins, in UTC milliseconds. */
export function endOfMonth(month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return Date.UTC(year, number, 1);
}

/** How many photos of each month a feed holds, the latest first; none while that is not known. */
export function useMonths(
  groupId: string,
  { order, uploaderId, kind, fresh }: FeedSource,
): readonly FeedMonth[] {
  const query = useQuery({
    queryKey: [...mediaKeys.months(groupId), order, uploaderId, kind],
    queryFn: ({ signal }) =>
      api.listMonths(
        {
          params: { groupId },
          query: { order, ...(uploaderId !== null && { uploaderId }), ...(kind !== null && { kind }) },
        },
        { signal },
      ),
    select: ({ months }) => months,
    enabled: fresh === null,
  });
  return query.data ?? none;
}
const none: readonly FeedMonth[] = [];

/** Windows that are looked through without months. */
const LOOKED_THROUGH = 3;

/**
 * Whether months are worth going to: where a flick or two shows everything, a handle would only lie over photos.
 *
 * @param height of a photo with what is between photos, in windows, on average
 */
export const needsScrubber = (months: readonly FeedMonth[], height: number): boolean =>
  months.length > 1 && height * months.reduce((sum, { count }) => sum + count, 0) > LOOKED_THROUGH;

/**
 * Where each month begins on a line from 0 to 1, and at the end 1. By how many photos it holds, but none so short that it
 * could not be hit.
 */
export function spread(months: readonly FeedMonth[]): number[] {
  const total = months.reduce((sum, { count }) => sum + count, 0);
  const least = total / (2 * months.length || 1);
  const whole = total + least * months.length;
  let sum = 0;
  const starts = months.map(({ count }) => {
    const start = sum / whole;
    sum += count + least;
    return start;
  });
  return [...starts, 1];
}

/** The month at a place of that line; the nearest one outside of it. */
export function monthAt(starts: readonly number[], place: number): number {
  const index = starts.findLastIndex((start) => start <= place);
  return Math.min(Math.max(0, index), starts.length - 2);
}

/** The years to write beside the line, at their latest months, with at least so much of the line between them. */
export function yearsOf(
  months: readonly FeedMonth[],
  starts: readonly number[],
  apart: number,
): { year: string; at: number }[] {
  const years: { year: string; at: number }[] = [];
  for (const [index, { month }] of months.entries()) {
    const [year = '', at = starts[index] ?? 0] = [month.slice(0, 4)];
    const last = years.at(-1);
    const isNext = month.slice(0, 4) !== months[index - 1]?.month.slice(0, 4);
    if (isNext && (!last || at - last.at >= apart)) years.push({ year, at });
  }
  return years;
}

/** The month in the list, or the next older one that is: photos may have come since it was made. */
export function indexOfMonth(months: readonly FeedMonth[], month: string): number {
  const index = months.findIndex((each) => each.month <= month);
  return index < 0 ? months.length - 1 : index;
}

/** The latest photo of a month where it is known that no later one is missing, else null. */
export function latestOf(
  photos: readonly Photo[],
  month: string,
  { source, isWhole }: { source: FeedSource; isWhole: boolean },
): Photo | null {
  const index = photos.findIndex((photo) => monthOf(photo, source) === month);
  return index > 0 || (index === 0 && (isWhole || source.before === endOfMonth(month)))
    ? (photos[index] ?? null)
    : null;
}
