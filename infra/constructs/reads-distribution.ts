import { Duration } from 'aws-cdk-lib';
import {
  AllowedMethods,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  KeyGroup,
  OriginRequestPolicy,
  PriceClass,
  PublicKey,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { StageConfig } from '../config.ts';
import { createLogBucket } from './log-bucket.ts';

const KEPT = Duration.minutes(10);

/** CloudFront in front of the photos, for reads alone: a request without a signature by the trusted key gets nothing. */
export class ReadsDistribution extends Construct {
  readonly distribution: Distribution;
  /** Id that CloudFront gives the public key. */
  readonly keyPairId: string;

  constructor(
    scope: Construct,
    id: string,
    {
      config,
      photos,
      publicKey,
      domain,
    }: { config: StageConfig; photos: IBucket; publicKey: string; domain: string },
  ) {
    super(scope, id);
    const signer = new PublicKey(this, 'Signer', { encodedKey: publicKey });
    this.keyPairId = signer.publicKeyId;
    const keyGroup = new KeyGroup(this, 'Signers', { items: [signer] });
    // By name, so that the bucket's policy stays with the bucket: it lets distributions of this account read.
    const bucket = Bucket.fromBucketAttributes(this, 'Photos', {
      bucketName: photos.bucketName,
      bucketRegionalDomainName: photos.bucketRegionalDomainName,
    });
    this.distribution = new Distribution(this, 'Distribution', {
      comment: `WMORY ${config.stage}: reads of photos`,
      priceClass: PriceClass.PRICE_CLASS_100,
      httpVersion: HttpVersion.HTTP2_AND_3,
      enableLogging: true,
      logBucket: createLogBucket(this, 'Logs', { days: config.logDays, acls: true }),
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(bucket),
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        trustedKeyGroups: [keyGroup],
        compress: false,
        // The signature is checked on every request, and is no part of what is cached.
        cachePolicy: new CachePolicy(this, 'Cache', {
          comment: 'By path; what the answer says of type and name is asked of the bucket in the query',
          // The bucket says `private`, for all that is between here and a browser: CloudFront then keeps for the minimum,
          // and nothing were that 0. As long as an address lives.
          minTtl: KEPT,
          defaultTtl: KEPT,
          maxTtl: KEPT,
          cookieBehavior: CacheCookieBehavior.none(),
          headerBehavior: CacheHeaderBehavior.none(),
          queryStringBehavior: CacheQueryStringBehavior.allowList(
            'response-cache-control',
            'response-content-disposition',
            'response-content-type',
          ),
        }),
        originRequestPolicy: OriginRequestPolicy.CORS_S3_ORIGIN,
        responseHeadersPolicy: new ResponseHeadersPolicy(this, 'Headers', {
          comment: 'Pictures are pictures, for the web app alone',
          securityHeadersBehavior: {
            contentTypeOptions: { override: true },
            frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
            referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
            strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
            contentSecurityPolicy: { contentSecurityPolicy: "default-src 'none'; sandbox", override: true },
          },
          corsBehavior: {
            accessControlAllowOrigins: [`https://${domain}`],
            accessControlAllowMethods: ['GET', 'HEAD'],
            accessControlAllowHeaders: ['*'],
            accessControlAllowCredentials: false,
            originOverride: true,
          },
        }),
      },
    });
    acknowledge(
      this.distribution,
      'CloudFront itself refuses whatever is not signed by our key, and only GET gets this far; a firewall would look at ' +
        'the same signature once more, for money.',
      'AwsSolutions-CFR2',
    );
    acknowledge(
      this.distribution,
      'The policy of the bucket is written with the bucket, as it is no part of this stack.',
      'Annotation::@aws-cdk/aws-cloudfront-origins:updateImportedBucketPolicyOac',
    );
    acknowledge(this.distribution, 'Photos are shared with people wherever they are.', 'AwsSolutions-CFR1');
    acknowledge(
      this.distribution,
      'It answers under the name that CloudFront gives it, with its certificate, which has no setting for that.',
      'AwsSolutions-CFR4',
    );
  }

  get domain(): string {
    return this.distribution.distributionDomainName;
  }
}
