import { setTimeout as wait } from 'node:timers/promises';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { checkContentType, checkKey } from './key.ts';
import { type Multipart, ObjectChanged, type ObjectInfo, type PartInfo, type Storage } from './port.ts';

type MultipartCalls = Pick<
  Storage,
  'createMultipart' | 'listParts' | 'completeMultipart' | 'abortMultipart' | 'listMultiparts'
>;

/** Milliseconds that S3 may take to put 5 GB together, or to copy them. */
export const LONG_CALL = 120_000;

/** What says that another call has completed it, or is about to; or that it cannot be completed as asked. */
const OVER = new Set(['InvalidPart', 'InvalidPartOrder', 'PreconditionFailed', 'ConditionalRequestConflict']);
/** Milliseconds between looks at what another call is about to complete. */
const LOOKS = [0, 100, 400];

const nameOf = (error: unknown): string => (error instanceof S3ServiceException ? error.name : '');
/** S3 says `NoSuchUpload`, Ceph `NoSuchKey` of some; that the bucket is missing is a fault. */
const isGone = (error: unknown): boolean => ['NoSuchUpload', 'NoSuchKey', 'NotFound'].includes(nameOf(error));
const unquote = (etag = ''): string => etag.replaceAll('"', '');

/** Objects in parts, in a bucket; see `Storage`. */
export function createS3Multipart(
  client: S3Client,
  Bucket: string,
  head: (key: string) => Promise<ObjectInfo | null>,
): MultipartCalls {
  async function lookFor(key: string): Promise<ObjectInfo | null> {
    for (const pause of LOOKS) {
      await wait(pause);
      const there = await head(key);
      if (there) return there;
    }
    return null;
  }

  async function listParts({ key, id }: Multipart): Promise<PartInfo[] | null> {
    checkKey(key);
    const parts: PartInfo[] = [];
    try {
      // Not the SDK's paginator: it goes by the marker, which stores send with the last page as well.
      for (let marker: string | undefined; ; ) {
        const page = await client.send(
          new ListPartsCommand({ Bucket, Key: key, UploadId: id, PartNumberMarker: marker }),
        );
        for (const { PartNumber = 0, Size = 0, ETag } of page.Parts ?? [])
          parts.push({ number: PartNumber, size: Size, etag: unquote(ETag) });
        if (!page.IsTruncated) break;
        marker = page.NextPartNumberMarker;
      }
    } catch (error) {
      if (isGone(error)) return null;
      throw error;
    }
    return parts;
  }

  return {
    async createMultipart({ key, contentType }) {
      checkKey(key);
      checkContentType(contentType);
      const { UploadId } = await client.send(
        new CreateMultipartUploadCommand({ Bucket, Key: key, ContentType: contentType }),
      );
      if (!UploadId) throw new Error('the store gave no id to an object in parts');
      return UploadId;
    },

    listParts,

    async completeMultipart({ key, id }, parts) {
      checkKey(key);
      const Parts = parts.map(({ number, etag }) => ({ PartNumber: number, ETag: `"${etag}"` }));
      try {
        await client.send(
          new CompleteMultipartUploadCommand({
            Bucket,
            Key: key,
            UploadId: id,
            // The bucket's policy asks for it as of any object that comes into being.
            IfNoneMatch: '*',
            MultipartUpload: { Parts },
          }),
          { requestTimeout: LONG_CALL },
        );
      } catch (error) {
        if (!(error instanceof S3ServiceException)) throw error;
        const there = await lookFor(key);
        if (there) return there;
        // Ceph has the same answer, a 500, for parts that were dropped and for parts that are being put together.
        if (isGone(error) || OVER.has(error.name) || (await listParts({ key, id })) === null)
          throw new ObjectChanged(key, { cause: error });
        throw error;
      }
      // Some stores leave the tag out of their answer.
      const made = await head(key);
      if (!made) throw new ObjectChanged(key);
      return made;
    },

    async abortMultipart({ key, id }) {
      checkKey(key);
      try {
        await client.send(new AbortMultipartUploadCommand({ Bucket, Key: key, UploadId: id }));
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    },

    async listMultiparts(prefix, { after, limit = 1000 } = {}) {
      const { Uploads = [] } = await client.send(
        new ListMultipartUploadsCommand({
          Bucket,
          Prefix: prefix,
          MaxUploads: Math.min(limit, 1000),
          ...(after && { KeyMarker: after.key, UploadIdMarker: after.id }),
        }),
      );
      return Uploads.map(({ Key = '', UploadId = '', Initiated }) => ({
        key: Key,
        id: UploadId,
        startedAt: Initiated?.getTime() ?? 0,
      }));
    },
  };
}
