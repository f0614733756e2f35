import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Photo } from '@wmory/contract';
import type { Person } from '../tools/person.ts';

/** Every photo of a group, the newest first. */
export async function allPhotos({ client }: Person, groupId: string): Promise<Photo[]> {
  const photos: Photo[] = [];
  let cursor: string | null = null;
  do {
    const query: { order: 'added'; cursor?: string } = { order: 'added', ...(cursor !== null && { cursor }) };
    const page = await client.listPhotos({ params: { groupId }, query });
    photos.push(...page.photos);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return photos;
}

/** Waits until no photo is being prepared any more; rejects when for two minutes none gets done. */
export async function allPrepared(person: Person, groupId: string): Promise<Photo[]> {
  let left = Number.POSITIVE_INFINITY;
  for (let lastChange = Date.now(); Date.now() - lastChange < 120_000; await sleep(500)) {
    const photos = await allPhotos(person, groupId);
    const processing = photos.filter(({ state }) => state === 'processing').length;
    if (processing === 0) return photos;
    if (processing < left) lastChange = Date.now();
    left = processing;
  }
  throw new Error(`${left} photos stay in preparation`);
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The hashes of all files in a folder, sorted. */
export async function hashesIn(folder: string): Promise<string[]> {
  const hashes: string[] = [];
  for (const name of await readdir(folder)) hashes.push(hashOf(await readFile(join(folder, name))));
  return hashes.sort();
}
