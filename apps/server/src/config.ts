import type { KeyObject } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { appLinkFields } from './config-app-links.ts';
import { type AuditConfig, auditFields, toAudit } from './config-audit.ts';
import { type DatabaseConfig, databaseFields, toDatabase } from './config-database.ts';
import { limitFields, type SharedLimitsConfig, toSharedLimits } from './config-limits.ts';
import { observabilityFields } from './config-observability.ts';
import {
  type ConfigField,
  cidrs,
  integer,
  oneOf,
  origin,
  secretBytes,
  text,
  topicArn,
  url,
} from './config-parsers.ts';
import { type QueueConfig, queueFields, toQueue } from './config-queue.ts';
import { type SignUpConfig, signUpFields, toSignUp } from './config-sign-up.ts';
import { type StoreConfig, storageFields, toStore } from './config-storage.ts';

export type { ConfigField } from './config-parsers.ts';

const fields = {
  host: {
    name: 'HOST',
    section: 'Server',
    description: 'Address to listen on; 0.0.0.0 lets other machines in.',
    default: '127.0.0.1',
    parse: text,
  },
  port: {
    name: 'PORT',
    section: 'Server',
    description: 'Port to listen on; 0 takes a free one.',
    default: '3000',
    parse: integer(0, 65_535),
  },
  publicUrl: {
    name: 'PUBLIC_URL',
    section: 'Server',
    description:
      'Origin that people open, for links in letters and invites; unset: http://localhost and the port.',
    default: '',
    parse: origin,
  },
  dataDir: {
    name: 'WMORY_DATA_DIR',
    section: 'Server',
    description: 'Folder of the database, the photos and the secret.',
    default: './data',
    parse: (value: string) => resolve(value),
  },
  secret: {
    name: 'WMORY_SECRET',
    section: 'Server',
    description:
      'What every key is derived from: 32 random bytes or more in base64url, the same for all instances; unset: a file in the data folder, made on the first start.',
    default: '',
    secret: true,
    parse: secretBytes,
  },
  trustProxy: {
    name: 'TRUST_PROXY',
    section: 'Server',
    description:
      'Addresses or CIDR ranges of reverse proxies whose X-Forwarded-For is believed, with commas.',
    default: '',
    parse: cidrs,
  },
  logLevel: {
    name: 'LOG_LEVEL',
    section: 'Server',
    description: 'One of fatal, error, warn, info, debug, trace, silent.',
    default: 'info',
    parse: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
  },
  ...limitFields,
  maxInFlight: {
    name: 'MAX_IN_FLIGHT',
    section: 'Server',
    description: 'Requests that are answered at a time; those beyond are told to come back.',
    default: '500',
    parse: integer(1, 100_000),
  },
  drainSeconds: {
    name: 'DRAIN_SECONDS',
    section: 'Server',
    description:
      'Seconds between SIGTERM, when /readyz turns to 503, and the last new request that is taken.',
    default: '1',
    parse: integer(0, 20),
  },
  ...appLinkFields,
  ...signUpFields,
  ...databaseFields,
  ...storageFields,
  quotaMb: {
    name: 'QUOTA_MB_PER_DAY',
    section: 'Storage and limits',
    description: 'Megabytes (10^6 bytes) that one person may upload in a UTC day.',
    default: '1000',
    parse: integer(1, 10_000_000),
  },
  maxFileMb: {
    name: 'MAX_FILE_MB',
    section: 'Storage and limits',
    description:
      'Megabytes (10^6 bytes) of one file, at most; above 104 it is sent in parts. Stills have 268 and videos 1073 at most.',
    default: '1073',
    parse: integer(1, 1073),
  },
  smtpUrl: {
    name: 'SMTP_URL',
    section: 'Mail',
    description:
      'Where letters are sent, with user and password; unset: kept in the mailbox at /dev/mailbox, open to this machine only.',
    default: '',
    secret: true,
    parse: url(/^smtps?:$/, 'smtps://user:password@host:465'),
  },
  mailFrom: {
    name: 'MAIL_FROM',
    section: 'Mail',
    description: 'Sender of letters.',
    default: 'WMORY <wmory@localhost>',
    parse: text,
  },
  sesTopicArn: {
    name: 'SES_TOPIC_ARN',
    section: 'Mail',
    description:
      'SNS topic to which Amazon SES reports bounces, complaints and deliveries; subscribe it to PUBLIC_URL/hooks/ses. Unset: no reports are taken.',
    default: '',
    parse: topicArn,
  },
  reportsToHide: {
    name: 'REPORTS_TO_HIDE',
    section: 'Moderation',
    description: 'Reports by different people that hide a photo until somebody has judged; 0: none do.',
    default: '3',
    parse: integer(0, 1000),
  },
  evidenceDays: {
    name: 'EVIDENCE_DAYS',
    section: 'Moderation',
    description: 'Days for which copies of reported photos are kept once a case is closed.',
    default: '90',
    parse: integer(1, 3650),
  },
  processors: {
    name: 'PROCESSORS',
    section: 'Processing',
    description: 'Processes that make thumbnails, started when there is work; 0: one a core.',
    default: '0',
    parse: (value: string) => integer(0, 64)(value) || availableParallelism(),
  },
  ...queueFields,
  ...auditFields,
  ...observabilityFields,
} as const satisfies Record<string, ConfigField>;

type Parsed = { [K in keyof typeof fields]: ReturnType<(typeof fields)[K]['parse']> };

/** The server's settings, checked. Secrets sit in one branch that never prints. */
export interface Config
  extends Omit<
    Parsed,
    | keyof typeof signUpFields
    | keyof typeof databaseFields
    | keyof typeof storageFields
    | keyof typeof queueFields
    | keyof typeof auditFields
    | 'processors'
    | 'secret'
    | 'metricsToken'
    | 'smtpUrl'
    | 'redisUrl'
    | 'redisIamCache'
    | 'quotaMb'
    | 'maxFileMb'
  > {
  /** Bytes. */
  quotaPerDay: number;
  /** Bytes. */
  maxFileSize: number;
  signUp: SignUpConfig;
  database: DatabaseConfig;
  store: StoreConfig;
  queue: QueueConfig;
  audit: AuditConfig;
  sharedLimits: SharedLimitsConfig;
  secrets: {
    root: Buffer | null;
    metricsToken: string | null;
    smtpUrl: string | null;
    redisUrl: string | null;
    databasePassword: string | null;
    /** Of the widget that sign-ups ask for. */
    challenge: string | null;
    /** Signs reads for CloudFront. */
    cdnKey: KeyObject | null;
    toJSON(): string;
  };
}

/** Every setting there is, in order. */
export const configFields: readonly ConfigField[] = Object.values(fields);

/** Every fault of the environment at once. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const MB = 1_000_000;

/** Reads the settings from an environment; throws one `ConfigError` that names every fault. */
export function parseConfig(env: Record<string, string | undefined>): Config {
  const faults: string[] = [];
  const parsed = Object.fromEntries(
    Object.entries(fields).map(([key, field]) => {
      try {
        return [key, field.parse(env[field.name]?.trim() || field.default)];
      } catch (error) {
        faults.push(`${field.name} ${(error as Error).message}`);
        return [key, undefined];
      }
    }),
  ) as Parsed;
  const { secret: root, metricsToken, smtpUrl, quotaMb, maxFileMb, ...given } = parsed;
  const { redisUrl, redisIamCache: _cache, ...others } = given;
  const { signUp: _, signUpDomains, disposableAddresses, refusedDomainsFile, ...admitting } = others;
  const { challenge, challengeBits, challengeSiteKey, challengeSecret, challengeUrl, ...unguarded } =
    admitting;
  const { dbHost, dbPort, dbUser, dbPassword, dbName, dbTls, dbCaFile, dbIam, dbPoolSize, ...undatabased } =
    unguarded;
  const { bucket, region, s3Endpoint, s3PathStyle, cdnDomain, cdnKeyPairId, cdnPrivateKey, ...unstored } =
    undatabased;
  const { sqsJobsUrl, sqsResultsUrl, sqsEndpoint, processors, ...unqueued } = unstored;
  const { auditSink, auditSinkMinutes, auditLockDays, auditRetentionDays, ...rest } = unqueued;
  const signUp = toSignUp(parsed, faults);
  const database = toDatabase(parsed, join(rest.dataDir ?? '', 'wmory.sqlite'), faults);
  const store = toStore(parsed, join(rest.dataDir ?? '', 'objects'), faults);
  const queue = toQueue(parsed, faults);
  const audit = toAudit(parsed, faults);
  const sharedLimits = toSharedLimits(parsed, faults);
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  return {
    ...rest,
    quotaPerDay: quotaMb * MB,
    maxFileSize: maxFileMb * MB,
    signUp,
    database,
    store,
    queue,
    audit,
    sharedLimits,
    secrets: {
      root,
      metricsToken,
      smtpUrl,
      redisUrl,
      databasePassword: dbPassword || null,
      challenge: challengeSecret || null,
      cdnKey: cdnPrivateKey,
      toJSON: () => '[secret]',
    },
  };
}
