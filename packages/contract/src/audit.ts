import { z } from 'zod';
import { Person } from './accounts.ts';
import { defineOperations } from './operation.ts';
import { Cursor, Id, Moment, PageLimit } from './scalars.ts';

/** What can happen in a group; the object names what it happened to. */
export const AuditAction = z.enum([
  'group.created',
  'group.updated',
  'group.deleted',
  'group.rules-changed',
  'group.transferred',
  'group.inherited',
  'member.joined',
  'member.left',
  'member.removed',
  'member.role-changed',
  'member.banned',
  'member.ban-lifted',
  'member.terms-changed',
  'join.asked',
  'join.withdrawn',
  'join.approved',
  'join.declined',
  'invite.created',
  'invite.revoked',
  'person.blocked',
  'person.unblocked',
  'photo.added',
  'photo.edited',
  'photo.trashed',
  'photo.restored',
  'photo.purged',
  'photo.hidden',
  'photo.shown',
  'photo.taken-down',
  'account.created',
  'account.verified',
  'account.password-changed',
  'account.password-reset',
  'account.updated',
  'account.email-change-asked',
  'account.email-change-cancelled',
  'account.email-changed',
  'account.email-restored',
  'account.deletion-asked',
  'account.deletion-cancelled',
  'account.deleted',
  'passkey.added',
  'passkey.renamed',
  'passkey.removed',
  'passkey.copied',
  'account.suspended',
  'account.reinstated',
  'report.made',
  'report.withdrawn',
  'case.escalated',
  'case.objected',
  'case.decided',
  'decision.reversed',
  'appeal.made',
  'appeal.judged',
  'evidence.viewed',
  'evidence.dropped',
  'moderator.added',
  'moderator.removed',
  'quota.limited',
  'session.started',
  'session.ended',
  'session.replayed',
  'audit.pruned',
  'audit.restored',
]);
export type AuditAction = z.infer<typeof AuditAction>;

export const AuditEntry = z.object({
  id: Id,
  at: Moment,
  action: AuditAction,
  /** Null where the server itself acted. */
  actor: Person.nullable(),
  /** The id of what it was done to. */
  subjectId: Id.nullable(),
  /** The person it was done to, where it was one. */
  subject: Person.nullable(),
  /** A few plain facts, such as the new role. */
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** An entry among those of the whole platform. */
export const PlatformEntry = AuditEntry.extend({
  /** The group it happened in; null: in none. */
  groupId: Id.nullable(),
});
export type PlatformEntry = z.infer<typeof PlatformEntry>;

/** Entries of one group, by one person or about one subject; at most one of the three. */
export const AuditFilter = z
  .strictObject({
    groupId: Id.optional(),
    actorId: Id.optional(),
    subjectId: Id.optional(),
    cursor: Cursor.optional(),
    limit: PageLimit.default(50),
  })
  .refine(
    ({ groupId, actorId, subjectId }) =>
      [groupId, actorId, subjectId].filter((each) => each !== undefined).length <= 1,
    'must name one of group, actor and subject',
  );
export type AuditFilter = z.infer<typeof AuditFilter>;

export const auditOperations = defineOperations({
  listGroupAudit: {
    method: 'GET',
    path: '/groups/:groupId/audit',
    tag: 'audit',
    summary: 'Who did what in the group, newest first; of invites and bans, admins alone are told.',
    auth: 'user',
    rate: 'read',
    params: z.strictObject({ groupId: Id }),
    query: z.strictObject({ cursor: Cursor.optional(), limit: PageLimit.default(50) }),
    success: { status: 200, body: z.object({ entries: z.array(AuditEntry), nextCursor: Cursor.nullable() }) },
    problems: ['not-found'],
  },
  listPlatformAudit: {
    method: 'GET',
    path: '/moderation/audit',
    tag: 'moderation',
    summary: 'Who did what on the whole platform, newest first; for its moderators.',
    auth: 'user',
    rate: 'read',
    query: AuditFilter,
    success: {
      status: 200,
      body: z.object({ entries: z.array(PlatformEntry), nextCursor: Cursor.nullable() }),
    },
    problems: ['not-found'],
  },
});
