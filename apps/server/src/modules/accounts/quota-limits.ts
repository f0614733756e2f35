import type { Database } from '../../db/index.ts';
import type { Audit } from '../audit/index.ts';
import { selectUserByEmail, setQuotaLimit } from './store.ts';

export type QuotaLimits = ReturnType<typeof createQuotaLimits>;

/** What single accounts may upload a day, where it is not what all may; only the administrator says. */
export function createQuotaLimits({ database, audit }: { database: Database; audit: Pick<Audit, 'record'> }) {
  return {
    /** Bytes a UTC day; null: as all others. Undefined where no account has the address. */
    async find(email: string): Promise<number | null | undefined> {
      return (await selectUserByEmail(database, email.toLowerCase()))?.quota_limit;
    },

    /**
     * From the next upload on; what is reserved already stays so.
     *
     * @param bytes a UTC day; null: as all others
     * @returns false where no account has the address
     */
    set: (email: string, bytes: number | null): Promise<boolean> =>
      database.transaction(async (tx) => {
        const user = await selectUserByEmail(tx, email.toLowerCase());
        if (!user) return false;
        await setQuotaLimit(tx, user.id, bytes);
        const details = bytes === null ? {} : { bytes };
        await audit.record(tx, { action: 'quota.limited', by: null, subjectId: user.id, details });
        return true;
      }),
  };
}
