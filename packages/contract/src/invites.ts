import { z } from 'zod';
import {
  GivenRole,
  Group,
  Invite,
  InvitePreview,
  JoinRequest,
  Member,
  MyJoinRequest,
} from './group-schemas.ts';
import { defineOperations } from './operation.ts';
import { Id } from './scalars.ts';

const GroupParams = z.strictObject({ groupId: Id });
const RequestParams = z.strictObject({ groupId: Id, requestId: Id });
const InviteToken = z.strictObject({ token: z.string().min(20).max(200) });

/** What following an invite led to. */
export const JoinAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('joined'), group: Group }),
  /** Admins have to say yes, or have said no lately. */
  z.object({ outcome: z.literal('asked'), request: MyJoinRequest }),
]);
export type JoinAnswer = z.infer<typeof JoinAnswer>;

export const inviteOperations = defineOperations({
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
    summary: 'The invites that can still be used: for admins all, for others their own.',
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
    auth: 'optional',
    rate: 'credential',
    body: InviteToken,
    success: { status: 200, body: InvitePreview },
    problems: ['invite-invalid'],
  },
  joinGroup: {
    method: 'POST',
    path: '/invites/join',
    tag: 'invites',
    summary:
      'Join the group of an invite, or ask to where admins let in; doing so twice answers the same and spends nothing.',
    auth: 'user',
    rate: 'credential',
    body: InviteToken,
    success: { status: 200, body: JoinAnswer },
    problems: ['invite-invalid', 'group-full', 'too-many-groups', 'too-many-join-requests'],
  },
  listMyJoinRequests: {
    method: 'GET',
    path: '/me/join-requests',
    tag: 'invites',
    summary: 'Where I have asked to join, the latest first.',
    auth: 'user',
    rate: 'read',
    success: { status: 200, body: z.object({ requests: z.array(MyJoinRequest) }) },
    problems: [],
  },
  withdrawJoinRequest: {
    method: 'DELETE',
    path: '/me/join-requests/:requestId',
    tag: 'invites',
    summary: 'Take an open request back.',
    auth: 'user',
    rate: 'write',
    params: z.strictObject({ requestId: Id }),
    success: { status: 204 },
    problems: ['not-found'],
  },
  listJoinRequests: {
    method: 'GET',
    path: '/groups/:groupId/join-requests',
    tag: 'invites',
    summary: 'Who asks to join, the first first.',
    auth: 'user',
    rate: 'read',
    params: GroupParams,
    success: { status: 200, body: z.object({ requests: z.array(JoinRequest) }) },
    problems: ['not-found', 'forbidden'],
  },
  approveJoinRequest: {
    method: 'POST',
    path: '/groups/:groupId/join-requests/:requestId/approve',
    tag: 'invites',
    summary: 'Let someone in who asks.',
    auth: 'user',
    rate: 'write',
    params: RequestParams,
    success: { status: 200, body: Member },
    problems: ['not-found', 'forbidden', 'group-full', 'person-in-too-many-groups'],
  },
  declineJoinRequest: {
    method: 'POST',
    path: '/groups/:groupId/join-requests/:requestId/decline',
    tag: 'invites',
    summary: 'Refuse someone who asks; they may ask again after a while.',
    auth: 'user',
    rate: 'write',
    params: RequestParams,
    success: { status: 204 },
    problems: ['not-found', 'forbidden'],
  },
});
