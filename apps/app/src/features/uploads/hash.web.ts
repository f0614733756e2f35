import { type Hash, hashChunks } from '@wmory/uploader';
import type { UploadHandle } from './candidate';

const SLICE = 1 << 20;
/** Up to this size the whole file is read at once, so that the browser hashes it off the page's thread. */
const WHOLE = 64 << 20;

async function* slices(file: Blob, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += SLICE) {
    signal.throwIfAborted();
    yield new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer());
    // Lets the page draw in between.
    await new Promise((resolve) => setTimeout(resolve));
  }
}

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** SHA-256 of a `File`, or of a slice of it. Plain-http origins have no hash of the browser's; there it is read slice by slice. */
export const hashFile: Hash<UploadHandle> = async ({ handle }, signal, slice) => {
  if (!handle.file) throw new Error('There is no file to read');
  const file = slice ? handle.file.slice(slice.start, slice.start + slice.size) : handle.file;
  if (file.size > WHOLE || !globalThis.crypto?.subtle) return hashChunks(slices(file, signal), signal);
  const bytes = await file.arrayBuffer();
  signal.throwIfAborted();
  return { sha256: hex(await crypto.subtle.digest('SHA-256', bytes)), size: bytes.byteLength };
};
