import { createHmac, timingSafeEqual } from 'node:crypto';
import { keyedHash, type Secrets } from '../../secrets.ts';

export interface RefreshTokens {
  make(sessionId: string, generation: number): string;
  /** What a genuine token of ours names, of whichever generation; null for anything else. */
  read(token: string): { sessionId: string; generation: number } | null;
  /** As it is kept. */
  hash(token: string): string;
}

const pattern = /^([0-9a-f-]{36})\.(0|[1-9]\d{0,8})\.([\w-]{43})$/;

/**
 * Refresh tokens that follow from the session, its generation and a secret: the server can give the same token
 * again when the answer that held it was lost, and tell a token of its own that was spent from one that somebody
 * made up. 256 bits of MAC each; kept as a hash.
 */
export function createRefreshTokens(secrets: Secrets): RefreshTokens {
  const makingKey = secrets.key('refresh-token');
  const hashingKey = secrets.key('refresh-token-hash');
  const sealOf = (sessionId: string, generation: number) =>
    createHmac('sha256', makingKey).update(`${sessionId}.${generation}`).digest();
  return {
    make: (sessionId, generation) =>
      `${sessionId}.${generation}.${sealOf(sessionId, generation).toString('base64url')}`,
    read(token) {
      const [, sessionId, digits, seal] = pattern.exec(token) ?? [];
      if (sessionId === undefined || seal === undefined) return null;
      const generation = Number(digits);
      const isOurs = timingSafeEqual(Buffer.from(seal, 'base64url'), sealOf(sessionId, generation));
      return isOurs ? { sessionId, generation } : null;
    },
    hash: (token) => keyedHash(hashingKey, token),
  };
}
