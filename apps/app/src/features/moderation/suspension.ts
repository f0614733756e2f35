import { ProblemError } from '@wmory/contract';
import { create } from 'zustand';

interface Suspension {
  /** Opens the decisions of the account for an hour; it stays in memory, for it is as good as a log-in to them. */
  ticket: string;
  /** Null: without an end. */
  until: string | null;
}

/** What the last log-in was refused with, while it was because the account is suspended. */
export const useSuspension = create<{ suspension: Suspension | null }>(() => ({ suspension: null }));

/** Takes the ticket out of a refusal to log in; answers whether it was one of a suspended account. */
export function noteSuspension(error: unknown): boolean {
  if (!(error instanceof ProblemError) || error.code !== 'account-suspended') return false;
  const { ticket, until } = error.problem.params ?? {};
  if (typeof ticket !== 'string') return false;
  useSuspension.setState({ suspension: { ticket, until: typeof until === 'string' ? until : null } });
  return true;
}
