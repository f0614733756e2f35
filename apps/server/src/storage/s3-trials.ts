import { randomUUID } from 'node:crypto';
import { GetBucketAclCommand, GetBucketPolicyStatusCommand, S3ServiceException } from '@aws-sdk/client-s3';
import { StartError } from '../error.ts';
import { openS3Storage, type S3Storage } from './s3.ts';
import type { BucketOptions } from './s3-bucket.ts';
import type { Cdn } from './s3-cloudfront.ts';
import { probeReads } from './s3-cloudfront-probe.ts';
import { probeStore } from './s3-probe.ts';

/** How the bucket behaves, whatever rules it says that it has. */
export interface BucketTrial {
  trial: 'privacy' | 'browsers' | 'uploads' | 'reads';
  passed: boolean;
  /** For a person: what was tried, or what went wrong. */
  detail: string;
}

const MINUTE = 60_000;
/** Milliseconds that the store has for one answer. */
const PATIENCE = 10_000;

/**
 * Tries the bucket from outside: that strangers see nothing, that the web app's pages get in and others do not, and what
 * the server tries when it starts. Leaves nothing behind.
 */
export async function tryBucket({
  store,
  origins,
  cdn,
}: BucketOptions & { cdn: Cdn | null }): Promise<BucketTrial[]> {
  const storage = await openS3Storage({ store, cdn });
  try {
    return [
      await judge('privacy', 'strangers can neither list it nor be let in by a list of rights', () =>
        tryPrivacy(storage),
      ),
      await judge('browsers', `pages of ${origins.join(', ')} are let in, and no others`, () =>
        tryOrigins(storage, origins),
      ),
      await judge('uploads', 'unsigned, forged, longer, other and second uploads are refused', () =>
        probeStore(storage),
      ),
      ...(cdn
        ? [
            await judge('reads', 'CloudFront serves what is signed, and nothing else', async () =>
              (await probeReads(storage))
                ? undefined
                : 'CloudFront cannot be reached from here, so this was not tried',
            ),
          ]
        : []),
    ];
  } finally {
    await storage.close();
  }
}

async function judge(
  trial: BucketTrial['trial'],
  detail: string,
  run: () => Promise<unknown>,
): Promise<BucketTrial> {
  try {
    return { trial, passed: true, detail: String((await run()) ?? detail) };
  } catch (error) {
    return { trial, passed: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

async function tryPrivacy({ client, bucket: Bucket, base }: S3Storage): Promise<void> {
  const listed = await statusOf(`${base.href.replace(/\/$/, '')}/?list-type=2`);
  if (listed < 400 || listed >= 500)
    throw new StartError(`A stranger who asks for a list of the bucket gets ${listed} instead of a refusal.`);
  const status = await orUnsupported(client.send(new GetBucketPolicyStatusCommand({ Bucket })));
  if (status?.PolicyStatus?.IsPublic)
    throw new StartError('The policy of the bucket lets strangers in: remove what allows Principal "*".');
  const acl = await orUnsupported(client.send(new GetBucketAclCommand({ Bucket })));
  const open = acl?.Grants?.find(({ Grantee }) => Grantee?.URI?.includes('/global/'));
  if (open)
    throw new StartError(
      `The list of rights of the bucket gives ${open.Permission} to everyone: set it to private.`,
    );
}

async function tryOrigins(storage: S3Storage, origins: readonly string[]): Promise<string | undefined> {
  const { url, headers } = await storage.signUpload({
    key: `incoming/preflight-${randomUUID()}`,
    contentType: 'image/jpeg',
    size: 1,
    sha256: '0'.repeat(64),
    expiresAt: Date.now() + MINUTE,
  });
  /** Whether a browser would let a page of the origin send the upload. */
  const admits = async (origin: string): Promise<boolean> => {
    const response = await fetch(url, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'PUT',
        'access-control-request-headers': Object.keys(headers).sort().join(','),
      },
      signal: AbortSignal.timeout(PATIENCE),
    });
    await response.body?.cancel();
    const [admitted, named = ''] = ['origin', 'headers'].map((name) =>
      response.headers.get(`access-control-allow-${name}`),
    );
    const names = (named ?? '').toLowerCase().split(/\s*,\s*/);
    const covered = names.includes('*') || Object.keys(headers).every((name) => names.includes(name));
    return response.ok && covered && [origin, '*'].includes(admitted ?? '');
  };
  for (const origin of origins)
    if (!(await admits(origin)))
      throw new StartError(`Browsers refuse pages of ${origin}: the store does not let them put files.`);
  // No harm without a signature, and some stores know nothing narrower.
  if (await admits('https://stranger.invalid'))
    return `pages of ${origins.join(', ')} are let in, and those of all other sites too: signatures alone decide`;
  return undefined;
}

const statusOf = async (url: string): Promise<number> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
  await response.body?.cancel();
  return response.status;
};

/** Undefined where nothing is set, or the store has no such thing. */
async function orUnsupported<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    if ([404, 405, 501].includes(status ?? 0)) return undefined;
    throw error;
  }
}
