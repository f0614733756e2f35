import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  ListObjectsV2Command,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { BucketConfig } from '../config-storage.ts';
import { checkContentType, checkKey } from './key.ts';
import { ObjectChanged, type ObjectInfo, type Storage } from './port.ts';
import { type Cdn, createCloudFrontSigner } from './s3-cloudfront.ts';
import { holdCredentials } from './s3-credentials.ts';
import { createS3Multipart, LONG_CALL } from './s3-multipart.ts';
import { createS3Signer } from './s3-signer.ts';

export interface S3StorageOptions {
  store: BucketConfig;
  /** Where clients read photos from, if not from the bucket. */
  cdn?: Cdn | null;
  /** Told when credentials cannot be replaced. */
  onFailure?: (error: unknown) => void;
}

export interface S3Storage extends Storage {
  readonly client: S3Client;
  readonly bucket: string;
  /** Where the bucket is, for clients too. */
  readonly base: URL;
}

/** Keys that S3 deletes by one request, at most. */
const DELETED_AT_ONCE = 1_000;

/** A client of the configured store, with the credentials that the SDK's default chain finds. */
export const connectS3 = ({ region, endpoint, pathStyle }: BucketConfig): S3Client =>
  new S3Client({
    region,
    ...(endpoint && { endpoint }),
    forcePathStyle: pathStyle,
    // By default the SDK streams bodies in chunks with a trailer, which other stores than AWS refuse.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 20_000, throwOnRequestTimeout: true },
  });

/** Bytes in a bucket of S3, or of what speaks as it does. Waits for the first credentials. */
export async function openS3Storage({ store, cdn, onFailure }: S3StorageOptions): Promise<S3Storage> {
  const { bucket, region } = store;
  const client = connectS3(store);
  const base = await findBase(client, store);
  const credentials = await holdCredentials(client.config.credentials, { ...(onFailure && { onFailure }) });
  const signer = createS3Signer({ base, region, credentials });
  const signCdnRead = cdn && createCloudFrontSigner(cdn);

  async function head(key: string): Promise<ObjectInfo | null> {
    checkKey(key);
    try {
      return describe(
        key,
        await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key, ChecksumMode: 'ENABLED' })),
      );
    } catch (error) {
      if (statusOf(error) === 404) return null;
      throw error;
    }
  }

  return {
    client,
    bucket,
    base,
    signUpload: async (grant) => signer.signUpload(grant),
    signPart: async (grant) => signer.signPart(grant),
    ...createS3Multipart(client, bucket, head),
    signVariantPut: async (grant) => signer.signVariantPut(grant),
    // CloudFront may read photos alone, and the processor is as near to the bucket as can be.
    signRead: (grant) =>
      signCdnRead && grant.audience !== 'processor' && grant.key.startsWith('media/')
        ? signCdnRead(grant)
        : signer.signRead(grant),
    head,
    async copy(from, to) {
      for (const { key } of [from, to]) checkKey(key);
      checkContentType(to.contentType);
      // AWS compares while it copies; other stores ignore the condition and have to be asked before.
      if (store.endpoint && (await head(from.key))?.etag !== from.etag) throw new ObjectChanged(from.key);
      try {
        await client.send(
          new CopyObjectCommand({
            Bucket: bucket,
            Key: to.key,
            CopySource: `${bucket}/${from.key}`,
            CopySourceIfMatch: `"${from.etag}"`,
            MetadataDirective: 'REPLACE',
            ContentType: to.contentType,
          }),
          { requestTimeout: LONG_CALL },
        );
      } catch (error) {
        if ([404, 412].includes(statusOf(error) ?? 0)) throw new ObjectChanged(from.key, { cause: error });
        throw error;
      }
      const copied = await head(to.key);
      if (!copied) throw new ObjectChanged(to.key);
      return copied;
    },
    async delete(keys) {
      for (const key of keys) checkKey(key);
      for (let start = 0; start < keys.length; start += DELETED_AT_ONCE) {
        const Objects = keys.slice(start, start + DELETED_AT_ONCE).map((Key) => ({ Key }));
        const { Errors = [] } = await client.send(
          new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
        );
        const [fault] = Errors.filter(({ Code }) => Code !== 'NoSuchKey');
        if (fault)
          throw new Error(`${Errors.length} objects were not deleted: ${fault.Code} ${fault.Message}`);
      }
    },
    async list(prefix, { after, limit = 1_000 } = {}) {
      if (prefix !== '') checkKey(prefix.replace(/\/$/, ''));
      const objects: Awaited<ReturnType<Storage['list']>> = [];
      for (let StartAfter = after; objects.length < limit; ) {
        const page = await client.send(
          new ListObjectsV2Command({
            Bucket: bucket,
            Prefix: prefix,
            MaxKeys: Math.min(limit - objects.length, 1_000),
            ...(StartAfter && { StartAfter }),
          }),
        );
        for (const { Key = '', Size = 0, ETag, LastModified } of page.Contents ?? [])
          objects.push({
            key: Key,
            size: Size,
            etag: unquote(ETag),
            modifiedAt: LastModified?.getTime() ?? 0,
          });
        if (!page.IsTruncated) break;
        StartAfter = objects.at(-1)?.key;
      }
      return objects;
    },
    async ping() {
      await client.send(new HeadBucketCommand({ Bucket: bucket }));
    },
    async close() {
      credentials.close();
      client.destroy();
    },
  };
}

/** Where the SDK itself would send requests for the bucket. */
async function findBase(
  client: S3Client,
  { bucket, region, endpoint, pathStyle }: BucketConfig,
): Promise<URL> {
  const { url } = client.config.endpointProvider({
    Bucket: bucket,
    Region: region,
    ...(endpoint && { Endpoint: endpoint }),
    ForcePathStyle: pathStyle,
    UseFIPS: await client.config.useFipsEndpoint(),
    UseDualStack: await client.config.useDualstackEndpoint(),
    Accelerate: false,
    UseGlobalEndpoint: false,
    DisableMultiRegionAccessPoints: true,
  });
  return url;
}

function describe(key: string, object: HeadObjectCommandOutput): ObjectInfo {
  const { ChecksumSHA256: sum, ContentLength, ContentType, ETag, LastModified } = object;
  return {
    key,
    size: ContentLength ?? 0,
    contentType: ContentType ?? '',
    etag: unquote(ETag),
    // That of an object in parts is a digest of digests, and says how many.
    sha256: sum && !sum.includes('-') ? Buffer.from(sum, 'base64').toString('hex') : null,
    modifiedAt: LastModified?.getTime() ?? 0,
  };
}

const unquote = (etag = ''): string => etag.replaceAll('"', '');

const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
