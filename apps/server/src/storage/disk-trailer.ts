/**
 * What the disk store knows of an object is the last 256 bytes of the object's own file: JSON, padded with
 * spaces, then a mark. Bytes and metadata are one inode, so one link or rename publishes both, and no crash
 * leaves one without the other. Ahead of the trailer the file is the bytes as they came: picture viewers
 * open it, and `head -c -256` restores it.
 */
export interface Trailer {
  contentType: string;
  /** Lower-case hex, of the bytes without the trailer. */
  sha256: string;
  /** Bytes, without the trailer. */
  size: number;
}

export const TRAILER_SIZE = 256;
const MARK = '\nwmory1\n';

/** The `TRAILER_SIZE` bytes to write after the body. */
export function encodeTrailer({ contentType, sha256, size }: Trailer): Buffer {
  const json = JSON.stringify({ contentType, sha256, size });
  const text = json.padEnd(TRAILER_SIZE - MARK.length) + MARK;
  if (text.length !== TRAILER_SIZE) throw new RangeError('the trailer is too long');
  return Buffer.from(text, 'latin1');
}

/** Null when these are not the last bytes of an object's file of this size. */
export function decodeTrailer(bytes: Buffer, fileSize: number): Trailer | null {
  const text = bytes.toString('latin1');
  if (text.length !== TRAILER_SIZE || !text.endsWith(MARK)) return null;
  try {
    const { contentType, sha256, size } = JSON.parse(text.slice(0, -MARK.length)) as Trailer;
    return size === fileSize - TRAILER_SIZE ? { contentType, sha256, size } : null;
  } catch {
    return null;
  }
}
