import { randomUUID } from 'node:crypto';
import { createPresigners } from '../apps/server/src/storage/s3-presigners.fixture.ts';

/** URLs on a feed page of a hundred photos, with a thumbnail and a preview each. */
const URLS = 200;
const ROUNDS = 40;

const median = (times: number[]): number =>
  times.slice(times.length / 2).sort((a, b) => a - b)[Math.floor(times.length / 4)] ?? Number.NaN;

async function timeOf(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / URLS;
}

/** What an S3 read costs to sign, beside the AWS SDK's `getSignedUrl` for the same URLs, in turn. */
export async function run(): Promise<void> {
  const { ours, theirs } = await createPresigners();
  const keys = Array.from({ length: URLS }, () => `media/${randomUUID()}/${randomUUID()}/thumb`);
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    times.ours.push(await timeOf(() => keys.forEach((key) => void ours(key))));
    times.theirs.push(await timeOf(() => Promise.all(keys.map(theirs))));
  }
  const [own, sdk] = [median(times.ours) * 1000, median(times.theirs) * 1000];
  console.log(`our signer: ${own.toFixed(1)} us a URL; getSignedUrl: ${sdk.toFixed(1)} us`);
  console.log(`presign ${(sdk / own).toFixed(1)} times`);
}
