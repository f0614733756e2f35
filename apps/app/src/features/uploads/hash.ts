import { type Hash, hashChunks } from '@wmory/uploader';
import { File } from 'expo-file-system';
import type { UploadHandle } from './candidate';

const CHUNK = 1 << 20;

async function* chunks(uri: string): AsyncGenerator<Uint8Array> {
  const reading = new File(uri).open();
  try {
    for (let bytes = reading.readBytes(CHUNK); bytes.byteLength > 0; bytes = reading.readBytes(CHUNK)) {
      yield bytes;
      // Lets the screen draw in between.
      await new Promise((resolve) => setTimeout(resolve));
    }
  } finally {
    reading.close();
  }
}

/** SHA-256 of a file on the device, read in pieces. */
export const hashFile: Hash<UploadHandle> = ({ handle: { uri } }, signal) =>
  hashChunks(chunks(uri ?? ''), signal);
