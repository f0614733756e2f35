import type { Group } from '@wmory/contract';
import { SingleBar } from 'cli-progress';
import type { Context } from './context.ts';
import { text } from './text.ts';

type Output = Pick<NodeJS.WriteStream, 'write'>;

export interface DownloadResult {
  photoId: string;
  /** As its uploader named it. */
  name: string;
  /** Where it is now. */
  path: string | null;
  /** `gone`: deleted since the list was read. */
  outcome: 'downloaded' | 'there' | 'gone' | 'failed' | 'stopped';
  reason: string | null;
}

/** Follows a download: a bar on a terminal, else a line a file. */
export function reportDownload({ stdout, stderr }: Context, total: number, { json }: { json: boolean }) {
  if (!stderr.isTTY) {
    const tell = ({ outcome, path, name, reason }: DownloadResult) => {
      if (!json) stdout.write(`${text.line(text.downloadEnded[outcome], path ?? name, reason)}\n`);
    };
    return { tell, end: () => {} };
  }
  const bar = new SingleBar({
    format: text.downloadBarFormat,
    stream: stderr,
    hideCursor: true,
    gracefulExit: false,
  });
  bar.start(total, 0);
  return { tell: () => bar.increment(), end: () => bar.stop() };
}

export function writeDownloadSummary(stdout: Output, results: DownloadResult[]): void {
  const by = (outcome: DownloadResult['outcome']) => results.filter((result) => result.outcome === outcome);
  const say = (line: string) => stdout.write(`${line}\n`);
  const [downloaded, there, gone, failed, stopped] = [
    by('downloaded').length,
    by('there').length,
    by('gone').length,
    by('failed'),
    by('stopped').length,
  ];
  say(text.downloadSummary(downloaded + there, results.length - gone, downloaded, there));
  if (gone > 0) say(text.gone(gone));
  if (failed.length > 0) say(text.failed(failed.length));
  for (const { name, reason } of failed) say(`  ${text.withReason(name, reason)}`);
  if (stopped > 0) say(text.downloadStopped(stopped));
  if (failed.length + stopped > 0) say(text.downloadAgain);
}

export function writeDownloadJson(
  stdout: Output,
  { group, folder, results }: { group: Group; folder: string; results: DownloadResult[] },
): void {
  const count = (outcome: DownloadResult['outcome']) =>
    results.filter((result) => result.outcome === outcome).length;
  const document = {
    group: { id: group.id, name: group.name },
    folder,
    counts: {
      photos: results.length,
      downloaded: count('downloaded'),
      there: count('there'),
      gone: count('gone'),
      failed: count('failed'),
      stopped: count('stopped'),
    },
    files: results,
  };
  stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}
