import {
  bucketName,
  type ConfigField,
  cdnKey,
  domainName,
  flag,
  keyPairId,
  origin,
  text,
} from './config-parsers.ts';

/** Which object store: a folder, or a bucket once one is named. */
export type StoreConfig = { kind: 'disk'; dir: string } | S3Config;

export interface S3Config extends BucketConfig {
  kind: 's3';
  /** The distribution of CloudFront that reads go by, and the id of the key that signs them; null: none. */
  cdn: { origin: string; keyPairId: string } | null;
}

/** Where a bucket is. */
export interface BucketConfig {
  bucket: string;
  region: string;
  /** Origin of another store than AWS; null: AWS. */
  endpoint: string | null;
  /** The bucket is the path's beginning instead of the host's. */
  pathStyle: boolean;
}

export const storageFields = {
  bucket: {
    name: 'AWS_BUCKET_NAME',
    section: 'Object store',
    description:
      'Bucket of S3, or of what speaks as it does, with credentials that the AWS SDK finds; unset: a folder in the data folder.',
    default: '',
    parse: bucketName,
  },
  region: {
    name: 'AWS_REGION',
    section: 'Object store',
    description: 'Region of the bucket.',
    default: '',
    parse: text,
  },
  s3Endpoint: {
    name: 'S3_ENDPOINT',
    section: 'Object store',
    description:
      'Origin of the store where it is not AWS, as browsers reach it too; it has to check signatures, lengths and If-None-Match.',
    default: '',
    parse: origin,
  },
  s3PathStyle: {
    name: 'S3_PATH_STYLE',
    section: 'Object store',
    description: 'true: the bucket is part of the path, not of the name of the host.',
    default: 'false',
    parse: flag,
  },
  cdnDomain: {
    name: 'CDN_DOMAIN',
    section: 'Object store',
    description:
      'Name of a CloudFront distribution in front of the bucket, by which clients read photos; unset: they read from the bucket.',
    default: '',
    parse: domainName,
  },
  cdnKeyPairId: {
    name: 'CDN_KEY_PAIR_ID',
    section: 'Object store',
    description: 'Id that CloudFront has given the public key whose private half signs reads.',
    default: '',
    parse: keyPairId,
  },
  cdnPrivateKey: {
    name: 'CDN_PRIVATE_KEY',
    section: 'Object store',
    description:
      'That private key, RSA with 2048 bits or ECDSA on P-256: PEM with \\n for its line breaks, or that in base64.',
    default: '',
    secret: true,
    parse: cdnKey,
  },
} as const satisfies Record<string, ConfigField>;

type Parsed = {
  [K in keyof typeof storageFields]: ReturnType<(typeof storageFields)[K]['parse']>;
} & { auditSink: { kind: string } | null };

/** What the settings come to; adds what does not go together to the faults. */
export function toStore(parsed: Parsed, dir: string, faults: string[]): StoreConfig {
  const cdn = toCdn(parsed, faults);
  if (!parsed.bucket) {
    if (cdn) faults.push('AWS_BUCKET_NAME is needed with CDN_DOMAIN');
    if (parsed.s3Endpoint && parsed.auditSink?.kind !== 's3')
      faults.push('AWS_BUCKET_NAME is needed with S3_ENDPOINT');
    return { kind: 'disk', dir };
  }
  if (!parsed.region) faults.push('AWS_REGION is needed with AWS_BUCKET_NAME');
  return {
    kind: 's3',
    bucket: parsed.bucket,
    region: parsed.region,
    endpoint: parsed.s3Endpoint,
    pathStyle: parsed.s3PathStyle,
    cdn,
  };
}

/** All three settings or none: half of them would send reads where nothing can sign them. */
function toCdn(parsed: Parsed, faults: string[]): S3Config['cdn'] {
  const given = (
    [
      ['CDN_DOMAIN', 'cdnDomain'],
      ['CDN_KEY_PAIR_ID', 'cdnKeyPairId'],
      ['CDN_PRIVATE_KEY', 'cdnPrivateKey'],
    ] as const
  )
    // What has a fault of its own is named by that.
    .map(([name, field]) => ({ name, set: parsed[field] === undefined || Boolean(parsed[field]) }));
  const [set, missing] = [true, false].map((state) =>
    given.filter((one) => one.set === state).map(({ name }) => name),
  );
  if (!set?.length) return null;
  if (missing?.length)
    faults.push(
      `${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} needed with ${set.join(' and ')}`,
    );
  return { origin: `https://${parsed.cdnDomain}`, keyPairId: parsed.cdnKeyPairId };
}
