import type { Config } from '../config.ts';
import { toCdn } from '../storage/open.ts';
import type { BucketFinding } from '../storage/s3-bucket.ts';
import type { BucketTrial } from '../storage/s3-trials.ts';
import { AdminError } from './admin-error.ts';

export interface BucketReport {
  bucket: string;
  rules: BucketFinding[];
  trials: BucketTrial[];
  /** Whether every trial passed, and every rule is there that the store knows. */
  ready: boolean;
}

/**
 * Gives the bucket of the settings its rules, then tries from outside whether it keeps to them.
 *
 * @param change false: looks and tries, sets nothing
 */
export async function setUpStore(config: Config, { change }: { change: boolean }): Promise<BucketReport> {
  const { store } = config;
  if (store.kind !== 's3')
    throw new AdminError('Photos are in a folder: AWS_BUCKET_NAME names no bucket. There is nothing to do.');
  const { checkBucket, findBucket, setUpBucket } = await import('../storage/s3-bucket.ts');
  const { tryBucket } = await import('../storage/s3-trials.ts');
  const origins = [config.publicUrl ?? `http://localhost:${config.port}`];
  const options = { store, origins };
  await findBucket(store);
  const rules = await (change ? setUpBucket : checkBucket)(options);
  const trials = await tryBucket({ ...options, cdn: toCdn(store, config.secrets.cdnKey) });
  const settled = ['as wanted', 'set', 'unsupported'];
  const ready = trials.every(({ passed }) => passed) && rules.every(({ state }) => settled.includes(state));
  return { bucket: store.bucket, rules, trials, ready };
}

const words: Record<BucketFinding['state'], string> = {
  'as wanted': 'was there',
  set: 'set now',
  missing: 'MISSING',
  different: 'DIFFERENT',
  unsupported: 'not known to this store',
  unreadable: 'UNREADABLE',
};

/** The report as a person reads it, a line for each rule and trial. */
export function describeReport({ bucket, rules, trials, ready }: BucketReport): string {
  const lines = [
    ...rules.map(({ rule, state, detail }) => [rule, words[state], detail]),
    ...trials.map(({ trial, passed, detail }) => [trial, passed ? 'tried, holds' : 'FAILED', detail]),
  ];
  const [names, states] = [0, 1].map((at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  const table = lines.map(
    ([name = '', state = '', detail]) =>
      `  ${name.padEnd(names ?? 0)}  ${state.padEnd(states ?? 0)}  ${detail}`,
  );
  const end = ready ? 'The bucket is ready.' : 'The bucket is not ready: see the lines in capitals.';
  return [`Bucket ${bucket}`, ...table, end].join('\n');
}
