import { thumbHashToDataURL } from 'thumbhash';

const known = new Map<string, string | null>();

/** Draws a base64 ThumbHash as a data URL; null where it is none. Each is drawn once. */
export function thumbhashUrl(hash: string): string | null {
  const drawn = known.get(hash);
  if (drawn !== undefined) return drawn;
  let url: string | null = null;
  try {
    url = thumbHashToDataURL(Uint8Array.from(atob(hash), (letter) => letter.charCodeAt(0)));
  } catch {
    // A server's mistake costs the blur, nothing else.
  }
  known.set(hash, url);
  return url;
}
