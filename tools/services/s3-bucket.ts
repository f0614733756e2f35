import { randomBytes } from 'node:crypto';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListObjectsV2Command,
  PutBucketAclCommand,
  PutBucketCorsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { bucketRules } from '../../apps/server/src/storage/bucket-rules.ts';
import { startRgw } from './rgw.ts';

/** An empty bucket of one's own on an S3 server. */
export interface S3Bucket {
  name: string;
  endpoint: string;
  /** As settings of a WMORY server. */
  env: Record<string, string>;
  /** As the default chain of the AWS SDK finds them in the environment. */
  credentials: Record<string, string>;
  /** With an administrator's rights. */
  client: S3Client;
  /** Lets web pages of these origins in, by the rules that a bucket of ours has. */
  admit(origins: readonly string[]): Promise<void>;
  /** Lets everyone read it, as no bucket of ours does. */
  expose(): Promise<void>;
  /** Objects in it, up to a thousand. */
  count(): Promise<number>;
  /** Removes it with all that is in it. */
  drop(): Promise<void>;
}

let server: Promise<string> | undefined;

/**
 * Where the S3 server of the tests is: as the environment says, which the runner does; else one is started, for as
 * long as this process lives.
 */
function findS3Server(): Promise<string> {
  const given = process.env['WMORY_TEST_S3_URL'];
  server ??= given ? Promise.resolve(given) : startRgw().then(({ url }) => url);
  return server;
}

/** @param locks whether objects in it can be locked; it then stays on its server when it is dropped */
export async function openS3Bucket({ locks = false } = {}): Promise<S3Bucket> {
  const { origin: endpoint, username, password } = new URL(await findS3Server());
  const credentials = {
    accessKeyId: decodeURIComponent(username),
    secretAccessKey: decodeURIComponent(password),
  };
  const name = `wmory-test-${randomBytes(6).toString('hex')}`;
  // The region of Ceph's first zone group.
  const region = 'default';
  const client = new S3Client({
    endpoint,
    region,
    credentials,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  await client.send(new CreateBucketCommand({ Bucket: name, ObjectLockEnabledForBucket: locks }));
  return {
    name,
    endpoint,
    env: {
      AWS_BUCKET_NAME: name,
      AWS_REGION: region,
      S3_ENDPOINT: endpoint,
      S3_PATH_STYLE: 'true',
    },
    credentials: {
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
    client,
    async admit(origins) {
      const store = { bucket: name, region, endpoint, pathStyle: true };
      const { cors } = bucketRules(store, origins);
      await client.send(new PutBucketCorsCommand({ Bucket: name, CORSConfiguration: { CORSRules: [cors] } }));
    },
    async expose() {
      await client.send(new PutBucketAclCommand({ Bucket: name, ACL: 'public-read' }));
    },
    async count() {
      const { KeyCount = 0 } = await client.send(new ListObjectsV2Command({ Bucket: name }));
      return KeyCount;
    },
    async drop() {
      for (; !locks; ) {
        const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: name }));
        if (Contents.length === 0) break;
        const removed = Contents.map(({ Key }) =>
          client.send(new DeleteObjectCommand({ Bucket: name, Key })),
        );
        await Promise.all(removed);
      }
      if (!locks) await client.send(new DeleteBucketCommand({ Bucket: name }));
      client.destroy();
    },
  };
}
