import { once } from 'node:events';
import { type FileHandle, open } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { retryAfterOf } from '@wmory/contract';
import { type Put, type PutAnswer, type Slice, SourceChanged, SourceUnreadable } from '@wmory/uploader';

async function openFile(path: string, size: number): Promise<FileHandle> {
  const handle = await open(path, 'r').catch((cause: unknown) => {
    throw new SourceUnreadable('The file cannot be opened', { cause });
  });
  if ((await handle.stat()).size === size) return handle;
  await handle.close();
  throw new SourceChanged('The file has another size than when it was hashed');
}

/** The bytes of a slice, exactly so many; rejects with `SourceChanged` when there are fewer. */
async function* readExactly(handle: FileHandle, { start, size }: Slice, onRead: (bytes: number) => void) {
  let sent = 0;
  try {
    const end = start + size - 1;
    for await (const chunk of handle.createReadStream({ start, end, autoClose: false })) {
      yield chunk as Buffer;
      sent += (chunk as Buffer).byteLength;
      onRead(sent);
    }
  } catch (cause) {
    throw new SourceUnreadable('The file cannot be read', { cause });
  }
  if (sent !== size) throw new SourceChanged('The file was cut while it was sent');
}

/**
 * PUTs a file, or a part of it, to a signed address. Streams it, with its length known ahead; an answer that comes before the end of
 * the body, as a refusal does, is taken at once.
 */
export const putFile: Put<string> = async ({ source, request, size, slice, signal, onProgress }) => {
  const handle = await openFile(source.handle, size);
  const { url, method, headers } = request;
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  const outgoing = send(url, { method, headers: { ...headers, 'content-length': slice.size }, signal });
  let over = false;
  const closed = new Promise<void>((resolve) => {
    outgoing.on('close', () => {
      over = true;
      resolve();
    });
  });
  const answer = new Promise<PutAnswer>((resolve, reject) => {
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      over = true;
      resolve({
        status: response.statusCode ?? 0,
        retryAfter: retryAfterOf(response.headers['retry-after']),
      });
      response.resume();
    });
  });

  async function sendBody(): Promise<PutAnswer> {
    for await (const chunk of readExactly(handle, slice, onProgress)) {
      if (over) break;
      if (!outgoing.write(chunk)) await Promise.race([once(outgoing, 'drain'), closed]);
    }
    if (!over) outgoing.end();
    return answer;
  }

  try {
    return await Promise.race([answer, sendBody()]);
  } finally {
    if (!outgoing.writableEnded) outgoing.destroy();
    await handle.close();
  }
};
