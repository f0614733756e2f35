import { uuidv7 } from 'uuidv7';
import { DAY, HOUR, MINUTE } from '../../clock.ts';
import { openTestDatabase } from '../../db/database.fixture.ts';
import type { Database } from '../../db/index.ts';
import { openColumnStore } from '../../storage/column.fixture.ts';
import type { Storage } from '../../storage/port.ts';
import type { Sweep } from '../../sweep.ts';
import { createSuspensions } from '../accounts/index.ts';
import { createAudit } from '../audit/index.ts';
import { createGroups, type Groups } from '../groups/index.ts';
import {
  belongings,
  createCovers,
  createCustody,
  createMedia,
  type Media,
  type MultipartLimits,
} from '../media/index.ts';
import { createHeldQueue, type HeldQueue, work } from '../media/media.fixture.ts';
import { createModeration } from '../moderation/index.ts';
import { createQuota } from '../quota/index.ts';
import type { Fuse } from './fuse.fixture.ts';
import { mortalDatabase, mortalQueue, mortalStorage } from './mortal-ports.fixture.ts';

type Moderation = ReturnType<typeof createModeration>;

/** A server process without its network, on what earlier ones have left. */
export interface Process {
  readonly database: Database;
  readonly groups: Groups;
  readonly media: Media;
  readonly moderation: Moderation;
  readonly queue: HeldQueue;
  /** In the order in which they run. */
  readonly sweeps: Record<string, Sweep>;
}

/** What people were told, and what they asked for. */
export interface Ledger {
  /** Digests of files that the server has said are safe. */
  readonly safe: Set<string>;
  /** Of files that may be gone, or cannot be shown. */
  readonly doomed: Set<string>;
}

export interface CrashWorld extends Ledger, AsyncDisposable {
  readonly database: Database;
  readonly storage: Storage;
  now(): number;
  /**
   * Does something as if so much time had gone by. A bucket goes by its own time, so that nothing signed more than
   * ten minutes ahead is of use.
   */
  later<T>(milliseconds: number, doing: () => Promise<T>): Promise<T>;
  /** @param fuse of one that may die */
  start(fuse?: Fuse): Process;
  /** The next process takes up the work of the last. */
  restart(): Promise<void>;
  /** The next process takes up the work of the last, and two rounds of sweeps go by. */
  recover(): Promise<void>;
}

/** What is done in parts: a bucket takes no smaller ones. */
export const multipartIn = (column: 'embedded' | 'cloud'): MultipartLimits =>
  column === 'embedded'
    ? { threshold: 2000, partSize: 2000 }
    : { threshold: 2000, partSize: 5 * 1024 * 1024 };

const FILE_LIMIT = 20 * 1024 * 1024;

/** The column's database and store, and processes on them of which any may die. */
export async function openCrashWorld(multipart: MultipartLimits): Promise<CrashWorld> {
  let ahead = 0;
  const clock = (): number => Date.now() + ahead;
  const database = await openTestDatabase();
  const store = await openColumnStore(clock);
  const log = { warn() {}, error() {} };

  function start(fuse?: Fuse): Process {
    const held = createHeldQueue();
    const ports = { database, storage: store.storage, queue: held };
    const mortal = fuse && {
      database: mortalDatabase(database, fuse),
      storage: mortalStorage(store.storage, fuse),
      queue: mortalQueue(held, fuse),
    };
    const { queue, ...outside } = mortal ?? ports;
    const common = { ...outside, clock, audit: createAudit({ clock, key: Buffer.alloc(32, 2) }) };
    const quota = createQuota({ ...common, defaultLimit: 1000 * FILE_LIMIT });
    const groups = createGroups({
      ...common,
      covers: createCovers(common),
      belongings,
      inviteKey: Buffer.alloc(32, 1),
      publicUrl: () => 'https://photos.example',
    });
    const media = createMedia({ ...common, queue, log, quota, groups, maxFileSize: FILE_LIMIT, multipart });
    const moderation = createModeration({
      ...common,
      groups,
      photos: createCustody({ clock, groups }),
      suspensions: createSuspensions(common),
      // As the outbox does, which sends them later.
      oweNotice: (tx, to, { kind, about }) =>
        tx.sql
          .insertInto('letters')
          .values({ id: uuidv7(), user_id: to, kind, about, created_at: clock(), due_at: clock(), tries: 0 })
          .execute(),
      readSuspensionTicket: () => null,
      viewEvidence: media.viewEvidence,
      reportsToHide: 3,
      evidenceLife: 90 * DAY,
    });
    const sweeps = { ...groups.sweeps, ...moderation.sweeps, ...media.sweeps };
    return { database: common.database, groups, media, moderation, queue, sweeps };
  }

  async function later<T>(milliseconds: number, doing: () => Promise<T>): Promise<T> {
    ahead += milliseconds;
    try {
      return await doing();
    } finally {
      ahead -= milliseconds;
    }
  }

  /** Sends what is due and answers it, until nothing is left. */
  async function processAll({ media, queue }: Process): Promise<void> {
    for (let more = true; more; ) {
      const count =
        ((await media.sweeps['resendJobs']?.()) ?? 0) + ((await media.sweeps['resendMotions']?.()) ?? 0);
      const jobs = queue.sent.splice(0);
      for (const job of jobs) await queue.deliver(await work(job, { mimeType: job.source.mimeType }));
      more = count + jobs.length > 0;
    }
  }

  async function restart(): Promise<Process> {
    const process = start();
    await process.media.start({ queueIsNew: true });
    // What failed once is tried again after a while.
    await later(5 * MINUTE, () => processAll(process));
    return process;
  }

  return {
    safe: new Set(),
    doomed: new Set(),
    database,
    storage: store.storage,
    now: clock,
    later,
    start,
    restart: async () => (await restart()).media.stop(),
    async recover() {
      const { sweeps, media } = await restart();
      for (let round = 1; round <= 2; round++) {
        await later(round * 13 * HOUR, async () => {
          for (const sweep of Object.values(sweeps)) while ((await sweep()) > 0);
        });
      }
      await media.stop();
    },
    async [Symbol.asyncDispose]() {
      await store.close();
      await database.close();
    },
  };
}
