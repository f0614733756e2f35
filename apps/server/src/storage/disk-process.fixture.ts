import { randomUUID } from 'node:crypto';
import { createDiskStorage, type DiskStorage } from './disk.ts';
import type { DiskFolder } from './disk-folder.ts';
import { writeObject } from './disk-objects.ts';

/**
 * A process of its own with a disk store, to be measured and killed: `serve` answers HTTP, `churn` writes,
 * copies, replaces and deletes objects as fast as it can. Both tell their parent what is done, once it is.
 */
export type Report =
  | { origin: string }
  /** Kilobytes, the highest so far. */
  | { peakMemory: number }
  | { written: string }
  | { deleted: string };

const [dir = '', task] = process.argv.slice(2);
const report = (message: Report): void => {
  process.send?.(message);
};
const secret = new Uint8Array(32).fill(9);

async function write(
  folder: DiskFolder,
  key: string,
  size: number,
  mode: 'create' | 'replace',
): Promise<string> {
  const body = (async function* () {
    for (let i = 0; i < size; i++) yield new Uint8Array(4096).fill(Math.random() * 256);
  })();
  const target = { key, contentType: 'image/webp', length: { atMost: 1e6 }, mode };
  const { etag } = await writeObject(folder, body, target);
  report({ written: key });
  return etag;
}

async function churn(storage: DiskStorage): Promise<never> {
  for (;;) {
    const from = `incoming/${randomUUID()}`;
    const place = `media/group/${randomUUID().slice(0, 2)}`;
    const etag = await write(storage.folder, from, 3, 'create');
    const to = `${place}/${randomUUID()}`;
    await storage.copy(
      { key: from, etag },
      { key: to, contentType: Math.random() < 0.5 ? 'image/webp' : 'image/png' },
    );
    report({ written: to });
    await write(storage.folder, `${place}/thumb`, 2, 'replace');
    await storage.delete([from]);
    report({ deleted: from });
  }
}

process.on('disconnect', () => process.exit());
process.on('message', () => report({ peakMemory: process.resourceUsage().maxRSS }));
if (task === 'churn') {
  const storage = createDiskStorage({ dir, secret, baseUrl: () => '' });
  for (let i = 0; i < 4; i++) void churn(storage);
} else {
  const { serveDisk } = await import('./disk.fixture.ts');
  report({ origin: (await serveDisk({ dir, secret })).origin });
}
