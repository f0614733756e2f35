import { DAY } from '../clock.ts';
import type { Tx } from '../db/index.ts';
import * as accounts from './accounts/store.ts';
import * as challenges from './accounts/store-challenges.ts';
import * as deletions from './accounts/store-deletions.ts';
import * as emailChanges from './accounts/store-email-changes.ts';
import * as letters from './accounts/store-letters.ts';
import * as passkeys from './accounts/store-passkeys.ts';
import * as sessions from './accounts/store-sessions.ts';
import * as signingKeys from './accounts/store-signing-keys.ts';
import * as suppressions from './accounts/store-suppressions.ts';
import * as audit from './audit/store.ts';
import * as chain from './audit/store-chain.ts';
import * as groups from './groups/store.ts';
import * as bans from './groups/store-bans.ts';
import * as exits from './groups/store-exits.ts';
import * as invites from './groups/store-invites.ts';
import * as members from './groups/store-members.ts';
import * as ownGroups from './groups/store-own.ts';
import * as personBlocks from './groups/store-person-blocks.ts';
import * as requests from './groups/store-requests.ts';
import * as idempotency from './idempotency/store.ts';
import * as avatars from './media/store-avatars.ts';
import * as blocks from './media/store-blocks.ts';
import * as counts from './media/store-counts.ts';
import * as evidence from './media/store-evidence.ts';
import * as feed from './media/store-feed.ts';
import * as holds from './media/store-holds.ts';
import * as jobs from './media/store-jobs.ts';
import * as motions from './media/store-motions.ts';
import * as news from './media/store-news.ts';
import * as objects from './media/store-objects.ts';
import * as originals from './media/store-originals.ts';
import * as ownPhotos from './media/store-own.ts';
import * as photos from './media/store-photos.ts';
import * as uploads from './media/store-uploads.ts';
import type * as visibility from './media/store-visibility.ts';
import * as cases from './moderation/store-cases.ts';
import * as decisions from './moderation/store-decisions.ts';
import * as judges from './moderation/store-judges.ts';
import * as reports from './moderation/store-reports.ts';
import * as subjects from './moderation/store-subjects.ts';
import * as notifications from './notifications/store.ts';
import * as readers from './notifications/store-digests.ts';
import {
  AVATAR,
  CASE,
  DECISION,
  DELETION,
  digestOf,
  EMAIL_CHANGE,
  ENTRY,
  GROUP,
  INVITE,
  idOf,
  JOB,
  LETTER,
  MOTION,
  NOW,
  PASSKEY,
  PHOTO,
  REPORT,
  REQUEST,
  rowOfCase,
  SESSION,
  TODAY,
  TOKEN,
  UPLOAD,
  USER,
} from './plan-seed.fixture.ts';
import * as quota from './quota/store.ts';

/** How a function of a store is called on the seeded database; null where it only inserts. */
type Calls<Store> = { [K in keyof Store]: ((tx: Tx) => PromiseLike<unknown>) | null };

const [user, group, photo] = [idOf(USER, 67), idOf(GROUP, 0), idOf(PHOTO, 501)];
const other = idOf(USER, 134);
/** Of the first group, to which they ask to come back. */
const outsider = idOf(USER, 301);
const photoIds = [501, 503, 505].map((number) => idOf(PHOTO, number));
const livePhotos = [7, 8].map((number) => ({ pairing_id: idOf(MOTION, number) }));
const uploadIds = [501, 503, 505].map((number) => idOf(UPLOAD, number));
const incomingKeys = uploadIds.map((id) => `incoming/${id}`);
const digests = [501, 503, 505].map((number) => digestOf(`photo ${number}`));
const viewer = { groupId: group, userId: user, hasBlocks: true };
const proof = viewer as never;
const pair = { blocker_id: user, blocked_id: idOf(USER, 68) };
const lookers = [viewer, { ...viewer, hasBlocks: false }];
const key = { user_id: user, key_hash: digestOf('key 67') };
const limit = 100;
const caseRow = rowOfCase(7);
const lately = { after: NOW - 3_000_000, until: NOW };
const none = { id: '', tries: 0 } as never;

const whole = { uploaderId: null, kind: null, from: null, until: null, othersOnly: false };
const [early, late] = [NOW - 3_000_000, NOW - 2_000_000];
const wholePages = (['taken', 'added'] as const).flatMap((order) =>
  (['all', 'shown', 'own'] as const).flatMap((sight) =>
    [null, { sort: [early], id: photo }].flatMap((after) =>
      lookers.map((looker) => ({
        order,
        after,
        viewer: looker,
        sight,
        filter: whole,
        toward: 'older' as const,
      })),
    ),
  ),
);
const filteredPages = (['taken', 'added'] as const).flatMap((order) =>
  (['all', 'shown'] as const).flatMap((sight) =>
    (['older', 'newer'] as const).flatMap((toward) =>
      [
        { ...whole, uploaderId: other },
        { ...whole, kind: 'video' as const },
        { ...whole, uploaderId: other, kind: 'video' as const },
        { ...whole, from: late, othersOnly: true, kind: 'video' as const },
        { ...whole, from: early, until: late },
        { ...whole, from: late, othersOnly: true },
      ].map((filter) => {
        const after = toward === 'older' ? null : { sort: [early], id: photo };
        return { order, after, viewer, sight, filter, toward };
      }),
    ),
  ),
);
const feedPages = [...wholePages, ...filteredPages].map((page) => ({ ...page, groupId: group, limit }));

/** Every function of every store. A new one is added here, and its plan written down by `WRITE_PLANS=1 npm test -- plans` and `npm run format`. */
export const calls = {
  'accounts/store': {
    selectUserByEmail: (tx) => accounts.selectUserByEmail(tx, 'user-7@example.org'),
    selectUser: (tx) => accounts.selectUser(tx, user),
    lockUser: (tx) => accounts.lockUser(tx, user),
    insertUser: null,
    renewPending: (tx) =>
      accounts.renewPending(
        tx,
        { id: user, password_hash: '-' },
        { name: 'Ada', password_hash: '-', language: 'en' },
      ),
    updateUser: (tx) => accounts.updateUser(tx, user, { name: 'Ada' }),
    setAvatar: (tx) => accounts.setAvatar(tx, user, null),
    setEmail: (tx) => accounts.setEmail(tx, user, 'new@example.org'),
    deleteUnconfirmedUser: (tx) => accounts.deleteUnconfirmedUser(tx, 'new@example.org'),
    setPlatformRole: (tx) => accounts.setPlatformRole(tx, user, { from: null, to: 'moderator' }),
    setQuotaLimit: (tx) => accounts.setQuotaLimit(tx, user, null),
    selectModerators: (tx) => accounts.selectModerators(tx),
    anonymiseUser: (tx) => accounts.anonymiseUser(tx, user),
    // One that has done nothing.
    deleteUser: (tx) => accounts.deleteUser(tx, idOf(USER, 399)),
    insertNobody: null,
    deletePendingUsers: (tx) => accounts.deletePendingUsers(tx, { madeBefore: NOW - DAY, now: NOW, limit }),
  } satisfies Calls<typeof accounts>,
  'accounts/store-challenges': {
    insertSpent: null,
    deleteSpent: (tx) => challenges.deleteSpent(tx, NOW, limit),
  } satisfies Calls<typeof challenges>,
  'accounts/store-deletions': {
    insertDeletion: null,
    selectDeletion: (tx) => deletions.selectDeletion(tx, idOf(DELETION, 7)),
    selectWaitingDeletion: (tx) => deletions.selectWaitingDeletion(tx, user, NOW),
    lockDeletion: (tx) => deletions.lockDeletion(tx, idOf(DELETION, 7)),
    selectDueDeletions: (tx) => deletions.selectDueDeletions(tx, ['waiting', 'erasing'], NOW, limit),
    updateDeletion: (tx) => deletions.updateDeletion(tx, idOf(DELETION, 7), { next_at: NOW }),
    claimFarewell: (tx) => deletions.claimFarewell(tx, { id: idOf(DELETION, 7), tries: 0 }, NOW),
    deleteDeletion: (tx) => deletions.deleteDeletion(tx, idOf(DELETION, 7)),
  } satisfies Calls<typeof deletions>,
  'accounts/store-email-changes': {
    insertEmailChange: null,
    selectEmailChange: (tx) => emailChanges.selectEmailChange(tx, idOf(EMAIL_CHANGE, 7)),
    selectEmailChanges: (tx) => emailChanges.selectEmailChanges(tx, user),
    selectWaitingChange: (tx) => emailChanges.selectWaitingChange(tx, user, NOW),
    updateEmailChange: (tx) => emailChanges.updateEmailChange(tx, idOf(EMAIL_CHANGE, 7), { made_at: NOW }),
    endEmailChanges: (tx) => emailChanges.endEmailChanges(tx, user, NOW, { madeSince: NOW - DAY }),
    deleteEmailChanges: (tx) => emailChanges.deleteEmailChanges(tx, NOW - DAY, limit),
    deleteEmailChangesOf: (tx) => emailChanges.deleteEmailChangesOf(tx, user),
  } satisfies Calls<typeof emailChanges>,
  'accounts/store-letters': {
    insertLetter: null,
    isLetterOwed: (tx) => letters.isLetterOwed(tx, user, 'reset-password', null),
    selectDueLetters: (tx) => letters.selectDueLetters(tx, NOW, limit),
    claimLetter: (tx) =>
      letters.claimLetter(tx, { ...(none as object), id: idOf(LETTER, 7), tries: 0 } as never, NOW),
    deleteLetter: (tx) => letters.deleteLetter(tx, idOf(LETTER, 7)),
    insertToken: null,
    selectTokenTimes: (tx) => letters.selectTokenTimes(tx, user, 'reset', NOW - DAY),
    selectTokenByLink: (tx) => letters.selectTokenByLink(tx, 'reset', digestOf('link 7'), NOW),
    selectTokenWithCode: (tx) => letters.selectTokenWithCode(tx, user, NOW),
    countTry: (tx) => letters.countTry(tx, idOf(TOKEN, 7), 5),
    spendToken: (tx) => letters.spendToken(tx, idOf(TOKEN, 7), NOW),
    spendTokens: (tx) => letters.spendTokens(tx, user, ['reset'], NOW),
    spendReturns: (tx) => letters.spendReturns(tx, user, [idOf(EMAIL_CHANGE, 7)], NOW),
    deleteTokens: (tx) => letters.deleteTokens(tx, NOW, limit),
    deleteTokensOf: (tx) => letters.deleteTokensOf(tx, user),
    deleteLettersOf: (tx) => letters.deleteLettersOf(tx, user),
  } satisfies Calls<typeof letters>,
  'accounts/store-passkeys': {
    selectPasskeys: (tx) => passkeys.selectPasskeys(tx, user),
    selectPasskeyByHash: (tx) => passkeys.selectPasskeyByHash(tx, digestOf('passkey 7')),
    insertPasskey: null,
    renamePasskey: (tx) => passkeys.renamePasskey(tx, user, idOf(PASSKEY, 67), 'Phone'),
    usePasskey: (tx) => passkeys.usePasskey(tx, idOf(PASSKEY, 67), { counter: 1, synced: 0, now: NOW }),
    deletePasskey: (tx) => passkeys.deletePasskey(tx, user, idOf(PASSKEY, 67)),
    deletePasskeysSince: (tx) => passkeys.deletePasskeysSince(tx, user, NOW - 1),
    insertChallenge: null,
    takeChallenge: (tx) => passkeys.takeChallenge(tx, digestOf('challenge 7'), NOW),
    deleteChallenges: (tx) => passkeys.deleteChallenges(tx, NOW, limit),
  } satisfies Calls<typeof passkeys>,
  'accounts/store-sessions': {
    insertSession: null,
    selectSession: (tx) => sessions.selectSession(tx, idOf(SESSION, 7)),
    selectLiveness: (tx) => sessions.selectLiveness(tx, idOf(SESSION, 67)),
    selectSessions: (tx) => sessions.selectSessions(tx, user, limit),
    selectOpenSessions: (tx) => sessions.selectOpenSessions(tx, user, { now: NOW, usedAfter: 0, limit }),
    rotateSession: (tx) =>
      sessions.rotateSession(tx, idOf(SESSION, 7), digestOf('refresh 7'), {
        generation: 1,
        refresh_hash: digestOf('next'),
        rotated_at: NOW,
        last_used_at: NOW,
      }),
    confirmSession: (tx) => sessions.confirmSession(tx, idOf(SESSION, 7), NOW),
    endSessions: (tx) => sessions.endSessions(tx, user, NOW, { only: idOf(SESSION, 7) }),
    deleteSessions: (tx) => sessions.deleteSessions(tx, NOW, limit),
    deleteSessionsOf: (tx) => sessions.deleteSessionsOf(tx, user),
  } satisfies Calls<typeof sessions>,
  'accounts/store-signing-keys': {
    // A handful of rows, all of which are wanted.
    selectKeys: null,
    insertKey: null,
    deleteKeysBefore: (tx) => signingKeys.deleteKeysBefore(tx, 1),
  } satisfies Calls<typeof signingKeys>,
  'accounts/store-suppressions': {
    selectSuppression: (tx) => suppressions.selectSuppression(tx, digestOf('address 7')),
    insertSuppression: null,
    renewSuppression: (tx) => {
      const row = { reason: 'bounce', noted_at: NOW, times: 1, cleared_at: null } as const;
      return suppressions.renewSuppression(tx, { ...row, address_hash: digestOf('address 7') }, row);
    },
    clearSuppression: (tx) => suppressions.clearSuppression(tx, digestOf('address 7'), { now: NOW }),
  } satisfies Calls<typeof suppressions>,
  'audit/store': {
    insertAudit: null,
    selectGroupAudit: (tx) => {
      const actions = ['photo.added', 'photo.trashed'];
      return audit.selectGroupAudit(tx, { reader: viewer, actions, before: idOf(ENTRY, 3_001), limit });
    },
    selectPlatformAudit: async (tx) => {
      const columns = { group_id: group, actor_id: user, subject_id: photo } as const;
      const ofs = Object.entries(columns).map(([column, id]) => ({ column, id }));
      for (const of of [null, ...ofs])
        await audit.selectPlatformAudit(tx, { of, before: idOf(ENTRY, 3_001), limit } as never);
    },
    selectActorAudit: (tx) => audit.selectActorAudit(tx, { userId: user, before: idOf(ENTRY, 3_001), limit }),
    selectSubjectAudit: (tx) =>
      audit.selectSubjectAudit(tx, { userId: user, before: idOf(ENTRY, 3_001), limit }),
  } satisfies Calls<typeof audit>,
  'audit/store-chain': {
    selectUnsealed: (tx) => chain.selectUnsealed(tx, limit),
    selectChainEnd: (tx) => chain.selectChainEnd(tx),
    sealEntries: (tx) =>
      chain.sealEntries(
        tx,
        [3_900, 3_800, 3_700].map((number, index) => {
          const digest = digestOf(`${number}`);
          const link = { seq: 5_000 + index, prev_hash: digest, hash: digest, seal: digest };
          return { id: idOf(ENTRY, number), ...link };
        }),
      ),
    selectSealed: (tx) => chain.selectSealed(tx, 3_001, limit),
    selectCheckpoint: (tx) => chain.selectCheckpoint(tx),
    insertCheckpoint: null,
    deleteSealed: async (tx) => {
      const checkpoint = { through_seq: 200, hash: digestOf('200'), at: NOW, seal: digestOf('-') };
      await chain.insertCheckpoint(tx, checkpoint);
      await chain.deleteSealed(tx, 0, 100);
    },
    countUnsealed: (tx) => chain.countUnsealed(tx),
  } satisfies Calls<typeof chain>,
  'groups/store': {
    insertGroup: null,
    selectGroup: (tx) => groups.selectGroup(tx, group),
    lockGroup: (tx) => groups.lockGroup(tx, group),
    selectMembership: (tx) => groups.selectMembership(tx, group, user),
    selectMemberships: (tx) => groups.selectMemberships(tx, user),
    countMemberships: (tx) => groups.countMemberships(tx, user),
    updateGroup: (tx) => groups.updateGroup(tx, group, { name: 'Alps' }),
    addToPhotoCount: (tx) => groups.addToPhotoCount(tx, group, 1, NOW),
    closeGroup: (tx) => groups.closeGroup(tx, idOf(GROUP, 5), NOW),
    deleteGroup: (tx) => groups.deleteGroup(tx, idOf(GROUP, 5)),
    takeSeat: (tx) => groups.takeSeat(tx, group, 100),
    freeSeat: (tx) => groups.freeSeat(tx, group),
    reassignGroups: async (tx) => {
      await accounts.insertNobody(tx);
      await groups.reassignGroups(tx, idOf(USER, 7));
    },
  } satisfies Calls<typeof groups>,
  'groups/store-bans': {
    insertBan: null,
    deleteBan: (tx) => bans.deleteBan(tx, group, outsider),
    isBanned: (tx) => bans.isBanned(tx, group, outsider),
    selectBans: (tx) => bans.selectBans(tx, group),
    selectBan: (tx) => bans.selectBan(tx, group, outsider),
    countBans: (tx) => bans.countBans(tx, group),
    reassignBans: (tx) => bans.reassignBans(tx, user),
  } satisfies Calls<typeof bans>,
  'groups/store-exits': {
    replaceExit: null,
    lockExit: (tx) => exits.lockExit(tx, group, outsider, NOW),
    updateExit: (tx) =>
      exits.updateExit(tx, { group_id: group, user_id: outsider }, { terms: 'stay', ends_at: NOW }),
    deleteExit: (tx) => exits.deleteExit(tx, group, outsider),
    selectExits: (tx) => exits.selectExits(tx, outsider, NOW),
    selectDepartures: (tx) => exits.selectDepartures(tx, [group, idOf(GROUP, 1)], NOW, viewer),
    selectAnnounced: (tx) => exits.selectAnnounced(tx, user),
    selectPlacesOf: (tx) => exits.selectPlacesOf(tx, user),
    deleteEndedExits: (tx) => exits.deleteEndedExits(tx, NOW, limit),
  } satisfies Calls<typeof exits>,
  'groups/store-invites': {
    insertInvite: null,
    selectInvites: (tx) => invites.selectInvites(tx, group, NOW),
    selectInviteByHash: (tx) => invites.selectInviteByHash(tx, digestOf('invite 7'), NOW),
    selectInviteGroup: (tx) => invites.selectInviteGroup(tx, digestOf('invite 7')),
    takeUse: (tx) => invites.takeUse(tx, idOf(INVITE, 7), NOW),
    giveBackUse: (tx) => invites.giveBackUse(tx, idOf(INVITE, 7)),
    revokeInvite: (tx) => invites.revokeInvite(tx, idOf(GROUP, 7), idOf(INVITE, 7), { now: NOW, of: user }),
    deleteInvitesBy: (tx) => invites.deleteInvitesBy(tx, idOf(USER, 7)),
  } satisfies Calls<typeof invites>,
  'groups/store-members': {
    selectStanding: (tx) => members.selectStanding(tx, group, user),
    selectMembers: (tx) => members.selectMembers(tx, viewer),
    selectMember: (tx) => members.selectMember(tx, viewer, user),
    lockMember: (tx) => members.lockMember(tx, group, user),
    lockMembers: (tx) => members.lockMembers(tx, group),
    selectCompany: (tx) => members.selectCompany(tx, user, [group, idOf(GROUP, 1)]),
    selectSuspended: (tx) => members.selectSuspended(tx, [user, other]),
    insertMember: null,
    advanceSeen: (tx) => members.advanceSeen(tx, viewer, NOW),
    updateRole: (tx) => members.updateRole(tx, group, user, 'contributor', 'viewer'),
    deleteMember: (tx) => members.deleteMember(tx, group, other, 'contributor'),
  } satisfies Calls<typeof members>,
  'groups/store-requests': {
    insertRequest: null,
    lockRequest: (tx) => requests.lockRequest(tx, group, outsider),
    selectRequest: (tx) => requests.selectRequest(tx, idOf(REQUEST, 7)),
    selectOwnRequests: (tx) => requests.selectOwnRequests(tx, outsider, NOW),
    selectRequests: (tx) => requests.selectRequests(tx, group, NOW),
    countRequests: (tx) => requests.countRequests(tx, [group, idOf(GROUP, 1)], NOW),
    declineRequest: (tx) => requests.declineRequest(tx, idOf(REQUEST, 7), { now: NOW, endsAt: NOW + DAY }),
    takeRequest: (tx) => requests.takeRequest(tx, idOf(REQUEST, 7), NOW),
    deleteRequest: (tx) => requests.deleteRequest(tx, group, outsider),
    deleteLapsedRequests: (tx) => requests.deleteLapsedRequests(tx, NOW, limit),
    deleteRequestsOf: (tx) => requests.deleteRequestsOf(tx, outsider),
    reassignRequests: (tx) => requests.reassignRequests(tx, idOf(USER, 7)),
  } satisfies Calls<typeof requests>,
  'groups/store-person-blocks': {
    selectPersonBlocks: (tx) => personBlocks.selectPersonBlocks(tx, user),
    selectPersonBlock: (tx) => personBlocks.selectPersonBlock(tx, pair),
    lockPersonBlock: (tx) => personBlocks.lockPersonBlock(tx, pair),
    isBlocked: (tx) => personBlocks.isBlocked(tx, pair),
    insertPersonBlock: null,
    updatePersonBlock: (tx) => personBlocks.updatePersonBlock(tx, pair, { hides_all: 1 }),
    countPersonBlocks: (tx) => personBlocks.countPersonBlocks(tx, user),
    deleteLiftedBlocks: (tx) => personBlocks.deleteLiftedBlocks(tx, NOW, limit),
    deletePersonBlocks: (tx) => personBlocks.deletePersonBlocks(tx, user),
    hasMet: async (tx) => {
      for (const person of [other, idOf(USER, 1_000)]) await personBlocks.hasMet(tx, user, person);
    },
  } satisfies Calls<typeof personBlocks>,
  'groups/store-own': {
    selectOwnMemberships: (tx) => ownGroups.selectOwnMemberships(tx, user),
    selectStandings: (tx) => ownGroups.selectStandings(tx, user),
  } satisfies Calls<typeof ownGroups>,
  'idempotency/store': {
    claimKey: null,
    selectKey: (tx) => idempotency.selectKey(tx, key),
    reclaimKey: (tx) => idempotency.reclaimKey(tx, key, NOW - 7_000, NOW),
    finishKey: (tx) => idempotency.finishKey(tx, key, 200, null),
    deleteKey: (tx) => idempotency.deleteKey(tx, key),
    deleteOldKeys: (tx) => idempotency.deleteOldKeys(tx, NOW - DAY, limit),
  } satisfies Calls<typeof idempotency>,
  'media/store-avatars': {
    insertAvatar: null,
    selectAvatar: (tx) => avatars.selectAvatar(tx, idOf(AVATAR, 7)),
    lockAvatars: (tx) => avatars.lockAvatars(tx, user),
    selectDueAvatars: (tx) => avatars.selectDueAvatars(tx, 'open', NOW, limit),
    moveAvatar: (tx) =>
      avatars.moveAvatar(tx, { id: idOf(AVATAR, 7), state: 'open', attempt: 0 }, { state: 'ready' }),
    endAvatarLeases: (tx) => avatars.endAvatarLeases(tx, NOW),
    deleteAvatars: (tx) => avatars.deleteAvatars(tx, [idOf(AVATAR, 7)]),
    selectAvatarStates: (tx) => avatars.selectAvatarStates(tx, [idOf(AVATAR, 7)]),
  } satisfies Calls<typeof avatars>,
  'media/store-blocks': {
    selectBlocked: (tx) => blocks.selectBlocked(tx, digests),
    lockBlocks: (tx) => blocks.lockBlocks(tx, digestOf('blocked 7')),
    insertBlock: null,
    deleteBlocks: (tx) => blocks.deleteBlocks(tx, idOf(DECISION, 7)),
    selectPendingBlocks: (tx) => blocks.selectPendingBlocks(tx, limit),
    setPending: (tx) =>
      blocks.setPending(tx, { sha256: digestOf('blocked 7'), source: idOf(DECISION, 7) }, null),
    lockCopies: (tx) => blocks.lockCopies(tx, digestOf('photo 501'), limit),
  } satisfies Calls<typeof blocks>,
  'media/store-counts': {
    countDays: async (tx) => {
      for (const order of ['taken', 'added'] as const)
        for (const sight of ['all', 'shown', 'own'] as const)
          for (const uploaderId of sight === 'own' ? [null] : [null, other])
            for (const kind of [null, 'video'] as const)
              for (const looker of lookers)
                await counts.countDays(tx, {
                  groupId: group,
                  order,
                  uploaderId,
                  kind,
                  viewer: looker,
                  sight,
                });
    },
    countFresh: async (tx) => {
      for (const sight of ['all', 'shown'] as const)
        for (const looker of lookers) {
          const readers = [group, idOf(GROUP, 1)].map((groupId) => ({
            ...looker,
            groupId,
            sight,
            since: late,
          }));
          await counts.countFresh(tx, readers, limit);
        }
    },
  } satisfies Calls<typeof counts>,
  'media/store-evidence': {
    insertEvidence: null,
    selectDueEvidence: (tx) => evidence.selectDueEvidence(tx, NOW, limit),
    selectEvidence: (tx) => evidence.selectEvidence(tx, idOf(CASE, 7)),
    updateEvidence: (tx) =>
      evidence.updateEvidence(
        tx,
        { object_key: `evidence/${idOf(CASE, 7)}/thumb`, tries: 0 },
        { state: 'kept' },
      ),
    deleteEvidence: (tx) => evidence.deleteEvidence(tx, idOf(CASE, 7)),
    selectEvidenceKeys: (tx) => evidence.selectEvidenceKeys(tx, [`evidence/${idOf(CASE, 7)}/thumb`]),
    selectOwedSources: (tx) => evidence.selectOwedSources(tx, photoIds),
    selectPhotosOwed: (tx) => evidence.selectPhotosOwed(tx, photoIds),
    countKeptEvidence: (tx) => evidence.countKeptEvidence(tx, photoIds),
  } satisfies Calls<typeof evidence>,
  'media/store-feed': {
    feedQuery: async (tx) => {
      for (const page of feedPages) await feed.feedQuery(tx, page).execute();
    },
    selectFeed: async (tx) => {
      for (const page of feedPages) await feed.selectFeed(tx, page);
    },
    selectUploaderNames: (tx) => feed.selectUploaderNames(tx, [user, other]),
    trashQuery: async (tx) => {
      for (const moderates of [true, false])
        for (const after of [null, { sort: [NOW - DAY, NOW], id: photo }])
          for (const looker of lookers)
            await feed.trashQuery(tx, { groupId: group, after, limit, viewer: looker, moderates }).execute();
    },
    selectNewest: async (tx) => {
      for (const looker of lookers)
        for (const whose of ['all', 'own'] as const)
          await feed.selectNewest(tx, [group, idOf(GROUP, 1)], looker, whose);
    },
    selectShown: (tx) => feed.selectShown(tx, photoIds, viewer),
    countBarred: (tx) => feed.countBarred(tx, [group, idOf(GROUP, 1)], user),
    selectOpposites: (tx) => feed.selectOpposites(tx, user),
    countOwn: (tx) => feed.countOwn(tx, [group, idOf(GROUP, 1)], user),
  } satisfies Calls<typeof feed>,
  'media/store-holds': {
    lockHeld: (tx) => holds.lockHeld(tx, photo),
    lockHeldBy: (tx) => holds.lockHeldBy(tx, [idOf(CASE, 7), idOf(DECISION, 7)], limit),
    insertHold: null,
    deleteHolds: (tx) => holds.deleteHolds(tx, photo, [idOf(CASE, 7)]),
    renewLevel: (tx) => holds.renewLevel(tx, photo),
    forgetAsker: (tx) => holds.forgetAsker(tx, user),
  } satisfies Calls<typeof holds>,
  'media/store-jobs': {
    insertJobs: null,
    selectJob: (tx) => jobs.selectJob(tx, photo),
    selectDueJobs: (tx) => jobs.selectDueJobs(tx, 'queued', NOW, limit),
    countInFlight: (tx) => jobs.countInFlight(tx, NOW),
    countBacklog: (tx) => jobs.countBacklog(tx),
    moveJob: (tx) => jobs.moveJob(tx, { id: idOf(JOB, 501), state: 'done' }, { state: 'queued' }),
    endJob: (tx) => jobs.endJob(tx, photo, 'done'),
    endLeases: (tx) => jobs.endLeases(tx, NOW),
  } satisfies Calls<typeof jobs>,
  'media/store-objects': {
    oweDeletions: null,
    hasDeletionsFor: (tx) => objects.hasDeletionsFor(tx, idOf(DELETION, 7)),
    selectDueDeletions: (tx) => objects.selectDueDeletions(tx, NOW, limit),
    settleDeletions: (tx) => objects.settleDeletions(tx, ['media/1/thumb', 'media/2/thumb']),
    postponeDeletion: (tx) => objects.postponeDeletion(tx, 'media/1/thumb', NOW),
    selectWanted: (tx) =>
      objects.selectWanted(tx, [
        `media/${group}/${photo}/original`,
        `media/${group}/${idOf(MOTION, 7)}/original`,
        `incoming/${idOf(UPLOAD, 100)}`,
        `media/avatars/${idOf(AVATAR, 7)}/thumb`,
      ]),
  } satisfies Calls<typeof objects>,
  'media/store-own': {
    selectOwnPhotos: (tx) => ownPhotos.selectOwnPhotos(tx, user, { after: photo, limit }),
    weighOwnPhotos: (tx) => ownPhotos.weighOwnPhotos(tx, user),
  } satisfies Calls<typeof ownPhotos>,
  'media/store-photos': {
    selectPhotos: null,
    selectPhotoState: (tx) => photos.selectPhotoState(tx, photo),
    selectPhotosById: (tx) => photos.selectPhotosById(tx, proof, photoIds),
    selectLivePhotos: (tx) => photos.selectLivePhotos(tx, proof, digests),
    selectPhotosByShared: (tx) => photos.selectPhotosByShared(tx, proof, digests),
    lockPhotos: (tx) => photos.lockPhotos(tx, proof, photoIds),
    lockPhoto: (tx) => photos.lockPhoto(tx, photo),
    lockLivePhoto: (tx) =>
      photos.lockLivePhoto(tx, { ...viewer, userId: idOf(USER, 202) }, digestOf('photo 501')),
    insertPhoto: null,
    updateCaption: (tx) => photos.updateCaption(tx, photo, 'Alps'),
    moveToTrash: (tx) => photos.moveToTrash(tx, photoIds, { userId: user, at: NOW }),
    takeFromTrash: (tx) =>
      photos.takeFromTrash(tx, {
        id: idOf(PHOTO, 507),
        state: 'ready',
        sha256: digestOf('photo 507'),
        claim_sha256: null,
      }),
    markReady: (tx) => photos.markReady(tx, photo, { width: 1, height: 1, taken_at: NOW }),
    markFailed: (tx) => photos.markFailed(tx, photo, 'crashed'),
    deletePhotos: (tx) => photos.deletePhotos(tx, photoIds),
    lockOldTrash: (tx) => photos.lockOldTrash(tx, NOW - 30 * DAY, limit),
    lockLeavingPhotos: (tx) => photos.lockLeavingPhotos(tx, NOW, limit),
    updateBelongings: (tx) =>
      photos.updateBelongings(
        tx,
        { groupId: group, userId: user, leftAt: NOW },
        { leaves_at: NOW, given_at: null, original_until: null },
      ),
    lockGroupPhotos: (tx) => photos.lockGroupPhotos(tx, idOf(GROUP, 4), limit),
    lockPhotosOf: (tx) => photos.lockPhotosOf(tx, user, limit),
    giveToNobody: async (tx) => {
      await accounts.insertNobody(tx);
      await photos.giveToNobody(tx, photoIds, NOW);
    },
    forgetTrasher: (tx) => photos.forgetTrasher(tx, user),
    selectDeletedGroups: (tx) => photos.selectDeletedGroups(tx, limit),
  } satisfies Calls<typeof photos>,
  'media/store-motions': {
    insertMotion: null,
    selectMotion: (tx) => motions.selectMotion(tx, idOf(MOTION, 7)),
    selectMotionsOf: (tx) => motions.selectMotionsOf(tx, livePhotos),
    lockMotionsOf: (tx) => motions.lockMotionsOf(tx, livePhotos),
    selectDueMotions: (tx) => motions.selectDueMotions(tx, NOW, limit),
    moveMotion: (tx) =>
      motions.moveMotion(tx, { id: idOf(MOTION, 7), state: 'ready', attempt: 0 }, { due_at: NOW }),
    settleMotion: (tx) =>
      motions.settleMotion(
        tx,
        { id: idOf(MOTION, 7), photo_id: photo },
        { state: 'ready', tells_place: 0, shared_sha256: null },
      ),
    placeMotion: (tx) => motions.placeMotion(tx, idOf(MOTION, 7), 'media/1/shared'),
    endMotionLeases: (tx) => motions.endMotionLeases(tx, NOW),
    deleteMotions: (tx) => motions.deleteMotions(tx, [idOf(MOTION, 7)]),
  } satisfies Calls<typeof motions>,
  'media/store-originals': {
    lockGivenForGood: (tx) => originals.lockGivenForGood(tx, NOW, limit),
    settleOriginal: (tx) => originals.settleOriginal(tx, photo, `media/${group}/${photo}/shared`),
  } satisfies Calls<typeof originals>,
  'media/store-news': {
    selectNewsAuthors: async (tx) => {
      for (const looker of lookers) await news.selectNewsAuthors(tx, group, { span: lately, looker, limit });
    },
    selectOldestUnready: (tx) => news.selectOldestUnready(tx, group, lately),
  } satisfies Calls<typeof news>,
  'media/store-visibility': {
    // Parts of the feed's queries.
    hasAsked: null,
    barredFor: null,
    unbarredFor: null,
    ownedBy: null,
    seenBy: null,
  } satisfies Calls<typeof visibility>,
  'media/store-uploads': {
    insertUploads: null,
    selectUploads: (tx) => uploads.selectUploads(tx, proof, uploadIds),
    selectUploadsOf: (tx) => uploads.selectUploadsOf(tx, user, limit),
    selectOpenUploads: (tx) => uploads.selectOpenUploads(tx, proof, NOW, limit),
    selectResumable: (tx) => uploads.selectResumable(tx, proof, { digests, now: NOW, createdAfter: 0 }),
    extendUploads: (tx) => uploads.extendUploads(tx, uploadIds, NOW),
    replaceMultipart: (tx) =>
      uploads.replaceMultipart(tx, { id: idOf(UPLOAD, 501), multipart_id: null }, 'multipart'),
    selectMultiparts: (tx) => uploads.selectMultiparts(tx, incomingKeys),
    selectOpenMultiparts: (tx) =>
      uploads.selectOpenMultiparts(
        tx,
        incomingKeys.map((key) => ({ key, id: 'multipart' })),
      ),
    endUpload: (tx) => uploads.endUpload(tx, idOf(UPLOAD, 501), { state: 'expired', ended_at: NOW }),
    turnIntoDuplicate: (tx) => uploads.turnIntoDuplicate(tx, idOf(UPLOAD, 501), photo),
    selectOverdueUploads: (tx) => uploads.selectOverdueUploads(tx, NOW, limit),
    selectOldUploads: (tx) => uploads.selectOldUploads(tx, NOW - 2 * DAY, limit),
    deleteUploads: (tx) => uploads.deleteUploads(tx, uploadIds),
    hasOpenUploads: (tx) => uploads.hasOpenUploads(tx, idOf(GROUP, 5)),
  } satisfies Calls<typeof uploads>,
  'moderation/store-cases': {
    joinCase: (tx) =>
      cases.joinCase(tx, { ...caseRow, id: idOf(CASE, 100_000), state: 'open', live_key: 'photo:live:100' }),
    lockLiveCase: (tx) => cases.lockLiveCase(tx, 'photo:live:100'),
    lockCase: (tx) => cases.lockCase(tx, idOf(CASE, 7)),
    selectCase: (tx) => cases.selectCase(tx, idOf(CASE, 7)),
    countReports: (tx) => cases.countReports(tx, idOf(CASE, 7), { all: 1, hiding: 1 }),
    moveCase: (tx) => cases.moveCase(tx, caseRow, { state: 'closed' }),
    reopenCase: (tx) => cases.reopenCase(tx, caseRow, null),
    selectCases: async (tx) => {
      const page = {
        viewerId: user,
        states: ['open', 'appealed'],
        reason: 'spam',
        kind: 'photo',
        mine: true,
        after: idOf(CASE, 7),
        limit,
      } as const;
      for (const order of ['oldest', 'newest'] as const) {
        await cases.selectCases(tx, { ...page, tier: 'platform', groupIds: null, adminOf: [], order });
        await cases.selectCases(tx, { ...page, tier: 'group', groupIds: [group], adminOf: [group], order });
      }
    },
    selectHistory: async (tx) => {
      const of = { id: idOf(CASE, 7), subject_id: photo, person_id: user, group_id: group };
      for (const tier of ['group', 'platform'] as const) await cases.selectHistory(tx, of, { tier, limit });
    },
    selectDueCases: (tx) => cases.selectDueCases(tx, 'open', NOW, limit),
    selectLatestCase: (tx) => cases.selectLatestCase(tx, { subjectId: photo, key: 'hide:1' }),
    selectUnanswered: (tx) => cases.selectUnanswered(tx, user, idOf(CASE, 7), limit),
    selectUnjudgeable: (tx) => cases.selectUnjudgeable(tx, limit),
    selectCasesOf: (tx) => cases.selectCasesOf(tx, user),
    renameCase: (tx) => cases.renameCase(tx, caseRow),
    forgetPerson: (tx) => cases.forgetPerson(tx, caseRow),
    forgetDecider: (tx) => cases.forgetDecider(tx, user),
  } satisfies Calls<typeof cases>,
  'moderation/store-decisions': {
    insertDecision: null,
    selectDecision: (tx) => decisions.selectDecision(tx, idOf(DECISION, 7)),
    selectDecisions: (tx) => decisions.selectDecisions(tx, [idOf(CASE, 7), idOf(CASE, 9)]),
    selectOwnDecisions: (tx) => decisions.selectOwnDecisions(tx, user, idOf(DECISION, 900), limit),
    selectSuspensionEnds: (tx) => decisions.selectSuspensionEnds(tx, user, idOf(DECISION, 7)),
    markReversed: (tx) => decisions.markReversed(tx, idOf(DECISION, 7), { by: user, at: NOW }),
    updateAction: (tx) => decisions.updateAction(tx, idOf(DECISION, 7), 'hide', 'reversed'),
    insertAppeal: null,
    judgeAppeal: (tx) =>
      decisions.judgeAppeal(tx, idOf(DECISION, 7), {
        state: 'upheld',
        judged_by: user,
        judged_at: NOW,
        message: '',
      }),
    forgetWords: (tx) => decisions.forgetWords(tx, user),
    forgetPersonDecided: (tx) => decisions.forgetPersonDecided(tx, user),
    forgetDeciders: (tx) => decisions.forgetDeciders(tx, user),
  } satisfies Calls<typeof decisions>,
  'moderation/store-judges': {
    selectRole: (tx) => judges.selectRole(tx, group, user),
    isModerator: (tx) => judges.isModerator(tx, user),
    selectReporters: (tx) => judges.selectReporters(tx, idOf(CASE, 7)),
    selectAdmins: (tx) => judges.selectAdmins(tx, group),
    selectModerators: (tx) => judges.selectModerators(tx),
    selectJudgedGroups: (tx) => judges.selectJudgedGroups(tx, user),
  } satisfies Calls<typeof judges>,
  'moderation/store-reports': {
    insertReport: null,
    lockReport: (tx) => reports.lockReport(tx, user, 'photo:67'),
    selectReportOf: (tx) => reports.selectReportOf(tx, user, 'photo:67'),
    selectReport: (tx) => reports.selectReport(tx, idOf(REPORT, 7)),
    selectReports: (tx) => reports.selectReports(tx, idOf(CASE, 7), limit),
    selectOwnReports: (tx) => reports.selectOwnReports(tx, user, idOf(REPORT, 900), limit),
    selectReportTimes: (tx) => reports.selectReportTimes(tx, user, NOW - DAY),
    selectVerdicts: (tx) => reports.selectVerdicts(tx, user),
    selectAccuracy: (tx) => reports.selectAccuracy(tx, [user, other], idOf(CASE, 7)),
    judgeReports: async (tx) => {
      await reports.judgeReports(tx, idOf(CASE, 7), 'upheld', NOW);
      await reports.judgeReports(tx, idOf(CASE, 7), 'abusive', NOW, [idOf(REPORT, 7)]);
    },
    unjudgeReports: (tx) => reports.unjudgeReports(tx, idOf(CASE, 7)),
    overturnReports: (tx) => reports.overturnReports(tx, idOf(CASE, 7)),
    deleteReport: (tx) => reports.deleteReport(tx, idOf(REPORT, 7)),
    forgetReporter: (tx) => reports.forgetReporter(tx, user),
    updateSnapshot: (tx) => reports.updateSnapshot(tx, idOf(REPORT, 7), '{}'),
    renameReports: (tx) => reports.renameReports(tx, idOf(CASE, 7)),
  } satisfies Calls<typeof reports>,
  'moderation/store-subjects': {
    selectGroupFacts: (tx) => subjects.selectGroupFacts(tx, group),
    selectMemberFacts: (tx) => subjects.selectMemberFacts(tx, group, user),
  } satisfies Calls<typeof subjects>,
  'notifications/store': {
    selectChoices: (tx) => notifications.selectChoices(tx, user),
    saveChoice: (tx) => notifications.saveChoice(tx, user, 'photos', 'weekly'),
    selectMuted: (tx) => notifications.selectMuted(tx, user),
    setMuted: (tx) => notifications.setMuted(tx, idOf(GROUP, 7), idOf(USER, 7), 1),
    selectAdminIds: (tx) => notifications.selectAdminIds(tx, group),
    isAskedToJoin: (tx) => notifications.isAskedToJoin(tx, group, NOW),
    isAccount: (tx) => notifications.isAccount(tx, user),
  } satisfies Calls<typeof notifications>,
  'notifications/store-digests': {
    noteNews: (tx) => readers.noteNews(tx, { groupId: group, since: NOW }),
    selectNews: (tx) => readers.selectNews(tx, limit),
    takeNews: (tx) => readers.takeNews(tx, group),
    selectReaders: (tx) => readers.selectReaders(tx, group),
    insertDigests: null,
    setDue: (tx) => readers.setDue(tx, [user, other], NOW),
    selectDigest: (tx) => readers.selectDigest(tx, user),
    selectDueDigests: (tx) => readers.selectDueDigests(tx, NOW, limit),
    moveDigest: (tx) => readers.moveDigest(tx, { user_id: user, due_at: NOW }, null),
    markOwed: (tx) => readers.markOwed(tx, user, NOW),
    selectTold: (tx) => readers.selectTold(tx, user),
    closeTold: (tx) => readers.closeTold(tx, user),
    saveTold: (tx) =>
      readers.saveTold(tx, { groupId: idOf(GROUP, 7), userId: idOf(USER, 7) }, { after: 0, until: NOW }),
  } satisfies Calls<typeof readers>,
  'quota/store': {
    takeBytes: (tx) => quota.takeBytes(tx, { userId: user, day: TODAY, bytes: 1, defaultLimit: 1_000 }),
    insertReservation: null,
    endReservation: (tx) => quota.endReservation(tx, idOf(UPLOAD, 100), 'charged'),
    settleBytes: (tx) => quota.settleBytes(tx, idOf(UPLOAD, 501), 'released'),
    deleteEndedReservations: (tx) => quota.deleteEndedReservations(tx, uploadIds),
    selectDay: (tx) => quota.selectDay(tx, { userId: user, day: TODAY, defaultLimit: 1 }),
    selectUsedDays: (tx) => quota.selectUsedDays(tx, user),
  } satisfies Calls<typeof quota>,
} satisfies Record<string, Record<string, ((tx: Tx) => PromiseLike<unknown>) | null>>;
