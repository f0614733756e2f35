import type { Caller } from '../../caller.ts';
import { type Clock, toMoment } from '../../clock.ts';
import type { Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import type { Audit } from '../audit/index.ts';
import type { Context } from './deps.ts';
import { isSuspended } from './policy.ts';
import { lockUser, type UserRow, updateUser } from './store.ts';
import { endSessions } from './store-sessions.ts';

/**
 * Throws `account-suspended` while it is: with the end, where there is one, and a ticket to appeal with. Only for
 * those who have shown the right credentials.
 */
export function refuseSuspended({ clock, suspensionTickets }: Context, user: UserRow): void {
  if (!isSuspended(user, clock())) return;
  const until = user.suspended_until;
  const ticket = suspensionTickets.mint(user.id);
  throw new AppError('account-suspended', {
    params: { ticket, ...(until !== null && { until: toMoment(until) }) },
  });
}

type By = (Caller & { userId?: string }) | null;

export interface Suspensions {
  /**
   * Closes the account until the moment, for good where there is none, and ends its sessions. One that is suspended
   * already stays so for the longer of both. Answers false when there is no such account.
   */
  suspend(tx: Tx, userId: string, until: number | null, by: By): Promise<boolean>;
  /**
   * Sets the suspension to what other decisions leave: null ends it, else it lasts until `until`. Answers false when
   * there is no such account.
   */
  reinstate(tx: Tx, userId: string, rest: { until: number | null } | null, by: By): Promise<boolean>;
}

/** Suspensions by decisions; who may decide is the caller's business. */
export function createSuspensions({
  audit,
  clock,
}: {
  audit: Pick<Audit, 'record'>;
  clock: Clock;
}): Suspensions {
  return {
    async suspend(tx, userId, until, by) {
      const now = clock();
      const user = await lockUser(tx, userId);
      if (!user) return false;
      const longer = isSuspended(user, now) ? later(user.suspended_until, until) : until;
      await updateUser(tx, userId, { suspended_at: user.suspended_at ?? now, suspended_until: longer });
      const endedSessions = await endSessions(tx, userId, now);
      const details = { endedSessions, ...(longer !== null && { until: toMoment(longer) }) };
      await audit.record(tx, { action: 'account.suspended', by, subjectId: userId, details });
      return true;
    },
    async reinstate(tx, userId, rest, by) {
      if (!(await lockUser(tx, userId))) return false;
      await updateUser(
        tx,
        userId,
        rest ? { suspended_until: rest.until } : { suspended_at: null, suspended_until: null },
      );
      const until = rest && (rest.until === null ? 'for good' : toMoment(rest.until));
      const details = until === null ? {} : { until };
      await audit.record(tx, { action: 'account.reinstated', by, subjectId: userId, details });
      return true;
    },
  };
}

/** Of two ends the later one; null is never. */
const later = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : Math.max(one, other);
