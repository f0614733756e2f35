import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { createMemoryLimits } from './memory.ts';
import type { Limits } from './port.ts';

/** Limits that servers share where there is a Redis; its client is loaded for one alone. */
export async function openLimits(
  url: string | null,
  { key, clock, log }: { key: Uint8Array; clock: Clock; log: Logger },
): Promise<Limits> {
  const memory = createMemoryLimits(clock);
  if (url === null) return memory;
  const { openRedisLimits } = await import('./redis.ts');
  return openRedisLimits({ url, key, insurance: memory, log });
}
