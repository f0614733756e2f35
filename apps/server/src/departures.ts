import type { Departures } from './modules/accounts/index.ts';
import type { Groups } from './modules/groups/index.ts';
import type { Media } from './modules/media/index.ts';
import type { Moderation } from './modules/moderation/index.ts';

interface Modules {
  groups: Groups;
  media: Media;
  moderation: Pick<Moderation, 'erasePerson'>;
}

/**
 * What happens above accounts when one goes. Photos are first, while it is known in which groups somebody else is left; the
 * store is last, so that nothing is certified that is still there.
 *
 * @param modules as they are once all of them are made
 */
export const createDepartures = (modules: () => Modules): Departures => ({
  announce: (tx, departure) => modules().groups.announceDeparture(tx, departure),
  takeBack: (tx, userId) => modules().groups.takeBackDeparture(tx, userId),
  list: (db, userId) => modules().groups.listAnnounced(db, userId),
  steps: [
    (tx, leaving) => modules().media.erasure.photos(tx, leaving),
    (tx, leaving) => modules().media.erasure.uploads(tx, leaving),
    (tx, leaving) => modules().media.erasure.avatars(tx, leaving),
    (tx, leaving) => modules().groups.erasePerson(tx, leaving),
    (tx, leaving) => modules().media.erasure.deeds(tx, leaving),
    (tx, leaving) => modules().moderation.erasePerson(tx, leaving),
    (tx, leaving) => modules().media.erasure.objects(tx, leaving),
  ],
});
