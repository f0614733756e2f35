import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Keeps what the database holds from whoever reads the database alone: AES-256-GCM, a random nonce each. */
export interface Seal {
  /** @param context what it belongs to; opens only under the same */
  close(text: string, context?: string): string;
  /** Throws when it was closed under another key or context, or was changed. */
  open(sealed: string, context?: string): string;
}

const ALGORITHM = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** @param key 32 bytes */
export function createSeal(key: Buffer): Seal {
  return {
    close(text, context = '') {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64');
    },
    open(sealed, context = '') {
      const bytes = Buffer.from(sealed, 'base64');
      const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE), { authTagLength: TAG })
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(-TAG));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8');
    },
  };
}
