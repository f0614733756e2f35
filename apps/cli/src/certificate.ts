import { createPublicKey, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { canonicalJson, DeletionCertificate, signedText } from '@wmory/contract';
import { CommandError, type Context, exitCodes, UsageError } from './context.ts';
import { guestOf, originOf } from './session.ts';
import { text } from './text.ts';

export interface CertificateOptions {
  server?: string;
  /** Asks no server whose key it is. */
  offline?: boolean;
}

/**
 * Checks the certificate of an account that was deleted: that nothing in it was changed since it was signed, and that
 * the key which signed it is that of the server it names. Exit code 0 only when all of it is so.
 */
export async function verifyCertificate(
  context: Context,
  path: string,
  options: CertificateOptions,
): Promise<number> {
  const signed = await read(path);
  const { certificate, key, signature } = signed;
  const message = Buffer.from(signedText(certificate));
  const publicKey = createPublicKey({ key, format: 'jwk' });
  if (!verify(null, message, publicKey, Buffer.from(signature, 'base64url')))
    throw new CommandError(text.certificateAltered);
  if (!options.offline) {
    const server = originOf(options.server ?? certificate.installation);
    const theirs = await guestOf(server).getCertificateKey({}, { signal: context.signal });
    if (canonicalJson(theirs) !== canonicalJson(key)) throw new CommandError(text.certificateForeign(server));
    context.stdout.write(`${text.certificateGenuine(server)}\n`);
  } else context.stdout.write(`${text.certificateUnaltered(key.x, certificate.installation)}\n`);
  context.stdout.write(text.certificateSays(certificate));
  return exitCodes.done;
}

async function read(path: string): Promise<DeletionCertificate> {
  const content = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(text.folderUnreadable(path));
  });
  try {
    return DeletionCertificate.parse(JSON.parse(content));
  } catch {
    throw new CommandError(text.noCertificate(path));
  }
}
