import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { DAY } from '../clock.ts';
import type { Database } from '../db/index.ts';
import type { Tables } from '../db/tables.ts';

/** The moment at which the seeded database is looked at. */
export const NOW = Date.UTC(2026, 5, 1, 12);
export const TODAY = Math.floor(NOW / DAY);

export const idOf = (kind: number, number: number): string =>
  `019e0000-${kind.toString(16).padStart(4, '0')}-7000-8000-${number.toString(16).padStart(12, '0')}`;
export const [
  USER,
  GROUP,
  PHOTO,
  UPLOAD,
  SESSION,
  TOKEN,
  LETTER,
  INVITE,
  ENTRY,
  JOB,
  PASSKEY,
  CASE,
  DECISION,
  REQUEST,
  REPORT,
  EMAIL_CHANGE,
  DELETION,
  AVATAR,
  MOTION,
] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19] as const;
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const USERS = 400;
const GROUPS = 60;
const PHOTOS = 6_000;
/** One row in so many is what a sweep is looking for. */
const RARE = 100;
/** One photo in so many is a live photo. */
const LIVE = 5;

async function fill(
  db: Kysely<Tables>,
  table: keyof Tables,
  count: number,
  make: (index: number) => object,
): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => make(index));
  for (let from = 0; from < count; from += 500)
    await db
      .insertInto(table)
      .values(rows.slice(from, from + 500) as never)
      .execute();
}

/** Half of the photos are in the first group; what is over or due lies behind, what is to come ahead. */
const groupOf = (index: number): string => idOf(GROUP, index % 2 ? 0 : index % GROUPS);
/** Some of the users never did a thing. */
const ownerOf = (index: number): string => idOf(USER, index % 300);
/** 1, -1, 2, -2 … */
const neighbour = (index: number): number => (index % 2 ? -1 : 1) * Math.floor(index / 2 + 1);
const isRare = (index: number): boolean => index % RARE === 0;

/** Most cases are closed; some wait, for their group or the platform. */
export const rowOfCase = (i: number) => ({
  id: idOf(CASE, i),
  purpose: 'report' as const,
  subject_kind: 'photo' as const,
  subject_id: idOf(PHOTO, i),
  subject_key: `photo:live:${i}`,
  live_key: isRare(i) ? `photo:live:${i}` : null,
  group_id: groupOf(i),
  group_name: 'Alps',
  person_id: ownerOf(i),
  reason: 'spam' as const,
  tier: (i / RARE) % 2 ? ('group' as const) : ('platform' as const),
  state: isRare(i) ? ('open' as const) : ('closed' as const),
  report_count: 1,
  hiding_count: 1,
  objection: null,
  opened_at: NOW,
  due_at: isRare(i) ? NOW + ((i / RARE) % 3 ? -1 : 1) * 1_000 : null,
  decided_by: null,
  decided_at: null,
});

/** Fills every table as if the server had been in use for a while, and lets the database count what it has. */
export async function seed({ sql: db, dialect }: Database): Promise<void> {
  await fill(db, 'users', USERS, (i) => ({
    id: idOf(USER, i),
    email: `user-${i}@example.org`,
    name: `User ${i}`,
    password_hash: '-',
    created_at: NOW - i * DAY,
    verified_at: isRare(i) ? null : NOW - i * DAY,
    suspended_at: null,
    quota_limit: null,
  }));
  await fill(db, 'avatars', 1_000, (i) => ({
    id: idOf(AVATAR, i),
    user_id: ownerOf(i),
    sha256: digestOf(`avatar ${i}`),
    size: 9,
    state: isRare(i) ? (i % (2 * RARE) ? 'open' : 'processing') : 'ready',
    failure: null,
    job_id: null,
    attempt: 0,
    created_at: NOW,
    due_at: NOW + neighbour(i) * 1_000,
  }));
  await fill(db, 'sessions', 3_000, (i) => ({
    id: idOf(SESSION, i),
    user_id: ownerOf(i),
    user_agent: '-',
    created_at: NOW - 10 * DAY,
    last_used_at: NOW - DAY,
    expires_at: isRare(i) ? NOW - DAY : NOW + (i % 90) * DAY + DAY,
    generation: 0,
    refresh_hash: digestOf(`refresh ${i}`),
    rotated_at: NOW,
    ended_at: null,
  }));
  await fill(db, 'passkeys', 1_000, (i) => ({
    id: idOf(PASSKEY, i),
    user_id: ownerOf(i),
    credential_hash: digestOf(`passkey ${i}`),
    credential_id: '-',
    public_key: '-',
    counter: 0,
    transports: '[]',
    name: 'Phone',
    synced: 1,
    created_at: NOW - i * 1_000,
    last_used_at: null,
  }));
  await fill(db, 'passkey_challenges', 2_000, (i) => ({
    challenge_hash: digestOf(`challenge ${i}`),
    expires_at: isRare(i) ? NOW - 1 : NOW + i,
  }));
  await fill(db, 'email_tokens', 3_000, (i) => ({
    id: idOf(TOKEN, i),
    user_id: ownerOf(i),
    purpose: i % 2 ? 'reset' : 'verify',
    link_hash: digestOf(`link ${i}`),
    code_hash: null,
    tries: 0,
    created_at: NOW - i * 1_000,
    link_expires_at: isRare(i) ? NOW - DAY : NOW + (i + 1) * 1_000,
    code_expires_at: NOW + 1_000,
    used_at: null,
  }));
  await fill(db, 'email_changes', 1_000, (i) => ({
    id: idOf(EMAIL_CHANGE, i),
    user_id: ownerOf(i),
    session_id: idOf(SESSION, i),
    old_email: `user-${i}@example.org`,
    new_email: `user-${i}@example.net`,
    created_at: isRare(i) ? NOW - 2 * DAY : NOW - i * 1_000,
    asked_at: NOW - i * 1_000,
    asks: 1,
    expires_at: NOW + DAY,
    made_at: null,
    ended_at: null,
  }));
  await fill(db, 'account_deletions', 1_000, (i) => ({
    id: idOf(DELETION, i),
    user_id: idOf(USER, i),
    state: 'waiting',
    terms: 'go',
    requested_at: NOW - DAY,
    final_at: NOW + DAY,
    next_at: isRare(i) ? NOW - 1 : NOW + i * 1_000 + 1,
    tries: 0,
    tally: '{}',
  }));
  await fill(db, 'letters', 2_000, (i) => ({
    id: idOf(LETTER, i),
    user_id: ownerOf(i),
    kind: 'reset-password',
    created_at: NOW,
    due_at: isRare(i) ? NOW - 1 : NOW + i * 1_000 + 1,
    tries: 0,
  }));
  await fill(db, 'mail_suppressions', 1_000, (i) => ({
    address_hash: digestOf(`address ${i}`),
    reason: 'bounce',
    noted_at: NOW,
    times: 1,
    cleared_at: null,
  }));
  await fill(db, 'spent_challenges', 1_000, (i) => ({
    challenge_id: `challenge ${i}`,
    expires_at: isRare(i) ? NOW - 1 : NOW + i * 1_000 + 1,
  }));
  await fill(db, 'quota_days', 4_000, (i) => ({
    user_id: ownerOf(i),
    day: TODAY - Math.floor(i / 300),
    used: 1,
    reserved: 0,
  }));
  await fill(db, 'quota_reservations', 4_000, (i) => ({
    id: idOf(UPLOAD, i),
    user_id: ownerOf(i),
    day: TODAY,
    bytes: 1,
    state: isRare(i) ? 'open' : 'charged',
  }));
  await fill(db, 'groups', GROUPS, (i) => ({
    id: idOf(GROUP, i),
    name: `Group ${i}`,
    cover_photo_id: null,
    created_by: idOf(USER, i),
    created_at: NOW,
    active_at: NOW - i,
    member_count: 50,
    photo_count: 50,
    deleted_at: i === 59 ? NOW - DAY : null,
  }));
  await fill(db, 'group_members', GROUPS * 50, (i) => ({
    group_id: idOf(GROUP, i % GROUPS),
    user_id: ownerOf(Math.floor(i / GROUPS) * 7 + i),
    role: 'contributor',
    joined_at: NOW,
  }));
  await fill(db, 'letter_choices', USERS, (i) => ({
    user_id: idOf(USER, i),
    kind: 'photos',
    choice: i % 2 ? 'daily' : 'off',
  }));
  await fill(db, 'digests', USERS, (i) => ({
    user_id: idOf(USER, i),
    since: NOW - DAY,
    due_at: i % 3 ? null : isRare(i) ? NOW - 1 : NOW + i + 1,
    owed_at: NOW - i * 1_000,
  }));
  await fill(db, 'digest_groups', GROUPS * 40, (i) => ({
    group_id: idOf(GROUP, i % GROUPS),
    user_id: ownerOf(Math.floor(i / GROUPS) * 7 + i),
    muted: isRare(i) ? 1 : 0,
    told_from: NOW - DAY,
    told_until: NOW,
  }));
  await fill(db, 'group_news', GROUPS / 2, (i) => ({ group_id: idOf(GROUP, i), since: NOW - 1_000 }));
  await fill(db, 'group_invites', GROUPS * 20, (i) => ({
    id: idOf(INVITE, i),
    group_id: idOf(GROUP, i % GROUPS),
    token_hash: digestOf(`invite ${i}`),
    role: 'viewer',
    created_by: ownerOf(i),
    created_at: NOW - i * 1_000,
    expires_at: NOW + DAY,
    max_uses: null,
    uses: 0,
    revoked_at: null,
  }));
  /** Everyone who never did a thing has something with every group. */
  const strangerOf = (i: number): object => ({
    group_id: idOf(GROUP, i % GROUPS),
    user_id: idOf(USER, 300 + Math.floor(i / GROUPS)),
  });
  const strangers = GROUPS * 100;
  await fill(db, 'group_exits', strangers, (i) => ({
    ...strangerOf(i),
    group_name: '-',
    terms: i % 3 ? 'stay' : 'go',
    removal_terms: null,
    left_at: NOW - DAY,
    ends_at: isRare(i) ? NOW - 1 : NOW + i * 1_000 + 1,
  }));
  await fill(db, 'group_bans', strangers, (i) => ({
    ...strangerOf(i),
    banned_by: idOf(USER, 1),
    banned_at: NOW,
  }));
  // Each of those who do something blocks ten others, and is blocked by them.
  await fill(db, 'person_blocks', 3_000, (i) => ({
    blocker_id: ownerOf(i),
    blocked_id: ownerOf(300 + i + neighbour(Math.floor(i / 300))),
    blocked_at: NOW - 400 * DAY - i * 1_000,
    hides_all: i % 2,
    lifted_at: isRare(i) ? NOW - 1 : null,
  }));
  await fill(db, 'join_requests', strangers, (i) => ({
    ...strangerOf(i),
    id: idOf(REQUEST, i),
    group_name: '-',
    invite_id: idOf(INVITE, 1),
    invited_by: idOf(USER, 1),
    role: 'viewer',
    state: 'pending',
    asked_at: NOW - i * 1_000,
    ends_at: isRare(i) ? NOW - 1 : NOW + i * 1_000 + 1,
  }));
  await fill(db, 'photos', PHOTOS, (i) => ({
    id: idOf(PHOTO, i),
    group_id: groupOf(i),
    uploader_id: ownerOf(i),
    kind: 'image',
    state: isRare(i) ? 'processing' : 'ready',
    failure: null,
    sha256: digestOf(`photo ${i}`),
    live_sha256: i % 50 === 7 ? null : digestOf(`photo ${i}`),
    shared_sha256: digestOf(`photo ${i}`),
    size: 1,
    mime_type: 'image/jpeg',
    file_name: 'IMG.jpg',
    storage_key: `media/${i}/original`,
    caption: '',
    width: 1,
    height: 1,
    taken_at: NOW - i * 60_000,
    taken_offset: null,
    added_at: NOW - (PHOTOS - i) * 60_000,
    trashed_at: i % 50 === 7 ? NOW - (i / PHOTOS) * 40 * DAY : null,
    trashed_by: null,
    duration_ms: null,
    pairing_id: i % LIVE === 0 ? idOf(MOTION, i / LIVE) : null,
    camera: null,
    latitude: null,
    longitude: null,
    thumbhash: null,
    leaves_at: isRare(i) ? NOW - 1 : null,
    original_until: isRare(i) ? NOW - 1 : null,
  }));
  await fill(db, 'motions', PHOTOS / LIVE, (i) => ({
    id: idOf(MOTION, i),
    photo_id: idOf(PHOTO, i * LIVE),
    group_id: groupOf(i * LIVE),
    state: isRare(i) ? 'processing' : 'ready',
    sha256: digestOf(`motion ${i}`),
    size: 1,
    mime_type: 'video/quicktime',
    file_name: 'IMG.MOV',
    storage_key: `media/${i}/original`,
    tells_place: 1,
    shared_sha256: digestOf(`shared motion ${i}`),
    job_id: null,
    attempt: 0,
    created_at: NOW,
    due_at: NOW + neighbour(i) * 1_000,
  }));
  await fill(db, 'uploads', 4_000, (i) => ({
    id: idOf(UPLOAD, i),
    group_id: groupOf(i),
    user_id: ownerOf(i),
    sha256: digestOf(`photo ${i}`),
    size: 1,
    mime_type: 'image/jpeg',
    file_name: 'IMG.jpg',
    taken_at: null,
    incoming_key: `incoming/${idOf(UPLOAD, i)}`,
    part_size: null,
    multipart_id: null,
    state: isRare(i) ? 'open' : 'verified',
    photo_id: null,
    problem: null,
    created_at: NOW,
    expires_at: isRare(i) ? NOW + ((i / RARE) % 2 ? DAY : -1) : NOW + (i % 70) * DAY - 3 * DAY,
    ended_at: null,
  }));
  await fill(db, 'media_jobs', PHOTOS, (i) => ({
    id: idOf(JOB, i),
    photo_id: idOf(PHOTO, i),
    state: isRare(i) ? (i % 200 ? 'queued' : 'sent') : 'done',
    attempt: 0,
    due_at: NOW + ((i / RARE) % 3 ? -1 : 1) * 1_000,
    created_at: NOW,
  }));
  await fill(db, 'object_deletions', 3_000, (i) => ({
    object_key: `media/${i}/thumb`,
    due_at: isRare(i) ? NOW - 1 : NOW + i * 1_000 + 1,
    tries: 0,
    cause: isRare(i) ? idOf(DELETION, i) : null,
  }));
  await fill(db, 'audit_logs', 4_000, (i) => ({
    id: idOf(ENTRY, i),
    at: NOW,
    action: 'photo.added',
    actor_id: ownerOf(i),
    group_id: groupOf(i),
    subject_id: null,
    details: '{}',
    request_id: null,
    ip: null,
    ...(!isRare(i) && {
      seq: i,
      prev_hash: digestOf(`${i - 1}`),
      hash: digestOf(`${i}`),
      seal: digestOf('-'),
    }),
  }));
  await fill(db, 'audit_checkpoints', 100, (i) => ({
    through_seq: i - 99,
    hash: digestOf(`${i}`),
    at: NOW,
    seal: digestOf('-'),
  }));
  await fill(db, 'idempotency_keys', 3_000, (i) => ({
    user_id: ownerOf(i),
    key_hash: digestOf(`key ${i}`),
    request_hash: digestOf('-'),
    status: 200,
    response: null,
    created_at: isRare(i) ? NOW - 2 * DAY : NOW - i * 1_000,
  }));
  await fill(db, 'commit_marks', 500, (i) => ({
    slot: idOf(JOB, i),
    mark: idOf(JOB, i),
    written_at: isRare(i) ? Date.now() - 2 * DAY : Date.now(),
  }));
  await fill(db, 'photo_holds', 1_000, (i) => ({
    photo_id: idOf(PHOTO, i * 6),
    source: idOf(CASE, i),
    level: 2,
    asker_id: null,
    created_at: NOW,
  }));
  await fill(db, 'content_blocks', 1_000, (i) => ({
    sha256: digestOf(`blocked ${i}`),
    source: idOf(DECISION, i),
    created_at: NOW,
    pending_since: isRare(i) ? NOW : null,
  }));
  await fill(db, 'evidence_objects', 3_000, (i) => ({
    object_key: `evidence/${idOf(CASE, Math.floor(i / 3))}/${['original', 'thumb', 'preview'][i % 3]}`,
    case_id: idOf(CASE, Math.floor(i / 3)),
    photo_id: idOf(PHOTO, Math.floor(i / 3)),
    source_key: `media/${i}/original`,
    content_type: 'image/webp',
    viewable: 1,
    state: isRare(i) ? 'owed' : 'kept',
    due_at: NOW + ((i / RARE) % 2 ? -1 : 1) * 1_000,
    tries: 0,
    created_at: NOW,
  }));
  await fill(db, 'moderation_cases', 3_000, rowOfCase);
  await fill(db, 'reports', 6_000, (i) => ({
    id: idOf(REPORT, i),
    case_id: idOf(CASE, Math.floor(i / 2)),
    reporter_id: ownerOf(i),
    subject_key: `photo:${i}`,
    reason: 'spam',
    text: '',
    snapshot: '{}',
    counts: 1,
    created_at: NOW - i * 60_000,
    verdict: 'upheld',
    judged_at: NOW,
  }));
  await fill(db, 'moderation_decisions', 2_000, (i) => ({
    id: idOf(DECISION, i),
    case_id: idOf(CASE, i),
    person_id: ownerOf(i),
    tier: 'group',
    decided_by: idOf(USER, 1),
    reason: 'spam',
    message: '',
    note: '',
    decided_at: NOW,
    appeal_until: NOW,
    reversed_at: null,
    reversed_by: null,
  }));
  await fill(db, 'moderation_actions', 2_000, (i) => ({
    decision_id: idOf(DECISION, i),
    kind: isRare(i) ? 'suspend' : 'hide',
    until: null,
    state: 'standing',
  }));
  await fill(db, 'moderation_appeals', 200, (i) => ({
    decision_id: idOf(DECISION, i),
    text: '',
    made_at: NOW,
    state: 'open',
    judged_by: null,
    judged_at: null,
    message: '',
  }));
  // SQLite plans without statistics, as in use: nothing there counts rows.
  if (dialect === 'mysql') {
    const tables = await db.introspection.getTables();
    for (const { name } of tables) await sql`analyze table ${sql.table(name)}`.execute(db);
  }
}
