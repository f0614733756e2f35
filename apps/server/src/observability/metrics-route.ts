import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyPluginAsync } from 'fastify';
import { AppError } from '../error.ts';
import { isLocal } from '../http/local-request.ts';
import type { Metrics } from './metrics.ts';

export interface MetricsRouteOptions {
  metrics: Pick<Metrics, 'read'>;
  /** Whoever bears it may read from elsewhere; null: nobody. */
  token: string | null;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** `/metrics`, for someone at this machine or with the token; for everyone else there is nothing here. */
export const metricsRoute: FastifyPluginAsync<MetricsRouteOptions> = async (app, { metrics, token }) => {
  const wanted = token === null ? null : digest(`Bearer ${token}`);
  app.get('/metrics', async (request, reply) => {
    const bears = wanted !== null && timingSafeEqual(digest(request.headers.authorization ?? ''), wanted);
    if (!bears && !isLocal(request)) throw new AppError('not-found');
    const { type, text } = await metrics.read();
    return reply.header('cache-control', 'no-store').type(type).send(text);
  });
};
