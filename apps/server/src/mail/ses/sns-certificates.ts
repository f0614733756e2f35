import { type KeyObject, X509Certificate } from 'node:crypto';
import { type Clock, MINUTE } from '../../clock.ts';

/** What of `fetch` is used, so that tests need no certificate authority. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const CERTIFICATE_PATH = /^\/SimpleNotificationService-[\w-]{1,100}\.pem$/;
const MAX_CERTIFICATE = 16 * 1024;
const MAX_CACHED = 16;
/** How long an address that gave no certificate is not asked again. */
const FAILURE_REST = MINUTE;
const TIMEOUT = 5_000;

/** The one host that signs and confirms for a topic: SNS in the topic's own region. */
export function snsHost(topicArn: string): string {
  const [, partition, , region] = topicArn.split(':');
  return `sns.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`;
}

/** The address, if it leads by https to that host and to no other port; else null. */
export function parseAddressAt(host: string, address: string): URL | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  const fits = url?.protocol === 'https:' && url.host === host && url.username === '' && url.password === '';
  return fits ? url : null;
}

/** The certificate could not be had, or is none that counts now: the same message may pass later. */
export class CertificateUnavailable extends Error {
  override name = 'CertificateUnavailable';
}

export interface SnsCertificates {
  /**
   * The key of the certificate at an address of the topic's host; null when the address is another.
   * Rejects with `CertificateUnavailable`.
   */
  keyAt(address: string): Promise<KeyObject | null>;
}

/** Fetches certificates by https, each once. */
export function createSnsCertificates(options: {
  topicArn: string;
  clock: Clock;
  fetch: Fetch;
}): SnsCertificates {
  const { clock, fetch } = options;
  const host = snsHost(options.topicArn);
  const cache = new Map<string, Promise<X509Certificate>>();

  async function load(address: string): Promise<X509Certificate> {
    const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength;
      if (size > MAX_CERTIFICATE) throw new Error('too long for a certificate');
      chunks.push(chunk);
    }
    return new X509Certificate(Buffer.concat(chunks));
  }

  function cached(address: string): Promise<X509Certificate> {
    const known = cache.get(address);
    if (known) return known;
    const oldest = cache.size >= MAX_CACHED ? cache.keys().next().value : undefined;
    if (oldest !== undefined) cache.delete(oldest);
    const loading = load(address);
    cache.set(address, loading);
    loading.catch(() => setTimeout(() => cache.delete(address), FAILURE_REST).unref());
    return loading;
  }

  return {
    async keyAt(address) {
      const url = parseAddressAt(host, address);
      if (!url || !CERTIFICATE_PATH.test(url.pathname) || url.search || url.hash) return null;
      const certificate = await cached(url.href).catch((cause: unknown) => {
        throw new CertificateUnavailable('the certificate cannot be had', { cause });
      });
      const now = clock();
      if (now < certificate.validFromDate.getTime() || now > certificate.validToDate.getTime())
        throw new CertificateUnavailable('the certificate is not valid now');
      return certificate.publicKey;
    },
  };
}
