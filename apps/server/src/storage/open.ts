import type { KeyObject } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { S3Config, StoreConfig } from '../config-storage.ts';
import { StartError } from '../error.ts';
import { createDiskStorage, STORE_PATH } from './disk.ts';
import { diskRoute } from './disk-route.ts';
import type { Storage } from './port.ts';
import type { Cdn } from './s3-cloudfront.ts';

/** The configured store, and what the server has to know of it. */
export interface OpenStore {
  storage: Storage;
  /** Origins besides the server's own that pages put files to and take pictures from. */
  origins: readonly string[];
  /** Adds what the server itself answers for the store. */
  mount(http: FastifyInstance): Promise<void>;
}

interface Surroundings {
  /** For signatures of the disk's own. */
  secret: Uint8Array;
  /** For reads by CloudFront. */
  cdnKey: KeyObject | null;
  /** Origin of this server for its own children. */
  internalUrl: () => string;
  clock: Clock;
  log: Logger;
}

/** The distribution that reads go by, with what signs them; null: none. */
export const toCdn = ({ cdn }: S3Config, privateKey: KeyObject | null): Cdn | null =>
  cdn && privateKey && { ...cdn, privateKey };

/**
 * Opens the store. A bucket is first tried whether it refuses what it has to; the SDK of AWS is loaded for one alone.
 */
export async function openStore(
  store: StoreConfig,
  { secret, cdnKey, internalUrl, clock, log }: Surroundings,
): Promise<OpenStore> {
  if (store.kind === 's3') {
    const { openS3Storage } = await import('./s3.ts');
    const onFailure = (err: unknown): void =>
      log.error({ err }, 'the credentials of the object store could not be replaced; trying again');
    const { probeStore } = await import('./s3-probe.ts');
    const cdn = toCdn(store, cdnKey);
    const storage = await openS3Storage({ store, cdn, onFailure }).catch((cause: unknown) => {
      const said = cause instanceof Error ? cause.message : String(cause);
      throw new StartError(`The object store cannot be used: ${said}`, { cause });
    });
    try {
      await probeStore(storage);
      if (cdn) {
        const { probeReads } = await import('./s3-cloudfront-probe.ts');
        if (!(await probeReads(storage)))
          log.warn(
            { origin: cdn.origin },
            'CloudFront cannot be reached from here, so its reads were not tried',
          );
      }
    } catch (error) {
      await storage.close();
      throw error;
    }
    return { storage, origins: [storage.base.origin, ...(cdn ? [cdn.origin] : [])], mount: async () => {} };
  }
  const storage = createDiskStorage({
    dir: store.dir,
    secret,
    baseUrl: () => '',
    internalBaseUrl: internalUrl,
    now: clock,
  });
  return {
    storage,
    origins: [],
    mount: async (http) => void (await http.register(diskRoute, { prefix: STORE_PATH, storage })),
  };
}
