import { retryAfterOf } from '@wmory/contract';
import { type Put, SourceUnreadable } from '@wmory/uploader';
import { File } from 'expo-file-system';
import { serverOrigin } from '@/lib/server';
import type { UploadHandle } from './candidate';

/** Sends a file from the device; on iOS the system carries on while the app is in the background. */
export const putFile: Put<UploadHandle> = async ({ source, request, signal, onProgress }) => {
  const file = new File(source.handle.uri ?? '');
  if (!file.exists) throw new SourceUnreadable('The file is gone');
  const url = request.url.startsWith('/') ? serverOrigin() + request.url : request.url;
  const task = file.createUploadTask(url, {
    httpMethod: 'PUT',
    headers: request.headers,
    mimeType: source.mimeType,
    sessionType: 'background',
    signal,
    onProgress: ({ bytesSent }) => onProgress(bytesSent),
  });
  const { status, headers } = await task.uploadAsync();
  const wait = Object.entries(headers).find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
  return { status, retryAfter: retryAfterOf(wait) };
};
