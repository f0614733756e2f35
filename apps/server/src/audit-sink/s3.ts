import {
  GetObjectLockConfigurationCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { BucketConfig } from '../config-storage.ts';
import { connectS3 } from '../storage/s3.ts';
import { type AuditSink, fromWord, toWord } from './port.ts';

export interface S3SinkOptions {
  store: BucketConfig;
  /** What the names of heads begin with. */
  prefix: string;
  /** Days that a head cannot be deleted by anyone, where the bucket can lock; 0: it is not locked. */
  lockDays: number;
}

const DAY = 86_400_000;
const SUFFIX = '.head';

/**
 * Heads as objects of a bucket, each under a name of its own that tells all of it, so that a listing is enough to read
 * them. None is written over. In a bucket with object lock, none can be deleted either before its time.
 */
export function createS3Sink({ store, prefix, lockDays }: S3SinkOptions): AuditSink {
  const client = connectS3(store);
  const { bucket: Bucket } = store;
  let canLock: Promise<boolean> | undefined;
  const locks = async (): Promise<boolean> => {
    if (lockDays === 0) return false;
    canLock ??= hasObjectLock(client, Bucket);
    // A bucket that did not answer is asked again.
    canLock.catch(() => {
      canLock = undefined;
    });
    return canLock;
  };

  return {
    async put(head) {
      const lock = (await locks()) && {
        ObjectLockMode: 'COMPLIANCE' as const,
        ObjectLockRetainUntilDate: new Date(head.at + lockDays * DAY),
        // S3 takes a lock only with a digest of the body.
        ChecksumAlgorithm: 'SHA256' as const,
      };
      try {
        await client.send(
          new PutObjectCommand({
            Bucket,
            Key: `${prefix}${toWord(head)}${SUFFIX}`,
            Body: `${JSON.stringify(head)}\n`,
            ContentType: 'application/json',
            IfNoneMatch: '*',
            ...lock,
          }),
        );
      } catch (error) {
        // The same head is there, whole: its name says what it holds.
        if (!(error instanceof S3ServiceException) || error.$metadata.httpStatusCode !== 412) throw error;
      }
    },
    async *list() {
      for (let after: string | undefined; ; ) {
        const page = await client.send(
          new ListObjectsV2Command({ Bucket, Prefix: prefix, ...(after && { StartAfter: after }) }),
        );
        for (const { Key = '' } of page.Contents ?? []) {
          after = Key;
          if (Key.endsWith(SUFFIX)) yield fromWord(Key.slice(prefix.length, -SUFFIX.length));
        }
        if (!page.IsTruncated) return;
      }
    },
    async describe() {
      const where = `s3://${Bucket}/${prefix}`;
      return (await locks())
        ? `${where}, where each head is locked for ${lockDays} days`
        : `${where}, where nothing is written over, but whoever may delete objects can delete heads`;
    },
    close: () => client.destroy(),
  };
}

/** S3 answers 404 for a bucket that cannot lock; stores that know no locks refuse the question in ways of their own. */
async function hasObjectLock(client: S3Client, Bucket: string): Promise<boolean> {
  try {
    const { ObjectLockConfiguration } = await client.send(new GetObjectLockConfigurationCommand({ Bucket }));
    return ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled';
  } catch (error) {
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    if (status === 404 && (error as S3ServiceException).name !== 'NoSuchBucket') return false;
    if (status === 405 || status === 501) return false;
    throw error;
  }
}
