import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './error.ts';

/** Keys for one purpose each, all derived from the one secret of the installation. */
export interface Secrets {
  /** 32 bytes that no other purpose gets. */
  key(purpose: string): Buffer;
}

/** Bytes of an installation's secret, at least. */
export const MIN_SECRET = 32;

/** @param root at least 32 random bytes */
export function deriveSecrets(root: Buffer): Secrets {
  return { key: (purpose) => Buffer.from(hkdfSync('sha256', root, 'wmory', purpose, 32)) };
}

/**
 * The installation's secret: the one of the settings, or else one that is made on the first start and kept in the
 * data folder, for its owner's eyes only. Throws `StartError` when the file holds none.
 */
export const openSecrets = (dataDir: string, configured: Buffer | null): Secrets =>
  deriveSecrets(openSecretRoot(dataDir, configured));

/** The secret itself, as `openSecrets` finds it; for administration alone. */
export function openSecretRoot(dataDir: string, configured: Buffer | null): Buffer {
  if (configured) return configured;
  const file = join(dataDir, 'secret');
  const root = Buffer.from(readSecret(file) ?? makeSecret(dataDir, file), 'base64url');
  if (root.length >= MIN_SECRET) return root;
  throw new StartError(
    `${file} holds no secret of ${MIN_SECRET} bytes. Put the file of a backup in its place; where there is none, ` +
      'docs/operations.md says what to do about a lost secret.',
  );
}

/** The secret that is kept in the data folder; null when none is, yet. */
export const findSecretRoot = (dataDir: string): Buffer | null => {
  const text = readSecret(join(dataDir, 'secret'));
  return text === null ? null : Buffer.from(text, 'base64url');
};

/** Keeps a secret that came from elsewhere, in a data folder that has none. */
export function keepSecretRoot(dataDir: string, root: Buffer): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(join(dataDir, 'secret'), root.toString('base64url'), {
    flag: 'wx',
    mode: 0o600,
    flush: true,
  });
}

function readSecret(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return null;
  }
}

/** Of processes that start at once, the first to link its draft decides; the file is there whole or not at all. */
function makeSecret(dataDir: string, file: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const draft = join(dataDir, `secret.${process.pid}.draft`);
  writeFileSync(draft, randomBytes(48).toString('base64url'), { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file, 'utf8');
}

/** HMAC-SHA-256, hex: how tokens are kept at rest. */
export const keyedHash = (key: Buffer, text: string): string =>
  createHmac('sha256', key).update(text).digest('hex');

/** A secret for a link or a token: 256 random bits, base64url. */
export const randomToken = (): string => randomBytes(32).toString('base64url');
