import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { createDiskStorage, type DiskStorage, type DiskStorageOptions, STORE_PATH } from './disk.ts';
import { type DiskRouteOptions, diskRoute } from './disk-route.ts';

export interface ServedDisk {
  storage: DiskStorage;
  dir: string;
  origin: string;
  /** Files that are no objects yet. */
  leftovers(): Promise<string[]>;
  /** Writes an object of type `image/jpeg`, and answers the status. */
  put(key: string, body?: string): Promise<number>;
  /** Where the object is, for ten minutes. */
  readUrl(key: string): string;
  /** Sends a path and headers as they are written, which `fetch` does not do. */
  raw(
    path: string,
    method?: string,
    headers?: Record<string, string>,
    body?: string,
  ): Promise<IncomingMessage>;
  close(): Promise<void>;
}

/** A disk store behind a real server on 127.0.0.1, as the API mounts it; for tests and benchmarks. */
export async function serveDisk(
  options: Partial<DiskStorageOptions & Omit<DiskRouteOptions, 'storage'>> & { app?: FastifyInstance } = {},
): Promise<ServedDisk> {
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'wmory-disk-')));
  let origin = '';
  const storage = createDiskStorage({
    secret: new Uint8Array(32).fill(7),
    baseUrl: () => origin,
    ...options,
    dir,
  });
  const app = options.app ?? fastify();
  await app.register(diskRoute, { ...options, prefix: STORE_PATH, storage });
  origin = await app.listen({ host: '127.0.0.1', port: 0 });
  const grant = { contentType: 'image/jpeg', expiresAt: Date.now() + 600_000 };

  return {
    storage,
    dir,
    origin,
    leftovers: () => readdir(join(dir, 'tmp')),
    async put(key, body = 'x') {
      const { url, headers } = await storage.signVariantPut({ key, maxSize: 100_000, ...grant });
      return (await fetch(url, { method: 'PUT', headers, body })).status;
    },
    readUrl: (key) => storage.signRead({ key, ...grant }).url,
    raw: (path, method = 'GET', headers = {}, body) =>
      new Promise((resolve, reject) => {
        const { hostname, port } = new URL(origin);
        request({ host: hostname, port, path, method, headers }, (response) => resolve(response.resume()))
          .on('error', reject)
          .end(body);
      }),
    async close() {
      app.server.closeAllConnections();
      await app.close();
      await storage.close();
      if (!options.dir) await rm(dir, { recursive: true, force: true });
    },
  };
}
