import { createHash, randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { allPhotos } from '../../e2e/gallery.ts';
import { startServer } from '../../e2e/server.ts';
import { makePicture } from '../many-photos.ts';
import { enter, type Person, type PhotoFile, share } from '../person.ts';

export interface KillFigures {
  kills: number;
  /** Photos that the server had said are safe. */
  acknowledged: number;
  /** Those of them that are not there any more, byte for byte. */
  lost: number;
  /** Kills after which SQLite's `integrity_check` was not `ok`. */
  broken: number;
}

/** People who upload at the same time, and files of each of their batches. */
const UPLOADERS = 4;
const BATCH = 8;

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function isWhole(file: string): boolean {
  const database = new DatabaseSync(file);
  const { integrity_check } = database.prepare('pragma integrity_check').get() ?? {};
  database.close();
  return integrity_check === 'ok';
}

/** How many of the acknowledged files are not served any more as they were. */
async function countLost(person: Person, groupId: string, acknowledged: ReadonlyMap<string, string>) {
  const ids = new Map(
    (await allPhotos(person, groupId)).map(({ id, originals }) => [originals[0]?.name, id]),
  );
  let lost = 0;
  const left = [...acknowledged];
  const check = async (): Promise<void> => {
    for (let next = left.pop(); next; next = left.pop()) {
      const [name, digest] = next;
      const photoId = ids.get(name);
      if (!photoId) {
        lost += 1;
        continue;
      }
      const { url } = await person.client.getOriginal({ params: { groupId, photoId } });
      const response = await fetch(url);
      if (!response.ok || hashOf(new Uint8Array(await response.arrayBuffer())) !== digest) lost += 1;
    }
  };
  await Promise.all(Array.from({ length: UPLOADERS }, check));
  return lost;
}

/**
 * Kills a real server at random moments while people upload, each time starts it again on what it has left, and counts
 * what it had promised and does not keep.
 *
 * @param limits.minutes after which it ends early
 */
export async function killUnderLoad(
  { kills, minutes }: { kills: number; minutes: number },
  tell: (kills: number) => void,
): Promise<KillFigures> {
  const end = Date.now() + minutes * 60_000;
  const dataDir = await mkdtemp(join(tmpdir(), 'wmory-kills-'));
  const env = { RATE_LIMIT_FACTOR: '100000', QUOTA_MB_PER_DAY: '100000', LOG_LEVEL: 'fatal' };
  let server = await startServer({ dataDir, env });
  const { url } = server;
  const account = { name: 'Ada', email: 'ada@example.org', password: 'a password of Ada' };
  const person = await enter(url, account);
  const { id: groupId } = await person.client.createGroup({ body: { name: 'Alps' } });

  const acknowledged = new Map<string, string>();
  let ended = false;
  const upload = async (uploader: number): Promise<void> => {
    for (let round = 0; !ended; round++) {
      const files = Array.from({ length: BATCH }, (_, n): PhotoFile => {
        const mark = `${uploader}-${round}-${n}`;
        return { name: `${mark}.png`, mimeType: 'image/png', bytes: new Uint8Array(makePicture(mark)) };
      });
      try {
        const receipts = await share(person, groupId, files);
        for (const receipt of receipts) {
          if (receipt.outcome !== 'verified') continue;
          const name = receipt.photo.originals[0]?.name;
          const file = files.find((each) => each.name === name);
          if (file) acknowledged.set(file.name, hashOf(file.bytes));
        }
      } catch {
        // The server is gone; it comes back.
        await sleep(20);
      }
    }
  };
  const uploaders = Array.from({ length: UPLOADERS }, (_, index) => upload(index));

  let broken = 0;
  let done = 0;
  try {
    for (let kill = 1; kill <= kills && Date.now() < end; kill++) {
      // So that each server has been told something before it dies.
      const before = acknowledged.size;
      for (let waits = 0; acknowledged.size === before && waits < 1_000; waits++) await sleep(5);
      await sleep(randomInt(0, 300));
      await server.kill9();
      if (!isWhole(join(dataDir, 'wmory.sqlite'))) broken += 1;
      server = await startServer({ dataDir, env, port: Number(new URL(url).port) });
      done = kill;
      tell(kill);
    }
    ended = true;
    await Promise.all(uploaders);
    const lost = await countLost(person, groupId, acknowledged);
    return { kills: done, acknowledged: acknowledged.size, lost, broken };
  } finally {
    ended = true;
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
