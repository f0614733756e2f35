import { type ConfigField, integer, text, url } from './config-parsers.ts';

/** Where servers count together, besides the URL, which is a secret; null: each counts for itself. */
export interface SharedLimitsConfig {
  /** Log in with tokens of AWS IAM; null: as the URL says. */
  iam: { cache: string; region: string } | null;
}

export const limitFields = {
  rateLimitFactor: {
    name: 'RATE_LIMIT_FACTOR',
    section: 'Server',
    description: 'Multiplies every rate limit: 2 allows twice as much.',
    default: '1',
    parse: integer(1, 1_000_000),
  },
  redisUrl: {
    name: 'REDIS_URL',
    section: 'Server',
    description:
      'Redis or Valkey in which servers count together who asks and guesses how often; unset: each counts for itself.',
    default: '',
    secret: true,
    parse: url(/^rediss?:$/, 'rediss://user:password@host:6379'),
  },
  redisIamCache: {
    name: 'REDIS_IAM_CACHE',
    section: 'Server',
    description:
      'Cache of ElastiCache that REDIS_URL is of: log in with tokens of AWS IAM instead of a password, as its user.',
    default: '',
    parse: text,
  },
} as const satisfies Record<string, ConfigField>;

type Parsed = { [K in keyof typeof limitFields]: ReturnType<(typeof limitFields)[K]['parse']> } & {
  region: string;
};

/** What the settings come to; adds what does not go together to the faults. */
export function toSharedLimits(parsed: Parsed, faults: string[]): SharedLimitsConfig {
  const { redisUrl, redisIamCache: cache, region } = parsed;
  if (!cache) return { iam: null };
  if (!redisUrl || !/^rediss:\/\/[^:@/]+@/.test(redisUrl))
    faults.push('REDIS_IAM_CACHE needs REDIS_URL as rediss://user@host:port, without a password');
  if (!region) faults.push('AWS_REGION is needed with REDIS_IAM_CACHE');
  return { iam: { cache, region } };
}
