import type { Database } from '../../db/index.ts';
import type { Audit } from '../audit/index.ts';
import { selectModerators, selectUserByEmail, setPlatformRole } from './store.ts';

/** Someone who judges what is reported, beyond single groups. */
export interface Moderator {
  id: string;
  email: string;
  name: string;
}

export type Moderators = ReturnType<typeof createModerators>;

/** Who moderates the platform; only its administrator says. */
export function createModerators({ database, audit }: { database: Database; audit: Pick<Audit, 'record'> }) {
  /** Answers false where it was so before; null where no confirmed account has the address. */
  const change = (email: string, role: 'moderator' | null): Promise<boolean | null> =>
    database.transaction(async (tx) => {
      const user = await selectUserByEmail(tx, email.toLowerCase());
      if (!user || (role !== null && user.verified_at === null)) return null;
      if (!(await setPlatformRole(tx, user.id, { from: user.platform_role, to: role }))) return false;
      const action = role === null ? 'moderator.removed' : 'moderator.added';
      await audit.record(tx, { action, by: null, subjectId: user.id });
      return true;
    });

  return {
    add: (email: string) => change(email, 'moderator'),
    remove: (email: string) => change(email, null),
    list: (): Promise<Moderator[]> => selectModerators(database),
  };
}
