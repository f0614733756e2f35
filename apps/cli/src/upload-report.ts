import type { Group } from '@wmory/contract';
import { type FileStatus, hasEnded, type Status, type Uploader } from '@wmory/uploader';
import { SingleBar } from 'cli-progress';
import type { Context } from './context.ts';
import type { Findings, Picture } from './find-pictures.ts';
import { causeSentence, formatBytes, problemSentence, text } from './text.ts';

type Output = Pick<NodeJS.WriteStream, 'write'>;

export interface UploadResult {
  path: string;
  /** Of the film that makes a live photo of it. */
  film: string | null;
  outcome: Status;
  /** Of the problem or the cause, for scripts. */
  code: string | null;
  reason: string | null;
  photoId: string | null;
}

/** Why a file is not safe; null for one that is. */
export function reasonOf({ problem, cause }: Pick<FileStatus, 'problem' | 'cause'>): string | null {
  if (problem) return problemSentence(problem);
  return cause && causeSentence(cause);
}

/** What a photo is told by: a live photo by both of its files. */
const shownAs = (path: string, film: string | null): string => (film === null ? path : `${path} + ${film}`);

/** Follows an upload: a bar on a terminal, else a line for each file that ends. The returned function ends it. */
export function reportUpload(
  { stdout, stderr }: Context,
  uploader: Uploader<string>,
  { json }: { json: boolean },
): () => void {
  if (stderr.isTTY) return drawBar(stderr, uploader);
  if (json) return () => {};
  const told = new Set<string>();
  const tell = () => {
    for (const file of uploader.getSnapshot().files) {
      if (!hasEnded(file) || told.has(file.id)) continue;
      told.add(file.id);
      const outcome = text.ended[file.status as keyof typeof text.ended];
      stdout.write(`${text.line(outcome, shownAs(file.id, file.film), reasonOf(file))}\n`);
    }
  };
  const unsubscribe = uploader.subscribe(tell);
  return () => {
    tell();
    unsubscribe();
  };
}

function drawBar(stream: NodeJS.WriteStream, uploader: Uploader<string>): () => void {
  const bar = new SingleBar({
    format: text.barFormat,
    stream,
    hideCursor: true,
    gracefulExit: false,
    fps: 8,
  });
  const state = () => {
    const { totals, resting } = uploader.getSnapshot();
    const note = resting === null ? '' : text.barResting(Math.ceil(resting / 1000));
    return {
      totals,
      payload: { sent: formatBytes(totals.sentBytes), bytes: formatBytes(totals.bytes), note },
    };
  };
  const first = state();
  bar.start(first.totals.files, first.totals.safe, first.payload);
  const unsubscribe = uploader.subscribe(() => {
    const { totals, payload } = state();
    bar.setTotal(totals.files);
    bar.update(totals.safe, payload);
  });
  return () => {
    unsubscribe();
    bar.stop();
  };
}

/** The end of the story: how many are safe, and each that is not, with its reason. */
export function writeUploadSummary(
  stdout: Output,
  { results, leftOut, dryRun }: { results: UploadResult[]; leftOut: Findings['leftOut']; dryRun: boolean },
): void {
  const by = (outcome: Status) => results.filter((result) => result.outcome === outcome);
  const say = (line: string) => stdout.write(`${line}\n`);
  const [verified, duplicate, cancelled] = [by('verified'), by('duplicate'), by('cancelled')];
  if (results.length === 0 && !dryRun) say(text.nothingToUpload);
  const all = results.length;
  const safe = verified.length + duplicate.length;
  if (all > 0 && !dryRun) say(text.safe(safe, all, verified.length, duplicate.length));
  for (const outcome of ['refused', 'failed'] as const) {
    const those = by(outcome);
    if (those.length > 0) say(text[outcome](those.length));
    for (const { path, film, reason } of those) say(`  ${text.withReason(shownAs(path, film), reason)}`);
  }
  const unfinished = results.length - safe - by('refused').length - by('failed').length;
  if (cancelled.length > 0) say(text.stopped(cancelled.length));
  if (leftOut.length > 0) say(text.leftOut(leftOut));
  if (unfinished + by('failed').length > 0) say(text.runAgain);
}

/** The same for scripts. */
export function writeUploadJson(
  stdout: Output,
  {
    group,
    results,
    leftOut,
    planned,
  }: {
    group: Group;
    results: UploadResult[];
    leftOut: Findings['leftOut'];
    /** With a dry run: what would be uploaded. */
    planned: Picture[] | null;
  },
): void {
  const count = (outcome: Status) => results.filter((result) => result.outcome === outcome).length;
  const document = {
    group: { id: group.id, name: group.name },
    ...(planned && {
      planned: planned.map(({ shown, mimeType, size }) => ({ path: shown, mimeType, size })),
    }),
    counts: {
      files: results.length,
      safe: count('verified') + count('duplicate'),
      verified: count('verified'),
      duplicate: count('duplicate'),
      refused: count('refused'),
      failed: count('failed'),
      cancelled: count('cancelled'),
    },
    files: results,
    leftOut: Object.fromEntries(leftOut),
  };
  stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}
