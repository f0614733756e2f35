import type { EntryEvent } from './advance.ts';
import type { Entry } from './entry.ts';

/**
 * What a live photo's film is told that waits for its still; null: to wait. Where the still may yet arrive when it is tried
 * again, the film ends as the still did, and both go on together.
 */
export function fateOfFilm(still: Entry<unknown> | undefined): EntryEvent | null {
  if (!still) return { type: 'parted' };
  const { status, photo, problem, cause } = still;
  switch (status) {
    case 'verified':
    case 'duplicate':
      return photo ? { type: 'paired', motionOf: photo.id } : { type: 'parted' };
    case 'cancelling':
    case 'cancelled':
      return { type: 'cancelled' };
    case 'refused':
    case 'failed':
      if (cause === 'unreachable') return { type: 'faulted', restsUntil: 0, last: true };
      if (problem?.code === 'quota-exceeded') return { type: 'refused', problem };
      return { type: 'parted' };
    default:
      return null;
  }
}
