import { type Hash, hashChunks, type Slice } from '@wmory/uploader';
import { File } from 'expo-file-system';
import type { UploadHandle } from './candidate';

const CHUNK = 1 << 20;

/** The bytes of a file, or of a slice of it, in pieces; fewer where the file ends before. */
export async function* readChunks(uri: string, slice?: Slice): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reading = new File(uri).open();
  let left = slice?.size ?? Number.POSITIVE_INFINITY;
  try {
    if (slice) reading.offset = slice.start;
    while (left > 0) {
      const bytes = reading.readBytes(Math.min(CHUNK, left));
      if (bytes.byteLength === 0) return;
      left -= bytes.byteLength;
      yield bytes;
      // Lets the screen draw in between.
      await new Promise((resolve) => setTimeout(resolve));
    }
  } finally {
    reading.close();
  }
}

/** SHA-256 of a file on the device, or of a slice of it, read in pieces. */
export const hashFile: Hash<UploadHandle> = ({ handle: { uri } }, signal, slice) =>
  hashChunks(readChunks(uri ?? '', slice), signal);
