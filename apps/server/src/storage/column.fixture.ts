import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { currentColumn, openSurroundings } from '../../../../tools/column.ts';
import type { Clock } from '../clock.ts';
import { parseConfig } from '../config.ts';
import { serveDisk } from './disk.fixture.ts';
import type { Storage } from './port.ts';
import { openS3Storage } from './s3.ts';

export interface ColumnStore {
  storage: Storage;
  close(): Promise<void>;
}

/**
 * An empty store of the column's kind: a folder that is served, or a bucket.
 *
 * @param clock what the folder goes by; a bucket goes by the time of its server
 */
export async function openColumnStore(clock: Clock): Promise<ColumnStore> {
  const column = currentColumn();
  if (column === 'embedded') return openFolder(clock);
  const surroundings = await openSurroundings(column);
  const { store } = parseConfig(surroundings.env);
  if (store.kind !== 's3') throw new Error('not a bucket');
  const storage = await openS3Storage({ store });
  return {
    storage,
    async close() {
      await storage.close();
      await surroundings.close();
    },
  };
}

/** In memory where that can be: it is processes that die in tests, and what one has written outlives it there too. */
async function openFolder(clock: Clock): Promise<ColumnStore> {
  const memory = '/dev/shm';
  const dir = await mkdtemp(join(existsSync(memory) ? memory : tmpdir(), 'wmory-disk-'));
  const { storage, close } = await serveDisk({ now: clock, dir });
  return {
    storage,
    async close() {
      await close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
