import { type Problem, ProblemError } from '@wmory/contract';
import type { EntryEvent } from './advance.ts';
import type { Entry } from './entry.ts';

/** How a command ended, as data. */
export interface Outcome {
  events: [id: string, event: EntryEvent][];
  /** Files whose call failed for now: the network, or a server in trouble. */
  faulted: string[];
  /** Which service failed them; by default the one that the command is for. */
  service?: 'api' | 'store';
  /** Why, for a log. */
  error: unknown;
  /** Seconds the server asks to wait. */
  retryAfter: number | null;
  /** The session has ended: nothing can go on before the person logs in. */
  signedOut: boolean;
}

export const outcome = (events: Outcome['events']): Outcome => ({
  events,
  faulted: [],
  error: null,
  retryAfter: null,
  signedOut: false,
});
const each = <H>(entries: Entry<H>[], event: EntryEvent): Outcome['events'] =>
  entries.map((entry) => [entry.source.id, event]);
export const faulted = (ids: string[], error: unknown, retryAfter: number | null = null): Outcome => ({
  ...outcome([]),
  faulted: ids,
  error,
  retryAfter,
});

/** Problems that pass: the same call may succeed later. */
function passes({ status, code }: Problem): boolean {
  return status >= 500 || status === 429 || status === 408 || code === 'idempotency-in-flight';
}

export function afterError<H>(error: unknown, entries: Entry<H>[]): Outcome {
  const ids = entries.map((entry) => entry.source.id);
  if (!(error instanceof ProblemError)) return faulted(ids, error);
  if (error.problem.status === 401)
    return { ...outcome(each(entries, { type: 'interrupted' })), signedOut: true };
  if (passes(error.problem)) return faulted(ids, error, error.retryAfter);
  return outcome(each(entries, { type: 'refused', problem: error.problem }));
}
