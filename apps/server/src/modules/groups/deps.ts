import type { Clock } from '../../clock.ts';
import type { Database, Queryable } from '../../db/index.ts';
import type { Audit } from '../audit/index.ts';

/** What groups ask of the module above them, to show and to choose covers. */
export interface Covers {
  /** Whether the photo is in the group and outside the trash. */
  has(db: Queryable, groupId: string, photoId: string): Promise<boolean>;
  /** The newest photo of each group that has one to show. */
  newest(db: Queryable, groupIds: readonly string[]): Promise<Map<string, string>>;
  /** Signed thumbnails of those that can be shown. */
  urls(
    db: Queryable,
    photoIds: readonly string[],
  ): Promise<Map<string, { url: string; thumbhash: string | null }>>;
}

export interface GroupDeps {
  database: Database;
  audit: Audit;
  clock: Clock;
  covers: Covers;
  /** Key of the invite tokens' hashes. */
  inviteKey: Buffer;
  /** Origin that invite links lead to, without a slash at its end. */
  publicUrl: () => string;
}
