import type {
  ActionKind,
  CasePurpose,
  CaseReason,
  CaseState,
  ExitTerms,
  FailureReason,
  GivenRole,
  GroupRules,
  LetterChoices,
  MediaKind,
  MyJoinRequest,
  OptionalLetter,
  PartingTerms,
  PhotoState,
  Role,
  SubjectKind,
  Tier,
} from '@wmory/contract';
import type { Generated } from 'kysely';
import type { Language } from '../mail/letter-kinds.ts';

/**
 * The columns of every table, for both databases. Ids are UUIDv7 in text, moments are UTC milliseconds,
 * sizes are bytes, digests are lower-case hex. No booleans: SQLite has none.
 */
export interface Tables {
  users: UsersTable;
  avatars: AvatarsTable;
  sessions: SessionsTable;
  email_tokens: EmailTokensTable;
  email_changes: EmailChangesTable;
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
  motions: MotionsTable;
  uploads: UploadsTable;
  media_jobs: MediaJobsTable;
  object_deletions: ObjectDeletionsTable;
  audit_logs: AuditLogsTable;
  audit_checkpoints: AuditCheckpointsTable;
  idempotency_keys: IdempotencyKeysTable;
  commit_marks: CommitMarksTable;
  mail_suppressions: MailSuppressionsTable;
  passkeys: PasskeysTable;
  passkey_challenges: PasskeyChallengesTable;
  photo_holds: PhotoHoldsTable;
  content_blocks: ContentBlocksTable;
  evidence_objects: EvidenceObjectsTable;
  moderation_cases: ModerationCasesTable;
  reports: ReportsTable;
  moderation_decisions: ModerationDecisionsTable;
  moderation_actions: ModerationActionsTable;
  moderation_appeals: ModerationAppealsTable;
  spent_challenges: SpentChallengesTable;
  person_blocks: PersonBlocksTable;
  letter_choices: LetterChoicesTable;
  digests: DigestsTable;
  digest_groups: DigestGroupsTable;
  group_news: GroupNewsTable;
  account_deletions: AccountDeletionsTable;
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
  /** When a suspension ends by itself; null: it does not. */
  suspended_until: Generated<number | null>;
  /** Beyond groups; null for nearly everyone. */
  platform_role: Generated<'moderator' | null>;
  /** Bytes a day; null: the server's default. */
  quota_limit: number | null;
  /** Of letters. */
  language: Generated<Language>;
  /** The picture that others see, a row of `avatars` that is ready; null: there is none. */
  avatar_id: Generated<string | null>;
}

/** Pictures of people, on their way to being shown or shown: one of each person, at most. */
export interface AvatarsTable {
  /** A later one has a greater id. */
  id: string;
  user_id: string;
  sha256: string;
  size: number;
  state: 'open' | 'processing' | 'ready' | 'failed';
  failure: FailureReason | null;
  /** Of the latest sending to the processor; null: it was never sent. */
  job_id: string | null;
  /** How often it was sent. */
  attempt: number;
  created_at: number;
  /** While it is open or failed, when it is forgotten; while it is processed, when it is sent anew. */
  due_at: number;
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
  /** When its owner last showed by password or passkey to be it; null: not in this session. */
  confirmed_at: number | null;
}

/**
 * Secrets of letters, hashed. `change`: to take a new address; `return`: to have the old one back; `keep`: to keep an
 * account that is to be deleted.
 */
export interface EmailTokensTable {
  id: string;
  user_id: string;
  purpose: 'verify' | 'reset' | 'change' | 'return' | 'keep';
  /** The change of address, or the deletion, that it is for; null for the others. */
  about: Generated<string | null>;
  link_hash: string;
  code_hash: string | null;
  /** Wrong codes so far. */
  tries: number;
  created_at: number;
  link_expires_at: number;
  code_expires_at: number | null;
  used_at: number | null;
}

/** Other addresses that people asked for, as long as the old one has a way back. An account has at most one that waits. */
export interface EmailChangesTable {
  id: string;
  user_id: string;
  /** Of who asked; stays when the others end. */
  session_id: string;
  /** Lower case, as in `users`. */
  old_email: string;
  new_email: string;
  created_at: number;
  /** When the newest letter to the new address was asked for, and how many were. */
  asked_at: number;
  asks: number;
  expires_at: number;
  made_at: number | null;
  /** When it was given up, or undone. */
  ended_at: number | null;
}

/** Letters that are owed. Holds no secret: those are minted when the letter is sent. */
export interface LettersTable {
  id: string;
  user_id: string;
  kind:
    | 'verify-email'
    | 'already-registered'
    | 'reset-password'
    | 'password-changed'
    | 'passkey-added'
    | 'passkey-removed'
    | 'new-device'
    | 'email-change'
    | 'email-change-notice'
    | 'deletion-asked'
    | 'deletion-reminder'
    | 'report-judged'
    | 'decision-made'
    | 'decision-reversed'
    | 'appeal-rejected'
    | 'hide-requested'
    | 'cases-waiting'
    | 'new-photos'
    | 'join-asked'
    | 'join-accepted';
  /** The row that it tells of, for kinds that tell of one. */
  about: Generated<string | null>;
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
  /** Through which addition they have seen the feed; null: nobody has kept that yet. */
  seen_at: Generated<number | null>;
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

/**
 * Someone who left or was removed, until what they chose for their photos can be changed no more. Where it ends as they
 * leave, they have not left yet: it is what becomes of their photos when their account is deleted.
 */
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
  /** Where the original is in the object store, or the copy that took its place; variants are beside it. */
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
  /** Of a live photo: its film, a row of `motions`. */
  pairing_id: string | null;
  camera: string | null;
  latitude: number | null;
  longitude: number | null;
  thumbhash: string | null;
  /** Of the original without its place, which all but the uploader get; null where it tells none. */
  shared_sha256: string | null;
  /** The highest level of its holds, 0 where it has none; see `HideLevel` of the media module. */
  hidden_level: Generated<number>;
  /** When it is deleted because its uploader has left and takes it along. */
  leaves_at: Generated<number | null>;
  /** Since when it is the group's, and nobody's own, because its uploader has left it there. */
  given_at: Generated<number | null>;
  /** Until when the original is kept beside the copy for others, since who gave it away may take it back; null: for good. */
  original_until: Generated<number | null>;
  /** What it holds its place by where the uploader may not know that the same bytes are there; null: its digest. */
  claim_sha256: Generated<string | null>;
  /** Rises with every change of the row, by a trigger: the same revision is the same row. */
  revision: Generated<number>;
}

/** The film of a live photo: it goes wherever its photo goes, and is nothing without it. */
export interface MotionsTable {
  id: string;
  photo_id: string;
  group_id: string;
  state: PhotoState;
  sha256: string;
  size: number;
  mime_type: string;
  file_name: string;
  /** Where the original is in the object store, or the copy that took its place. */
  storage_key: string;
  /** 1 where the original tells a place, else 0; known once it is ready. */
  tells_place: number;
  /** Of the original without its place, which all but the uploader get; null where there is no such copy. */
  shared_sha256: string | null;
  /** Of the latest sending to the processor; null: it was never sent. */
  job_id: string | null;
  /** How often it was sent. */
  attempt: number;
  created_at: number;
  /** While it is processed, when it is sent anew. */
  due_at: number;
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
  /** Of which photo it is the film; null: it is a photo of its own. */
  motion_of: Generated<string | null>;
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
  /** The deletion of an account that waits for it; null: nobody does. */
  cause: Generated<string | null>;
}

/** Append-only, but that each row is sealed, once. */
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
  /** Keyed digest of the address that the request came from. */
  ip: string | null;
  /** 1, 2, 3 … in the order of sealing; this and what follows null: not sealed yet. */
  seq: Generated<number | null>;
  /** The hash of the row before; of the first row, 64 zeros. */
  prev_hash: Generated<string | null>;
  /** SHA-256 of all of the row and of `prev_hash`. */
  hash: Generated<string | null>;
  /** HMAC-SHA-256 of the hash, under a key of the installation's secret. */
  seal: Generated<string | null>;
}

/** Up to where rows of the audit log were exported and taken away. Append-only. */
export interface AuditCheckpointsTable {
  through_seq: number;
  /** Of the last row that was taken away. */
  hash: string;
  at: number;
  seal: string;
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

/** Public keys of WebAuthn credentials, each of which opens its account. */
export interface PasskeysTable {
  id: string;
  user_id: string;
  /** SHA-256 of the credential id. */
  credential_hash: string;
  /** As the authenticator chose it, base64url. */
  credential_id: string;
  /** COSE_Key, base64url. */
  public_key: string;
  /** The signature counter of the last use; stays 0 where the authenticator has none. */
  counter: number;
  /** JSON array of how browsers reach it. */
  transports: string;
  name: string;
  /** 1: a provider keeps a copy. */
  synced: number;
  created_at: number;
  last_used_at: number | null;
}

/** What was given out to be signed; whoever deletes the row may use it. */
export interface PasskeyChallengesTable {
  /** HMAC-SHA-256 of the challenge, with what it is for and who may answer it. */
  challenge_hash: string;
  expires_at: number;
}

/** Why a photo is hidden; it is shown again once the last of them is gone. */
export interface PhotoHoldsTable {
  photo_id: string;
  /** Id of the report, case or decision that holds it. */
  source: string;
  level: number;
  /** Who asked for it, and so goes on to see the photo. */
  asker_id: string | null;
  created_at: number;
}

/** Bytes that nobody can share. */
export interface ContentBlocksTable {
  sha256: string;
  /** Id of the decision. */
  source: string;
  created_at: number;
  /** While copies of it may be left that are not taken down; null: none are. */
  pending_since: number | null;
}

/** Copies of reported photos, that stay when their uploaders delete them. */
export interface EvidenceObjectsTable {
  object_key: string;
  case_id: string;
  photo_id: string;
  source_key: string;
  content_type: string;
  /** 1: those who judge may see it; 0: it tells, or may tell, the place it was taken at. */
  viewable: number;
  /** `owed`: to be copied. `missing`: there was nothing to copy. */
  state: 'owed' | 'kept' | 'missing';
  /** Of `owed`: not to be tried before. */
  due_at: number;
  tries: number;
  created_at: number;
}

/** All reports of one thing, until they are judged. */
export interface ModerationCasesTable {
  id: string;
  purpose: CasePurpose;
  subject_kind: SubjectKind;
  /** Of the photo, account, group or invite. */
  subject_id: string;
  /** What it is about, for the same thing in the same group always the same text. */
  subject_key: string;
  /** The same while reports come together in this case, else null: unique. */
  live_key: string | null;
  group_id: string;
  /** As it was called when the case was opened. */
  group_name: string;
  /** Whom decisions concern: the uploader, the member, the owner, or who made the invite. */
  person_id: string | null;
  /** The gravest that was given. */
  reason: CaseReason;
  tier: Tier;
  state: CaseState;
  report_count: number;
  /** Reports that count towards hiding it. */
  hiding_count: number;
  /** What the uploader says against hiding; null: they have not objected. */
  objection: string | null;
  opened_at: number;
  /** When the sweep moves it on; null: it waits for people. */
  due_at: number | null;
  decided_by: string | null;
  decided_at: number | null;
}

export interface ReportsTable {
  id: string;
  case_id: string;
  /** Null once the account is erased. */
  reporter_id: string | null;
  subject_key: string;
  reason: CaseReason;
  text: string;
  /** JSON: the subject as it was when it was reported. */
  snapshot: string;
  /** 1: counts towards hiding. */
  counts: number;
  created_at: number;
  verdict: 'upheld' | 'dismissed' | 'abusive' | null;
  judged_at: number | null;
}

export interface ModerationDecisionsTable {
  id: string;
  case_id: string;
  /** Whom it concerns and who may appeal. */
  person_id: string | null;
  tier: Tier;
  /** Null: the server by its rules, or its administrator. */
  decided_by: string | null;
  reason: CaseReason;
  /** To the person, in plain words. */
  message: string;
  /** For those who judge alone. */
  note: string;
  decided_at: number;
  /** Null: there is nothing to appeal against. */
  appeal_until: number | null;
  reversed_at: number | null;
  reversed_by: string | null;
}

export interface ModerationActionsTable {
  decision_id: string;
  kind: ActionKind;
  /** When a suspension ends; null for others, and where it does not. */
  until: number | null;
  /** `kept`: the decision was reversed, but this could not be undone. */
  state: 'standing' | 'reversed' | 'kept';
}

/** One a decision, at most. */
export interface ModerationAppealsTable {
  decision_id: string;
  text: string;
  made_at: number;
  state: 'open' | 'upheld' | 'reversed';
  judged_by: string | null;
  judged_at: number | null;
  /** To who appealed. */
  message: string;
}

/** Challenges that were met, until they would be too old to be met again. */
export interface SpentChallengesTable {
  challenge_id: string;
  expires_at: number;
}

/** Whom somebody blocks. */
export interface PersonBlocksTable {
  blocker_id: string;
  blocked_id: string;
  /** From then on neither is shown what the other adds. */
  blocked_at: number;
  /** 1: the blocker is shown nothing older of theirs either. */
  hides_all: number;
  /** When it ended; the row stays for a while, so that this can be undone. */
  lifted_at: number | null;
}

/** Letters that people chose to get otherwise than usual. */
export interface LetterChoicesTable {
  user_id: string;
  kind: OptionalLetter;
  choice: LetterChoices[OptionalLetter];
}

/** When somebody is told what is new in their groups, once there was anything. */
export interface DigestsTable {
  user_id: string;
  /** What was added before is told in no letter. */
  since: number;
  /** Null: nothing is new, as far as anybody knows. */
  due_at: number | null;
  /** When the newest letter was owed. */
  owed_at: number | null;
}

/** What a member wants to be told of a group, and was. Goes with the membership. */
export interface DigestGroupsTable {
  group_id: string;
  user_id: string;
  /** 1: nothing. */
  muted: number;
  /** The newest letter tells of what was added after that, */
  told_from: number | null;
  /** and no later than that. */
  told_until: number | null;
}

/** Groups in which a photo has got ready that nobody was told of. */
export interface GroupNewsTable {
  group_id: string;
  /** When the first of these was added. */
  since: number;
}

/** Accounts that are to be deleted, are being deleted, or whose owners are owed the certificate of it. */
export interface AccountDeletionsTable {
  id: string;
  user_id: string;
  /** `waiting`: it can be kept. `erasing`: it is closed, and what belongs to it goes. `erased`: a letter is owed. */
  state: 'waiting' | 'erasing' | 'erased';
  /** Of photos in groups for which nothing else is said. */
  terms: PartingTerms;
  requested_at: number;
  final_at: number;
  /** When there is something to do next. */
  next_at: number;
  /** Tries to send the letter. */
  tries: number;
  /** JSON: how much of what has gone so far. */
  tally: string;
  /** Where the last letter goes and what it says, sealed; null until the account is closed. */
  farewell: string | null;
  /** JSON, signed; null until the account is gone. */
  certificate: string | null;
}
