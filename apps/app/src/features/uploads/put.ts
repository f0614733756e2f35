import { retryAfterOf } from '@wmory/contract';
import { type Put, type PutUpload, type Slice, SourceChanged, SourceUnreadable } from '@wmory/uploader';
import { File, Paths } from 'expo-file-system';
import { serverOrigin } from '@/lib/server';
import type { UploadHandle } from './candidate';
import { readChunks } from './hash';

let count = 0;

/** The system sends whole files alone, so a part becomes one of its own first, a mebibyte at a time. */
async function cut(uri: string, slice: Slice): Promise<File> {
  const part = new File(Paths.cache, `part-${Date.now().toString(36)}-${count++}`);
  part.create({ overwrite: true });
  let written = 0;
  try {
    const writing = part.open();
    try {
      for await (const bytes of readChunks(uri, slice)) {
        writing.writeBytes(bytes);
        written += bytes.byteLength;
      }
    } finally {
      writing.close();
    }
    if (written !== slice.size) throw new SourceChanged('The file was cut since it was hashed');
    return part;
  } catch (error) {
    part.delete();
    throw error;
  }
}

async function send(
  file: File,
  { source, request, slice, size, signal, onProgress }: PutUpload<UploadHandle>,
): ReturnType<Put<UploadHandle>> {
  const url = request.url.startsWith('/') ? serverOrigin() + request.url : request.url;
  const task = file.createUploadTask(url, {
    httpMethod: 'PUT',
    headers: request.headers,
    mimeType: slice.size === size ? source.mimeType : 'application/octet-stream',
    sessionType: 'background',
    signal,
    onProgress: ({ bytesSent }) => onProgress(bytesSent),
  });
  const { status, headers } = await task.uploadAsync();
  const wait = Object.entries(headers).find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
  return { status, retryAfter: retryAfterOf(wait) };
}

/** Sends a file from the device, or a part of it; on iOS the system carries on while the app is in the background. */
export const putFile: Put<UploadHandle> = async (upload) => {
  const { source, slice, size } = upload;
  const uri = source.handle.uri ?? '';
  const file = new File(uri);
  if (!file.exists) throw new SourceUnreadable('The file is gone');
  if (slice.size === size) return send(file, upload);
  const part = await cut(uri, slice);
  try {
    return await send(part, upload);
  } finally {
    part.delete();
  }
};
