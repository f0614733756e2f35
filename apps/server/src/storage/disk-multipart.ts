import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type DiskFolder, openDiskFolder } from './disk-folder.ts';
import { listObjects } from './disk-list.ts';
import { openObject, writeObject } from './disk-objects.ts';
import { checkKey } from './key.ts';
import { type Multipart, ObjectChanged, type ObjectInfo, type PartGrant, type PartInfo } from './port.ts';

const PART_TYPE = 'application/octet-stream';
/** More than one upload has parts. */
const ALL = 20_000;

/** What the disk store does about objects in parts; see `Storage`. */
export interface DiskMultipart {
  create(key: string): Promise<string>;
  /** Takes the bytes of a part; false when there is no such upload (any more). Rejects with `WriteRefused`. */
  receive(body: AsyncIterable<Uint8Array>, part: PartGrant): Promise<boolean>;
  list(multipart: Multipart): Promise<PartInfo[] | null>;
  complete(multipart: Multipart & { contentType: string }, parts: readonly PartInfo[]): Promise<ObjectInfo>;
  abort(multipart: Multipart): Promise<void>;
  listAll(
    prefix: string,
    after: Multipart | undefined,
    limit: number,
  ): Promise<(Multipart & { startedAt: number })[]>;
}

const aboutKey = (id: string): string => `${id}/about`;
const partKey = (id: string, number: number): string => `${id}/${String(number).padStart(5, '0')}`;

/**
 * Keeps parts as objects of a folder of their own: `<id>/00001` and on, beside `<id>/about`, whose content is the
 * key that they are for. A folder without the latter is what a process that died was about to remove.
 */
export function openDiskMultipart(dir: string, objects: DiskFolder): DiskMultipart {
  const folder = openDiskFolder(dir);
  for (const id of readdirSync(folder.objects)) {
    if (!existsSync(join(folder.objects, aboutKey(id))))
      rmSync(join(folder.objects, id), { recursive: true, force: true });
  }
  /** Completions under way, so that those that come meanwhile wait for the same. */
  const completing = new Map<string, Promise<ObjectInfo>>();

  async function openAbout(id: string): Promise<{ key: string; startedAt: number } | null> {
    const about = await openObject(folder, aboutKey(id));
    if (!about) return null;
    await using handle = about.handle;
    const { buffer } = await handle.read(Buffer.alloc(about.info.size), 0, about.info.size, 0);
    return { key: buffer.toString(), startedAt: about.info.modifiedAt };
  }

  const isOpen = async ({ key, id }: Multipart): Promise<boolean> => (await openAbout(id))?.key === key;

  async function list(multipart: Multipart): Promise<PartInfo[] | null> {
    if (!(await isOpen(multipart))) return null;
    const stored = await listObjects(folder, `${multipart.id}/`, { limit: ALL });
    return stored
      .filter(({ key, sha256 }) => key !== aboutKey(multipart.id) && sha256 !== null)
      .map(({ key, size, etag }) => ({ number: Number(key.slice(-5)), size, etag }));
  }

  async function* read(id: string, parts: readonly PartInfo[]): AsyncGenerator<Uint8Array> {
    for (const { number, size, etag } of parts) {
      const part = await openObject(folder, partKey(id, number));
      if (!part) throw new ObjectChanged(partKey(id, number));
      await using handle = part.handle;
      if (part.info.etag !== etag || part.info.size !== size) throw new ObjectChanged(partKey(id, number));
      if (size > 0)
        yield* handle.createReadStream({ end: size - 1, autoClose: false, highWaterMark: 256 * 1024 });
    }
  }

  async function abort(multipart: Multipart): Promise<void> {
    if (!(await isOpen(multipart))) return;
    await folder.remove(aboutKey(multipart.id));
    for (const { key } of await listObjects(folder, `${multipart.id}/`, { limit: ALL }))
      await folder.remove(key);
  }

  async function find(key: string): Promise<ObjectInfo | null> {
    const object = await openObject(objects, key);
    await object?.handle.close();
    return object?.info ?? null;
  }

  async function complete(
    { key, id, contentType }: Multipart & { contentType: string },
    parts: readonly PartInfo[],
  ): Promise<ObjectInfo> {
    const there = await find(key);
    if (there) return there;
    if (!(await isOpen({ key, id }))) throw new ObjectChanged(key);
    const exactly = parts.reduce((sum, { size }) => sum + size, 0);
    const target = { key, contentType, length: { exactly }, mode: 'create' } as const;
    const made = await writeObject(objects, read(id, parts), target);
    // Until here a crash leaves the parts, which are aborted as any that nobody completes.
    await abort({ key, id });
    return made;
  }

  return {
    async create(key) {
      checkKey(key);
      const id = randomUUID();
      const target = { key: aboutKey(id), contentType: PART_TYPE, length: { atMost: 1024 } } as const;
      await writeObject(folder, ReadableStream.from([Buffer.from(key)]), { ...target, mode: 'create' });
      return id;
    },

    async receive(body, { key, id, number, size, sha256 }) {
      if (!(await isOpen({ key, id }))) return false;
      const target = { key: partKey(id, number), contentType: PART_TYPE, length: { exactly: size }, sha256 };
      await writeObject(folder, body, { ...target, mode: 'replace' });
      if (await isOpen({ key, id })) return true;
      // It ended while the bytes came in.
      await folder.remove(partKey(id, number));
      return false;
    },

    list,
    abort,

    complete(multipart, parts) {
      const known = completing.get(multipart.id);
      if (known) return known;
      const made = complete(multipart, parts).finally(() => completing.delete(multipart.id));
      completing.set(multipart.id, made);
      return made;
    },

    async listAll(prefix, after, limit) {
      const found: (Multipart & { startedAt: number })[] = [];
      for (const id of await readdir(folder.objects)) {
        const about = await openAbout(id);
        if (about?.key.startsWith(prefix)) found.push({ key: about.key, id, startedAt: about.startedAt });
      }
      const place = ({ key, id }: Multipart): string => `${key} ${id}`;
      return found
        .sort((a, b) => (place(a) < place(b) ? -1 : 1))
        .filter((each) => after === undefined || place(each) > place(after))
        .slice(0, limit);
    },
  };
}
