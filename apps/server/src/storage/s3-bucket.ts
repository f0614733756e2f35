import {
  type BucketLifecycleConfiguration,
  type CORSRule,
  GetBucketCorsCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  type LifecycleRule,
  PutBucketCorsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { BucketConfig } from '../config-storage.ts';
import { StartError } from '../error.ts';
import { bucketRules, type PolicyStatement } from './bucket-rules.ts';
import { connectS3 } from './s3.ts';

/** How one kind of rule is set on the bucket. */
export interface BucketFinding {
  rule: 'public access' | 'cors' | 'lifecycle' | 'policy';
  /** `set`: by this call. `unsupported`: the store has no such rules. */
  state: 'as wanted' | 'set' | 'missing' | 'different' | 'unsupported' | 'unreadable';
  /** For a person: what the rule is for, and why it could not be read or set. */
  detail: string;
}

export interface BucketOptions {
  store: BucketConfig;
  /** Origins from which browsers reach the bucket: those at which people open the web app. */
  origins: readonly string[];
}

interface Aspect {
  rule: BucketFinding['rule'];
  purpose: string;
  /** Null: none is set. */
  read(): Promise<unknown>;
  /** Whether what was read has all that is wanted. */
  holds(found: never): boolean;
  /** Sets what is wanted; keeps the rules of others. */
  write(found: never): Promise<unknown>;
}

/** Rejects with a `StartError` when there is no such bucket, or the credentials do not get at it. */
export async function findBucket(store: BucketConfig): Promise<void> {
  const client = connectS3(store);
  try {
    await client.send(new HeadBucketCommand({ Bucket: store.bucket }));
  } catch (error) {
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    if (status === 404)
      throw new StartError(
        `There is no bucket ${store.bucket}: make it first, in the region ${store.region}.`,
      );
    if (status === 403)
      throw new StartError(`The credentials do not get at the bucket ${store.bucket}: it answers 403.`);
    throw new StartError(`The object store cannot be reached: ${messageOf(error)}`, { cause: error });
  } finally {
    client.destroy();
  }
}

/** Says of each rule whether the bucket has it; changes nothing. */
export const checkBucket = (options: BucketOptions): Promise<BucketFinding[]> =>
  withAspects(options, (aspect) => inspect(aspect));

/** Gives the bucket every rule that it lacks, and says what it has then. */
export const setUpBucket = (options: BucketOptions): Promise<BucketFinding[]> =>
  withAspects(options, async (aspect) => {
    const before = await inspect(aspect);
    if (before.state !== 'missing' && before.state !== 'different') return before;
    try {
      await aspect.write((await aspect.read()) as never);
    } catch (error) {
      return explain(aspect, error, before.state, 'set');
    }
    const after = await inspect(aspect);
    return after.state === 'as wanted' ? { ...after, state: 'set' } : after;
  });

async function withAspects(
  { store, origins }: BucketOptions,
  work: (aspect: Aspect) => Promise<BucketFinding>,
): Promise<BucketFinding[]> {
  const client = connectS3(store);
  try {
    const findings: BucketFinding[] = [];
    // One by one: S3 refuses changes of one bucket that overlap.
    for (const aspect of aspectsOf(client, store, origins)) findings.push(await work(aspect));
    return findings;
  } finally {
    client.destroy();
  }
}

async function inspect(aspect: Aspect): Promise<BucketFinding> {
  const { rule, purpose, read, holds } = aspect;
  try {
    const found = await read();
    if (found === null) return { rule, state: 'missing', detail: purpose };
    return { rule, state: holds(found as never) ? 'as wanted' : 'different', detail: purpose };
  } catch (error) {
    return explain(aspect, error, 'unreadable', 'read');
  }
}

function explain(
  { rule, purpose }: Aspect,
  error: unknown,
  state: BucketFinding['state'],
  done: 'read' | 'set',
): BucketFinding {
  if (isUnsupported(error)) return { rule, state: 'unsupported', detail: purpose };
  return { rule, state, detail: `${purpose}; it could not be ${done}: ${messageOf(error)}` };
}

/** S3's words for a request that a store does not know at all. */
const isUnsupported = (error: unknown): boolean =>
  error instanceof S3ServiceException &&
  (error.$metadata.httpStatusCode === 501 ||
    error.$metadata.httpStatusCode === 405 ||
    ['NotImplemented', 'MethodNotAllowed'].includes(error.name));

function aspectsOf(client: S3Client, store: BucketConfig, origins: readonly string[]): Aspect[] {
  const Bucket = store.bucket;
  const wanted = bucketRules(store, origins);
  const aspect = <T>(own: {
    rule: BucketFinding['rule'];
    purpose: string;
    read(): Promise<T | undefined>;
    holds(found: T): boolean;
    write(found: T | null): Promise<unknown>;
  }): Aspect => ({ ...own, read: () => orNull(own.read()) });

  return [
    aspect({
      rule: 'public access',
      purpose: 'nothing can ever be made public',
      read: async () =>
        (await client.send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration,
      holds: (found) => contains(found, wanted.publicAccess),
      write: () =>
        client.send(
          new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: wanted.publicAccess }),
        ),
    }),
    aspect<CORSRule[]>({
      rule: 'cors',
      purpose: `web pages of ${origins.join(', ')} may upload and read`,
      read: async () => (await client.send(new GetBucketCorsCommand({ Bucket }))).CORSRules,
      holds: (found) => found.some((rule) => contains(rule, wanted.cors)),
      write: (found) => {
        const others = (found ?? []).filter(({ ID }) => ID !== wanted.cors.ID);
        const CORSConfiguration = { CORSRules: [...others, wanted.cors] };
        return client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration }));
      },
    }),
    aspect<LifecycleRule[]>({
      rule: 'lifecycle',
      purpose: 'what was never confirmed is gone within two days, parts of uploads within one',
      read: async () => (await client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules,
      holds: (found) =>
        wanted.lifecycle.every((rule) => found.some((other) => contains(inFull(other), rule))),
      write: (found) => {
        const ours = new Set(wanted.lifecycle.map(({ ID }) => ID));
        const others = (found ?? []).filter(({ ID }) => !ours.has(ID ?? ''));
        const LifecycleConfiguration: BucketLifecycleConfiguration = {
          Rules: [...others, ...wanted.lifecycle],
        };
        return client.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration }));
      },
    }),
    aspect<{ Statement: PolicyStatement[] }>({
      rule: 'policy',
      purpose: 'no plain HTTP, no signature older than 15 minutes, no upload over another',
      read: async () => {
        const { Policy } = await client.send(new GetBucketPolicyCommand({ Bucket }));
        return Policy ? JSON.parse(Policy) : undefined;
      },
      holds: ({ Statement }) =>
        wanted.policy.every((statement) => Statement.some((other) => contains(other, statement))),
      write: (found) => {
        const ours = new Set(wanted.policy.map(({ Sid }) => Sid));
        const others = (found?.Statement ?? []).filter(({ Sid }) => !ours.has(Sid));
        const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [...others, ...wanted.policy] });
        return client.send(new PutBucketPolicyCommand({ Bucket, Policy }));
      },
    }),
  ];
}

/** A rule for everything may come back without the empty prefix, or in the old way. */
const inFull = (rule: LifecycleRule): LifecycleRule => ({
  ...rule,
  Filter: { ...rule.Filter, Prefix: rule.Filter?.Prefix ?? rule.Prefix ?? '' },
});

/** Of a rule that is not set, S3 says 404; that there is no bucket is another matter. */
async function orNull<T>(answer: Promise<T | undefined>): Promise<T | null> {
  try {
    return (await answer) ?? null;
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) {
      if (error.name !== 'NoSuchBucket') return null;
    }
    throw error;
  }
}

/** Whether `found` says all that `wanted` says; lists in any order, and a list of one as its only entry. */
function contains(found: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    const list = Array.isArray(found) ? found : [found];
    return (
      list.length === wanted.length && wanted.every((entry) => list.some((other) => contains(other, entry)))
    );
  }
  if (typeof wanted === 'object' && wanted !== null) {
    if (typeof found !== 'object' || found === null) return false;
    return Object.entries(wanted).every(([name, value]) =>
      contains((found as Record<string, unknown>)[name], value),
    );
  }
  return Array.isArray(found) ? found.length === 1 && found[0] === wanted : found === wanted;
}

/** S3 gives some errors a name alone. */
const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message || error.name : String(error);
