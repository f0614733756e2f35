import type { ReportSubject, SubjectKind } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import { toMoment } from '../../clock.ts';
import type { Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import type { ModerationDeps } from './deps.ts';
import { selectGroupFacts, selectMemberFacts } from './store-subjects.ts';

/** The plain facts of a subject at one moment. No places: they are for uploaders alone. */
export type Snapshot = Record<string, string | number | null>;

/** What a report is about, as the reporter may see it. */
export interface Subject {
  kind: SubjectKind;
  id: string;
  groupId: string;
  groupName: string;
  /** Whom decisions concern. */
  personId: string | null;
  snapshot: Snapshot;
}

type Wanted<K extends ReportSubject['kind']> = Extract<ReportSubject, { kind: K }>;

/**
 * Looks the subject up as the actor sees it. Throws `not-found` for what is not there for them, and so does not tell
 * more than reading it would; `not-a-member`, `invite-invalid`, `subject-unsupported`.
 */
export async function findSubject(
  deps: ModerationDeps,
  tx: Tx,
  actor: Actor,
  wanted: ReportSubject,
): Promise<Subject> {
  switch (wanted.kind) {
    case 'photo':
      return findPhoto(deps, tx, actor, wanted);
    case 'member':
      return findMember(deps, tx, actor, wanted);
    case 'group':
      return findGroup(deps, tx, actor, wanted);
    case 'invite':
      return findInvite(deps, tx, wanted);
    case 'comment':
      throw new AppError('subject-unsupported');
  }
}

async function findPhoto(
  { groups, photos }: ModerationDeps,
  tx: Tx,
  actor: Actor,
  { groupId, photoId }: Wanted<'photo'>,
): Promise<Subject> {
  const proof = await groups.authorise(actor, groupId, 'viewer', tx);
  const photo = await photos.find(tx, proof, photoId);
  const group = photo && (await selectGroupFacts(tx, groupId));
  if (!photo || !group) throw new AppError('not-found');
  // What somebody gave to the group as they left is not theirs any more.
  const uploader = photo.given_at === null ? { id: photo.uploader_id, name: photo.uploader_name } : null;
  return {
    kind: 'photo',
    id: photoId,
    groupId,
    groupName: group.name,
    personId: uploader?.id ?? null,
    snapshot: {
      fileName: photo.file_name,
      mimeType: photo.mime_type,
      size: photo.size,
      sha256: photo.sha256,
      caption: photo.caption,
      width: photo.width,
      height: photo.height,
      takenAt: toMoment(photo.taken_at),
      addedAt: toMoment(photo.added_at),
      uploader: uploader?.name ?? null,
    },
  };
}

async function findMember(
  { groups }: ModerationDeps,
  tx: Tx,
  actor: Actor,
  { groupId, userId }: Wanted<'member'>,
): Promise<Subject> {
  await groups.authorise(actor, groupId, 'viewer', tx);
  const member = await selectMemberFacts(tx, groupId, userId);
  const group = await selectGroupFacts(tx, groupId);
  if (!member || !group) throw new AppError('not-a-member');
  const { name, role, joined_at } = member;
  const snapshot = { name, role, joinedAt: toMoment(joined_at) };
  return { kind: 'member', id: userId, groupId, groupName: group.name, personId: userId, snapshot };
}

async function findGroup(
  { groups }: ModerationDeps,
  tx: Tx,
  actor: Actor,
  { groupId }: Wanted<'group'>,
): Promise<Subject> {
  await groups.authorise(actor, groupId, 'viewer', tx);
  const group = await selectGroupFacts(tx, groupId);
  if (!group) throw new AppError('not-found');
  const { name, owner_id, owner_name, created_at, member_count, photo_count } = group;
  return {
    kind: 'group',
    id: groupId,
    groupId,
    groupName: name,
    personId: owner_id,
    snapshot: {
      name,
      owner: owner_name,
      createdAt: toMoment(created_at),
      memberCount: member_count,
      photoCount: photo_count,
    },
  };
}

async function findInvite(
  { groups, clock }: ModerationDeps,
  tx: Tx,
  { token }: Wanted<'invite'>,
): Promise<Subject> {
  const invite = await groups.findInvite(tx, token);
  const group = invite && (await selectGroupFacts(tx, invite.group_id));
  if (!invite || !group || invite.expires_at <= clock()) throw new AppError('invite-invalid');
  return {
    kind: 'invite',
    id: invite.id,
    groupId: invite.group_id,
    groupName: group.name,
    personId: invite.created_by,
    snapshot: {
      role: invite.role,
      createdBy: invite.creator_name,
      createdAt: toMoment(invite.created_at),
      expiresAt: toMoment(invite.expires_at),
      uses: invite.uses,
    },
  };
}
