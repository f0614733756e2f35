import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Digest } from './ports.ts';

/**
 * SHA-256 of a stream of pieces, for platforms without a hash of their own that can stream: browsers have none,
 * and none at all on plain-http origins. Holds one piece at a time; give slices of about a mebibyte.
 * Rejects with the signal's abort between pieces.
 */
export async function hashChunks(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<Digest> {
  const hash = sha256.create();
  let size = 0;
  for await (const chunk of chunks) {
    if (signal?.aborted) throw new Error('Hashing was given up');
    hash.update(chunk);
    size += chunk.byteLength;
  }
  return { sha256: bytesToHex(hash.digest()), size };
}
