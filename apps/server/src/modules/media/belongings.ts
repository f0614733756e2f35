import type { Belongings } from '../groups/index.ts';
import { updateBelongings } from './store-photos.ts';

/** What groups ask when someone goes, changes their mind, or comes back. */
export const belongings: Belongings = {
  settle: (tx, membership, terms) =>
    updateBelongings(tx, membership, {
      leaves_at: terms === 'go' ? membership.endsAt : null,
      given_at: terms === 'give' ? membership.leftAt : null,
      original_until: terms === 'give' ? membership.endsAt : null,
    }),
};
