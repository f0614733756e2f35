import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import {
  type CertificateContent,
  CertificateKey,
  type DeletionCertificate,
  signedText,
} from '@wmory/contract';
import type { Secrets } from '../../secrets.ts';

/** Certificates of what was deleted, which can be checked without asking the server. */
export interface Certificates {
  readonly key: CertificateKey;
  sign(certificate: CertificateContent): DeletionCertificate;
}

/** What comes before the 32 bytes of a private key of Ed25519 in PKCS #8 (RFC 8410, 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * Their key follows from the installation's secret: those of access tokens are gone a day after they are spent, and a
 * certificate is looked at years later.
 */
export function createCertificates(secrets: Secrets): Certificates {
  const der = Buffer.concat([PKCS8, secrets.key('certificates')]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const { kty, crv, x } = createPublicKey(privateKey).export({ format: 'jwk' });
  const key = CertificateKey.parse({ kty, crv, x });
  return {
    key,
    sign: (certificate) => ({
      certificate,
      key,
      signature: sign(null, Buffer.from(signedText(certificate)), privateKey).toString('base64url'),
    }),
  };
}
