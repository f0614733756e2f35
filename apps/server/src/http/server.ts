import { randomUUID } from 'node:crypto';
import fastifyCookie from '@fastify/cookie';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { clientErrors } from './client-error.ts';
import { sendProblem } from './problem.ts';
import { pathOf, watchRoutes } from './routes.ts';
import { bareHeaders } from './security.ts';
import { boundBodies, type Patience, usualPatience } from './slow-requests.ts';

/** Bytes of a JSON body, at most. */
const BODY_LIMIT = 64 * 1024;

/**
 * A Fastify that answers problems, takes JSON alone, and whose log lines hold no query, header or body.
 *
 * @param trustProxy addresses or CIDR ranges whose X-Forwarded-For is believed; never a count of hops
 */
export async function createHttpServer(
  log: Logger,
  trustProxy: readonly string[],
  patience: Patience = usualPatience,
): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: log.child(
      {},
      {
        serializers: {
          req: (request) => ({ method: request.method, path: pathOf(request.url), ip: request.ip }),
          res: (reply) => ({ status: reply.statusCode }),
        },
      },
    ),
    bodyLimit: BODY_LIMIT,
    trustProxy: trustProxy.length > 0 ? [...trustProxy] : false,
    genReqId: () => randomUUID(),
    // Node gives headers a minute by itself; a whole request may be a file of the disk's store.
    requestTimeout: 0,
    connectionTimeout: patience.silence,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions: { maxParamLength: 200 },
    // An address that the router cannot read leads nowhere, and is not repeated in the answer.
    frameworkErrors: (error, request, reply) =>
      void sendProblem(request, reply.headers({ ...bareHeaders, 'x-request-id': request.id }), error),
    clientErrorHandler: clientErrors(log),
  });
  watchRoutes(app as unknown as FastifyInstance);
  boundBodies(app as unknown as FastifyInstance, patience.body);
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler((error, request, reply) => sendProblem(request, reply, error));
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  await app.register(fastifyCookie);
  return app as unknown as FastifyInstance;
}
