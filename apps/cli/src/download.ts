import { mkdir, rename, utimes } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Client, type Photo, ProblemError } from '@wmory/contract';
import { type Context, exitCodes, UsageError } from './context.ts';
import {
  type DownloadResult,
  reportDownload,
  writeDownloadJson,
  writeDownloadSummary,
} from './download-report.ts';
import { fetchFile } from './fetch-file.ts';
import { safeFileName, TakenNames } from './file-name.ts';
import { chooseGroup } from './groups.ts';
import { type LocalFiles, readLocalFiles } from './local-files.ts';
import { patiently } from './patiently.ts';
import { openSession } from './session.ts';
import { errorSentence, text } from './text.ts';

export interface DownloadOptions {
  group: string;
  to?: string;
  concurrency: number;
  json?: boolean;
}

/** One file of a photo; a live photo has two. */
interface Wanted {
  photo: Photo;
  original: Photo['originals'][number] | undefined;
}

interface Download {
  client: Client;
  groupId: string;
  folder: string;
  local: LocalFiles;
  taken: TakenNames;
  signal: AbortSignal;
}

/** Downloads the originals of a group. Exit code 0 only when every one of them is in the folder. */
export async function download(context: Context, options: DownloadOptions): Promise<number> {
  const { signal, stdout } = context;
  const { client } = await openSession(context.configDir);
  const group = await chooseGroup(client, options.group, signal);
  const folder = resolve(options.to ?? safeFileName(group.name));
  await mkdir(folder, { recursive: true }).catch(() => {
    throw new UsageError(text.notAFolder(folder));
  });
  const photos = await listPhotos(client, group.id, signal);
  const local = await readLocalFiles(folder);
  const job: Download = {
    client,
    groupId: group.id,
    folder,
    local,
    taken: new TakenNames(local.names),
    signal,
  };

  if (!options.json && photos.length > 0) stdout.write(`${text.downloading(photos.length, folder)}\n`);
  const files = photos.flatMap(filesOf);
  const report = reportDownload(context, files.length, { json: options.json === true });
  const results: DownloadResult[] = [];
  const queue = files.values();
  async function work(): Promise<void> {
    for (const wanted of queue) {
      const result = await obtain(job, wanted);
      results.push(result);
      report.tell(result);
    }
  }
  await Promise.all(Array.from({ length: options.concurrency }, work));
  report.end();

  if (options.json) writeDownloadJson(stdout, { group, folder, results });
  else writeDownloadSummary(stdout, results);
  if (signal.aborted) return Number(signal.reason);
  const isHere = ({ outcome }: DownloadResult) => outcome !== 'failed' && outcome !== 'stopped';
  return results.every(isHere) ? exitCodes.done : exitCodes.notAllDone;
}

/** All photos of a group, the oldest first: of two with one name, the one that was there before keeps it. */
async function listPhotos(client: Client, groupId: string, signal: AbortSignal): Promise<Photo[]> {
  const photos: Photo[] = [];
  let cursor: string | null = null;
  do {
    const query: { order: 'added'; cursor?: string } = { order: 'added', ...(cursor !== null && { cursor }) };
    const page = await patiently(() => client.listPhotos({ params: { groupId }, query }, { signal }), signal);
    photos.push(...page.photos);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return photos.reverse();
}

const filesOf = (photo: Photo): Wanted[] =>
  photo.originals.length === 0
    ? [{ photo, original: undefined }]
    : photo.originals.map((original) => ({ photo, original }));

/** Gets one file, unless it is there; never rejects. */
async function obtain(job: Download, wanted: Wanted): Promise<DownloadResult> {
  const { photo, original } = wanted;
  const name = original?.name ?? 'photo';
  const result = { photoId: photo.id, name, path: null, reason: null };
  try {
    if (job.signal.aborted) return { ...result, outcome: 'stopped' };
    const { path, isNew } = await patiently(() => fetchOriginal(job, wanted), job.signal);
    return { ...result, path, outcome: isNew ? 'downloaded' : 'there' };
  } catch (error) {
    if (job.signal.aborted) return { ...result, outcome: 'stopped' };
    if (error instanceof ProblemError && error.code === 'not-found') return { ...result, outcome: 'gone' };
    return { ...result, outcome: 'failed', reason: errorSentence(error) };
  }
}

async function fetchOriginal(
  { client, groupId, folder, local, taken, signal }: Download,
  { photo: { id, takenAt, originals }, original: file }: Wanted,
): Promise<{ path: string; isNew: boolean }> {
  const query = file && originals.length > 1 ? { part: file.part } : {};
  const original = await client.getOriginal({ params: { groupId, photoId: id }, query }, { signal });
  const there = await local.find(original.size, original.sha256);
  if (there !== null) return { path: join(folder, there), isNew: false };
  const temporary = join(folder, `.wmory-${original.sha256}.part`);
  await fetchFile(original, temporary, signal);
  const path = join(folder, taken.claim(safeFileName(original.name)));
  await utimes(temporary, new Date(), new Date(takenAt));
  await rename(temporary, path);
  return { path, isNew: true };
}
