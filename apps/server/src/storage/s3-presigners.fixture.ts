import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { holdCredentials } from './s3-credentials.ts';
import { createS3Signer, READ_CACHE } from './s3-signer.ts';

/** The same read signed by our signer and by the SDK; for a benchmark. */
export async function createPresigners() {
  const [Bucket, region, contentType] = ['photos', 'eu-central-1', 'image/webp'];
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 's'.repeat(40) };
  const client = new S3Client({ region, credentials });
  const signer = createS3Signer({
    base: new URL(`https://${Bucket}.s3.${region}.amazonaws.com`),
    region,
    credentials: await holdCredentials(async () => credentials),
  });
  const expiresAt = Date.now() + 600_000;
  const response = { ResponseContentType: contentType, ResponseCacheControl: READ_CACHE };
  return {
    ours: (key: string): string => signer.signRead({ key, contentType, expiresAt }).url,
    theirs: (Key: string): Promise<string> =>
      getSignedUrl(client, new GetObjectCommand({ Bucket, Key, ...response }), { expiresIn: 600 }),
  };
}
