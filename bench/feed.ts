import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrate, openDatabase } from '../apps/server/src/db/index.ts';
import { createAudit } from '../apps/server/src/modules/audit/index.ts';
import { createGroups } from '../apps/server/src/modules/groups/index.ts';
import { createCovers, createMedia } from '../apps/server/src/modules/media/index.ts';
import { createQuota } from '../apps/server/src/modules/quota/index.ts';
import { createDiskStorage } from '../apps/server/src/storage/disk.ts';

const SMALL = 1_000;
const LARGE = 1_000_000;
const PAGE = 100;
/** Photos between the places at which the large group is read. */
const STRIDE = 4_000;
const SAMPLES = 600;
const START = Date.UTC(2015, 0, 1);
const MINUTE = 60_000;

const user = randomUUID();
const small = { groupId: randomUUID(), size: SMALL };
const large = { groupId: randomUUID(), size: LARGE };
/** Milliseconds. */
interface Sample {
  cpu: number;
  clock: number;
}

/**
 * What a page of the feed costs in a group of a million photos, as a ratio to one of a thousand: the whole
 * use case from membership to signed addresses, at random places of the feed, in turn. The ratio is of CPU time,
 * which the turns of other processes do not blur; the clock's times are printed beside it.
 */
export async function run(): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'wmory-feed-'));
  const file = join(dir, 'wmory.sqlite');
  const database = openDatabase({ kind: 'sqlite', file });
  try {
    await migrate(database);
    const filled = performance.now();
    fill(file);
    console.log(`${LARGE} photos filled in within ${((performance.now() - filled) / 1000).toFixed(0)} s`);
    const reader = createReader(dir, database);
    const targets = { small: await reader.walk(small, PAGE), large: await reader.walk(large, STRIDE) };
    const samples = { small: [] as Sample[], large: [] as Sample[] };
    for (let sample = 0; sample < SAMPLES; sample++) {
      samples.small.push(await reader.measure(targets.small));
      samples.large.push(await reader.measure(targets.large));
    }
    for (const [name, each] of Object.entries(samples)) {
      const [cpu, clock] = [medianOf(each, 'cpu').toFixed(2), medianOf(each, 'clock').toFixed(2)];
      console.log(`a page of ${PAGE} in the ${name} group: ${cpu} ms of CPU, ${clock} ms by the clock`);
    }
    const ratio = medianOf(samples.large, 'cpu') / medianOf(samples.small, 'cpu');
    console.log(`feed ${ratio.toFixed(3)} ratio`);
  } finally {
    await database.close();
    await rm(dir, { recursive: true });
  }
}

interface Target {
  groupId: string;
  /** Places in the feed with a page behind them. */
  cursors: string[];
}

function createReader(dir: string, database: ReturnType<typeof openDatabase>) {
  const clock = Date.now;
  const storage = createDiskStorage({ dir, secret: new Uint8Array(32), baseUrl: () => '' });
  const audit = createAudit({ clock });
  const groups = createGroups({
    database,
    audit,
    clock,
    covers: createCovers({ storage, clock }),
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
  });
  const actor = { userId: user, sessionId: '', requestId: '', ip: '', userAgent: '' };
  const read = (groupId: string, limit: number, cursor?: string) =>
    media.listPhotos(actor, { groupId, order: 'taken', limit, cursor });
  return {
    async walk({ groupId }: { groupId: string }, stride: number): Promise<Target> {
      const cursors: string[] = [];
      for (let next: string | null | undefined; next !== null; ) {
        ({ nextCursor: next } = await read(groupId, stride, next));
        if (next) cursors.push(next);
      }
      return { groupId, cursors };
    },
    async measure({ groupId, cursors }: Target): Promise<Sample> {
      const cursor = cursors[Math.floor(Math.random() * cursors.length)];
      const [began, used] = [performance.now(), process.cpuUsage()];
      const { photos } = await read(groupId, PAGE, cursor);
      const { user: own, system } = process.cpuUsage(used);
      const sample = { clock: performance.now() - began, cpu: (own + system) / 1000 };
      if (photos.length !== PAGE || !photos[0]?.urls) throw new Error('the page is not what it should be');
      return sample;
    },
  };
}

/** People add what they took lately, so neighbours in the feed came in near each other, in no strict order. */
function fill(file: string): void {
  const connection = new DatabaseSync(file);
  connection.exec('pragma synchronous=off');
  connection
    .prepare("insert into users (id, email, name, password_hash, created_at) values (?, ?, 'Ada', '-', 0)")
    .run(user, user);
  for (const { groupId, size } of [small, large]) {
    connection
      .prepare(
        `insert into "groups" (id, name, created_by, created_at, active_at, member_count, photo_count)
         values (?, 'Alps', ?, 0, 0, 1, ?)`,
      )
      .run(groupId, user, size);
    connection
      .prepare("insert into group_members (group_id, user_id, role, joined_at) values (?, ?, 'viewer', 0)")
      .run(groupId, user);
    connection
      .prepare(
        `with recursive number(n) as (select 0 union all select n + 1 from number where n < :size - 1)
         insert into photos (id, group_id, uploader_id, kind, state, sha256, live_sha256, size, mime_type,
           file_name, storage_key, caption, width, height, taken_at, added_at, camera, thumbhash)
         select printf('%s-%04x-7000-8000-%012x', substr(:group, 1, 8), n >> 16, n), :group, :user, 'image',
           'ready', printf('%064x', n), printf('%064x', n), 3000000, 'image/jpeg', printf('IMG_%06d.jpg', n),
           printf('media/%s/%d/original', :group, n), '', 4032, 3024,
           :start + (n - n % 200 + (n * 77) % 200) * :minute, :start + n * :minute, 'Apple iPhone 15',
           'k5gGDYSOmXeYhXd/d3eId3eA9w=='
         from number`,
      )
      .run({ ':size': size, ':group': groupId, ':user': user, ':start': START, ':minute': MINUTE });
  }
  connection.exec('pragma wal_checkpoint(truncate)');
  connection.close();
}

const medianOf = (samples: Sample[], what: keyof Sample): number =>
  samples.map((sample) => sample[what]).sort((a, b) => a - b)[Math.floor(samples.length / 2)] ?? Number.NaN;
