import type { Clock } from '../../clock.ts';
import type { Database } from '../../db/index.ts';
import type { Accounts } from '../accounts/index.ts';
import type { Groups } from '../groups/index.ts';

export interface NotificationDeps {
  database: Database;
  clock: Clock;
  groups: Pick<Groups, 'authorise' | 'listMemberships'>;
  oweNotice: Accounts['oweNotice'];
  /** Key of the tokens in the foot of letters. */
  optOutKey: Buffer;
}
