import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { createDiskStorage, type DiskStorage, type DiskStorageOptions, STORE_PATH } from './disk.ts';
import { type DiskRouteOptions, diskRoute } from './disk-route.ts';

export interface ServedDisk {
  storage: DiskStorage;
  app: FastifyInstance;
  dir: string;
  origin: string;
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
  return {
    storage,
    app,
    dir,
    origin,
    async close() {
      app.server.closeAllConnections();
      await app.close();
      await storage.close();
      if (!options.dir) await rm(dir, { recursive: true, force: true });
    },
  };
}
