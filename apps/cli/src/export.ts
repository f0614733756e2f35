import { mkdir, rename, utimes, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Client, ExportedPhoto } from '@wmory/contract';
import { exportDocuments } from '@wmory/contract/export-documents';
import { type Context, exitCodes, UsageError } from './context.ts';
import { type ExportOutcome, type ExportResult, writeExportSummary } from './export-report.ts';
import { fetchFile } from './fetch-file.ts';
import { safeFileName, TakenNames } from './file-name.ts';
import { type LocalFiles, readLocalFiles } from './local-files.ts';
import { patiently } from './patiently.ts';
import { openSession } from './session.ts';
import { errorSentence, text } from './text.ts';

export interface ExportOptions {
  to: string;
  /** Whether the photos themselves come along, or only what is known of them. */
  files: boolean;
  concurrency: number;
  json?: boolean;
}

interface Export {
  client: Client;
  folder: string;
  local: LocalFiles;
  taken: TakenNames;
  signal: AbortSignal;
}

/** Photos lie in a folder of their own, beside what is known of them. */
const PHOTOS = 'photos';

/**
 * Takes home all that the server keeps of a person: documents in JSON and the photos. Exit code 0 only when all of it
 * is in the folder; `export.json`, which is written last, says so as well.
 */
export async function exportData(context: Context, options: ExportOptions): Promise<number> {
  const { signal, stdout } = context;
  const { client } = await openSession(context.configDir);
  const folder = resolve(options.to);
  await mkdir(join(folder, PHOTOS), { recursive: true }).catch(() => {
    throw new UsageError(text.notAFolder(folder));
  });
  const write = async (name: string, document: unknown) => {
    const path = join(folder, name);
    await writeFile(`${path}.part`, `${JSON.stringify(document, null, 2)}\n`);
    await rename(`${path}.part`, path);
  };
  const local = await readLocalFiles(join(folder, PHOTOS));
  const job: Export = { client, folder, local, taken: new TakenNames(local.names), signal };

  // An older export of the same folder does not vouch for this one.
  await write('export.json', { complete: false });
  const ask = <T>(act: () => Promise<T>) => patiently(act, signal);
  for (const { name, read } of exportDocuments)
    await write(name, await read({ client, ask, options: { signal } }));
  const results = await obtainPhotos(job, options);
  await write('photos.json', { photos: results.map(describe) });
  const counts = count(results);
  const complete = counts.failed + counts.stopped === 0;
  await write('export.json', { complete, at: new Date().toISOString(), counts });

  if (options.json) stdout.write(`${JSON.stringify({ folder, complete, counts }, null, 2)}\n`);
  else writeExportSummary(stdout, { folder, results, counts });
  if (signal.aborted) return Number(signal.reason);
  return complete ? exitCodes.done : exitCodes.notAllDone;
}

/** Without the address, which ends within minutes and would open the photo until then. */
const describe = ({ photo: { original, ...known }, path, outcome }: ExportResult) => ({
  ...known,
  file: path,
  outcome,
});

function count(results: readonly ExportResult[]): Record<ExportOutcome, number> {
  const counts = { fetched: 0, there: 0, 'left-out': 0, withheld: 0, failed: 0, stopped: 0 };
  for (const { outcome } of results) counts[outcome]++;
  return counts;
}

/** The photos page by page, each with its files before the next: their addresses live for minutes. */
async function obtainPhotos(job: Export, { files, concurrency }: ExportOptions): Promise<ExportResult[]> {
  const results: ExportResult[] = [];
  let cursor: string | null = null;
  do {
    const query: { cursor?: string } = cursor === null ? {} : { cursor };
    const read = () => job.client.exportPhotos({ query }, { signal: job.signal });
    const page = await patiently(read, job.signal);
    const queue = page.photos.entries();
    const offset = results.length;
    async function work(): Promise<void> {
      for (const [index, photo] of queue)
        results[offset + index] = files
          ? await obtain(job, photo, async () => (await read()).photos.find(({ id }) => id === photo.id))
          : { photo, path: null, outcome: 'left-out', reason: null };
    }
    await Promise.all(Array.from({ length: concurrency }, work));
    cursor = page.nextCursor;
  } while (cursor !== null && !job.signal.aborted);
  return results;
}

/** Gets one file, unless it is there; asks for a new address at each further try. Never rejects. */
async function obtain(
  job: Export,
  photo: ExportedPhoto,
  again: () => Promise<ExportedPhoto | undefined>,
): Promise<ExportResult> {
  let listed: ExportedPhoto | undefined = photo;
  try {
    const there = await job.local.find(photo.size, photo.sha256);
    if (there !== null) return { photo, path: `${PHOTOS}/${there}`, outcome: 'there', reason: null };
    return await patiently(async () => {
      const { original } = listed ?? (await again()) ?? { original: null };
      listed = undefined;
      if (original === null) return { photo, path: null, outcome: 'withheld', reason: null };
      const temporary = join(job.folder, PHOTOS, `.wmory-${photo.sha256}.part`);
      await fetchFile({ ...photo, url: original.url }, temporary, job.signal);
      const path = `${PHOTOS}/${job.taken.claim(safeFileName(photo.fileName))}`;
      await utimes(temporary, new Date(), new Date(photo.takenAt));
      await rename(temporary, join(job.folder, path));
      return { photo, path, outcome: 'fetched', reason: null };
    }, job.signal);
  } catch (error) {
    if (job.signal.aborted) return { photo, path: null, outcome: 'stopped', reason: null };
    return { photo, path: null, outcome: 'failed', reason: errorSentence(error) };
  }
}
