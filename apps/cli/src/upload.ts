import { basename, resolve } from 'node:path';
import type { Group } from '@wmory/contract';
import {
  createUploader,
  type FileStatus,
  findPairs,
  type Snapshot,
  type UploadSource,
} from '@wmory/uploader';
import { CommandError, type Context, exitCodes } from './context.ts';
import { type Findings, findPictures, type Picture } from './find-pictures.ts';
import { chooseGroup } from './groups.ts';
import { hashFile } from './hash-file.ts';
import { putFile } from './put-file.ts';
import { openSession, type Session } from './session.ts';
import { printable, text } from './text.ts';
import {
  reasonOf,
  reportUpload,
  type UploadResult,
  writeUploadJson,
  writeUploadSummary,
} from './upload-report.ts';

export interface UploadOptions {
  group: string;
  concurrency: number;
  dryRun?: boolean;
  json?: boolean;
}

/** Uploads all pictures of a folder. Exit code 0 only when the server has every one of them. */
export async function upload(context: Context, folder: string, options: UploadOptions): Promise<number> {
  const findings = await findPictures(resolve(folder));
  const session = await openSession(context.configDir);
  const group = await chooseGroup(session.client, options.group, context.signal);
  if (!group.abilities.upload) throw new CommandError(text.mayNotUpload(group.name));
  const bytes = findings.pictures.reduce((sum, { size }) => sum + size, 0);
  const pairs = findPairs(findings.pictures);
  const count = findings.pictures.length - pairs.size;
  const { stdout } = context;
  if (options.dryRun) {
    if (!options.json) {
      for (const { shown } of findings.pictures) stdout.write(`${printable(shown)}\n`);
      stdout.write(`${text.wouldUpload(count, bytes, group.name)}\n`);
    }
    return finish(context, options, group, findings, []);
  }
  if (!options.json && count > 0) stdout.write(`${text.uploading(count, bytes, group.name)}\n`);
  const sources = findings.pictures.map((picture) => sourceOf(picture, group.id, pairs.get(picture)));
  const { files, paused } = await transfer(context, session, sources, options);
  const code = finish(context, options, group, findings, files);
  if (paused === 'signed-out') throw new CommandError(text.sessionEnded);
  return context.signal.aborted ? Number(context.signal.reason) : code;
}

async function transfer(
  context: Context,
  { client }: Session,
  sources: UploadSource<string>[],
  { concurrency, json }: UploadOptions,
): Promise<Snapshot> {
  const uploader = createUploader<string>({
    calls: client,
    hash: ({ handle }, signal, slice) => hashFile(handle, signal, slice),
    put: putFile,
    parallel: concurrency,
  });
  // What has been sent entirely is still confirmed; the rest is given up, so that its quota comes back.
  const stop = () => {
    const { files } = uploader.getSnapshot();
    const begun = files.filter(({ status }) => status !== 'confirming').map(({ id }) => id);
    // Of a live photo whose still is being confirmed, the film has yet to be sent.
    const films = files.flatMap(({ photo, film }) => (photo === null && film) || []);
    uploader.cancel([...begun, ...films]);
  };
  context.signal.addEventListener('abort', stop, { once: true });
  uploader.add(sources);
  if (context.signal.aborted) stop();
  const endReport = reportUpload(context, uploader, { json: json === true });
  const snapshot = await uploader.settled();
  endReport();
  context.signal.removeEventListener('abort', stop);
  uploader.stop();
  return snapshot;
}

/** The path a picture is shown by is its id: it is unique in the folder. With the still that it is the film of, if any. */
function sourceOf(
  { path, shown, mimeType, size, modifiedAt }: Picture,
  groupId: string,
  still: Picture | undefined,
): UploadSource<string> {
  const takenAt = new Date(modifiedAt).toISOString();
  const source = { id: shown, groupId, name: basename(path), mimeType, size, takenAt, handle: path };
  return still ? { ...source, kind: 'video', filmOf: still.shown } : source;
}

function finish(
  { stdout }: Context,
  { json, dryRun }: UploadOptions,
  group: Group,
  { pictures, refused, leftOut }: Findings,
  files: readonly FileStatus[],
): number {
  const results: UploadResult[] = [
    ...files.map((file) => ({
      path: file.id,
      film: file.film,
      outcome: file.status,
      code: file.problem?.code ?? file.cause,
      reason: reasonOf(file),
      photoId: file.photo?.id ?? null,
    })),
    ...refused.map(({ shown, reason }) => ({
      path: shown,
      film: null,
      outcome: 'refused' as const,
      code: null,
      reason,
      photoId: null,
    })),
  ];
  if (json) writeUploadJson(stdout, { group, results, leftOut, planned: dryRun ? pictures : null });
  else writeUploadSummary(stdout, { results, leftOut, dryRun: dryRun === true });
  const isSafe = ({ outcome }: UploadResult) => outcome === 'verified' || outcome === 'duplicate';
  return results.every(isSafe) ? exitCodes.done : exitCodes.notAllDone;
}
