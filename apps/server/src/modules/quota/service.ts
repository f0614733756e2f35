import type { ExportedDay, Quota as QuotaToday } from '@wmory/contract';
import { type Clock, toMoment } from '../../clock.ts';
import type { Queryable, Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import { dayOf, endOfDay, startOfDay } from './policy.ts';
import {
  deleteEndedReservations,
  endReservation,
  insertReservation,
  selectDay,
  selectUsedDays,
  settleBytes,
  takeBytes,
} from './store.ts';

export interface QuotaDeps {
  database: Queryable;
  clock: Clock;
  /** Bytes a UTC day, for accounts without a limit of their own. */
  defaultLimit: number;
}

/** The ledger of uploaded bytes: each reservation ends exactly once, charged or released, on the day it was made. */
export interface Quota {
  /**
   * Sets bytes of the user's current UTC day aside under an id that is new. Throws `quota-exceeded`, having
   * changed nothing, when the day does not hold them.
   */
  reserve(tx: Tx, reservation: { id: string; userId: string; bytes: number }): Promise<void>;
  /** Turns an open reservation into use; false when it has ended already. */
  charge(tx: Tx, id: string): Promise<boolean>;
  /** Gives an open reservation back; false when it has ended already. */
  release(tx: Tx, id: string): Promise<boolean>;
  /** Drops the records of reservations that have ended; the days keep their sums. */
  forget(tx: Tx, ids: readonly string[]): Promise<void>;
  /** The user's current day. */
  get(userId: string): Promise<QuotaToday>;
  /** What the user uploaded on each day, the first one first. */
  listDays(userId: string): Promise<ExportedDay[]>;
}

export function createQuota({ database, clock, defaultLimit }: QuotaDeps): Quota {
  async function readToday(db: Queryable, userId: string): Promise<QuotaToday> {
    const day = dayOf(clock());
    const ledger = await selectDay(db, { userId, day, defaultLimit });
    return { ...ledger, resetsAt: toMoment(endOfDay(day)) };
  }

  async function end(tx: Tx, id: string, state: 'charged' | 'released'): Promise<boolean> {
    const ended = await endReservation(tx, id, state);
    if (ended) await settleBytes(tx, id, state);
    return ended;
  }

  return {
    async reserve(tx, { id, userId, bytes }) {
      if (!Number.isSafeInteger(bytes) || bytes < 0) throw new RangeError('bytes must be a whole number');
      const day = dayOf(clock());
      if (!(await takeBytes(tx, { userId, day, bytes, defaultLimit })))
        throw new AppError('quota-exceeded', { params: { ...(await readToday(tx, userId)), size: bytes } });
      await insertReservation(tx, { id, user_id: userId, day, bytes, state: 'open' });
    },
    charge: (tx, id) => end(tx, id, 'charged'),
    release: (tx, id) => end(tx, id, 'released'),
    async forget(tx, ids) {
      if (ids.length > 0) await deleteEndedReservations(tx, ids);
    },
    get: (userId) => readToday(database, userId),
    listDays: async (userId) =>
      (await selectUsedDays(database, userId)).map(({ day, used }) => ({
        day: toMoment(startOfDay(day)).slice(0, 10),
        bytes: used,
      })),
  };
}
