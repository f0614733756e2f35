import { openS3Bucket, type S3Bucket } from '../../../../tools/services/s3-bucket.ts';
import { parseConfig } from '../config.ts';
import { openS3Storage, type S3Storage } from './s3.ts';
import { storageSuite } from './suite.ts';

async function open(): Promise<{ storage: S3Storage; bucket: S3Bucket; close(): Promise<void> }> {
  const bucket = await openS3Bucket();
  Object.assign(process.env, bucket.credentials);
  const { store } = parseConfig(bucket.env);
  if (store.kind !== 's3') throw new Error('not a bucket');
  const storage = await openS3Storage({ store });
  return {
    storage,
    bucket,
    async close() {
      await storage.close();
      await bucket.drop();
    },
  };
}

storageSuite('S3 storage, on Ceph', open, { malformed: [400, 501] });
