import { type ChildProcess, fork } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedQueue } from '../apps/server/src/queue/embedded.ts';
import type { MediaJob } from '../packages/contract/src/index.ts';
import { makePhoto } from './photo.fixture.ts';

const ROUNDS = 9;
const PHOTOS_A_PROCESS = 16;

/**
 * Photos a second through the whole path of a media job, as a ratio to sharp alone in as many processes.
 * The path: queue, child process, signed GET, digest, variants, thumbhash, metadata, two PUTs, result. Both
 * sides take turns in one run, so that what else the machine does meets both. Of the path, what counts is the
 * time between answers while there is work for everyone: a queue that runs dry would measure its last photo.
 */
export async function run(): Promise<void> {
  const processes = availableParallelism();
  const photos = processes * PHOTOS_A_PROCESS;
  const folder = await mkdtemp(join(tmpdir(), 'wmory-bench-'));
  const file = join(folder, 'photo.jpg');
  const photo = await makePhoto();
  await writeFile(file, photo);

  const server = fork(new URL('./file-server.fixture.ts', import.meta.url), [file]);
  const [port] = (await once(server, 'message')) as [number];
  const queue = createEmbeddedQueue({ processes, idleMs: 600_000 });
  const bare = Array.from({ length: processes }, () =>
    fork(new URL('./bare-sharp.fixture.ts', import.meta.url), [file]),
  );
  try {
    const path = jobPath(queue, { url: `http://127.0.0.1:${port}`, photo });
    await inTurn(path, bare, processes * 2); // warm up
    const ratios: number[] = [];
    console.log(
      `${photos} photos of 12 megapixels (${(photo.length / 1e6).toFixed(1)} MB), ${processes} processes`,
    );
    console.log('round   bare/s   path/s   ratio');
    for (let round = 1; round <= ROUNDS; round++) {
      const seconds = await inTurn(path, bare, photos, round % 2 === 0);
      ratios.push(seconds.bare / seconds.path);
      const columns = [photos / seconds.bare, photos / seconds.path, seconds.bare / seconds.path];
      console.log(`${String(round).padStart(5)}${columns.map((n) => n.toFixed(3).padStart(9)).join('')}`);
    }
    ratios.sort((a, b) => a - b);
    console.log(`processor ${(ratios[Math.floor(ROUNDS / 2)] ?? 0).toFixed(3)} ratio`);
  } finally {
    await queue.close({ graceMs: 0 });
    for (const child of [server, ...bare]) child.disconnect();
    await rm(folder, { recursive: true });
  }
}

/** Does so many photos, and answers the seconds they took. */
type Path = (photos: number) => Promise<number>;

async function inTurn(path: Path, bare: ChildProcess[], photos: number, pathFirst = false) {
  const bareRun = async () => {
    const start = performance.now();
    await Promise.all(
      bare.map((child) => {
        child.send(photos / bare.length);
        return once(child, 'message');
      }),
    );
    return (performance.now() - start) / 1000;
  };
  if (pathFirst) return { path: await path(photos), bare: await bareRun() };
  return { bare: await bareRun(), path: await path(photos) };
}

/** Sends jobs for one photo as fast as the queue takes them, and some more before and after those that count. */
function jobPath(queue: ReturnType<typeof createEmbeddedQueue>, store: { url: string; photo: Buffer }): Path {
  const sha256 = createHash('sha256').update(store.photo).digest('hex');
  let answered = () => {};
  queue.consume(async (result) => {
    if (result.outcome !== 'ready') throw new Error(`failed: ${result.reason}`);
    answered();
  });
  const job = (): MediaJob => ({
    version: 1,
    jobId: randomUUID(),
    photoId: randomUUID(),
    attempt: 1,
    expiresAt: Date.now() + 3_600_000,
    source: {
      request: { method: 'GET', url: `${store.url}/original`, headers: {} },
      sha256,
      size: store.photo.length,
      mimeType: 'image/jpeg',
    },
    variants: (['thumb', 'preview'] as const).map((name) => ({
      name,
      request: { method: 'PUT', url: `${store.url}/${name}`, headers: { 'content-type': 'image/webp' } },
    })),
    shared: { method: 'PUT', url: `${store.url}/shared`, headers: { 'content-type': 'image/jpeg' } },
  });
  const lead = queue.maxInFlight;
  return (photos) =>
    new Promise((resolve, reject) => {
      const total = lead + photos + lead;
      let [sent, done, start, seconds] = [0, 0, 0, 0];
      const fill = () => {
        while (sent < total && sent - done < queue.maxInFlight - 1) {
          sent++;
          queue.send(job()).catch(reject);
        }
      };
      answered = () => {
        done++;
        if (done === lead) start = performance.now();
        if (done === lead + photos) seconds = (performance.now() - start) / 1000;
        if (done === total) setImmediate(resolve, seconds); // once the last answer has made its room
        fill();
      };
      fill();
    });
}
