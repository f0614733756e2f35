import type { FastifyInstance } from 'fastify';
import { AppError } from '../error.ts';
import { STORE_PATH } from '../storage/disk.ts';
import { pathOf } from './routes.ts';

/** Whoever watches over the server is answered, however busy it is: a busy server is no broken one. */
const HEALTH = /^\/(livez|readyz)$/;

/**
 * Answers `overloaded` to what comes while so many requests are being answered: who waits longer than they care to keeps
 * memory and asks again. Files of the disk's store come and go slowly, so they are counted apart.
 */
export function capInFlight(app: FastifyInstance, limit: number): void {
  const running = { api: 0, store: 0 };
  app.addHook('onRequest', async (request, reply) => {
    const path = pathOf(request.url);
    if (HEALTH.test(path)) return;
    const kind = path.startsWith(`${STORE_PATH}/`) ? 'store' : 'api';
    if (running[kind] >= limit) throw new AppError('overloaded', { retryAfter: 2 });
    running[kind] += 1;
    // Comes once, whether the answer was read or its reader left.
    reply.raw.once('close', () => {
      running[kind] -= 1;
    });
  });
}
