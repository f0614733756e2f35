import { createHmac, createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDiskStorage } from '../apps/server/src/storage/disk.ts';

/** URLs on a feed page of a hundred photos, with a thumbnail and a preview each. */
const URLS = 200;
const ROUNDS = 400;

/** Microseconds of one URL: the median of the second half of the rounds. */
const median = (times: number[]): number => {
  const warm = times.slice(times.length / 2).sort((a, b) => a - b);
  return (warm[Math.floor(warm.length / 2)] ?? Number.NaN) / URLS;
};

function timeOf(work: () => void): number {
  const started = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - started) / 1000;
}

/**
 * What it costs to sign the addresses of a feed page, beside the one HMAC-SHA-256 that each of them cannot do
 * without, over the same text and in turn.
 */
export async function run(): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'wmory-sign-'));
  const storage = createDiskStorage({
    dir,
    secret: randomBytes(32),
    baseUrl: () => 'https://photos.example',
  });
  try {
    const group = randomUUID();
    const grants = Array.from({ length: URLS }, (_, index) => ({
      key: `media/${group}/${randomUUID()}/${index % 2 ? 'thumb' : 'preview'}`,
      contentType: 'image/webp',
      expiresAt: Date.now() + 600_000,
    }));
    const texts = grants.map((grant) => storage.signRead(grant).url.slice('https://photos.example'.length));
    const key = createSecretKey(randomBytes(32));
    const times = { signed: [] as number[], bare: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      times.signed.push(timeOf(() => grants.forEach((grant) => void storage.signRead(grant))));
      times.bare.push(
        timeOf(() =>
          texts.forEach((text) => void createHmac('sha256', key).update(text).digest('base64url')),
        ),
      );
    }
    const [signed, bare] = [median(times.signed), median(times.bare)];
    console.log(`a page of ${URLS} URLs: ${((signed * URLS) / 1000).toFixed(2)} ms`);
    console.log(
      `HMAC alone: ${bare.toFixed(2)} us a URL; signing costs ${(signed / bare).toFixed(2)} times that`,
    );
    console.log(`sign ${signed.toFixed(2)} us`);
  } finally {
    await storage.close();
    await rm(dir, { recursive: true });
  }
}
