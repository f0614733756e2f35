import type { FastifyInstance } from 'fastify';

export interface AppLinks {
  appleApps: readonly string[];
  androidPackage: string;
  androidCertificates: readonly string[];
}

/** Addresses of the web app that the apps for phones have pages for. */
export const linkedPaths = [
  '/join',
  '/verify',
  '/reset',
  '/new-email',
  '/keep-email',
  '/unsubscribe',
  '/keep-account',
  '/groups',
  '/groups/*',
];

/**
 * Tells phones which apps open links to this server: universal links of iOS ("Supporting associated domains", Apple) and
 * app links of Android (Digital Asset Links). What is not set is not there.
 */
export function appLinks(http: FastifyInstance, links: AppLinks): void {
  const { appleApps, androidPackage, androidCertificates } = links;
  const offer = (path: string, body: object) =>
    http.get(`/.well-known/${path}`, async (_, reply) =>
      reply
        .header('cache-control', 'public, max-age=3600')
        .type('application/json')
        .send(JSON.stringify(body)),
    );
  if (appleApps.length > 0) {
    const components = linkedPaths.map((path) => ({ '/': path }));
    offer('apple-app-site-association', { applinks: { details: [{ appIDs: appleApps, components }] } });
  }
  if (androidCertificates.length > 0) {
    offer('assetlinks.json', [
      {
        relation: ['delegate_permission/common.handle_all_urls'],
        target: {
          namespace: 'android_app',
          package_name: androidPackage,
          sha256_cert_fingerprints: androidCertificates,
        },
      },
    ]);
  }
}
