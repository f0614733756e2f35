import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Digest, Slice } from '@wmory/uploader';

/** SHA-256 and length of a file, or of a slice of it, read once in pieces. */
export async function hashFile(path: string, signal?: AbortSignal, slice?: Slice): Promise<Digest> {
  const hash = createHash('sha256');
  let size = 0;
  const stream = createReadStream(path, {
    highWaterMark: 1 << 18,
    ...(signal && { signal }),
    ...(slice && { start: slice.start, end: slice.start + slice.size - 1 }),
  });
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.byteLength;
  }
  return { sha256: hash.digest('hex'), size };
}
