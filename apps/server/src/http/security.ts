import fastifyHelmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

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
export async function security(app: FastifyInstance, options: SecurityOptions): Promise<void> {
  const { storeOrigins, styleSources, widgetSources, https } = options;
  await app.register(fastifyHelmet, {
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
  app.addHook('onSend', async (_, reply) => {
    // What does not say who may keep it is kept by nobody.
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    reply.header('permissions-policy', PERMISSIONS);
  });
}
