import { keep, kept } from './storage';

const KEY = 'wmory.server';
// biome-ignore lint/style/noProcessEnv: the bundler writes the value here
const built = process.env.EXPO_PUBLIC_SERVER_URL ?? '';
let origin = built || kept(KEY) || '';

/** Where the API is, such as `https://photos.example`; empty until the person has said. */
export const serverOrigin = (): string => origin;

/** Whether the address came with the build, so that nobody is asked for it. */
export const serverIsFixed = built !== '';

/** Remembers the server to talk to; null forgets it. */
export function setServerOrigin(next: string | null): void {
  origin = next ?? '';
  keep(KEY, next);
}

/**
 * Reads what a person typed as a server's address: a missing scheme becomes https, a path is dropped.
 * Null where it is no address. Plain http is taken for names on the local network alone.
 */
export function readServerAddress(typed: string): string | null {
  const text = typed.trim();
  if (text === '' || /\s/.test(text)) return null;
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
    if (url.username || url.password || (!url.hostname.includes('.') && url.hostname !== 'localhost'))
      return null;
    if (url.protocol === 'https:') return url.origin;
    return url.protocol === 'http:' && isLocal(url.hostname) ? url.origin : null;
  } catch {
    return null;
  }
}

const isLocal = (host: string) =>
  host === 'localhost' ||
  host.endsWith('.local') ||
  /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)[\d.]+$/.test(host);
