import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { RunningServer } from './server.ts';

const HOUR = 3_600_000;
const FORTNIGHT = 14 * 24 * HOUR;
/**
 * What waits for time to pass: that a device shows anew whose it is, that one may ask for another letter, and that an
 * account goes.
 */
const waiting = {
  confirmation: `update sessions set confirmed_at = confirmed_at - ${HOUR}`,
  letter: `update email_changes set asked_at = asked_at - ${HOUR}`,
  deletion: `
    update account_deletions set final_at = final_at - ${FORTNIGHT}, next_at = next_at - ${FORTNIGHT};
    update group_exits set left_at = left_at - ${FORTNIGHT}, ends_at = ends_at - ${FORTNIGHT} where left_at = ends_at;
    update photos set leaves_at = leaves_at - ${FORTNIGHT}`,
};

/** Has it be an hour later for one of these, or two weeks for the last, in the server's own database. */
export function pretendLater({ dataDir }: RunningServer, what: keyof typeof waiting): void {
  const database = new DatabaseSync(join(dataDir, 'wmory.sqlite'), { timeout: 5000 });
  database.exec(waiting[what]);
  database.close();
}
