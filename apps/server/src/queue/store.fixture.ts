import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MediaJob } from '@wmory/contract';

export interface TestStore {
  /** Keys and bytes; `original/…` and `<photo id>/<variant>`. */
  readonly objects: Map<string, Buffer>;
  /** A job for these bytes; by default for a small real photo. */
  job(changes?: { bytes?: Buffer; mimeType?: string }): MediaJob;
  close(): Promise<void>;
}

const photo = readFileSync(new URL('../../../../tools/photos/datetimeoriginal-gps.jpg', import.meta.url));

/** A store for media jobs on a free port of this machine. */
export async function openTestStore(): Promise<TestStore> {
  const objects = new Map<string, Buffer>();
  const server = createServer(async (request, response) => {
    const key = request.url?.slice(1) ?? '';
    if (request.method === 'PUT') {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      objects.set(key, Buffer.concat(chunks));
      response.writeHead(200).end();
      return;
    }
    const bytes = objects.get(key);
    response.writeHead(bytes ? 200 : 404).end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    objects,
    job({ bytes = photo, mimeType = 'image/jpeg' } = {}) {
      const [jobId, photoId] = [randomUUID(), randomUUID()];
      objects.set(`original/${photoId}`, bytes);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const request = { method: 'GET', url: `${base}/original/${photoId}`, headers: {} } as const;
      const source = { request, sha256, size: bytes.length, mimeType };
      const variants = (['thumb', 'preview'] as const).map((name) => ({
        name,
        request: { method: 'PUT' as const, url: `${base}/${photoId}/${name}`, headers: {} },
      }));
      const shared = { method: 'PUT' as const, url: `${base}/${photoId}/shared`, headers: {} };
      return {
        version: 1,
        jobId,
        photoId,
        attempt: 1,
        expiresAt: Date.now() + 600_000,
        source,
        variants,
        shared,
      };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
