import { thumbHashToAverageRGBA, thumbHashToDataURL } from 'thumbhash';

const known = new Map<string, string | null>();

const bytesOf = (hash: string): Uint8Array => Uint8Array.from(atob(hash), (letter) => letter.charCodeAt(0));

/** Draws a base64 ThumbHash as a data URL; null where it is none. Each is drawn once. */
export function thumbhashUrl(hash: string): string | null {
  const drawn = known.get(hash);
  if (drawn !== undefined) return drawn;
  let url: string | null = null;
  try {
    url = thumbHashToDataURL(bytesOf(hash));
  } catch {
    // A server's mistake costs the blur, nothing else.
  }
  known.set(hash, url);
  return url;
}

/** What `thumbhashUrl` has drawn before; null where it has not. */
export const drawnThumbhash = (hash: string): string | null => known.get(hash) ?? null;

/** The colour of a base64 ThumbHash on the whole, which costs next to nothing; null where it is none. */
export function thumbhashColor(hash: string): string | null {
  try {
    const { r, g, b } = thumbHashToAverageRGBA(bytesOf(hash));
    return `rgb(${[r, g, b].map((part) => Math.round(part * 255)).join(' ')})`;
  } catch {
    return null;
  }
}
