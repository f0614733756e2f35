import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { type MediaType, mediaTypes } from '@wmory/contract';

const endings = new Set<string>(Object.values(mediaTypes).flat());

/** The ending of a file's name, lower-cased and without its dot. */
export const endingOf = (name: string): string => extname(name).slice(1).toLowerCase();

/** Whether a file's name ends like that of a picture or a video. */
export const looksLikePicture = (name: string): boolean => endings.has(endingOf(name));

// The brands of ISO/IEC 23008-12 (HEIF) and of the AV1 Image File Format.
const brands: Record<string, MediaType> = {
  heic: 'image/heic',
  heix: 'image/heic',
  heim: 'image/heic',
  heis: 'image/heic',
  hevc: 'image/heic',
  hevx: 'image/heic',
  avif: 'image/avif',
  avis: 'image/avif',
};
/** Major brands of videos; what is in an MP4 differs by player and year. */
const QUICKTIME = 'qt  ';
const MP4 = /^(isom|iso[2-9]|mp4[12]|avc1|M4V |M4VH|3gp[4-9]|MSNV|XAVC|hvc1|av01)$/;

/** Bytes that tell the type of a picture or a video. */
export const HEAD_BYTES = 64;

/** The type that a file's first bytes tell; null when they are those of nothing that can be shared. */
export function sniff(head: Buffer): MediaType | null {
  const ascii = (start: number, end: number) => head.toString('latin1', start, end);
  if (head.length < 12) return null;
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'image/jpeg';
  if (ascii(0, 8) === '\u0089PNG\r\n\u001a\n') return 'image/png';
  if (ascii(0, 6) === 'GIF87a' || ascii(0, 6) === 'GIF89a') return 'image/gif';
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return 'image/webp';
  if (ascii(4, 8) !== 'ftyp') return null;
  // The major brand, then those the file is compatible with; between them stands a version.
  const end = Math.min(head.readUInt32BE(0), head.length);
  for (let at = 8; at + 4 <= end; at += at === 8 ? 8 : 4) {
    const type = brands[ascii(at, at + 4)];
    if (type) return type;
  }
  const major = ascii(8, 12);
  if (major === QUICKTIME) return 'video/quicktime';
  return MP4.test(major) ? 'video/mp4' : null;
}

/** The type of what is in a file; `empty`, or null where it cannot be shared. Rejects when it cannot be read. */
export async function readType(path: string): Promise<MediaType | 'empty' | null> {
  const handle = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return bytesRead === 0 ? 'empty' : sniff(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}
