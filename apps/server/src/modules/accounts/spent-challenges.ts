import type { Spend } from '../../challenge/port.ts';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db/index.ts';
import type { Sweep } from '../../sweep.ts';
import { deleteSpent, insertSpent } from './store-challenges.ts';

const BATCH = 500;

/** What every server on the database remembers of challenges, so that each is good once. */
export function createSpentChallenges({ database, clock }: { database: Database; clock: Clock }): {
  spend: Spend;
  sweep: Sweep;
} {
  return {
    spend: (challenge_id, expires_at) => insertSpent(database, { challenge_id, expires_at }),
    sweep: () => deleteSpent(database, clock(), BATCH),
  };
}
