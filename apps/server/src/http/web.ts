import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../error.ts';
import { pathOf, refuseMethods } from './routes.ts';

const notBuilt = `<!doctype html><meta charset="utf-8"><title>WMORY</title>
<p>The API runs, but the web app is not built. Start WMORY with <code>npm start</code>.</p>\n`;

/** Whether the web app may have a page there; every file that there is has a route. */
function isPage(path: string): boolean {
  const isFile = /\.[a-z0-9]+$/i.test(path);
  return !isFile && !/^\/(api|store|docs|dev|hooks|metrics|\.well-known)(\/|$)/.test(path);
}

/**
 * Serves the exported web app. Its routes are the browser's: any page that is no file answers the one document,
 * and anything else that is missing is a problem.
 *
 * @param root folder of the export
 */
export async function web(app: FastifyInstance, root: string): Promise<void> {
  const index = join(root, 'index.html');
  const built = existsSync(index);

  refuseMethods(app, isPage);
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
  app.setNotFoundHandler((request, reply) => {
    if (!isPage(pathOf(request.url))) throw new AppError('not-found');
    if (built) return reply.sendFile('index.html');
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(notBuilt);
  });
}
