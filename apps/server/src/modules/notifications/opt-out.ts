import { timingSafeEqual } from 'node:crypto';
import { OptionalLetter } from '@wmory/contract';
import type { OptOut } from '../../mail/letter-kinds.ts';
import { keyedHash } from '../../secrets.ts';

interface Right {
  userId: string;
  kind: OptionalLetter;
}

const sign = (key: Buffer, { userId, kind }: Right): string => keyedHash(key, `${userId}.${kind}`);

/**
 * Lets whoever holds a letter turn its kind off, and on again, and nothing else. It is not kept and does not end: the
 * link in an old letter still works (RFC 8058, 3.1).
 */
const mintToken = (key: Buffer, right: Right): string => `${right.userId}.${right.kind}.${sign(key, right)}`;

/** Null where it is none of ours. */
export function readToken(key: Buffer, token: string): Right | null {
  const [userId = '', word, signature = ''] = token.split('.');
  const kind = OptionalLetter.safeParse(word).data;
  if (kind === undefined) return null;
  const right = { userId, kind };
  const [known, given] = [Buffer.from(sign(key, right)), Buffer.from(signature)];
  return known.length === given.length && timingSafeEqual(known, given) ? right : null;
}

/** The links in the foot of a letter. For people the token follows `#`, which no server sees before they press. */
export function optOutOf(publicUrl: string, key: Buffer, right: Right): OptOut {
  const token = mintToken(key, right);
  return {
    oneClick: `${publicUrl}/unsubscribe?token=${token}`,
    stop: `${publicUrl}/unsubscribe#token=${token}`,
    choose: `${publicUrl}/account/notifications`,
  };
}
