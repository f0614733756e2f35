import type { AuditAction, AuditEntry, AuditFilter, ExportedEntry, PlatformEntry } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { Caller } from '../../caller.ts';
import { type Clock, toMoment } from '../../clock.ts';
import type { Queryable, Tx } from '../../db/index.ts';
import { keyedHash } from '../../secrets.ts';
import {
  type AuditRow,
  type GroupReader,
  insertAudit,
  selectActorAudit,
  selectGroupAudit,
  selectPlatformAudit,
  selectSubjectAudit,
} from './store.ts';

export interface AuditRecord {
  action: AuditAction;
  /** Who did it and from where; null where the server itself acted. */
  by: (Caller & { userId?: string }) | null;
  groupId?: string;
  subjectId?: string;
  /** A few plain facts. No secrets, and of people no more than their ids. */
  details?: Record<string, string | number>;
}

/** Tells whether two entries came from one address, and not from which: 128 bits of HMAC-SHA-256, hex. */
const hashAddress = (key: Buffer, ip: string): string => keyedHash(key, ip).slice(0, 32);

export interface Page {
  cursor?: string | undefined;
  limit: number;
}

export interface Audit {
  /** Writes in the caller's transaction: what happened and its record commit together or not at all. */
  record(tx: Tx, record: AuditRecord): Promise<void>;
  /**
   * A group's entries of these kinds, newest first, but for what blocks keep from who reads. Who may read them is the
   * caller's business.
   */
  listForGroup(
    db: Queryable,
    reader: GroupReader,
    actions: readonly AuditAction[],
    page: Page,
  ): Promise<{ entries: AuditEntry[]; nextCursor: string | null }>;
  /** Entries of the whole platform, newest first. Who may read them is the caller's business. */
  listForPlatform(
    db: Queryable,
    filter: AuditFilter,
  ): Promise<{ entries: PlatformEntry[]; nextCursor: string | null }>;
  /** What a person did and what was done to their account, newest first; of others it names nobody. */
  listForPerson(
    db: Queryable,
    userId: string,
    page: Page,
  ): Promise<{ entries: ExportedEntry[]; nextCursor: string | null }>;
}

const present = (row: AuditRow): AuditEntry => ({
  id: row.id,
  at: toMoment(row.at),
  action: row.action as AuditAction,
  actor: row.actor_id === null ? null : { id: row.actor_id, name: row.actor_name ?? '' },
  subjectId: row.subject_id,
  subject:
    row.subject_id === null || row.subject_name === null
      ? null
      : { id: row.subject_id, name: row.subject_name },
  details: JSON.parse(row.details),
});

export interface AuditDeps {
  clock: Clock;
  /** Key of the addresses' digests. */
  key: Buffer;
  /** Hears that an entry was committed. */
  onRecorded?: () => void;
}

export function createAudit({ clock, key, onRecorded }: AuditDeps): Audit {
  return {
    async record(tx, { action, by, groupId, subjectId, details }) {
      await insertAudit(tx, {
        id: uuidv7(),
        at: clock(),
        action,
        actor_id: by?.userId ?? null,
        group_id: groupId ?? null,
        subject_id: subjectId ?? null,
        details: JSON.stringify(details ?? {}),
        request_id: by?.requestId ?? null,
        ip: by ? hashAddress(key, by.ip) : null,
      });
      if (onRecorded) tx.afterCommit(onRecorded);
    },
    async listForGroup(db, reader, actions, { cursor, limit }) {
      const rows = await selectGroupAudit(db, { reader, actions, before: cursor ?? null, limit: limit + 1 });
      const entries = rows.slice(0, limit).map(present);
      return { entries, nextCursor: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
    },
    async listForPlatform(db, { groupId, actorId, subjectId, cursor, limit }) {
      const asked = { group_id: groupId, actor_id: actorId, subject_id: subjectId };
      const [of = null] = (['group_id', 'actor_id', 'subject_id'] as const).flatMap((column) => {
        const id = asked[column];
        return id === undefined ? [] : [{ column, id }];
      });
      const rows = await selectPlatformAudit(db, { of, before: cursor ?? null, limit: limit + 1 });
      const entries = rows.slice(0, limit).map((row) => ({ ...present(row), groupId: row.group_id }));
      return { entries, nextCursor: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
    },
    async listForPerson(db, userId, { cursor, limit }) {
      const page = { userId, before: cursor ?? null, limit: limit + 1 };
      const found = [...(await selectActorAudit(db, page)), ...(await selectSubjectAudit(db, page))];
      // What they did to themselves was found twice.
      const rows = [...new Map(found.map((row) => [row.id, row])).values()];
      rows.sort((a, b) => (a.id < b.id ? 1 : -1));
      const entries = rows.slice(0, limit).map((row) => ({
        id: row.id,
        at: toMoment(row.at),
        action: row.action as AuditAction,
        subjectId: row.subject_id,
        details: JSON.parse(row.details),
        groupId: row.group_id,
        mine: row.actor_id === userId,
      }));
      return { entries, nextCursor: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
    },
  };
}
