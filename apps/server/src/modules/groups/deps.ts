import type { ExitTerms } from '@wmory/contract';
import type { Clock } from '../../clock.ts';
import type { Database, Queryable, Tx } from '../../db/index.ts';
import type { SignAvatar } from '../accounts/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Standing } from './proof.ts';

/** What groups ask of the module above them, to show and to choose covers. */
export interface Covers {
  /** Whether the photo is in the group and outside the trash, and the member sees it. */
  has(db: Queryable, viewer: Standing, photoId: string): Promise<boolean>;
  /** Of each group that has one, the newest photo that the member sees. */
  newest(db: Queryable, viewers: readonly Standing[]): Promise<Map<string, string>>;
  /** Signed thumbnails of those that can be shown to the member of their group. */
  urls(
    db: Queryable,
    viewers: readonly Standing[],
    photoIds: readonly string[],
  ): Promise<Map<string, { url: string; thumbhash: string | null }>>;
  /** How many of a group's photos blocks keep from the member, by group, where there are any. */
  unseen(db: Queryable, viewers: readonly Standing[]): Promise<Map<string, number>>;
  /** How many photos there are for members who see their own alone, by group. */
  counts(db: Queryable, viewers: readonly Standing[]): Promise<Map<string, number>>;
  /** How many photos others added later than `since` that the member sees, `MAX_NEW` at most, by group, where there are any. */
  fresh(
    db: Queryable,
    viewers: readonly (Standing & { readonly since: number })[],
  ): Promise<Map<string, number>>;
}

/** A membership that is over. */
export interface EndedMembership {
  groupId: string;
  userId: string;
  leftAt: number;
  /** When photos go, of those who take them along, and when what is given cannot be taken back any more. */
  endsAt: number;
}

/** What groups ask of the module above them when someone goes, changes their mind, or comes back. */
export interface Belongings {
  /** Does with the photos that were the member's own when they left as the terms say; the latest ones hold. */
  settle(tx: Tx, membership: EndedMembership, terms: ExitTerms): Promise<void>;
}

/** What groups tell the module above them, in the transaction in which it happens. */
export interface JoinNews {
  /** Somebody asks to join the group. */
  asked(tx: Tx, groupId: string): Promise<void>;
  /** Who had asked is let in. */
  accepted(tx: Tx, membership: { groupId: string; userId: string }): Promise<void>;
}

export interface GroupDeps {
  database: Database;
  audit: Audit;
  clock: Clock;
  covers: Covers;
  belongings: Belongings;
  /** Nobody is shown with a picture, where none is given. */
  signAvatar?: SignAvatar;
  /** Nobody is told, where none is given. */
  joinNews?: JoinNews;
  /** Key of the invite tokens' hashes. */
  inviteKey: Buffer;
  /** Origin that invite links lead to, without a slash at its end. */
  publicUrl: () => string;
}
