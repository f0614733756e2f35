import { randomUUID } from 'node:crypto';
import { serveDisk } from './disk.fixture.ts';
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
const { origin, storage } = await serveDisk({ dir, secret: new Uint8Array(32).fill(9) });

async function write(key: string, size: number, mode: 'create' | 'replace'): Promise<string> {
  const body = (async function* () {
    for (let i = 0; i < size; i++) yield new Uint8Array(4096).fill(Math.random() * 256);
  })();
  const target = { key, contentType: 'image/webp', length: { atMost: 1e6 }, mode };
  const { etag } = await writeObject(storage.folder, body, target);
  report({ written: key });
  return etag;
}

async function churn(): Promise<never> {
  for (;;) {
    const from = `incoming/${randomUUID()}`;
    const folder = `media/group/${randomUUID().slice(0, 2)}`;
    const etag = await write(from, 3, 'create');
    const to = `${folder}/${randomUUID()}`;
    await storage.copy(
      { key: from, etag },
      { key: to, contentType: Math.random() < 0.5 ? 'image/webp' : 'image/png' },
    );
    report({ written: to });
    await write(`${folder}/thumb`, 2, 'replace');
    await storage.delete([from]);
    report({ deleted: from });
  }
}

process.on('disconnect', () => process.exit());
process.on('message', () => report({ peakMemory: process.resourceUsage().maxRSS }));
report({ origin });
if (task === 'churn') for (let i = 0; i < 4; i++) void churn();
