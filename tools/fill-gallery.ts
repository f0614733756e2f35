import { link, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Person, settled, share } from './person.ts';

const pictures = [
  'cyclamen_persicum.jpg',
  'denali.webp',
  'japanese-shop.jpg',
  'notocactus_minimus.jpg',
  'polemonium_reptans.jpg',
  'portrait.jpg',
  'silver_fir.jpg',
  'thompson-springs.jpg',
  'wood_anemones.jpg',
];
const START = Date.UTC(2025, 0, 1);
const TEN_MINUTES = 600_000;

/**
 * Fills a group with so many photos, 144 a day, of a server on SQLite and a folder. A few are shared as people do; the
 * others are rows with their thumbnails, each at an address of its own, so that none is in a cache for another one.
 */
export async function fillGallery(
  person: Person,
  groupId: string,
  { dataDir, size }: { dataDir: string; size: number },
): Promise<void> {
  const files = pictures.map(async (name) => ({
    name,
    mimeType: name.endsWith('webp') ? 'image/webp' : 'image/jpeg',
    bytes: new Uint8Array(await readFile(join(import.meta.dirname, 'photos', name))),
  }));
  await share(person, groupId, await Promise.all(files));
  const seeds = await settled(person, groupId);
  const database = new DatabaseSync(join(dataDir, 'wmory.sqlite'), { timeout: 10_000 });
  const copy = database.prepare(
    `insert into photos (id, group_id, uploader_id, kind, state, sha256, live_sha256, size, mime_type, file_name,
       storage_key, caption, width, height, taken_at, added_at, thumbhash)
     select :id, group_id, uploader_id, kind, state, :digest, :digest, size, mime_type, file_name,
       :key || '/original', '', width, height, :at, :at, :hash
     from photos where id = :seed`,
  );
  const folder = (photoId: string) => `media/${groupId}/${photoId}`;
  const fileOf = (photoId: string) => join(dataDir, 'objects/objects', folder(photoId), 'thumb');
  database.exec('begin immediate');
  const links: [string, string][] = [];
  for (let n = 0; n < size - seeds.length; n++) {
    const seed = seeds[(n * 7) % seeds.length];
    if (!seed) throw new Error('nothing was shared');
    const digest = n.toString(16).padStart(64, '0');
    const id = `${groupId.slice(0, 8)}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
    copy.run({
      ':id': id,
      ':seed': seed.id,
      ':digest': digest,
      ':key': folder(id),
      ':at': START + n * TEN_MINUTES,
      ':hash': varied(seed.thumbhash ?? '', n),
    });
    links.push([fileOf(seed.id), fileOf(id)]);
  }
  database.prepare('update "groups" set photo_count = ? where id = ?').run(size, groupId);
  database.exec('commit');
  database.close();
  for (const [from, to] of links) {
    await mkdir(dirname(to), { recursive: true });
    await link(from, to);
  }
}

/** A ThumbHash like another one: its last bytes are fine details. */
function varied(thumbhash: string, n: number): string {
  const bytes = Buffer.from(thumbhash, 'base64');
  bytes.writeUInt16BE((bytes.readUInt16BE(bytes.length - 2) + n) % 0x10000, bytes.length - 2);
  return bytes.toString('base64');
}
