import type { FastifyInstance } from 'fastify';
import { AppError } from '../error.ts';
import { STORE_PATH } from '../storage/disk.ts';
import { pathOf } from './routes.ts';

/** How long clients may take. */
export interface Patience {
  /** Milliseconds for a JSON body, which is of 64 KiB at most. */
  body: number;
  /** Milliseconds for which nothing comes and nothing goes, at the disk's store too. */
  silence: number;
}

/** A body on the slowest of networks; a photo that waits for the next mast. */
export const usualPatience: Patience = { body: 30_000, silence: 300_000 };

/**
 * Answers `request-timeout` when a JSON body does not end in time: whoever sends one byte now and then would hold a place
 * among the requests in flight for good. Files of the disk's store take as long as their bytes keep coming.
 */
export function boundBodies(app: FastifyInstance, milliseconds: number): void {
  app.addHook('preParsing', async (request, reply, payload) => {
    if (pathOf(request.url).startsWith(`${STORE_PATH}/`)) return;
    const timer = setTimeout(() => {
      reply.header('connection', 'close');
      reply.raw.once('finish', () => request.raw.socket.destroySoon());
      payload.emit('error', new AppError('request-timeout'));
    }, milliseconds);
    for (const end of ['end', 'close', 'error']) payload.once(end, () => clearTimeout(timer));
  });
}
