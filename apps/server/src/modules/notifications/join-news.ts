import type { Clock } from '../../clock.ts';
import type { JoinNews } from '../groups/index.ts';
import type { NotificationDeps } from './deps.ts';
import { nextQuarter } from './policy.ts';
import { selectAdminIds } from './store.ts';

/** What hears of who asks to join, and of who is let in. Many who ask within a quarter of an hour make one letter. */
export const createJoinNews = ({
  clock,
  oweNotice,
}: {
  clock: Clock;
  oweNotice: NotificationDeps['oweNotice'];
}): JoinNews => ({
  async asked(tx, groupId) {
    const dueAt = nextQuarter(clock());
    for (const userId of await selectAdminIds(tx, groupId))
      await oweNotice(tx, userId, { kind: 'join-asked', about: groupId, dueAt });
  },
  async accepted(tx, { groupId, userId }) {
    await oweNotice(tx, userId, { kind: 'join-accepted', about: groupId });
  },
});
