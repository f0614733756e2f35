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
    reply.header('permissions-policy', 'camera=(self), microphone=(), geolocation=(), payment=(), usb=()');
  });
}
