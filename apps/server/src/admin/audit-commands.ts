import type { Command } from 'commander';
import type { ArchiveSummary, AuditLog, AuditReport } from './audit.ts';

/** What the commands are made with by the program. */
export interface AuditCommandDeps {
  /** Makes a command with the options that all have. */
  command(name: string, description: string, parent: Command): Command;
  withAuditLog<T>(options: { formerSecret?: string[] }, work: (log: AuditLog) => Promise<T>): Promise<T>;
  /** @param good whether what was asked is as it should be */
  say(json: boolean | undefined, outcome: object, sentence: string, good?: boolean): void;
}

interface Options {
  json?: boolean;
  archive?: string;
  formerSecret?: string[];
}

/** `wmory admin audit …`. */
export function addAuditCommands(program: Command, { command, withAuditLog, say }: AuditCommandDeps): void {
  const audit = program.command('audit').description('what was done, by whom: the log that only grows');
  const auditCommand = (name: string, description: string): Command =>
    command(name, description, audit).option(
      '--former-secret <file...>',
      'file of a secret that the installation had before',
    );

  auditCommand('verify', 'look whether anything in the log was changed, or is missing')
    .option('--archive <file>', 'look at a file of "export" or "prune" instead')
    .action(async ({ json, archive, ...options }: Options) => {
      const report = await withAuditLog(options, (log) =>
        archive === undefined ? log.verify() : log.verifyArchive(archive),
      );
      say(json, report, describeReport(report, archive), report.flawCount === 0);
    });

  auditCommand('export', 'bring a file up to what the log holds, an entry a line')
    .argument('<file>', 'a new file, or one of an earlier export')
    .action(async (file: string, { json, ...options }: Options) => {
      const done = await withAuditLog(options, (log) => log.export(file));
      say(json, done, describeArchive(done));
    });

  auditCommand('prune', 'write entries that are older than AUDIT_RETENTION_DAYS to a file, then remove them')
    .argument('<file>', 'a new file, or one of an earlier export')
    .action(async (file: string, { json, ...options }: Options) => {
      const done = await withAuditLog(options, (log) => log.prune(file));
      const sentence = done.pruned > 0 ? `${describeArchive(done)} ` : '';
      say(json, done, `${sentence}Took ${count(done.pruned)} out of the database.`);
    });

  auditCommand('note-restore', 'after a backup was put back: write down that newer entries are gone').action(
    async ({ json, ...options }: Options) => {
      const noted = await withAuditLog(options, (log) => log.noteRestore());
      const sentence = noted
        ? `Wrote down that the former entries ${noted.from} to ${noted.through} are gone.`
        : 'No head tells of entries that are gone. Nothing was written.';
      say(json, { noted }, sentence);
    },
  );
}

const count = (entries: number): string => `${entries} ${entries === 1 ? 'entry' : 'entries'}`;

const describeArchive = ({ file, added, through }: ArchiveSummary): string =>
  `Added ${count(added)} to ${file}, which goes up to ${through.seq}.`;

const faults: Record<AuditReport['flaws'][number]['kind'], string> = {
  altered: 'not as they were sealed',
  missing: 'missing',
  forged: 'sealed without the secret of this installation',
  checkpoint: 'taken away by someone without the secret of this installation',
  truncated: 'missing at the end: a head that was kept elsewhere tells of them',
  diverged: 'other ones than those that a head tells of that was kept elsewhere',
  'bad-head': 'in the sink there is what this installation did not sign',
};

/** The report as a person reads it. */
function describeReport(report: AuditReport, archive?: string): string {
  const { entries, start, end, unsealed, heads, undone, sink, newestHead, flaws, flawCount } = report;
  const lines = [
    `${count(entries)}, ${start.seq + 1} to ${end.seq}; the last one's hash is ${end.hash}.`,
    sink === null
      ? 'No AUDIT_SINK: whether entries are missing at the end cannot be told.'
      : `${heads} heads in ${sink}; the newest is of entry ${newestHead?.seq ?? 0}.`,
  ];
  if (undone > 0) lines.push(`${undone} of them are of entries that a restore took back, as the log says.`);
  if (unsealed > 0 && archive === undefined)
    lines.push(`${count(unsealed)} not sealed yet: a server does that within a minute.`);
  for (const { kind, seq, through } of flaws) {
    const which = seq === 0 ? '' : seq === through ? `entry ${seq}: ` : `entries ${seq} to ${through}: `;
    lines.push(`  ${which}${faults[kind]}`);
  }
  if (flawCount > flaws.length) lines.push(`  … and ${flawCount - flaws.length} more`);
  lines.push(flawCount === 0 ? 'Nothing was changed.' : `THE LOG IS BROKEN in ${flawCount} places.`);
  return lines.join('\n');
}
