import type { BucketConfig } from '../config-storage.ts';
import { MAX_UPLOAD_LIFETIME } from './port.ts';

export interface PolicyStatement {
  Sid: string;
  Effect: 'Deny';
  Principal: '*' | { AWS: '*' };
  Action: string;
  Resource: string[];
  Condition: Record<string, Record<string, string>>;
}

/** What clients send along with signed requests, besides what every browser may. */
const SIGNED_HEADERS = ['content-type', 'if-none-match', 'x-amz-checksum-sha256', 'x-amz-content-sha256'];

/**
 * The rules that a bucket of ours has, in the words of S3: a second line behind the signatures, which hold without
 * them. What others have set besides stays.
 */
export function bucketRules(store: BucketConfig, origins: readonly string[]) {
  const bucket = `arn:${partitionOf(store.region)}:s3:::${store.bucket}`;
  const deny = { Effect: 'Deny', Principal: '*' } as const;
  const policy: PolicyStatement[] = [
    {
      ...deny,
      Sid: 'WmoryNoOldSignature',
      Action: 's3:*',
      Resource: [`${bucket}/*`],
      Condition: { NumericGreaterThan: { 's3:signatureAge': String(MAX_UPLOAD_LIFETIME) } },
    },
    {
      ...deny,
      // Parts of a large upload make no object yet, and carry no condition.
      Sid: 'WmoryNoOverwrite',
      Action: 's3:PutObject',
      Resource: [`${bucket}/incoming/*`],
      Condition: { Null: { 's3:if-none-match': 'true' }, Bool: { 's3:ObjectCreationOperation': 'true' } },
    },
  ];
  // A store without TLS would refuse everyone.
  if (!store.endpoint?.startsWith('http:'))
    policy.unshift({
      ...deny,
      Sid: 'WmoryNoPlainHttp',
      Action: 's3:*',
      Resource: [bucket, `${bucket}/*`],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
  return {
    publicAccess: {
      // Ceph 16 then refuses every PUT; that it ignores public ACLs comes to the same.
      ...(store.endpoint === null && { BlockPublicAcls: true }),
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    },
    cors: {
      ID: 'wmory',
      AllowedOrigins: [...origins],
      AllowedMethods: ['GET', 'HEAD', 'PUT'],
      AllowedHeaders: SIGNED_HEADERS,
      ExposeHeaders: ['ETag'],
      MaxAgeSeconds: 3_600,
    },
    lifecycle: [
      // S3 counts from the midnight after: a day is two at most.
      {
        ID: 'wmory-incoming',
        Status: 'Enabled' as const,
        Filter: { Prefix: 'incoming/' },
        Expiration: { Days: 1 },
      },
      {
        ID: 'wmory-parts',
        Status: 'Enabled' as const,
        Filter: { Prefix: '' },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
      },
    ],
    policy,
  };
}

const partitionOf = (region: string): string =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
