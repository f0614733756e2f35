import type {
  ExitTerms,
  FailureReason,
  GivenRole,
  GroupRules,
  MediaKind,
  MyJoinRequest,
  PhotoState,
  Role,
} from '@wmory/contract';
import type { Generated } from 'kysely';
import type { Language } from '../mail/letter-kinds.ts';

/**
 * The columns of every table, for both databases. Ids are UUIDv7 in text, moments are UTC milliseconds,
 * sizes are bytes, digests are lower-case hex. No booleans: SQLite has none.
 */
export interface Tables {
  users: UsersTable;
  sessions: SessionsTable;
  email_tokens: EmailTokensTable;
  letters: LettersTable;
  signing_keys: SigningKeysTable;
  quota_days: QuotaDaysTable;
  quota_reservations: QuotaReservationsTable;
  groups: GroupsTable;
  group_members: GroupMembersTable;
  group_invites: GroupInvitesTable;
  group_exits: GroupExitsTable;
  group_bans: GroupBansTable;
  join_requests: JoinRequestsTable;
  photos: PhotosTable;
  uploads: UploadsTable;
  media_jobs: MediaJobsTable;
  object_deletions: ObjectDeletionsTable;
  audit_logs: AuditLogsTable;
  idempotency_keys: IdempotencyKeysTable;
  commit_marks: CommitMarksTable;
  mail_suppressions: MailSuppressionsTable;
}

export interface UsersTable {
  id: string;
  /** Lower case. */
  email: string;
  name: string;
  /** PHC string of argon2id; `!` where no password opens the account. */
  password_hash: string;
  created_at: number;
  verified_at: number | null;
  suspended_at: number | null;
  /** Bytes a day; null: the server's default. */
  quota_limit: number | null;
  /** Of letters. */
  language: Generated<Language>;
}

/** One row a log-in; rotation replaces the hash in place, so a lineage cannot fork. */
export interface SessionsTable {
  id: string;
  user_id: string;
  /** The user agent at log-in, cut to 200 characters. */
  user_agent: string;
  created_at: number;
  last_used_at: number;
  /** The absolute end, whatever is refreshed. */
  expires_at: number;
  /** How often the refresh token was rotated: the token of one generation follows from it and a server secret. */
  generation: number;
  refresh_hash: string;
  rotated_at: number;
  ended_at: number | null;
}

/** Verification and reset secrets, hashed. */
export interface EmailTokensTable {
  id: string;
  user_id: string;
  purpose: 'verify' | 'reset';
  link_hash: string;
  code_hash: string | null;
  /** Wrong codes so far. */
  tries: number;
  created_at: number;
  link_expires_at: number;
  code_expires_at: number | null;
  used_at: number | null;
}

/** Letters that are owed. Holds no secret: those are minted when the letter is sent. */
export interface LettersTable {
  id: string;
  user_id: string;
  kind: 'verify-email' | 'already-registered' | 'reset-password' | 'password-changed';
  created_at: number;
  due_at: number;
  tries: number;
}

/** Keys that sign access tokens; the one of the highest generation whose time has come signs. */
export interface SigningKeysTable {
  /** 1, 2, 3 …: only one server can make the next. */
  generation: number;
  kid: string;
  /** PKCS #8 in PEM, sealed under a key of the installation's secret and bound to the kid. */
  sealed_key: string;
  /** Later than when it was made, so that every server knows it before it signs. */
  signs_from: number;
}

/** One user's ledger of one UTC day: `used + reserved <= limit` is kept by conditional updates. */
export interface QuotaDaysTable {
  user_id: string;
  /** Days since 1970-01-01, UTC. */
  day: number;
  used: number;
  reserved: number;
}

/** Each ends exactly once, as charged or released. */
export interface QuotaReservationsTable {
  id: string;
  user_id: string;
  day: number;
  bytes: number;
  state: 'open' | 'charged' | 'released';
}

export interface GroupsTable {
  id: string;
  name: string;
  cover_photo_id: string | null;
  created_by: string;
  created_at: number;
  /** When something was last added; orders the list of groups. */
  active_at: number;
  member_count: number;
  /** Photos outside the trash. */
  photo_count: number;
  /** Nobody is a member any more; the row goes once its photos are purged. */
  deleted_at: number | null;
  rule_invites: Generated<GroupRules['invites']>;
  rule_uploads: Generated<GroupRules['uploads']>;
  rule_photos: Generated<GroupRules['photos']>;
  rule_joining: Generated<GroupRules['joining']>;
  rule_removal: Generated<ExitTerms>;
}

export interface GroupMembersTable {
  group_id: string;
  user_id: string;
  role: Role;
  joined_at: number;
}

export interface GroupInvitesTable {
  id: string;
  group_id: string;
  token_hash: string;
  role: GivenRole;
  created_by: string;
  created_at: number;
  expires_at: number;
  max_uses: number | null;
  uses: number;
  revoked_at: number | null;
}

/** Someone who left or was removed, until what they chose for their photos can be changed no more. */
export interface GroupExitsTable {
  group_id: string;
  user_id: string;
  /** As it was called then. */
  group_name: string;
  terms: ExitTerms;
  /** What the remover chose; null: they left by themselves. */
  removal_terms: ExitTerms | null;
  left_at: number;
  ends_at: number;
}

export interface GroupBansTable {
  group_id: string;
  user_id: string;
  /** Null: moderators of the platform. */
  banned_by: string | null;
  banned_at: number;
}

export interface JoinRequestsTable {
  id: string;
  group_id: string;
  user_id: string;
  /** As it was called then. */
  group_name: string;
  invite_id: string;
  /** Who made the invite. */
  invited_by: string;
  role: GivenRole;
  state: MyJoinRequest['state'];
  asked_at: number;
  /** When it lapses; of one that was declined, when another can be made. */
  ends_at: number;
}

export interface PhotosTable {
  id: string;
  group_id: string;
  uploader_id: string;
  kind: MediaKind;
  state: PhotoState;
  failure: FailureReason | null;
  sha256: string;
  /** The claim, or else the digest, while neither in the trash nor failed, else null: unique within the group. */
  live_sha256: string | null;
  size: number;
  /** As declared; equals what the processor sniffed once ready. */
  mime_type: string;
  file_name: string;
  /** Where the original is in the object store; variants are beside it. */
  storage_key: string;
  caption: string;
  width: number | null;
  height: number | null;
  taken_at: number;
  /** Minutes east of UTC. */
  taken_offset: number | null;
  added_at: number;
  trashed_at: number | null;
  trashed_by: string | null;
  duration_ms: number | null;
  pairing_id: string | null;
  camera: string | null;
  latitude: number | null;
  longitude: number | null;
  thumbhash: string | null;
  /** Of the original without its place, which all but the uploader get; null where it tells none. */
  shared_sha256: string | null;
  /** When it is deleted because its uploader has left and takes it along. */
  leaves_at: Generated<number | null>;
  /** Since when it is the group's, and nobody's own, because its uploader has left it there. */
  given_at: Generated<number | null>;
  /** What it holds its place by where the uploader may not know that the same bytes are there; null: its digest. */
  claim_sha256: Generated<string | null>;
}

export interface UploadsTable {
  id: string;
  group_id: string;
  user_id: string;
  sha256: string;
  size: number;
  mime_type: string;
  file_name: string;
  /** As the client said. */
  taken_at: number | null;
  incoming_key: string;
  /** Bytes of each part but the last; null: one PUT. */
  part_size: number | null;
  /** By which the store knows the parts; null until it is asked for them, and for one PUT. */
  multipart_id: string | null;
  state: 'open' | 'verified' | 'duplicate' | 'failed' | 'cancelled' | 'expired';
  /** What it became, or was a duplicate of. */
  photo_id: string | null;
  /** Problem code of `failed`. */
  problem: string | null;
  created_at: number;
  /** When the sweeper gives it up. */
  expires_at: number;
  ended_at: number | null;
}

/** The outbox of the processor: one row a photo. */
export interface MediaJobsTable {
  id: string;
  photo_id: string;
  state: 'queued' | 'sent' | 'done' | 'failed';
  /** Times it was sent, answered or not. */
  attempt: number;
  /** Times the processor answered that it failed, and may not the next time. */
  failures: number;
  /** Of `sent`: when it is taken for lost. Of `queued`: not to be sent before. */
  due_at: number;
  created_at: number;
}

/** Objects that are owed their deletion. */
export interface ObjectDeletionsTable {
  object_key: string;
  due_at: number;
  tries: number;
}

/** Append-only. */
export interface AuditLogsTable {
  id: string;
  at: number;
  action: string;
  actor_id: string | null;
  group_id: string | null;
  subject_id: string | null;
  /** JSON object of strings and numbers. */
  details: string;
  request_id: string | null;
  ip: string | null;
}

export interface IdempotencyKeysTable {
  user_id: string;
  /** SHA-256 of the key the client chose. */
  key_hash: string;
  /** SHA-256 of operation and body. */
  request_hash: string;
  /** Null while the first request is being answered. */
  status: number | null;
  /** The answer, encrypted under a key that only the holder of the client's key can make. */
  response: string | null;
  created_at: number;
}

/** In MySQL, the name of the last transaction that each slot of each process committed. */
export interface CommitMarksTable {
  slot: string;
  mark: string;
  written_at: number;
}

/** Addresses that get no letters for now. */
export interface MailSuppressionsTable {
  /** HMAC-SHA-256 of the address in lower case. */
  address_hash: string;
  reason: 'bounce' | 'complaint';
  /** Of the newest report. */
  noted_at: number;
  /** How many reports since letters last went there. */
  times: number;
  /** Letters go there again; older reports no longer count. */
  cleared_at: number | null;
}
