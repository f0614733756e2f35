import type { Role } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import type { Queryable, Tx } from '../../db/index.ts';
import type { Sweep } from '../../sweep.ts';
import { authorise, authoriseUpload } from './authorise.ts';
import * as bans from './bans.ts';
import * as blocks from './blocks.ts';
import {
  announceDeparture,
  erasePerson,
  listAnnounced,
  selectForsaken,
  takeBackDeparture,
} from './departures.ts';
import type { GroupDeps } from './deps.ts';
import * as exits from './exits.ts';
import { exportMemberships } from './export.ts';
import * as groups from './groups.ts';
import { listHistory } from './history.ts';
import * as invites from './invites.ts';
import { joinGroup } from './join.ts';
import * as leave from './leave.ts';
import * as members from './members.ts';
import type { Authorized, MayUpload } from './proof.ts';
import * as requests from './requests.ts';
import { listMemberships } from './standings.ts';
import { addToPhotoCount, deleteGroup } from './store.ts';
import type { InviteRow } from './store-invites.ts';
import { lockMember } from './store-members.ts';
import { getSuccession } from './succession.ts';

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
    changeRules: bind(deps, groups.changeRules),
    delete: bind(deps, groups.deleteGroup),
    getSuccession: bind(deps, getSuccession),
    transfer: bind(deps, members.transferGroup),
    listMembers: bind(deps, members.listMembers),
    markSeen: bind(deps, members.markSeen),
    changeRole: bind(deps, members.changeRole),
    removeMember: bind(deps, leave.removeMember),
    leave: bind(deps, leave.leaveGroup),
    listExits: bind(deps, exits.listExits),
    changeExit: bind(deps, exits.changeExit),
    listBans: bind(deps, bans.listBans),
    banMember: bind(deps, bans.banMember),
    liftBan: bind(deps, bans.liftBan),
    listBlocks: bind(deps, blocks.listBlocks),
    blockPerson: bind(deps, blocks.blockPerson),
    unblockPerson: bind(deps, blocks.unblockPerson),
    createInvite: bind(deps, invites.createInvite),
    listInvites: bind(deps, invites.listInvites),
    revokeInvite: bind(deps, invites.revokeInvite),
    previewInvite: bind(deps, invites.previewInvite),
    exportMemberships: bind(deps, exportMemberships),
    isUsableInvite: bind(deps, invites.isUsableInvite),
    join: bind(deps, joinGroup),
    listMyJoinRequests: bind(deps, requests.listMyJoinRequests),
    withdrawJoinRequest: bind(deps, requests.withdrawJoinRequest),
    listJoinRequests: bind(deps, requests.listJoinRequests),
    approveJoinRequest: bind(deps, requests.approveJoinRequest),
    declineJoinRequest: bind(deps, requests.declineJoinRequest),
    listAudit: bind(deps, listHistory),

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

    /**
     * As `authorise`, for those who may add photos by their role and the rules of the group. Inside a transaction they
     * stay members until it ends: what they add is there when it is settled what becomes of their photos.
     */
    async authoriseUpload(actor: Pick<Actor, 'userId'>, groupId: string, tx?: Tx): Promise<MayUpload> {
      if (tx) await lockMember(tx, groupId, actor.userId);
      return authoriseUpload(tx ?? deps.database, actor, groupId);
    },

    /** What somebody is in now, for modules above that write to them. */
    listMemberships,

    /** For moderation: see `ban` and `readmit`. */
    ban: bind(deps, bans.ban),
    readmit: bind(deps, bans.readmit),
    /** For when an account goes. */
    announceDeparture: bind(deps, announceDeparture),
    takeBackDeparture: bind(deps, takeBackDeparture),
    listAnnounced,
    selectForsaken,
    erasePerson: bind(deps, erasePerson),
    /** The invite of a token as long as it can be used, for modules above. */
    findInvite: (db: Queryable, token: string): Promise<InviteRow | undefined> =>
      invites.findInvite(deps, db, token),
    /** Revokes an invite, by whomever; false when it has ended already. */
    endInvite: (tx: Tx, input: { groupId: string; inviteId: string; by: Actor | null }): Promise<boolean> =>
      invites.endInvite(deps, tx, input),

    /** Keeps a group's count of photos and, with `activeAt`, its place in the list of groups. */
    countPhotos: (tx: Tx, groupId: string, change: number, activeAt?: number): Promise<void> =>
      addToPhotoCount(tx, groupId, change, activeAt),

    /** Drops the row of a deleted group, once nothing refers to it any more. */
    forget: (tx: Tx, groupId: string): Promise<void> => deleteGroup(tx, groupId),

    sweeps: {
      endExits: () => exits.endExits(deps),
      forgetBlocks: () => blocks.forgetBlocks(deps),
      expireJoinRequests: () => requests.expireJoinRequests(deps),
    } satisfies Record<string, Sweep>,
  };
}
