import { bucketName, type ConfigField, flag, origin, text } from './config-parsers.ts';

/** Which object store: a folder, or a bucket once one is named. */
export type StoreConfig = { kind: 'disk'; dir: string } | S3Config;

export interface S3Config extends BucketConfig {
  kind: 's3';
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
} as const satisfies Record<string, ConfigField>;

type Parsed = {
  [K in keyof typeof storageFields]: ReturnType<(typeof storageFields)[K]['parse']>;
};

/** What the settings come to; adds what does not go together to the faults. */
export function toStore(parsed: Parsed, dir: string, faults: string[]): StoreConfig {
  if (!parsed.bucket) {
    if (parsed.s3Endpoint) faults.push('AWS_BUCKET_NAME is needed with S3_ENDPOINT');
    return { kind: 'disk', dir };
  }
  if (!parsed.region) faults.push('AWS_REGION is needed with AWS_BUCKET_NAME');
  return {
    kind: 's3',
    bucket: parsed.bucket,
    region: parsed.region,
    endpoint: parsed.s3Endpoint,
    pathStyle: parsed.s3PathStyle,
  };
}
