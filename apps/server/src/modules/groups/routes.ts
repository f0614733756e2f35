import type { groupOperations } from '@wmory/contract';
import type { Handlers } from '../../http/handler.ts';
import type { Groups } from './service.ts';

export const groupRoutes = (groups: Groups): Handlers<keyof typeof groupOperations | 'listGroupAudit'> => ({
  createGroup: ({ body }, { caller }) => groups.create(caller, body),
  listGroups: async (_, { caller }) => ({ groups: await groups.list(caller) }),
  getGroup: ({ params }, { caller }) => groups.get(caller, params.groupId),
  updateGroup: ({ params, body }, { caller }) => groups.change(caller, params.groupId, body),
  deleteGroup: async ({ params }, { caller }) => void (await groups.delete(caller, params.groupId)),
  leaveGroup: async ({ params }, { caller }) => void (await groups.leave(caller, params.groupId)),
  transferGroup: ({ params, body }, { caller }) => groups.transfer(caller, { ...params, ...body }),
  listMembers: async ({ params }, { caller }) => ({
    members: await groups.listMembers(caller, params.groupId),
  }),
  changeRole: ({ params, body }, { caller }) => groups.changeRole(caller, { ...params, ...body }),
  removeMember: async ({ params }, { caller }) => void (await groups.removeMember(caller, params)),
  createInvite: ({ params, body }, { caller }) => groups.createInvite(caller, params.groupId, body),
  listInvites: async ({ params }, { caller }) => ({
    invites: await groups.listInvites(caller, params.groupId),
  }),
  revokeInvite: async ({ params }, { caller }) =>
    void (await groups.revokeInvite(caller, params.groupId, params.inviteId)),
  previewInvite: ({ body }) => groups.previewInvite(body.token),
  joinGroup: ({ body }, { caller }) => groups.join(caller, body.token),
  listGroupAudit: ({ params, query }, { caller }) => groups.listAudit(caller, params.groupId, query),
});
