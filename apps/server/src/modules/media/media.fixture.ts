import { createHash, randomBytes } from 'node:crypto';
import {
  type ExitTerms,
  type FailureReason,
  type MediaJob,
  type MediaResult,
  mediaOperations,
  type Role,
  type SignedRequest,
  type UploadAnswer,
  type UploadItem,
  type UploadReceipt,
} from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../caller.ts';
import { DAY } from '../../clock.ts';
import { openTestDatabase } from '../../db/database.fixture.ts';
import type { Database } from '../../db/index.ts';
import { serveDisk } from '../../storage/disk.fixture.ts';
import type { DiskStorage } from '../../storage/disk.ts';
import { createAudit } from '../audit/index.ts';
import { createGroups, type Groups } from '../groups/index.ts';
import { createQuota, type Quota } from '../quota/index.ts';
import {
  belongings,
  createAvatarSigner,
  createCovers,
  createMedia,
  type Media,
  type MediaDeps,
} from './index.ts';
import type { FeedOfPhotos } from './rendered-pages.ts';

type Handler = (result: MediaResult) => Promise<void>;

/** A queue whose jobs wait for the test to answer them. */
export interface HeldQueue {
  readonly maxInFlight: number;
  readonly sent: MediaJob[];
  send(job: MediaJob): Promise<void>;
  consume(handler: Handler): void;
  deliver(result: MediaResult): Promise<void>;
}

export function createHeldQueue(maxInFlight = 100): HeldQueue {
  let handle: Handler = async () => {};
  const sent: MediaJob[] = [];
  return {
    maxInFlight,
    sent,
    send: async (job) => void sent.push(job),
    consume: (handler) => {
      handle = handler;
    },
    deliver: (result) => handle(result),
  };
}

export const LIMIT = 1_000_000;
export const MAX_FILE_SIZE = 200_000;

export interface MediaWorld extends AsyncDisposable {
  readonly database: Database;
  readonly storage: DiskStorage;
  readonly quota: Quota;
  readonly groups: Groups;
  readonly deps: MediaDeps;
  readonly queue: HeldQueue;
  readonly media: Media;
  /** What was logged as a warning or an error. */
  readonly logged: string[];
  now(): number;
  /** Lets time go by, for the database and the store. */
  pass(milliseconds: number): void;
  makeUser(name: string): Promise<Actor>;
  makeGroup(owner: Actor): Promise<string>;
  join(groupId: string, user: Actor, role: Exclude<Role, 'owner'>): Promise<void>;
  leave(groupId: string, user: Actor, terms?: ExitTerms): Promise<void>;
  /** A process that starts on what is there, with other parts where given. */
  restart(parts?: Partial<MediaDeps>): Media;
  /** Every sweep in order, each until it has nothing to do. */
  sweep(media?: Media): Promise<void>;
}

/** Someone with a verified account. */
export async function insertUser({ sql }: Database, name: string, now: number): Promise<Actor> {
  const userId = uuidv7();
  const row = {
    id: userId,
    email: `${userId}@example.org`,
    name,
    password_hash: '-',
    created_at: now,
    verified_at: now,
    suspended_at: null,
    quota_limit: null,
  };
  await sql.insertInto('users').values(row).execute();
  return { userId, sessionId: uuidv7(), requestId: uuidv7(), ip: '192.0.2.1', userAgent: 'test' };
}

export async function insertMember(
  { sql }: Database,
  { groupId, user, role, now }: { groupId: string; user: Actor; role: Role; now: number },
): Promise<void> {
  const row = { group_id: groupId, user_id: user.userId, role, joined_at: now, seen_at: now };
  await sql.insertInto('group_members').values(row).execute();
}

/** A page of the feed, as who asks for it reads it. */
export async function readFeed(
  media: Media,
  actor: Actor,
  input: Parameters<Media['listPhotos']>[1],
): Promise<FeedOfPhotos> {
  const { text } = await media.listPhotos(actor, input);
  return mediaOperations.listPhotos.success.body.parse(JSON.parse(text));
}

/** @param parts what the media module is made with, where it is not the usual */
export async function openWorld(parts: Partial<MediaDeps> = {}): Promise<MediaWorld> {
  // It is noon, so that no test runs into the next day by chance.
  const start = DAY / 2 - (Date.now() % DAY);
  let offset = start < 0 ? start + DAY : start;
  const ahead = offset;
  const clock = (): number => Date.now() + offset;
  const database = await openTestDatabase();
  const served = await serveDisk({ now: clock });
  const storage: DiskStorage = {
    ...served.storage,
    // The files themselves know nothing of noon.
    async list(prefix, options) {
      const objects = await served.storage.list(prefix, options);
      return objects.map((object) => ({ ...object, modifiedAt: object.modifiedAt + ahead }));
    },
    async listMultiparts(prefix, options) {
      const begun = await served.storage.listMultiparts(prefix, options);
      return begun.map((each) => ({ ...each, startedAt: each.startedAt + ahead }));
    },
  };
  const audit = createAudit({ clock, key: Buffer.alloc(32, 2) });
  const quota = createQuota({ database, clock, defaultLimit: LIMIT });
  const groups = createGroups({
    database,
    audit,
    clock,
    covers: createCovers({ storage, clock }),
    belongings,
    signAvatar: createAvatarSigner({ storage, clock }),
    inviteKey: Buffer.alloc(32, 1),
    publicUrl: () => 'https://photos.example',
  });
  const logged: string[] = [];
  const log = (_: unknown, message?: string): void => void logged.push(message ?? '');
  const queue = createHeldQueue();
  const deps: MediaDeps = {
    database,
    storage,
    queue,
    clock,
    log: { warn: log, error: log } as MediaDeps['log'],
    audit,
    quota,
    groups,
    maxFileSize: MAX_FILE_SIZE,
    ...parts,
  };
  const media = createMedia(deps);
  await media.start({ queueIsNew: true });

  return {
    database,
    storage,
    quota,
    groups,
    deps,
    queue,
    media,
    logged,
    now: clock,
    pass(milliseconds) {
      offset += milliseconds;
    },
    makeUser: (name) => insertUser(database, name, clock()),
    makeGroup: async (owner) => (await groups.create(owner, { name: 'Alps' })).id,
    join: (groupId, user, role) => insertMember(database, { groupId, user, role, now: clock() }),
    leave: (groupId, user, terms = 'stay') => groups.leave(user, { groupId, terms, deleteGroup: false }),
    restart: (parts = {}) => createMedia({ ...deps, ...parts }),
    async sweep(swept = media) {
      for (const run of Object.values(swept.sweeps)) {
        for (let rounds = 0; (await run()) > 0; rounds++) {
          if (rounds > 200) throw new Error('a sweep does not come to an end');
        }
      }
    },
    async [Symbol.asyncDispose]() {
      await media.stop();
      await served.close();
      await database.close();
    },
  };
}

export interface TestFile {
  bytes: Buffer;
  item: UploadItem;
}

/** A file that nobody else has. */
export function makeFile(change: Partial<UploadItem> & { bytes?: Buffer } = {}): TestFile {
  const { bytes = randomBytes(1000), ...rest } = change;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const item = {
    name: 'IMG_1.jpg',
    mimeType: 'image/jpeg',
    kind: 'image',
    size: bytes.length,
    sha256,
  } as const;
  return { bytes, item: { ...item, ...rest } };
}

/** Sends the bytes as the answer says; resolves with the store's status. */
export async function put(answer: UploadAnswer | undefined, bytes: Buffer): Promise<number> {
  if (answer?.outcome !== 'authorised' || answer.kind !== 'single')
    throw new Error(`not authorised: ${JSON.stringify(answer)}`);
  const { url, method, headers } = answer.request;
  return (await fetch(url, { method, headers, body: new Uint8Array(bytes) })).status;
}

export const uploadIdOf = (answer: UploadAnswer | undefined): string =>
  answer?.outcome === 'authorised' ? answer.uploadId : '';

export type PartsAnswer = Extract<UploadAnswer, { kind: 'multipart' }>;

/** The bytes of one part. */
const partOf = (bytes: Buffer, { partSize }: Pick<PartsAnswer, 'partSize'>, number: number): Buffer =>
  bytes.subarray((number - 1) * partSize, number * partSize);

/** Sends parts of a file, all of them in order unless given; resolves with the store's statuses. */
export async function putParts(
  media: Media,
  actor: Actor,
  { groupId, answer, bytes }: { groupId: string; answer: PartsAnswer; bytes: Buffer },
  numbers: readonly number[] = Array.from({ length: answer.partCount }, (_, index) => index + 1),
): Promise<number[]> {
  const digestOf = (number: number) =>
    createHash('sha256')
      .update(partOf(bytes, answer, number))
      .digest('hex');
  const signed = await media.signParts(actor, {
    groupId,
    uploadId: answer.uploadId,
    parts: numbers.map((number) => ({ number, sha256: digestOf(number) })),
  });
  const statuses: number[] = [];
  for (const { number, request } of signed) {
    const { url, method, headers } = request;
    const body = new Uint8Array(partOf(bytes, answer, number));
    statuses.push((await fetch(url, { method, headers, body })).status);
  }
  return statuses;
}

/** Announces and sends files; they wait to be confirmed. */
export async function send(
  media: Media,
  actor: Actor,
  groupId: string,
  files: readonly TestFile[],
): Promise<string[]> {
  const items = files.map(({ item }) => item);
  const answers = await media.authoriseUploads(actor, { groupId, items });
  await Promise.all(
    answers.map((answer, index) => {
      const bytes = files[index]?.bytes ?? Buffer.alloc(0);
      const inParts = answer.outcome === 'authorised' && answer.kind === 'multipart';
      return inParts ? putParts(media, actor, { groupId, answer, bytes }) : put(answer, bytes);
    }),
  );
  return answers.map(uploadIdOf);
}

/** Adds files to a group; resolves with their photos' ids. */
export async function add(
  media: Media,
  actor: Actor,
  groupId: string,
  files: readonly TestFile[] = [makeFile()],
): Promise<string[]> {
  const uploadIds = await send(media, actor, groupId, files);
  return (await media.confirmUploads(actor, { groupId, uploadIds })).map(photoIdOf);
}

export function photoIdOf(receipt: UploadReceipt | undefined): string {
  if (!receipt || !('photo' in receipt)) throw new Error(`no photo: ${JSON.stringify(receipt)}`);
  return receipt.photo.id;
}

/**
 * Does what the processor does, without looking at the bytes; resolves with its answer. With a latitude, the photo
 * gets a copy for others.
 */
export async function work(job: MediaJob, metadata: Partial<ReadyMetadata> = {}): Promise<MediaResult> {
  const original = await fetch(job.source.request.url);
  if (!original.ok) throw new Error(`the original was not served: ${original.status}`);
  const put = async ({ method, headers, url }: SignedRequest, body: Uint8Array<ArrayBuffer> | string) => {
    const answer = await fetch(url, { method, headers, body });
    if (!answer.ok) throw new Error(`what was made was not taken: ${answer.status}`);
  };
  for (const { request } of job.variants) await put(request, `variant of ${job.photoId}`);
  const result = readyResult(job, metadata);
  if (metadata.latitude === undefined || result.outcome !== 'ready') return result;
  const copy = new Uint8Array(job.source.size);
  await put(job.shared, copy);
  return { ...result, shared: { sha256: createHash('sha256').update(copy).digest('hex') } };
}

type ReadyMetadata = Extract<MediaResult, { outcome: 'ready' }>['metadata'];

export const readyResult = (
  job: Pick<MediaJob, 'jobId' | 'photoId'>,
  metadata: Partial<ReadyMetadata> = {},
): MediaResult => ({
  version: 1,
  outcome: 'ready',
  jobId: job.jobId,
  photoId: job.photoId,
  metadata: {
    mimeType: 'image/jpeg',
    width: 4000,
    height: 3000,
    takenAt: null,
    takenAtOffset: null,
    cameraMake: null,
    cameraModel: null,
    latitude: null,
    longitude: null,
    thumbhash: 'k5gGDYSOmXeYhXd/d3eId3eA9w==',
    ...metadata,
  },
  variants: [
    { name: 'thumb', width: 480, height: 360, size: 44 },
    { name: 'preview', width: 1600, height: 1200, size: 44 },
  ],
  shared: null,
});

export const failedResult = (
  { jobId, photoId }: Pick<MediaJob, 'jobId' | 'photoId'>,
  reason: FailureReason = 'crashed',
  retryable = true,
): MediaResult => ({ version: 1, outcome: 'failed', jobId, photoId, reason, retryable });

/** Sends what is due and answers it, until nothing is left. */
export async function processAll(world: MediaWorld, media: Media = world.media): Promise<void> {
  for (let more = true; more; ) {
    const count = (await media.sweeps['resendJobs']?.()) ?? 0;
    const jobs = world.queue.sent.splice(0);
    for (const job of jobs) await world.queue.deliver(await work(job));
    more = count + jobs.length > 0;
  }
}

/** Numbers from 0 to 1 that look random and are the same each time (mulberry32). */
export function createDraw(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
