import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import helmet, { type HelmetOptions } from 'helmet';

export interface SecurityOptions {
  /** Origins besides our own that pictures come from and uploads go to: the object store's, where it is another. */
  storeOrigins: readonly string[];
  /** CSP source expressions (hashes) of the inline styles that the web app needs. */
  styleSources: readonly string[];
  /** CSP source expressions of the widget that sign-ups ask for; none: there is none. */
  widgetSources: readonly string[];
  /** Whether people reach the server by https. */
  https: boolean;
}

const PERMISSIONS = 'camera=(self), microphone=(), geolocation=(), payment=(), usb=()';

/** The same for answers that are made before there is a request to answer, and which are no page. */
export const bareHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': PERMISSIONS,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** The headers every answer carries (OWASP Secure Headers); nothing of ours runs but our own scripts. */
export function security(app: FastifyInstance, options: SecurityOptions): void {
  const { storeOrigins, styleSources, widgetSources, https } = options;
  const headers = headersOf({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        connectSrc: ["'self'", ...storeOrigins, ...widgetSources],
        fontSrc: ["'self'", 'data:'],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        frameSrc: widgetSources.length > 0 ? [...widgetSources] : ["'none'"],
        imgSrc: ["'self'", 'blob:', 'data:', ...storeOrigins],
        mediaSrc: ["'self'", 'blob:', ...storeOrigins],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'", ...widgetSources],
        styleSrc: ["'self'", ...styleSources, ...widgetSources],
        workerSrc: ["'self'", 'blob:'],
        ...(https && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: https && { maxAge: 31_536_000, includeSubDomains: false },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
  });
  headers.push(['permissions-policy', PERMISSIONS]);
  app.addHook('onRequest', (_, { raw }, done) => {
    for (const [name, value] of headers) raw.setHeader(name, value);
    done();
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    // What does not say who may keep it is kept by nobody.
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    done(null, payload);
  });
}

/** They are the same for all requests: Helmet puts them together once. */
function headersOf(options: HelmetOptions): [string, string][] {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  helmet(options)(request, response, (error) => {
    if (error) throw error;
  });
  return Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]);
}
