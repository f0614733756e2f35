import { z } from 'zod';
import { defineOperations } from './operation.ts';
import { Id, line, Moment } from './scalars.ts';

/** From most to least: each may do all that those after it may. */
export const roles = ['owner', 'admin', 'contributor', 'viewer'] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

/** The roles that are given; ownership passes by transfer alone. */
export const GivenRole = z.enum(['admin', 'contributor', 'viewer']);
export type GivenRole = z.infer<typeof GivenRole>;

/** What the caller may do in this group, as the server's policy says; clients show controls by it. */
export const GroupAbilities = z.object({
  upload: z.boolean(),
  invite: z.boolean(),
  manage: z.boolean(),
  moderate: z.boolean(),
  transfer: z.boolean(),
  delete: z.boolean(),
  leave: z.boolean(),
});
export type GroupAbilities = z.infer<typeof GroupAbilities>;

export const Group = z.object({
  id: Id,
  name: z.string(),
  createdAt: Moment,
  memberCount: z.int(),
  photoCount: z.int(),
  /** A signed, short-lived address of the cover's thumbnail. */
  cover: z.object({ photoId: Id, url: z.string(), thumbhash: z.string().nullable() }).nullable(),
  role: Role,
  abilities: GroupAbilities,
});
export type Group = z.infer<typeof Group>;

export const Member = z.object({
  userId: Id,
  name: z.string(),
  role: Role,
  joinedAt: Moment,
  /** What the caller may do to this member: the roles they may give, and whether they may remove. */
  abilities: z.object({ giveRoles: z.array(GivenRole), remove: z.boolean() }),
});
export type Member = z.infer<typeof Member>;

export const Invite = z.object({
  id: Id,
  role: GivenRole,
  createdAt: Moment,
  createdBy: z.object({ id: Id, name: z.string() }),
  expiresAt: Moment,
  maxUses: z.int().nullable(),
  uses: z.int(),
});
export type Invite = z.infer<typeof Invite>;

/** Of an invite link, all that someone who holds it may see before joining. */
export const InvitePreview = z.object({
  groupName: z.string(),
  invitedBy: z.string(),
  memberCount: z.int(),
  role: GivenRole,
  expiresAt: Moment,
});
export type InvitePreview = z.infer<typeof InvitePreview>;

const GroupParams = z.strictObject({ groupId: Id });
const MemberParams = z.strictObject({ groupId: Id, userId: Id });
const InviteToken = z.strictObject({ token: z.string().min(20).max(200) });

export const groupOperations = defineOperations({
  createGroup: {
    method: 'POST',
    path: '/groups',
    tag: 'groups',
    summary: 'Make a group; the caller owns it.',
    auth: 'user',
    rate: 'write',
    idempotent: true,
    body: z.strictObject({ name: line(80) }),
    success: { status: 201, body: Group },
    problems: ['too-many-groups'],
  },
  listGroups: {
    method: 'GET',
    path: '/groups',
    tag: 'groups',
    summary: 'The groups I am in, the most recently active first.',
    auth: 'user',
    rate: 'read',
    success: { status: 200, body: z.object({ groups: z.array(Group) }) },
    problems: [],
  },
  getGroup: {
    method: 'GET',
    path: '/groups/:groupId',
    tag: 'groups',
    summary: 'One group.',
    auth: 'user',
    rate: 'read',
    params: GroupParams,
    success: { status: 200, body: Group },
    problems: ['not-found'],
  },
  updateGroup: {
    method: 'PATCH',
    path: '/groups/:groupId',
    tag: 'groups',
    summary: 'Rename the group or choose its cover (null: the newest photo).',
    auth: 'user',
    rate: 'write',
    params: GroupParams,
    body: z
      .strictObject({ name: line(80).optional(), coverPhotoId: Id.nullable().optional() })
      .refine((change) => Object.keys(change).length > 0, 'must change something'),
    success: { status: 200, body: Group },
    problems: ['not-found', 'forbidden'],
  },
  deleteGroup: {
    method: 'DELETE',
    path: '/groups/:groupId',
    tag: 'groups',
    summary: 'Delete the group with all its photos, for good.',
    auth: 'user',
    rate: 'write',
    params: GroupParams,
    success: { status: 204 },
    problems: ['not-found', 'forbidden'],
  },
  leaveGroup: {
    method: 'POST',
    path: '/groups/:groupId/leave',
    tag: 'groups',
    summary: 'Leave the group; the owner hands it over first.',
    auth: 'user',
    rate: 'write',
    params: GroupParams,
    success: { status: 204 },
    problems: ['not-found', 'last-owner'],
  },
  transferGroup: {
    method: 'POST',
    path: '/groups/:groupId/transfer',
    tag: 'groups',
    summary: 'Make another member the owner; the caller becomes an admin.',
    auth: 'user',
    rate: 'write',
    params: GroupParams,
    body: z.strictObject({ userId: Id }),
    success: { status: 200, body: Group },
    problems: ['not-found', 'forbidden', 'not-a-member'],
  },
  listMembers: {
    method: 'GET',
    path: '/groups/:groupId/members',
    tag: 'groups',
    summary: 'Who is in the group, by role and then by name.',
    auth: 'user',
    rate: 'read',
    params: GroupParams,
    success: { status: 200, body: z.object({ members: z.array(Member) }) },
    problems: ['not-found'],
  },
  changeRole: {
    method: 'PATCH',
    path: '/groups/:groupId/members/:userId',
    tag: 'groups',
    summary: "Change a member's role.",
    auth: 'user',
    rate: 'write',
    params: MemberParams,
    body: z.strictObject({ role: GivenRole }),
    success: { status: 200, body: Member },
    problems: ['not-found', 'forbidden', 'not-a-member'],
  },
  removeMember: {
    method: 'DELETE',
    path: '/groups/:groupId/members/:userId',
    tag: 'groups',
    summary: 'Remove a member; what they uploaded stays.',
    auth: 'user',
    rate: 'write',
    params: MemberParams,
    success: { status: 204 },
    problems: ['not-found', 'forbidden', 'not-a-member'],
  },
  createInvite: {
    method: 'POST',
    path: '/groups/:groupId/invites',
    tag: 'invites',
    summary: 'Make an invite link. The token is shown this once; the server keeps its hash.',
    auth: 'user',
    rate: 'invite',
    params: GroupParams,
    body: z.strictObject({
      role: GivenRole.default('contributor'),
      /** One hour to thirty days. */
      expiresInHours: z.int().min(1).max(720).default(168),
      /** Null: as many as come while it is valid. */
      maxUses: z.int().min(1).max(1000).nullable().default(null),
    }),
    idempotent: true,
    success: { status: 201, body: z.object({ invite: Invite, token: z.string(), url: z.string() }) },
    problems: ['not-found', 'forbidden', 'too-many-invites'],
  },
  listInvites: {
    method: 'GET',
    path: '/groups/:groupId/invites',
    tag: 'invites',
    summary: 'The invites that can still be used.',
    auth: 'user',
    rate: 'read',
    params: GroupParams,
    success: { status: 200, body: z.object({ invites: z.array(Invite) }) },
    problems: ['not-found', 'forbidden'],
  },
  revokeInvite: {
    method: 'DELETE',
    path: '/groups/:groupId/invites/:inviteId',
    tag: 'invites',
    summary: 'End an invite; who has joined stays.',
    auth: 'user',
    rate: 'write',
    params: z.strictObject({ groupId: Id, inviteId: Id }),
    success: { status: 204 },
    problems: ['not-found', 'forbidden'],
  },
  previewInvite: {
    method: 'POST',
    path: '/invites/preview',
    tag: 'invites',
    summary: 'What an invite leads to. The token travels in the body so that no log keeps it.',
    auth: 'public',
    rate: 'credential',
    body: InviteToken,
    success: { status: 200, body: InvitePreview },
    problems: ['invite-invalid'],
  },
  joinGroup: {
    method: 'POST',
    path: '/invites/join',
    tag: 'invites',
    summary: 'Join the group of an invite; joining twice answers the group and spends nothing.',
    auth: 'user',
    rate: 'credential',
    body: InviteToken,
    success: { status: 200, body: Group },
    problems: ['invite-invalid', 'group-full', 'too-many-groups'],
  },
});
