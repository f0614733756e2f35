import { z } from 'zod';
import { Person } from './accounts.ts';
import { Group, GroupRules } from './group-schemas.ts';
import { defineOperations } from './operation.ts';
import { Id, line, Moment } from './scalars.ts';

const GroupParams = z.strictObject({ groupId: Id });

const changesSomething = (change: object): boolean => Object.keys(change).length > 0;

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
  markSeen: {
    method: 'POST',
    path: '/groups/:groupId/seen',
    tag: 'groups',
    summary: 'Say through which addition the caller has seen the feed; it never goes back.',
    auth: 'user',
    rate: 'write',
    params: GroupParams,
    body: z.strictObject({ through: Moment }),
    success: { status: 204 },
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
      .refine(changesSomething, 'must change something'),
    success: { status: 200, body: Group },
    problems: ['not-found', 'forbidden'],
  },
  updateRules: {
    method: 'PATCH',
    path: '/groups/:groupId/rules',
    tag: 'groups',
    summary: 'Change how the group is run; they hold from then on, for what is there as well.',
    auth: 'user',
    rate: 'write',
    params: GroupParams,
    body: z.strictObject(GroupRules.partial().shape).refine(changesSomething, 'must change something'),
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
  getSuccession: {
    method: 'GET',
    path: '/groups/:groupId/succession',
    tag: 'groups',
    summary: 'Who would own the group if its owner went now.',
    auth: 'user',
    rate: 'read',
    params: GroupParams,
    /** Null: nobody else is in it, so it would be deleted. */
    success: { status: 200, body: z.object({ heir: Person.nullable() }) },
    problems: ['not-found'],
  },
});
