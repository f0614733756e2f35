import type { AuditEntry, Role } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import type { Queryable, Tx } from '../../db/index.ts';
import { authorise } from './authorise.ts';
import type { GroupDeps } from './deps.ts';
import * as groups from './groups.ts';
import * as invites from './invites.ts';
import * as members from './members.ts';
import type { Authorized } from './proof.ts';
import { addToPhotoCount, deleteGroup } from './store.ts';

type Bound<F> = F extends (deps: GroupDeps, ...rest: infer A) => infer R ? (...rest: A) => R : never;
const bind = <F extends (deps: GroupDeps, ...rest: never[]) => unknown>(deps: GroupDeps, use: F) =>
  ((...rest: never[]) => use(deps, ...rest)) as Bound<F>;

export type Groups = ReturnType<typeof createGroups>;

/** Groups, their members and their invites. */
export function createGroups(deps: GroupDeps) {
  return {
    create: bind(deps, groups.createGroup),
    list: bind(deps, groups.listGroups),
    get: (actor: Actor, groupId: string) => groups.getGroup(deps, deps.database, actor, groupId),
    change: bind(deps, groups.changeGroup),
    delete: bind(deps, groups.deleteGroup),
    listMembers: bind(deps, members.listMembers),
    changeRole: bind(deps, members.changeRole),
    removeMember: bind(deps, members.removeMember),
    leave: bind(deps, members.leaveGroup),
    transfer: bind(deps, members.transferGroup),
    createInvite: bind(deps, invites.createInvite),
    listInvites: bind(deps, invites.listInvites),
    revokeInvite: bind(deps, invites.revokeInvite),
    previewInvite: bind(deps, invites.previewInvite),
    isUsableInvite: bind(deps, invites.isUsableInvite),
    join: bind(deps, invites.joinGroup),

    async listAudit(
      actor: Actor,
      groupId: string,
      page: { cursor?: string | undefined; limit: number },
    ): Promise<{ entries: AuditEntry[]; nextCursor: string | null }> {
      await authorise(deps.database, actor, groupId, 'admin');
      return deps.audit.listForGroup(deps.database, groupId, page);
    },

    /**
     * Evidence of a membership, for modules above. Throws `not-found` to outsiders, `forbidden` to members whose
     * role is too low. Inside a transaction, pass it, so that the evidence is of the same moment.
     */
    authorise: <R extends Role>(
      actor: Pick<Actor, 'userId'>,
      groupId: string,
      atLeast: R,
      db: Queryable = deps.database,
    ): Promise<Authorized<'group', R>> => authorise(db, actor, groupId, atLeast),

    /** Keeps a group's count of photos and, with `activeAt`, its place in the list of groups. */
    countPhotos: (tx: Tx, groupId: string, change: number, activeAt?: number): Promise<void> =>
      addToPhotoCount(tx, groupId, change, activeAt),

    /** Drops the row of a deleted group, once nothing refers to it any more. */
    forget: (tx: Tx, groupId: string): Promise<void> => deleteGroup(tx, groupId),
  };
}
