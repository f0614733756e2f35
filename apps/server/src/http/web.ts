import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../error.ts';

const notBuilt = `<!doctype html><meta charset="utf-8"><title>WMORY</title>
<p>The API runs, but the web app is not built. Start WMORY with <code>npm start</code>.</p>\n`;

/**
 * Serves the exported web app. Its routes are the browser's: any page that is no file answers the one document,
 * and anything else that is missing is a problem.
 *
 * @param root folder of the export
 */
export async function web(app: FastifyInstance, root: string): Promise<void> {
  const index = join(root, 'index.html');
  const built = existsSync(index);
  const document = built ? readFileSync(index) : Buffer.from(notBuilt);

  const answerPage = (request: FastifyRequest, reply: FastifyReply) => {
    const wantsPage = request.method === 'GET' || request.method === 'HEAD';
    const isFile = /\.[a-z0-9]+$/i.test(request.url.split('?', 1)[0] ?? '');
    if (!wantsPage || isFile || /^\/(api|store|docs|dev|metrics|\.well-known)(\/|$)/.test(request.url))
      throw new AppError('not-found');
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(document);
  };

  if (built) {
    await app.register(fastifyStatic, {
      root,
      index: false,
      wildcard: false,
      preCompressed: true,
      // Names of exported scripts and pictures carry the hash of their content; the others are revalidated.
      setHeaders: (reply, path) =>
        reply.header(
          'cache-control',
          /[.-][0-9a-f]{20,}\./.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
        ),
    });
  }
  app.setNotFoundHandler(answerPage);
}
