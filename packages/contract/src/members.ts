import { z } from 'zod';
import { Ban, Exit, ExitTerms, GivenRole, Member } from './group-schemas.ts';
import { defineOperations } from './operation.ts';
import { Id } from './scalars.ts';

const GroupParams = z.strictObject({ groupId: Id });
const MemberParams = z.strictObject({ groupId: Id, userId: Id });

export const memberOperations = defineOperations({
  listMembers: {
    method: 'GET',
    path: '/groups/:groupId/members',
    tag: 'members',
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
    tag: 'members',
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
    tag: 'members',
    summary: 'Remove a member, who may still take their photos along for a while.',
    auth: 'user',
    rate: 'write',
    params: MemberParams,
    /** Unless given, as the rules of the group say. */
    query: z.strictObject({ terms: ExitTerms.optional() }),
    success: { status: 204 },
    problems: ['not-found', 'forbidden', 'not-a-member'],
  },
  leaveGroup: {
    method: 'POST',
    path: '/groups/:groupId/leave',
    tag: 'members',
    summary:
      'Leave the group. After its owner comes the longest-standing admin, else contributor, else viewer.',
    auth: 'user',
    rate: 'write',
    params: GroupParams,
    body: z.strictObject({
      terms: ExitTerms.default('stay'),
      /** To be said by the last member, with whom the group goes. */
      deleteGroup: z.boolean().default(false),
    }),
    success: { status: 204 },
    problems: ['not-found', 'last-member'],
  },
  listExits: {
    method: 'GET',
    path: '/me/exits',
    tag: 'members',
    summary: 'The groups I have left whose photos I may still decide about, the latest first.',
    auth: 'user',
    rate: 'read',
    success: { status: 200, body: z.object({ exits: z.array(Exit) }) },
    problems: [],
  },
  changeExit: {
    method: 'PATCH',
    path: '/me/exits/:groupId',
    tag: 'members',
    summary: 'Decide anew what becomes of my photos in a group that I have left.',
    auth: 'user',
    rate: 'write',
    params: GroupParams,
    body: z.strictObject({ terms: ExitTerms }),
    success: { status: 200, body: Exit },
    problems: ['not-found', 'forbidden'],
  },
  listBans: {
    method: 'GET',
    path: '/groups/:groupId/bans',
    tag: 'members',
    summary: 'Whom no invite lets in, the latest first.',
    auth: 'user',
    rate: 'read',
    params: GroupParams,
    success: { status: 200, body: z.object({ bans: z.array(Ban) }) },
    problems: ['not-found', 'forbidden'],
  },
  banMember: {
    method: 'POST',
    path: '/groups/:groupId/bans',
    tag: 'members',
    summary: 'Ban a member, someone who asks to join, or someone who left lately.',
    auth: 'user',
    rate: 'write',
    params: GroupParams,
    body: z.strictObject({ userId: Id, terms: ExitTerms.optional() }),
    success: { status: 201, body: Ban },
    problems: ['not-found', 'forbidden', 'not-a-member', 'too-many-bans'],
  },
  liftBan: {
    method: 'DELETE',
    path: '/groups/:groupId/bans/:userId',
    tag: 'members',
    summary: 'End a ban; they may come back by an invite.',
    auth: 'user',
    rate: 'write',
    params: MemberParams,
    success: { status: 204 },
    problems: ['not-found', 'forbidden'],
  },
});
