import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { SharedLimitsConfig } from '../config-limits.ts';
import { createMemoryLimits } from './memory.ts';
import type { Limits } from './port.ts';

/** Limits that servers share where there is a Redis; its client is loaded for one alone. */
export async function openLimits(
  url: string | null,
  { iam, key, clock, log }: SharedLimitsConfig & { key: Uint8Array; clock: Clock; log: Logger },
): Promise<Limits> {
  const memory = createMemoryLimits(clock);
  if (url === null) return memory;
  const { openRedisLimits } = await import('./redis.ts');
  if (iam === null) return openRedisLimits({ url, key, insurance: memory, log });
  const { createTokenSource } = await import('./elasticache-token.ts');
  const password = createTokenSource({ ...iam, user: decodeURIComponent(new URL(url).username) });
  return openRedisLimits({ url, key, password, insurance: memory, log });
}
