import { type ChildProcess, fork } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MediaJob, MediaResult } from '../packages/contract/src/index.ts';
import { createUploader } from '../packages/uploader/src/index.ts';
import { enter, type Person } from '../tools/person.ts';

const WARM_UP = 100;
const PHOTOS = 300;
const SIZE = 100_000;
/** Milliseconds of one unit in /proc/<pid>/stat (proc(5)). */
const TICK = 10;

/**
 * Milliseconds of CPU that the server spends on one photo: announcing, confirming, sending its job, applying the
 * result and showing it in the feed. The real upload engine drives the real server; the bytes go to a store in a
 * process of its own, and this process answers the jobs instead of a processor, so that neither counts.
 */
export async function run(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'wmory-upload-'));
  const env = { LOG_LEVEL: 'error', RATE_LIMIT_FACTOR: '1000000', QUOTA_MB_PER_DAY: '100000' };
  const server = fork(new URL('./upload-server.fixture.ts', import.meta.url), {
    env: { ...process.env, ...env, PORT: '0', WMORY_DATA_DIR: dataDir },
  });
  const children = [server];
  try {
    const [url] = (await once(server, 'message')) as [string];
    const store = fork(new URL('./store.fixture.ts', import.meta.url), [dataDir]);
    children.push(store);
    const [storeOrigin] = (await once(store, 'message')) as [string];
    answerJobs(server, storeOrigin);

    const person = await enter(url, { name: 'Ada', email: 'ada@example.org', password: randomUUID() });
    await shareAndLook(person, storeOrigin, WARM_UP);
    const before = readCpu(server.pid ?? 0);
    const began = performance.now();
    await shareAndLook(person, storeOrigin, PHOTOS);
    const seconds = (performance.now() - began) / 1000;
    const used = readCpu(server.pid ?? 0) - before;
    console.log(`${PHOTOS} photos in ${seconds.toFixed(1)} s, ${used} ms of CPU in the server`);
    console.log(`upload-cpu ${(used / PHOTOS).toFixed(2)} ms`);
  } finally {
    for (const child of children) {
      const ended = once(child, 'exit');
      if (child.connected) child.disconnect();
      await ended;
    }
    await rm(dataDir, { recursive: true });
  }
}

/** Shares so many new photos in a new group, and looks through its feed until they are ready. */
async function shareAndLook({ client }: Person, storeOrigin: string, count: number): Promise<void> {
  const { id: groupId } = await client.createGroup({ body: { name: 'Alps' } });
  const uploader = createUploader<Buffer>({
    calls: client,
    hash: async ({ handle }) => ({
      sha256: createHash('sha256').update(handle).digest('hex'),
      size: handle.length,
    }),
    put: async ({ source, request }) => {
      const url = onStore(request.url, storeOrigin);
      const { method, headers } = request;
      const { status } = await fetch(url, { method, headers, body: new Uint8Array(source.handle) });
      return { status, retryAfter: null };
    },
  });
  uploader.add(
    Array.from({ length: count }, (_, index) => ({
      id: randomUUID(),
      groupId,
      name: `IMG_${index}.jpg`,
      mimeType: 'image/jpeg',
      size: SIZE,
      handle: randomBytes(SIZE),
    })),
  );
  const { files } = await uploader.settled();
  if (!files.every(({ status }) => status === 'verified')) throw new Error('not every photo was taken');

  for (let ready = 0; ready < count; ) {
    await sleep(1000);
    ready = 0;
    let cursor: string | undefined;
    do {
      const page = await client.listPhotos({ params: { groupId }, query: { limit: 100, cursor } });
      ready += page.photos.filter(({ state }) => state === 'ready').length;
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
  }
}

/** Puts something in the place of each variant, and says that all went well. */
function answerJobs(server: ChildProcess, storeOrigin: string): void {
  server.on('message', async (job: MediaJob) => {
    for (const { request } of job.variants) {
      const { method, headers } = request;
      const { ok } = await fetch(onStore(request.url, storeOrigin), { method, headers, body: 'variant' });
      if (!ok) throw new Error('a variant was not taken');
    }
    const { jobId, photoId } = job;
    const result: MediaResult = {
      version: 1,
      outcome: 'ready',
      jobId,
      photoId,
      metadata: {
        mimeType: 'image/jpeg',
        width: 4032,
        height: 3024,
        takenAt: Date.UTC(2026, 4, 1),
        takenAtOffset: 120,
        cameraMake: 'Apple',
        cameraModel: 'iPhone 15',
        latitude: null,
        longitude: null,
        thumbhash: 'k5gGDYSOmXeYhXd/d3eId3eA9w==',
      },
      variants: [
        { name: 'thumb', width: 480, height: 360, size: 7 },
        { name: 'preview', width: 1600, height: 1200, size: 7 },
      ],
      shared: null,
    };
    server.send(result);
  });
}

/** The same address, at the store's own process. */
function onStore(address: string, storeOrigin: string): string {
  const { pathname, search } = new URL(address, storeOrigin);
  return `${storeOrigin}${pathname}${search}`;
}

/** Milliseconds that a process has run so far, user and system, its ended children not counted. */
function readCpu(pid: number): number {
  const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [userTicks, systemTicks] = fields.split(' ').slice(11, 13).map(Number);
  return ((userTicks ?? 0) + (systemTicks ?? 0)) * TICK;
}
