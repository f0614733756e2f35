import type { blockOperations, groupOperations, inviteOperations, memberOperations } from '@wmory/contract';
import type { Handlers } from '../../http/handler.ts';
import type { Groups } from './service.ts';

type Operations = typeof groupOperations &
  typeof memberOperations &
  typeof inviteOperations &
  typeof blockOperations;

export const groupRoutes = (
  groups: Groups,
): Handlers<keyof Operations | 'listGroupAudit' | 'exportMemberships'> => ({
  createGroup: ({ body }, { caller }) => groups.create(caller, body),
  listGroups: async (_, { caller }) => ({ groups: await groups.list(caller) }),
  getGroup: ({ params }, { caller }) => groups.get(caller, params.groupId),
  markSeen: async ({ params, body }, { caller }) =>
    void (await groups.markSeen(caller, { ...params, ...body })),
  updateGroup: ({ params, body }, { caller }) => groups.change(caller, params.groupId, body),
  updateRules: ({ params, body }, { caller }) => groups.changeRules(caller, params.groupId, body),
  deleteGroup: async ({ params }, { caller }) => void (await groups.delete(caller, params.groupId)),
  getSuccession: ({ params }, { caller }) => groups.getSuccession(caller, params.groupId),
  transferGroup: ({ params, body }, { caller }) => groups.transfer(caller, { ...params, ...body }),
  listMembers: async ({ params }, { caller }) => ({
    members: await groups.listMembers(caller, params.groupId),
  }),
  changeRole: ({ params, body }, { caller }) => groups.changeRole(caller, { ...params, ...body }),
  removeMember: async ({ params, query }, { caller }) =>
    void (await groups.removeMember(caller, { ...params, ...query })),
  leaveGroup: async ({ params, body }, { caller }) =>
    void (await groups.leave(caller, { ...params, ...body })),
  listExits: async (_, { caller }) => ({ exits: await groups.listExits(caller) }),
  changeExit: ({ params, body }, { caller }) => groups.changeExit(caller, { ...params, ...body }),
  listBans: async ({ params }, { caller }) => ({ bans: await groups.listBans(caller, params.groupId) }),
  banMember: ({ params, body }, { caller }) => groups.banMember(caller, { ...params, ...body }),
  liftBan: async ({ params }, { caller }) => void (await groups.liftBan(caller, params)),
  createInvite: ({ params, body }, { caller }) => groups.createInvite(caller, params.groupId, body),
  listInvites: async ({ params }, { caller }) => ({
    invites: await groups.listInvites(caller, params.groupId),
  }),
  revokeInvite: async ({ params }, { caller }) =>
    void (await groups.revokeInvite(caller, params.groupId, params.inviteId)),
  previewInvite: ({ body }, { caller }) =>
    groups.previewInvite(body.token, 'userId' in caller ? caller : null),
  joinGroup: ({ body }, { caller }) => groups.join(caller, body.token),
  listMyJoinRequests: async (_, { caller }) => ({ requests: await groups.listMyJoinRequests(caller) }),
  withdrawJoinRequest: async ({ params }, { caller }) =>
    void (await groups.withdrawJoinRequest(caller, params.requestId)),
  listJoinRequests: async ({ params }, { caller }) => ({
    requests: await groups.listJoinRequests(caller, params.groupId),
  }),
  approveJoinRequest: ({ params }, { caller }) => groups.approveJoinRequest(caller, params),
  declineJoinRequest: async ({ params }, { caller }) =>
    void (await groups.declineJoinRequest(caller, params)),
  listBlocks: async (_, { caller }) => ({ blocks: await groups.listBlocks(caller) }),
  blockPerson: ({ params, body }, { caller }) => groups.blockPerson(caller, { ...params, ...body }),
  unblockPerson: async ({ params }, { caller }) => void (await groups.unblockPerson(caller, params)),
  listGroupAudit: ({ params, query }, { caller }) => groups.listAudit(caller, params.groupId, query),
  exportMemberships: async (_, { caller }) => ({ memberships: await groups.exportMemberships(caller) }),
});
