import { isAbsolute } from 'node:path';
import { DAY, MINUTE } from './clock.ts';
import { bucketName, type ConfigField, integer } from './config-parsers.ts';
import type { BucketConfig, storageFields } from './config-storage.ts';

/** What is done with the audit log besides writing it. */
export interface AuditConfig {
  /** Where its head goes, off the box; null: nowhere. */
  sink: { kind: 'file'; path: string } | { kind: 's3'; store: BucketConfig; prefix: string } | null;
  /** Milliseconds between two heads. */
  sinkEvery: number;
  lockDays: number;
  /** Milliseconds after which `wmory admin audit prune` takes entries away; null: never. */
  retention: number | null;
}

type Place = { kind: 'file'; path: string } | { kind: 's3'; bucket: string; prefix: string };

const place = (text: string): Place | null => {
  if (text === '') return null;
  if (isAbsolute(text)) return { kind: 'file', path: text };
  const [, bucket = '', folder = ''] = /^s3:\/\/([^/]+)((?:\/[\w.-]+)*)\/?$/.exec(text) ?? [];
  if (!bucket) throw new Error('must be the path of a file from the root on, or s3://BUCKET/FOLDER');
  return { kind: 's3', bucket: bucketName(bucket), prefix: folder === '' ? '' : `${folder.slice(1)}/` };
};

export const auditFields = {
  auditSink: {
    name: 'AUDIT_SINK',
    section: 'Audit log',
    description:
      'Where the head of the audit log is written, so that cutting its end off shows: s3://BUCKET/FOLDER, with AWS_REGION and S3_ENDPOINT, best in a bucket with object lock of an account of its own; or the path of a file on a drive that only takes what is added. Unset: nowhere.',
    default: '',
    parse: place,
  },
  auditSinkMinutes: {
    name: 'AUDIT_SINK_MINUTES',
    section: 'Audit log',
    description: 'Minutes between two heads, while there are new entries.',
    default: '5',
    parse: integer(1, 1_440),
  },
  auditLockDays: {
    name: 'AUDIT_LOCK_DAYS',
    section: 'Audit log',
    description:
      'Days that a head cannot be deleted by anyone, in a bucket with object lock; 0: they are not locked.',
    default: '365',
    parse: integer(0, 36_500),
  },
  auditRetentionDays: {
    name: 'AUDIT_RETENTION_DAYS',
    section: 'Audit log',
    description:
      'Age in days from which wmory admin audit prune takes entries away, once they are in a file; 0: never.',
    default: '730',
    parse: integer(0, 36_500),
  },
} as const satisfies Record<string, ConfigField>;

type Parsed = {
  [K in keyof typeof auditFields]: ReturnType<(typeof auditFields)[K]['parse']>;
} & {
  [K in 'bucket' | 'region' | 's3Endpoint' | 's3PathStyle']: ReturnType<(typeof storageFields)[K]['parse']>;
};

/** What the settings come to; adds what does not go together to the faults. */
export function toAudit(parsed: Parsed, faults: string[]): AuditConfig {
  const { auditSink, region, s3Endpoint: endpoint, s3PathStyle: pathStyle } = parsed;
  if (auditSink?.kind === 's3' && !region) faults.push('AWS_REGION is needed with AUDIT_SINK in a bucket');
  if (auditSink?.kind === 's3' && auditSink.bucket === parsed.bucket)
    faults.push('AUDIT_SINK must be another bucket than AWS_BUCKET_NAME');
  const sink =
    auditSink?.kind === 's3'
      ? {
          kind: auditSink.kind,
          store: { bucket: auditSink.bucket, region, endpoint, pathStyle },
          prefix: auditSink.prefix,
        }
      : (auditSink ?? null);
  return {
    sink,
    sinkEvery: parsed.auditSinkMinutes * MINUTE,
    lockDays: parsed.auditLockDays,
    retention: parsed.auditRetentionDays === 0 ? null : parsed.auditRetentionDays * DAY,
  };
}
