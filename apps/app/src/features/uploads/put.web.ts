import { retryAfterOf } from '@wmory/contract';
import { type Put, type PutAnswer, SourceChanged, SourceUnreadable } from '@wmory/uploader';
import type { UploadHandle } from './candidate';

/** Browsers set these by themselves and refuse to be told. */
const own = new Set(['content-length', 'host']);

/** Whether the bytes behind a `File` are still there: a sent file that has changed looks like a broken network. */
const isReadable = (file: File): Promise<boolean> =>
  file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );

/** Sends a `File`, or a slice of it, by XMLHttpRequest: `fetch` tells nothing of how far an upload is. */
export const putFile: Put<UploadHandle> = ({ source, request, size, slice, signal, onProgress }) => {
  const { file } = source.handle;
  if (!file) return Promise.reject(new SourceUnreadable('There is no file to send'));
  if (file.size !== size)
    return Promise.reject(new SourceChanged('The file has another size than announced'));
  const { promise, resolve, reject } = Promise.withResolvers<PutAnswer>();
  const sending = new XMLHttpRequest();
  const abort = () => sending.abort();
  signal.addEventListener('abort', abort);
  sending.open(request.method, request.url);
  for (const [name, value] of Object.entries(request.headers)) {
    if (!own.has(name.toLowerCase())) sending.setRequestHeader(name, value);
  }
  sending.upload.onprogress = ({ loaded }) => onProgress(loaded);
  sending.onload = () =>
    resolve({ status: sending.status, retryAfter: retryAfterOf(sending.getResponseHeader('retry-after')) });
  sending.onerror = () =>
    void isReadable(file).then((readable) =>
      reject(
        readable
          ? new Error('The store could not be reached')
          : new SourceUnreadable('The file cannot be read'),
      ),
    );
  sending.onabort = () => reject(new Error('The upload was broken off'));
  sending.onloadend = () => signal.removeEventListener('abort', abort);
  if (signal.aborted) reject(new Error('The upload was broken off'));
  // The browser reads a slice from the disk as it sends it.
  else sending.send(slice.size === size ? file : file.slice(slice.start, slice.start + slice.size));
  return promise;
};
