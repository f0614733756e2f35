import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import fastifyStatic from '@fastify/static';
import { openapi } from '@wmory/contract';
import type { FastifyInstance } from 'fastify';

const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>WMORY API</title>
<link rel="stylesheet" href="/docs/assets/swagger-ui.css">
<div id="reference"></div>
<script src="/docs/assets/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
`;

const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#reference', deepLinking: true, validatorUrl: null });\n`;

// The reference styles itself inline and draws its icons as data URLs; it runs on a page of its own.
const policy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

/** It changes with each version of the server, and nobody waits for that. */
const KEPT = 'public, max-age=300';

/** The OpenAPI document at `/openapi.json` and a reference to browse it at `/docs`. */
export async function docs(app: FastifyInstance): Promise<void> {
  const document = JSON.stringify(openapi());
  app.get('/openapi.json', (_, reply) =>
    reply.header('cache-control', KEPT).type('application/json').send(document),
  );
  app.get('/docs', (_, reply) =>
    reply
      .header('cache-control', KEPT)
      .header('content-security-policy', policy)
      .type('text/html')
      .send(page),
  );
  app.get('/docs/start.js', (_, reply) =>
    reply.header('cache-control', KEPT).type('text/javascript').send(start),
  );
  await app.register(fastifyStatic, {
    root: assets,
    prefix: '/docs/assets/',
    decorateReply: false,
    setHeaders: (reply) => reply.header('cache-control', KEPT),
    allowedPath: (path) => /^\/swagger-ui(-bundle\.js|\.css)$/.test(path),
  });
}
