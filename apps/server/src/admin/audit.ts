import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import { openAuditSink } from '../audit-sink/open.ts';
import type { AuditSink } from '../audit-sink/port.ts';
import type { Config } from '../config.ts';
import {
  type AuditHistory,
  type ChainEnd,
  createAudit,
  createAuditChain,
  createAuditHistory,
  type SealedEntry,
  type Verification,
  verifyChain,
} from '../modules/audit/index.ts';
import { deriveSecrets, MIN_SECRET } from '../secrets.ts';
import { AdminError } from './admin-error.ts';
import { openArchive, readArchive } from './audit-archive.ts';
import { demandUpToDate, type Records } from './installation.ts';
import type { Progress } from './progress.ts';

/** The audit log of an installation whose servers may run. */
export interface AuditLog {
  verify(): Promise<AuditReport>;
  /** Holds a file of `export` or `prune` against its seals, and against the heads of the sink. */
  verifyArchive(path: string): Promise<AuditReport>;
  /** Brings a file up to what the log holds. */
  export(path: string): Promise<ArchiveSummary>;
  /** As `export` for entries that are older than the settings say, then takes them out of the database. */
  prune(path: string): Promise<ArchiveSummary & { pruned: number }>;
  /** Writes down that a backup was put back, so that heads of what it undid are no fault. */
  noteRestore(): Promise<{ from: number; through: number } | null>;
}

export interface AuditReport extends Verification {
  /** Of the log itself. */
  unsealed: number;
  /** Where the sink is; null: there is none. */
  sink: string | null;
}

export interface ArchiveSummary {
  file: string;
  /** How many entries this run has added. */
  added: number;
  /** Up to where the file goes. */
  through: ChainEnd;
}

export interface AuditLogDeps {
  config: Config;
  records: Records;
  progress: Progress;
  /** Files of former secrets of the installation. */
  formerSecrets?: readonly string[];
  clock?: () => number;
}

/** Calls the work with the log, and lets go of its sink afterwards. Rejects with `AdminError` on an older database. */
export async function withAuditLog<T>(deps: AuditLogDeps, work: (log: AuditLog) => Promise<T>): Promise<T> {
  await demandUpToDate(deps.records.database);
  const sink = await openAuditSink(deps.config.audit);
  try {
    return await work(createAuditLog(deps, sink));
  } finally {
    sink?.close();
  }
}

function createAuditLog(
  { config, records, progress, formerSecrets = [], clock = Date.now }: AuditLogDeps,
  sink: AuditSink | null,
): AuditLog {
  const { database, root } = records;
  const keyOf = (secret: Buffer): Buffer => deriveSecrets(secret).key('audit-chain');
  const key = keyOf(root);
  const keys: [Buffer, ...Buffer[]] = [key, ...formerSecrets.map((path) => keyOf(readSecret(path)))];
  const history: AuditHistory = createAuditHistory({ database, clock, keys });
  const audit = createAudit({ clock, key: deriveSecrets(root).key('audit-addresses') });

  /** Seals what this process has recorded, and keeps the head. */
  async function settle(): Promise<void> {
    const faults: unknown[] = [];
    const log = { warn: (fault: { err: unknown }) => void faults.push(fault.err) } as Pick<Logger, 'warn'>;
    await createAuditChain({ database, clock, log, key, sink: sink && keepOpen(sink), sinkEvery: 0 }).close();
    if (faults.length > 0) throw faults[0];
  }

  async function demandStart(): Promise<ChainEnd> {
    const start = await history.start();
    if (start) return start;
    throw new AdminError(
      'Entries were taken away by someone who does not have the secret of this installation.',
    );
  }

  async function verify(
    start: ChainEnd,
    entries: AsyncIterable<SealedEntry>,
    alsoFlawed = false,
  ): Promise<AuditReport> {
    const onEntries = (count: number): void => {
      progress.check();
      progress.at('entries checked', count);
    };
    const found = await verifyChain({ start, entries, keys, heads: sink?.list() ?? null, onEntries });
    const unsealed = await history.countUnsealed();
    const report = { ...found, unsealed, sink: sink && (await sink.describe()) };
    if (!alsoFlawed) return report;
    const flaw = { kind: 'checkpoint', seq: start.seq, through: start.seq } as const;
    return { ...report, flaws: [flaw, ...report.flaws], flawCount: report.flawCount + 1 };
  }

  /** Adds what the log holds behind the file's end, up to a place. */
  async function bringUpToDate(path: string, through = Number.MAX_SAFE_INTEGER): Promise<ArchiveSummary> {
    await using archive = await openArchive(path, await demandStart(), keys);
    const { seq, hash } = archive.end();
    if (archive.hasEntries && (await entryAt(seq))?.hash !== hash) {
      throw new AdminError(
        `${path} ends with an entry ${seq} that the log does not hold. Name another file.`,
      );
    }
    for await (const entry of history.read(seq)) {
      if (entry.seq > through) break;
      progress.check();
      await archive.add(entry);
      progress.at('entries written', entry.seq);
    }
    await archive.finish();
    return { file: path, added: archive.added(), through: archive.end() };
  }

  async function entryAt(seq: number): Promise<ChainEnd | null> {
    const start = await demandStart();
    if (start.seq === seq) return start;
    for await (const entry of history.read(seq - 1)) return entry.seq === seq ? entry : null;
    return null;
  }

  /** The last entry that is older than a moment, as are all before it. */
  async function endOfOlder(before: number): Promise<ChainEnd> {
    let end = await demandStart();
    for await (const { at, seq, hash } of history.read(end.seq)) {
      if (at >= before) break;
      progress.check();
      end = { seq, hash };
    }
    return end;
  }

  return {
    async verify() {
      const start = await history.start();
      const { seq, hash } = start ?? (await firstOf(history));
      return verify({ seq, hash }, history.read(seq), start === null);
    },

    async verifyArchive(path) {
      for await (const { seq, prev_hash } of readArchive(path))
        return verify({ seq: seq - 1, hash: prev_hash }, readArchive(path));
      throw new AdminError(`${path} holds no entries of an audit log.`);
    },

    export: (path) => bringUpToDate(path),

    async prune(path) {
      const { retention } = config.audit;
      if (retention === null)
        throw new AdminError('AUDIT_RETENTION_DAYS is 0: entries are kept for ever. Nothing was done.');
      const start = await demandStart();
      const end = await endOfOlder(clock() - retention);
      const summary = await bringUpToDate(path, end.seq);
      if (end.seq > start.seq) {
        await database.transaction(async (tx) => {
          await history.markPruned(tx, end);
          const details = { through: end.seq, entries: end.seq - start.seq };
          await audit.record(tx, { action: 'audit.pruned', by: null, details });
        });
      }
      let pruned = 0;
      for (let count = await history.prune(); count > 0; count = await history.prune()) {
        pruned += count;
        progress.at('entries taken away', pruned);
        progress.check();
      }
      await settle();
      return { ...summary, pruned };
    },

    async noteRestore() {
      if (!sink) throw new AdminError('AUDIT_SINK is not set: there are no heads that a restore could undo.');
      const start = await demandStart();
      const { stray: lost } = await verify(start, history.read(start.seq));
      if (!lost) return null;
      const details = { ...lost };
      await database.transaction((tx) => audit.record(tx, { action: 'audit.restored', by: null, details }));
      await settle();
      return lost;
    },
  };
}

/** What stands before the first entry that is there. */
async function firstOf(history: AuditHistory): Promise<ChainEnd> {
  for await (const { seq, prev_hash } of history.read(0)) return { seq: seq - 1, hash: prev_hash };
  return { seq: 0, hash: '' };
}

const keepOpen = (sink: AuditSink): AuditSink => ({ ...sink, close() {} });

function readSecret(path: string): Buffer {
  const secret = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64url');
  if (secret.length < MIN_SECRET) throw new AdminError(`${path} holds no secret of ${MIN_SECRET} bytes.`);
  return secret;
}
