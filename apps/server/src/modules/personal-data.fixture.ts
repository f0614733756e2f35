import type { Tables } from '../db/index.ts';

/** Where of an export something is: a document, and a list or a field of it that has to hold something. */
type Held = readonly [document: string, field: string];
/** Why an export leaves something out. */
type Why = string;
type Holdings = { readonly [T in keyof Tables]: { readonly [C in keyof Tables[T]]?: Held | Why } | Why };

const entries: Held = ['entries.json', 'entries'];
const nobody = 'Nobody is in it.';

/**
 * Every table, and of each the columns that say who: whether the export of that person holds what the row tells, or why
 * not. A table of which no column says it has one reason.
 */
export const holdings: Holdings = {
  users: { id: ['account.json', 'id'], email: ['account.json', 'email'] },
  avatars: { user_id: ['account.json', 'avatarUrl'] },
  sessions: { user_id: ['account.json', 'sessions'] },
  email_tokens: { user_id: 'Digests of secrets, which open the account and live a week at most.' },
  email_changes: {
    user_id: ['account.json', 'emailChanges'],
    old_email: ['account.json', 'emailChanges'],
    new_email: ['account.json', 'emailChanges'],
  },
  letters: {
    user_id: 'Letters that are about to be sent: they arrive.',
    about: 'What such a letter tells of.',
  },
  signing_keys: nobody,
  quota_days: { user_id: ['uploads.json', 'days'] },
  quota_reservations: { user_id: 'Parts of the sums of days, for a week.' },
  groups: { created_by: ['groups.json', 'memberships'] },
  group_members: { user_id: ['groups.json', 'memberships'] },
  group_invites: { created_by: entries },
  group_exits: { user_id: ['groups.json', 'exits'] },
  group_bans: { user_id: entries, banned_by: entries },
  join_requests: {
    user_id: ['groups.json', 'requests'],
    invited_by: 'Who made the invite has it in their entries; the request is of who asks.',
  },
  photos: { uploader_id: ['photos.json', 'photos'], trashed_by: entries },
  motions: 'The films of photos, with which they come.',
  uploads: { user_id: 'What arrived is a photo; what did not is forgotten within a week.' },
  media_jobs: nobody,
  object_deletions: nobody,
  audit_logs: { actor_id: entries, subject_id: entries },
  audit_checkpoints: nobody,
  idempotency_keys: { user_id: 'Answers to requests, sealed by a key of the client and kept for a day.' },
  commit_marks: nobody,
  mail_suppressions: 'A keyed digest of the address; what it says is `mailTrouble` of the account.',
  passkeys: { user_id: ['account.json', 'passkeys'] },
  passkey_challenges: nobody,
  photo_holds: { asker_id: ['reports.json', 'reports'] },
  content_blocks: nobody,
  evidence_objects: nobody,
  moderation_cases: {
    subject_id: 'What others reported of somebody comes to them as a decision, once there is one.',
    person_id: 'What others reported of somebody comes to them as a decision, once there is one.',
    decided_by: entries,
  },
  reports: { reporter_id: ['reports.json', 'reports'] },
  moderation_decisions: {
    person_id: ['decisions.json', 'decisions'],
    decided_by: entries,
    reversed_by: entries,
  },
  moderation_actions: 'Of decisions, with which they come.',
  moderation_appeals: { judged_by: entries },
  spent_challenges: nobody,
  person_blocks: {
    blocker_id: ['blocks.json', 'blocks'],
    blocked_id: 'Who is blocked is not told: it is the business of who blocks.',
  },
  letter_choices: { user_id: ['letters.json', 'letters'] },
  digests: { user_id: 'When letters went and the next one goes: they arrive.' },
  digest_groups: { user_id: ['letters.json', 'mutedGroups'] },
  account_deletions: { user_id: ['account.json', 'deletionAt'] },
  group_news: 'That a group has news, until it is worked out whom to tell.',
};
