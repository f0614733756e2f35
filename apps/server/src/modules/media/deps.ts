import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';
import type { Database, Tx } from '../../db/index.ts';
import type { JobQueue } from '../../queue/port.ts';
import type { Storage } from '../../storage/port.ts';
import type { Audit } from '../audit/index.ts';
import type { Groups } from '../groups/index.ts';
import type { Quota } from '../quota/index.ts';
import type { MultipartLimits } from './policy.ts';

export interface MediaDeps {
  database: Database;
  storage: Storage;
  queue: Pick<JobQueue, 'maxInFlight' | 'send' | 'consume'>;
  clock: Clock;
  log: Pick<Logger, 'warn' | 'error'>;
  audit: Pick<Audit, 'record'>;
  quota: Quota;
  groups: Pick<Groups, 'authorise' | 'authoriseUpload' | 'countPhotos' | 'forget' | 'selectForsaken'>;
  /** Hears of each photo that gets ready, in the transaction in which it does; nobody does, where none is given. */
  onReady?(tx: Tx, photo: { groupId: string; addedAt: number }): Promise<void>;
  /** Bytes of one file, at most. */
  maxFileSize: number;
  /** The defaults, unless given. */
  multipart?: MultipartLimits;
  /** Of photos as they were presented lately; the default, unless given. 0: none are kept. */
  keptBytes?: number;
}
