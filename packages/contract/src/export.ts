import { z } from 'zod';
import { MailTrouble } from './accounts.ts';
import { AuditEntry } from './audit.ts';
import { Role } from './group-schemas.ts';
import { FailureReason } from './jobs.ts';
import { PhotoState } from './media.ts';
import { defineOperations } from './operation.ts';
import { Cursor, Id, Moment, PageLimit, Sha256 } from './scalars.ts';

// All that the server keeps of a person, for them to take away. Clients page through it and put it together; files come
// by signed addresses from the store.

export const ExportedAccount = z.object({
  id: Id,
  email: z.string(),
  name: z.string(),
  /** A signed, short-lived address of the account's picture; null: there is none. */
  avatarUrl: z.string().nullable(),
  /** Of letters. */
  language: z.string(),
  createdAt: Moment,
  verifiedAt: Moment.nullable(),
  /** Bytes a day; null: the server's default. */
  quotaLimit: z.int().nullable(),
  sessions: z.array(
    z.object({
      id: Id,
      device: z.string(),
      userAgent: z.string(),
      createdAt: Moment,
      lastUsedAt: Moment,
      endedAt: Moment.nullable(),
    }),
  ),
  passkeys: z.array(z.object({ id: Id, name: z.string(), createdAt: Moment, lastUsedAt: Moment.nullable() })),
  /** As long as the old address has a way back; the oldest first. */
  emailChanges: z.array(
    z.object({
      oldEmail: z.string(),
      newEmail: z.string(),
      askedAt: Moment,
      /** Null: it was not, or not yet. */
      madeAt: Moment.nullable(),
      /** When it was given up, or undone. */
      endedAt: Moment.nullable(),
    }),
  ),
  /** Why letters do not go to the address; null: they do. */
  mailTrouble: MailTrouble.nullable(),
  /** Whether the account judges what is reported, beyond single groups. */
  moderator: z.boolean(),
  /** When the account is deleted; null: it stays. */
  deletionAt: Moment.nullable(),
});
export type ExportedAccount = z.infer<typeof ExportedAccount>;

export const ExportedMembership = z.object({
  groupId: Id,
  groupName: z.string(),
  role: Role,
  joinedAt: Moment,
  /** Through which addition the feed was seen; null: nobody has kept that yet. */
  seenAt: Moment.nullable(),
  /** Whether the account made the group. */
  founded: z.boolean(),
});
export type ExportedMembership = z.infer<typeof ExportedMembership>;

/** How much there is to fetch from one group. */
export const ExportedShare = z.object({
  groupId: Id,
  /** Null: I am not in it any more. */
  groupName: z.string().nullable(),
  photos: z.int(),
  /** Of the files as they were uploaded. */
  bytes: z.int(),
});
export type ExportedShare = z.infer<typeof ExportedShare>;

/** Bytes that were uploaded on one day, UTC. */
export const ExportedDay = z.object({ day: z.iso.date(), bytes: z.int() });
export type ExportedDay = z.infer<typeof ExportedDay>;

export const ExportedPhoto = z.object({
  id: Id,
  groupId: Id,
  /** The photo of which it is the film: together they are a live photo. Null: it is a photo of its own. */
  motionOf: Id.nullable(),
  state: PhotoState,
  failure: FailureReason.nullable(),
  caption: z.string(),
  fileName: z.string(),
  mimeType: z.string(),
  /** Bytes of the file as it was uploaded. */
  size: z.int(),
  sha256: Sha256,
  /** Pixels, upright; null where it was never decoded. */
  width: z.int().nullable(),
  height: z.int().nullable(),
  takenAt: Moment,
  /** Minutes east of UTC. */
  takenAtOffset: z.int().nullable(),
  addedAt: Moment,
  trashedAt: Moment.nullable(),
  camera: z.string().nullable(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
  /** A signed, short-lived address of the file; null: a decision keeps it from everyone. */
  original: z.object({ url: z.string(), expiresAt: Moment }).nullable(),
});
export type ExportedPhoto = z.infer<typeof ExportedPhoto>;

/** An entry with the group that it belongs to, if to any. Of others it names nobody. */
export const ExportedEntry = AuditEntry.omit({ actor: true, subject: true }).extend({
  groupId: Id.nullable(),
  /** Whether the account did it; else it was done to the account. */
  mine: z.boolean(),
});
export type ExportedEntry = z.infer<typeof ExportedEntry>;

const nextCursor = Cursor.nullable();

export const exportOperations = defineOperations({
  exportAccount: {
    method: 'GET',
    path: '/me/export/account',
    tag: 'export',
    summary: 'The account, its sessions, its passkeys and its addresses, as the server keeps them.',
    auth: 'user',
    rate: 'read',
    success: { status: 200, body: ExportedAccount },
    problems: [],
  },
  exportMemberships: {
    method: 'GET',
    path: '/me/export/memberships',
    tag: 'export',
    summary: 'The groups I am in, and since when.',
    auth: 'user',
    rate: 'read',
    success: { status: 200, body: z.object({ memberships: z.array(ExportedMembership) }) },
    problems: [],
  },
  exportUploads: {
    method: 'GET',
    path: '/me/export/uploads',
    tag: 'export',
    summary: 'How much I uploaded on each day, the first day first.',
    auth: 'user',
    rate: 'read',
    success: { status: 200, body: z.object({ days: z.array(ExportedDay) }) },
    problems: [],
  },
  exportSummary: {
    method: 'GET',
    path: '/me/export/summary',
    tag: 'export',
    summary:
      'How many photos of mine there are in each group, and how much they weigh: what `exportPhotos` will list.',
    auth: 'user',
    rate: 'read',
    success: { status: 200, body: z.object({ groups: z.array(ExportedShare) }) },
    problems: [],
  },
  exportPhotos: {
    method: 'GET',
    path: '/me/export/photos',
    tag: 'export',
    summary:
      'All photos I added, wherever they are, with all that is known of them and an address of each file; the oldest first.',
    auth: 'user',
    rate: 'read',
    query: z.strictObject({ cursor: Cursor.optional(), limit: PageLimit.default(50) }),
    success: { status: 200, body: z.object({ photos: z.array(ExportedPhoto), nextCursor }) },
    problems: [],
  },
  exportEntries: {
    method: 'GET',
    path: '/me/export/entries',
    tag: 'export',
    summary: 'What the audit log has of what I did, and of what was done to my account; the newest first.',
    auth: 'user',
    rate: 'read',
    query: z.strictObject({ cursor: Cursor.optional(), limit: PageLimit.default(100) }),
    success: { status: 200, body: z.object({ entries: z.array(ExportedEntry), nextCursor }) },
    problems: [],
  },
});
