import { tokenOf } from '@/lib/link-fragment';

/** What a scanned code says. */
export type Scanned =
  | { kind: 'invite'; token: string }
  /** An invite of another server. */
  | { kind: 'elsewhere'; host: string; url: string }
  | { kind: 'other' };

/** As long as tokens are, with room to spare: what is longer is none. */
const LONGEST = 400;

/**
 * Reads what a code says as the link of an invite, `https://<server>/join#<token>`.
 * @param origin of the server that this app talks to
 */
export function readInvite(text: string, origin: string): Scanned {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return { kind: 'other' };
  }
  const token = tokenOf(url.hash);
  const web = url.protocol === 'https:' || url.protocol === 'http:';
  if (!web || !/^\/join\/?$/.test(url.pathname) || url.username || url.password) return { kind: 'other' };
  if (token === null || token.length > LONGEST || !/^[\w.~-]+$/.test(token)) return { kind: 'other' };
  if (url.origin === origin) return { kind: 'invite', token };
  return { kind: 'elsewhere', host: url.host, url: `${url.origin}/join#${token}` };
}
