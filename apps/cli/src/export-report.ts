import type { ExportedPhoto } from '@wmory/contract';
import { text } from './text.ts';

/** `withheld`: there is no file to be had, for a decision keeps it from everyone or it never arrived. */
export type ExportOutcome = 'fetched' | 'there' | 'left-out' | 'withheld' | 'failed' | 'stopped';

export interface ExportResult {
  photo: ExportedPhoto;
  /** Within the folder of the export. */
  path: string | null;
  outcome: ExportOutcome;
  reason: string | null;
}

/** Says what is in the folder, and of every photo that is not, why. */
export function writeExportSummary(
  stdout: Pick<NodeJS.WriteStream, 'write'>,
  {
    folder,
    results,
    counts,
  }: { folder: string; results: readonly ExportResult[]; counts: Record<ExportOutcome, number> },
): void {
  const say = (line: string) => stdout.write(`${line}\n`);
  const { fetched, there, withheld, failed, stopped } = counts;
  say(text.exported(folder));
  if (counts['left-out'] === 0)
    say(text.downloadSummary(fetched + there, results.length - withheld, fetched, there));
  if (withheld > 0) say(text.withheld(withheld));
  if (failed > 0) say(text.failed(failed));
  for (const { photo, reason, outcome } of results)
    if (outcome === 'failed') say(`  ${text.withReason(photo.fileName, reason)}`);
  if (stopped > 0) say(text.downloadStopped(stopped));
  if (failed + stopped > 0) say(text.downloadAgain);
}
