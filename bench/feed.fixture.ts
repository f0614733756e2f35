import { randomUUID } from 'node:crypto';
import type { mediaOperations, OutputOf } from '@wmory/contract';
import type { Database } from '../apps/server/src/db/index.ts';
import { createAudit } from '../apps/server/src/modules/audit/index.ts';
import { createGroups } from '../apps/server/src/modules/groups/index.ts';
import { belongings, createCovers, createMedia } from '../apps/server/src/modules/media/index.ts';
import { createQuota } from '../apps/server/src/modules/quota/index.ts';
import { createDiskStorage } from '../apps/server/src/storage/disk.ts';

const SMALL = 1_000;
export const LARGE = 1_000_000;
const PAGE = 100;
/** Photos between the places at which the large group is read. */
const STRIDE = 4_000;
const SAMPLES = 600;
export const START = Date.UTC(2015, 0, 1);
export const MINUTE = 60_000;

export const user = randomUUID();
const small = { groupId: randomUUID(), size: SMALL };
const large = { groupId: randomUUID(), size: LARGE };
/** The two groups to fill, all of whose photos are the user's. */
export const feeds = [small, large];
/** Milliseconds. */
interface Sample {
  cpu: number;
  clock: number;
}

/**
 * What a page of the feed costs in a group of a million photos, as a ratio to one of a thousand: the whole
 * use case from membership to signed addresses in the text of the answer, at random places of the feed, in turn. No
 * photo is kept as it was presented before.
 *
 * @param by what the ratio is of: `cpu` is not blurred by the turns of other processes, but sees this one alone
 */
export async function measureFeed(
  name: string,
  { dir, database, by }: { dir: string; database: Database; by: keyof Sample },
): Promise<void> {
  const reader = createReader(dir, database);
  const targets = { small: await reader.walk(small, PAGE), large: await reader.walk(large, STRIDE) };
  const samples = { small: [] as Sample[], large: [] as Sample[] };
  for (let sample = 0; sample < SAMPLES; sample++) {
    samples.small.push(await reader.measure(targets.small));
    samples.large.push(await reader.measure(targets.large));
  }
  for (const [group, each] of Object.entries(samples)) {
    const [cpu, clock] = [medianOf(each, 'cpu').toFixed(2), medianOf(each, 'clock').toFixed(2)];
    console.log(`a page of ${PAGE} in the ${group} group: ${cpu} ms of CPU, ${clock} ms by the clock`);
  }
  const ratio = medianOf(samples.large, by) / medianOf(samples.small, by);
  console.log(`${name} ${ratio.toFixed(3)} ratio`);
}

interface Target {
  groupId: string;
  /** Places in the feed with a page behind them. */
  cursors: string[];
}

function createReader(dir: string, database: Database) {
  const clock = Date.now;
  const storage = createDiskStorage({ dir, secret: new Uint8Array(32), baseUrl: () => '' });
  const audit = createAudit({ clock, key: Buffer.alloc(32, 2) });
  const groups = createGroups({
    database,
    audit,
    clock,
    covers: createCovers({ storage, clock }),
    belongings,
    inviteKey: Buffer.alloc(32),
    publicUrl: () => '',
  });
  const media = createMedia({
    database,
    storage,
    queue: { maxInFlight: 0, send: async () => {}, consume: () => {} },
    clock,
    log: { warn: console.warn, error: console.error },
    audit,
    quota: createQuota({ database, clock, defaultLimit: 0 }),
    groups,
    maxFileSize: 0,
    // The small group would all be kept, and the large one hardly.
    keptBytes: 0,
  });
  const actor = { userId: user, sessionId: '', requestId: '', ip: '', userAgent: '' };
  const read = (groupId: string, limit: number, cursor?: string) =>
    media.listPhotos(actor, { groupId, order: 'taken', limit, cursor });
  const parse = ({ text }: Awaited<ReturnType<typeof read>>) =>
    JSON.parse(text) as OutputOf<typeof mediaOperations.listPhotos>;
  return {
    async walk({ groupId }: { groupId: string }, stride: number): Promise<Target> {
      const cursors: string[] = [];
      for (let next: string | null | undefined; next !== null; ) {
        ({ nextCursor: next } = parse(await read(groupId, stride, next)));
        if (next) cursors.push(next);
      }
      return { groupId, cursors };
    },
    async measure({ groupId, cursors }: Target): Promise<Sample> {
      const cursor = cursors[Math.floor(Math.random() * cursors.length)];
      const [began, used] = [performance.now(), process.cpuUsage()];
      const page = await read(groupId, PAGE, cursor);
      const { user: own, system } = process.cpuUsage(used);
      const sample = { clock: performance.now() - began, cpu: (own + system) / 1000 };
      const { photos } = parse(page);
      if (photos.length !== PAGE || !photos[0]?.urls) throw new Error('the page is not what it should be');
      return sample;
    },
  };
}

const medianOf = (samples: Sample[], what: keyof Sample): number =>
  samples.map((sample) => sample[what]).sort((a, b) => a - b)[Math.floor(samples.length / 2)] ?? Number.NaN;
