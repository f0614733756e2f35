import type { ExitTerms } from '@wmory/contract';
import type { Clock } from '../../clock.ts';
import type { Database, Queryable, Tx } from '../../db/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Standing } from './proof.ts';

/** What groups ask of the module above them, to show and to choose covers. */
export interface Covers {
  /** Whether the photo is in the group and outside the trash. */
  has(db: Queryable, groupId: string, photoId: string): Promise<boolean>;
  /** Of each group that has one, the newest photo that the member sees. */
  newest(db: Queryable, viewers: readonly Standing[]): Promise<Map<string, string>>;
  /** Signed thumbnails of those that can be shown to the member of their group. */
  urls(
    db: Queryable,
    viewers: readonly Standing[],
    photoIds: readonly string[],
  ): Promise<Map<string, { url: string; thumbhash: string | null }>>;
  /** How many photos there are for members who do not see all of them, by group. */
  counts(db: Queryable, viewers: readonly Standing[]): Promise<Map<string, number>>;
}

/** A membership that is over. */
export interface EndedMembership {
  groupId: string;
  userId: string;
  leftAt: number;
  /** When photos go, of those who take them along. */
  endsAt: number;
}

/** What groups ask of the module above them when someone goes, changes their mind, or comes back. */
export interface Belongings {
  /** Does with the photos that were the member's own when they left as the terms say; the latest ones hold. */
  settle(tx: Tx, membership: EndedMembership, terms: ExitTerms): Promise<void>;
}

export interface GroupDeps {
  database: Database;
  audit: Audit;
  clock: Clock;
  covers: Covers;
  belongings: Belongings;
  /** Key of the invite tokens' hashes. */
  inviteKey: Buffer;
  /** Origin that invite links lead to, without a slash at its end. */
  publicUrl: () => string;
}
