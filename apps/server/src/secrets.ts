import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keys for one purpose each, all derived from the one secret of the installation. */
export interface Secrets {
  /** 32 bytes that no other purpose gets. */
  key(purpose: string): Buffer;
}

/** @param root at least 32 random bytes */
export function deriveSecrets(root: Buffer): Secrets {
  return { key: (purpose) => Buffer.from(hkdfSync('sha256', root, 'wmory', purpose, 32)) };
}

/** The installation's secret, made on the first start and kept in the data folder, for its owner's eyes only. */
export function openSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secret');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, randomBytes(48).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return deriveSecrets(Buffer.from(readFileSync(file, 'utf8'), 'base64url'));
}

/** HMAC-SHA-256, hex: how tokens are kept at rest. */
export const keyedHash = (key: Buffer, text: string): string =>
  createHmac('sha256', key).update(text).digest('hex');

/** A secret for a link or a token: 256 random bits, base64url. */
export const randomToken = (): string => randomBytes(32).toString('base64url');
