import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { pino } from 'pino';
import type { Config } from '../config.ts';
import { lockDataFolder } from '../data-lock.ts';
import { type Database, findPending, openDatabase } from '../db/index.ts';
import { deriveSecrets, openSecretRoot } from '../secrets.ts';
import { createDiskStorage, STORE_PATH } from '../storage/disk.ts';
import { diskRoute } from '../storage/disk-route.ts';
import { openStore as openConfigured } from '../storage/open.ts';
import type { Storage } from '../storage/port.ts';
import { AdminError } from './admin-error.ts';

/** The rows of an installation and the secret that they were made with; its servers may run. */
export interface Records {
  database: Database;
  /** The secret itself, of which all keys are made. */
  root: Buffer;
  close(): Promise<void>;
}

/** All of an installation whose servers are stopped. */
export interface Installation extends Records {
  config: Config;
  storage: Storage;
  /** What it stands on, for people and to tell installations apart; no secrets. */
  where: { database: string; objects: string };
}

/** @param root its secret where it has none yet; else it is read, or made */
export function openRecords(config: Config, root?: Buffer): Records {
  const secret = root ?? openSecretRoot(config.dataDir, config.secrets.root);
  const database = openDatabase(config.database, { password: config.secrets.databasePassword });
  return { database, root: secret, close: database.close };
}

/** Rejects with `AdminError` while steps of the schema are still to run. */
export async function demandUpToDate(database: Database): Promise<void> {
  if ((await findPending(database)).length > 0)
    throw new AdminError('The database is older than this version. Run "wmory admin migrate" first.');
}

/**
 * Opens the installation of the settings for this process alone. Rejects with `AdminError` while a server runs on its
 * data folder.
 *
 * @param root as in `openRecords`
 */
export async function openInstallation(config: Config, root?: Buffer): Promise<Installation> {
  const lock = lockDataFolder(config.dataDir, 'alone');
  if (!lock) {
    throw new AdminError(
      `A server runs on ${config.dataDir}, or another administration does. Stop it, then run this again.`,
    );
  }
  const records = openRecords(config, root);
  const store = await openStore(config, records.root);
  return {
    ...records,
    config,
    storage: store.storage,
    where: { database: describeDatabase(config), objects: store.where },
    async close() {
      await records.close();
      await store.close();
      lock.release();
    },
  };
}

const describeDatabase = ({ database: it }: Config): string =>
  it.kind === 'sqlite' ? it.file : `mysql://${it.host}:${it.port}/${it.name}`;

interface OpenStore {
  storage: Storage;
  where: string;
  close(): Promise<void>;
}

/**
 * The store, such that its signed requests are answered: the disk's by a server of its own on this machine, which
 * only who has the secret can use.
 */
async function openStore(config: Config, secret: Buffer): Promise<OpenStore> {
  if (config.store.kind === 's3') {
    const surroundings = {
      secret,
      cdnKey: null,
      internalUrl: () => '',
      clock: Date.now,
      log: pino({ level: 'silent' }),
    };
    const { storage } = await openConfigured(config.store, surroundings);
    return { storage, where: `s3://${config.store.bucket}`, close: () => storage.close() };
  }
  const { dir } = config.store;
  const http = Fastify({ forceCloseConnections: true });
  const origin = (): string => `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
  const storage = createDiskStorage({ dir, secret: deriveSecrets(secret).key('storage'), baseUrl: origin });
  await http.register(diskRoute, { prefix: STORE_PATH, storage });
  await http.listen({ host: '127.0.0.1', port: 0 });
  return {
    storage,
    where: dir,
    async close() {
      await http.close();
      await storage.close();
    },
  };
}
