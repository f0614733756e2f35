import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  HttpMethods,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';

/** The longest life of a signature, in milliseconds: that of an upload. */
const SIGNATURE_AGE = 15 * 60_000;

/** What clients send along with signed requests. */
const SIGNED_HEADERS = ['content-type', 'if-none-match', 'x-amz-checksum-sha256', 'x-amz-content-sha256'];

/**
 * The bucket of all photos. Its rules are those that the server looks for in a bucket, in the same words and under the
 * same names; `bucket-rules.test.ts` holds the two together.
 */
export function createPhotoBucket(
  scope: Construct,
  id: string,
  {
    config,
    domain,
    logs,
    readByCdn,
  }: { config: StageConfig; domain: string; logs: IBucket; readByCdn: boolean },
): Bucket {
  const bucket = new Bucket(scope, id, {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    versioned: config.undeleteDays > 0,
    serverAccessLogsBucket: logs,
    serverAccessLogsPrefix: 'photos/',
    cors: [
      {
        id: 'wmory',
        allowedOrigins: [`https://${domain}`],
        allowedMethods: [HttpMethods.GET, HttpMethods.HEAD, HttpMethods.PUT],
        allowedHeaders: SIGNED_HEADERS,
        exposedHeaders: ['ETag'],
        maxAge: 3600,
      },
    ],
    lifecycleRules: [
      // S3 counts from the midnight after: a day is two at most.
      { id: 'wmory-incoming', prefix: 'incoming/', expiration: Duration.days(1) },
      { id: 'wmory-parts', prefix: '', abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ...(config.undeleteDays > 0
        ? [
            {
              id: 'wmory-deleted',
              noncurrentVersionExpiration: Duration.days(config.undeleteDays),
              expiredObjectDeleteMarker: true,
            },
          ]
        : []),
    ],
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const deny = (sid: string, action: string, resources: string[], conditions: object) =>
    bucket.addToResourcePolicy(
      new PolicyStatement({
        sid,
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: [action],
        resources,
        conditions: conditions as Record<string, Record<string, string>>,
      }),
    );
  const all = bucket.arnForObjects('*');
  deny('WmoryNoPlainHttp', 's3:*', [bucket.bucketArn, all], { Bool: { 'aws:SecureTransport': 'false' } });
  deny('WmoryNoOldSignature', 's3:*', [all], {
    NumericGreaterThan: { 's3:signatureAge': String(SIGNATURE_AGE) },
  });
  deny('WmoryNoOverwrite', 's3:PutObject', [bucket.arnForObjects('incoming/*')], {
    Null: { 's3:if-none-match': 'true' },
    Bool: { 's3:ObjectCreationOperation': 'true' },
  });
  if (readByCdn)
    bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'ReadsByCloudFront',
        principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
        actions: ['s3:GetObject'],
        resources: [bucket.arnForObjects('media/*')],
        conditions: {
          // The distribution is made after the bucket, so it is named by its account here.
          ArnLike: {
            'AWS:SourceArn': Stack.of(scope).formatArn({
              service: 'cloudfront',
              region: '',
              resource: 'distribution',
              resourceName: '*',
            }),
          },
        },
      }),
    );
  return bucket;
}
