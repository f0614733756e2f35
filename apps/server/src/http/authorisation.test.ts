import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import {
  API_PREFIX,
  type Operation,
  type OperationId,
  operations,
  type Problem,
  type Role,
  roles,
} from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import { type Stack, startStack } from '../../../../tools/dev-stack.ts';
import { enter, type Person } from '../../../../tools/person.ts';

/**
 * Who may: anyone; anyone, but nobody by a session that has ended; any live account; moderators of the platform; or members
 * from this role up.
 */
type Rule = 'anyone' | 'anyone alive' | 'account' | 'moderator' | Role;

interface Scene {
  groupId: string;
  inviteId: string;
  inviteToken: string;
  /** A contributor whom nothing happened to yet. */
  target: string;
  photoId: string;
  uploadId: string;
  /** Of someone who asks to join. */
  requestId: string;
  sessionId: string;
  /** Of the target, as the session is. */
  passkeyId: string;
  /** About the photo; what is decided in it concerns the target. */
  caseId: string;
  decisionId: string;
}

interface Row {
  rule: Rule;
  /** What members below the rule get; `forbidden` unless what they ask for is hidden from them. */
  below?: 'not-found';
  params?: (scene: Scene) => Record<string, string>;
  body?: (scene: Scene) => unknown;
}

const inGroup = ({ groupId }: Scene) => ({ groupId });
const onMember = ({ groupId, target }: Scene) => ({ groupId, userId: target });
const onPhoto = ({ groupId, photoId }: Scene) => ({ groupId, photoId });
/** Another's upload: it is not there for anybody else, whatever their role. */
const onUpload = ({ groupId, uploadId }: Scene) => ({ groupId, uploadId });
const onCase = ({ caseId }: Scene) => ({ caseId });
const onDecision = ({ decisionId }: Scene) => ({ decisionId });
const nobody = { email: 'nobody@example.org' };
const file = { name: 'a.jpg', mimeType: 'image/jpeg', size: 9, sha256: 'a'.repeat(64) };
const attestation = {
  id: 'AAAA',
  rawId: 'AAAA',
  type: 'public-key',
  response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' },
};
const assertion = {
  ...attestation,
  response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' },
};
const photos = ({ photoId }: Scene) => ({ photoIds: [photoId] });

/** One row an operation: the type demands it, so that a new operation without one does not compile. */
const matrix: Record<OperationId, Row> = {
  getServer: { rule: 'anyone' },
  createChallenge: { rule: 'anyone' },
  signUp: { rule: 'anyone', body: () => ({ ...nobody, name: 'N', password: 'a very long password' }) },
  verifyEmail: { rule: 'anyone', body: () => ({ ...nobody, code: '000000' }) },
  resendVerification: { rule: 'anyone', body: () => nobody },
  logIn: { rule: 'anyone', body: () => ({ ...nobody, password: 'wrong' }) },
  refreshSession: { rule: 'anyone', body: () => ({ refreshToken: 'x'.repeat(43) }) },
  preparePasskeyLogIn: { rule: 'anyone' },
  logInWithPasskey: { rule: 'anyone', body: () => ({ passkey: assertion }) },
  forgotPassword: { rule: 'anyone', body: () => nobody },
  resetPassword: {
    rule: 'anyone',
    body: () => ({ token: 'x'.repeat(43), password: 'a very long password' }),
  },
  previewInvite: { rule: 'anyone alive', body: ({ inviteToken }) => ({ token: inviteToken }) },
  confirmEmailChange: { rule: 'anyone', body: () => ({ token: 'x'.repeat(43) }) },
  keepAccountByLink: { rule: 'anyone', body: () => ({ token: 'x'.repeat(43) }) },
  getCertificateKey: { rule: 'anyone' },
  returnEmail: { rule: 'anyone', body: () => ({ token: 'x'.repeat(43) }) },
  logOut: { rule: 'account' },
  changePassword: {
    rule: 'account',
    body: () => ({ currentPassword: 'wrong', newPassword: 'a very long password' }),
  },
  getMe: { rule: 'account' },
  updateMe: { rule: 'account', body: () => ({ name: 'Somebody' }) },
  getDeletion: { rule: 'account' },
  requestDeletion: { rule: 'account', body: () => ({ photos: 'give' }) },
  keepAccount: { rule: 'account' },
  prepareAvatar: { rule: 'account', body: () => ({ size: 9, sha256: 'a'.repeat(64) }) },
  confirmAvatar: { rule: 'account', params: ({ uploadId }) => ({ avatarId: uploadId }) },
  removeAvatar: { rule: 'account' },
  getEmailChange: { rule: 'account' },
  requestEmailChange: { rule: 'account', body: () => nobody },
  resendEmailChange: { rule: 'account' },
  cancelEmailChange: { rule: 'account' },
  prepareConfirmation: { rule: 'account' },
  confirmIdentity: { rule: 'account', body: () => ({ password: 'wrong' }) },
  listPasskeys: { rule: 'account' },
  preparePasskey: { rule: 'account' },
  addPasskey: { rule: 'account', body: () => ({ passkey: attestation }) },
  renamePasskey: {
    rule: 'account',
    params: ({ passkeyId }) => ({ passkeyId }),
    body: () => ({ name: 'Mine' }),
  },
  removePasskey: { rule: 'account', params: ({ passkeyId }) => ({ passkeyId }) },
  listSessions: { rule: 'account' },
  endSession: { rule: 'account', params: ({ sessionId }) => ({ sessionId }) },
  endAllSessions: { rule: 'account' },
  getNotifications: { rule: 'account' },
  updateNotifications: { rule: 'account', body: () => ({ photos: 'daily' }) },
  muteGroup: { rule: 'viewer', params: inGroup },
  unmuteGroup: { rule: 'viewer', params: inGroup },
  chooseByLetter: { rule: 'anyone', body: () => ({ token: 'x'.repeat(43) }) },
  getQuota: { rule: 'account' },
  exportAccount: { rule: 'account' },
  exportMemberships: { rule: 'account' },
  exportUploads: { rule: 'account' },
  exportSummary: { rule: 'account' },
  exportPhotos: { rule: 'account' },
  exportEntries: { rule: 'account' },
  createGroup: { rule: 'account', body: () => ({ name: 'New' }) },
  listGroups: { rule: 'account' },
  joinGroup: { rule: 'account', body: ({ inviteToken }) => ({ token: inviteToken }) },
  getGroup: { rule: 'viewer', params: inGroup },
  markSeen: { rule: 'viewer', params: inGroup, body: () => ({ through: new Date().toISOString() }) },
  updateGroup: { rule: 'admin', params: inGroup, body: () => ({ name: 'Renamed' }) },
  deleteGroup: { rule: 'owner', params: inGroup },
  updateRules: { rule: 'owner', params: inGroup, body: () => ({ uploads: 'admins' }) },
  getSuccession: { rule: 'viewer', params: inGroup },
  leaveGroup: { rule: 'viewer', params: inGroup, body: () => ({ terms: 'go' }) },
  transferGroup: { rule: 'owner', params: inGroup, body: ({ target }) => ({ userId: target }) },
  listMembers: { rule: 'viewer', params: inGroup },
  changeRole: { rule: 'admin', params: onMember, body: () => ({ role: 'viewer' }) },
  removeMember: { rule: 'admin', params: onMember },
  listExits: { rule: 'account' },
  changeExit: { rule: 'account', params: inGroup, body: () => ({ terms: 'stay' }) },
  listBans: { rule: 'admin', params: inGroup },
  banMember: { rule: 'admin', params: inGroup, body: ({ target }) => ({ userId: target }) },
  liftBan: { rule: 'admin', params: ({ groupId }) => ({ groupId, userId: people.banned.me.id }) },
  listBlocks: { rule: 'account' },
  blockPerson: {
    rule: 'account',
    params: ({ target }) => ({ userId: target }),
    body: () => ({ hidesAll: true }),
  },
  unblockPerson: { rule: 'account', params: ({ target }) => ({ userId: target }) },
  listMyJoinRequests: { rule: 'account' },
  withdrawJoinRequest: { rule: 'account', params: ({ requestId }) => ({ requestId }) },
  listJoinRequests: { rule: 'admin', params: inGroup },
  approveJoinRequest: { rule: 'admin', params: ({ groupId, requestId }) => ({ groupId, requestId }) },
  declineJoinRequest: { rule: 'admin', params: ({ groupId, requestId }) => ({ groupId, requestId }) },
  createInvite: { rule: 'admin', params: inGroup, body: () => ({ role: 'viewer' }) },
  listInvites: { rule: 'admin', params: inGroup },
  revokeInvite: { rule: 'admin', params: ({ groupId, inviteId }) => ({ groupId, inviteId }) },
  listGroupAudit: { rule: 'viewer', params: inGroup },
  authoriseUploads: { rule: 'contributor', params: inGroup, body: () => ({ items: [file] }) },
  confirmUploads: { rule: 'contributor', params: inGroup, body: () => ({ uploadIds: [uuidv7()] }) },
  signParts: {
    rule: 'contributor',
    params: onUpload,
    body: () => ({ parts: [{ number: 1, sha256: 'a'.repeat(64) }] }),
  },
  listParts: { rule: 'contributor', params: onUpload },
  cancelUploads: { rule: 'viewer', params: inGroup, body: () => ({ uploadIds: [uuidv7()] }) },
  listUploads: { rule: 'viewer', params: inGroup },
  listPhotos: { rule: 'viewer', params: inGroup },
  listMonths: { rule: 'viewer', params: inGroup },
  getPhoto: { rule: 'viewer', params: onPhoto },
  getOriginal: { rule: 'viewer', params: onPhoto },
  // Another's photo: a contributor has no say in it.
  updatePhoto: { rule: 'admin', params: onPhoto, body: () => ({ caption: 'Mine now' }) },
  trashPhotos: { rule: 'admin', params: inGroup, body: photos },
  listTrash: { rule: 'viewer', params: inGroup },
  restorePhotos: { rule: 'admin', below: 'not-found', params: inGroup, body: photos },
  purgePhotos: { rule: 'admin', below: 'not-found', params: inGroup, body: photos },
  report: {
    rule: 'viewer',
    body: ({ groupId, photoId }) => ({ subject: { kind: 'photo', groupId, photoId }, reason: 'spam' }),
  },
  listMyReports: { rule: 'account' },
  askToHide: { rule: 'viewer', params: onPhoto },
  // The photo is hidden by then.
  getHideRequest: { rule: 'admin', below: 'not-found', params: onPhoto },
  withdrawHideRequest: { rule: 'viewer', params: onPhoto },
  answerHideRequest: { rule: 'admin', below: 'not-found', params: onPhoto, body: () => ({ agree: true }) },
  listHideQuestions: { rule: 'account' },
  listMyDecisions: { rule: 'account' },
  appealDecision: { rule: 'account', params: onDecision, body: () => ({ text: 'No' }) },
  viewSuspension: { rule: 'anyone', body: () => ({ ticket: 'x'.repeat(43) }) },
  appealSuspension: {
    rule: 'anyone',
    body: ({ decisionId }) => ({ ticket: 'x'.repeat(43), decisionId, text: 'No' }),
  },
  listCases: { rule: 'account' },
  listPlatformAudit: { rule: 'moderator' },
  getCase: { rule: 'admin', below: 'not-found', params: onCase },
  viewEvidence: { rule: 'admin', below: 'not-found', params: onCase },
  decideCase: {
    rule: 'admin',
    below: 'not-found',
    params: onCase,
    body: () => ({ actions: [{ kind: 'dismiss' }] }),
  },
  reverseDecision: { rule: 'admin', below: 'not-found', params: onDecision },
  judgeAppeal: {
    rule: 'admin',
    below: 'not-found',
    params: onDecision,
    body: () => ({ outcome: 'upheld' }),
  },
};

/** What is judged: by the group's admins, or once a case is the platform's, by moderators alone. */
const judging = ['getCase', 'viewEvidence', 'decideCase', 'reverseDecision', 'judgeAppeal'] as const;

const endsSession = new Set<OperationId>(['logOut', 'endAllSessions']);
const inTrash = new Set<OperationId>(['restorePhotos', 'purgePhotos']);
const columns = [
  'anonymous',
  'unverified',
  'suspended',
  'outsider',
  'moderator',
  'removed',
  'banned',
  'asking',
  'viewer',
  'contributor',
  'admin',
  'owner',
] as const;
type Column = (typeof columns)[number];

let stack: Stack;
let people: Record<Exclude<Column, 'anonymous'> | 'target', Person>;
/** Columns of people who have been told of the group, and are not in it. */
const outside: readonly string[] = [
  'outsider',
  'moderator',
  'removed',
  'banned',
  'asking',
] satisfies Column[];
const tokens = new Map<Column, string>();

async function logIn({ email, password }: Person): Promise<string> {
  const response = await fetch(`${stack.url}${API_PREFIX}/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  return ((await response.json()) as { accessToken: string }).accessToken;
}

/** An access token; of the unverified and the suspended, one from when all was well with the account. */
async function tokenOf(column: Column): Promise<string | null> {
  if (column === 'anonymous') return null;
  const token = tokens.get(column) ?? (await logIn(people[column]));
  tokens.set(column, token);
  return token;
}

/** A photo as if the target had uploaded it. */
async function insertPhoto(groupId: string, trashed: boolean): Promise<string> {
  const id = uuidv7();
  await stack.app.database.sql
    .insertInto('photos')
    .values({
      id,
      group_id: groupId,
      uploader_id: people.target.me.id,
      kind: 'image',
      state: 'ready',
      failure: null,
      sha256: id.replaceAll('-', '').repeat(2),
      live_sha256: trashed ? null : id.replaceAll('-', '').repeat(2),
      size: 9,
      mime_type: 'image/jpeg',
      file_name: 'a.jpg',
      storage_key: `media/${groupId}/${id}/original`,
      caption: '',
      width: 1,
      height: 1,
      taken_at: 1,
      taken_offset: null,
      added_at: 1,
      trashed_at: trashed ? Date.now() : null,
      trashed_by: trashed ? people.target.me.id : null,
      duration_ms: null,
      pairing_id: null,
      camera: null,
      latitude: 1,
      longitude: 1,
      thumbhash: null,
      shared_sha256: null,
    })
    .execute();
  return id;
}

/** An upload in parts that the target has begun. */
async function insertUpload(groupId: string): Promise<string> {
  const id = uuidv7();
  await stack.app.database.sql
    .insertInto('uploads')
    .values({
      id,
      group_id: groupId,
      user_id: people.target.me.id,
      sha256: 'b'.repeat(64),
      size: 9,
      mime_type: 'image/jpeg',
      file_name: 'a.jpg',
      taken_at: null,
      incoming_key: `incoming/${id}`,
      part_size: 5,
      multipart_id: null,
      state: 'open',
      photo_id: null,
      problem: null,
      created_at: Date.now(),
      expires_at: Date.now() + 3_600_000,
      ended_at: null,
    })
    .execute();
  return id;
}

async function insertPasskey(): Promise<string> {
  const id = uuidv7();
  await stack.app.database.sql
    .insertInto('passkeys')
    .values({
      id,
      user_id: people.target.me.id,
      credential_hash: id.replaceAll('-', '').repeat(2),
      credential_id: 'AAAA',
      public_key: 'AAAA',
      counter: 0,
      transports: '[]',
      name: 'Phone',
      synced: 0,
      created_at: 1,
      last_used_at: null,
    })
    .execute();
  return id;
}

/** A case of the photo, with a decision about its uploader. */
async function insertCase(
  id: OperationId,
  { groupId, photoId, tier }: { groupId: string; photoId: string; tier: 'group' | 'platform' },
): Promise<{ caseId: string; decisionId: string }> {
  const { sql } = stack.app.database;
  const [caseId, decisionId] = [uuidv7(), uuidv7()];
  const asked = id === 'getHideRequest' || id === 'answerHideRequest';
  const state = id === 'reverseDecision' ? 'decided' : id === 'judgeAppeal' ? 'appealed' : 'open';
  const key = `${asked ? 'hide' : 'photo'}:${groupId}:${photoId}`;
  const person_id = people.target.me.id;
  await sql
    .insertInto('moderation_cases')
    .values({
      id: caseId,
      purpose: asked ? 'hide-request' : 'report',
      subject_kind: 'photo',
      subject_id: photoId,
      subject_key: key,
      live_key: state === 'open' ? key : null,
      group_id: groupId,
      group_name: 'Scene',
      person_id,
      reason: asked ? 'in-photo' : 'spam',
      tier,
      state,
      report_count: 1,
      hiding_count: 1,
      objection: null,
      opened_at: 1,
      due_at: null,
      decided_by: null,
      decided_at: null,
    })
    .execute();
  if (asked) await sql.updateTable('photos').set({ hidden_level: 1 }).where('id', '=', photoId).execute();
  await sql
    .insertInto('evidence_objects')
    .values({
      object_key: `evidence/${caseId}/thumb`,
      case_id: caseId,
      photo_id: photoId,
      source_key: `media/${groupId}/${photoId}/thumb`,
      content_type: 'image/webp',
      viewable: 1,
      state: 'missing',
      due_at: 1,
      tries: 0,
      created_at: 1,
    })
    .execute();
  await sql
    .insertInto('moderation_decisions')
    .values({
      id: decisionId,
      case_id: caseId,
      person_id,
      tier,
      decided_by: null,
      reason: 'spam',
      message: '',
      note: '',
      decided_at: 1,
      appeal_until: Date.now() + 3_600_000,
      reversed_at: null,
      reversed_by: null,
    })
    .execute();
  await sql
    .insertInto('moderation_actions')
    .values({ decision_id: decisionId, kind: 'warn', until: null, state: 'standing' })
    .execute();
  const appeal = { text: 'No', made_at: 1, judged_by: null, judged_at: null, message: '' };
  if (state === 'appealed')
    await sql
      .insertInto('moderation_appeals')
      .values({ ...appeal, decision_id: decisionId, state: 'open' })
      .execute();
  return { caseId, decisionId };
}

/** A group of its own for one cell of the matrix, with everyone in place. */
async function setScene(id: OperationId, tier: 'group' | 'platform' = 'group'): Promise<Scene> {
  const { sql } = stack.app.database;
  const { client } = people.owner;
  const group = await client.createGroup({ body: { name: 'Scene' } });
  const params = { groupId: group.id };
  const members: [Person, Role][] = [
    [people.viewer, 'viewer'],
    [people.contributor, 'contributor'],
    [people.admin, 'admin'],
    [people.target, 'contributor'],
  ];
  for (const [person, role] of members) {
    await sql
      .insertInto('group_members')
      .values({ group_id: group.id, user_id: person.me.id, role, joined_at: 1 })
      .execute();
  }
  const { invite, token } = await client.createInvite({ params, body: { role: 'viewer' } });
  await people.removed.client.joinGroup({ body: { token } });
  await client.removeMember({ params: { ...params, userId: people.removed.me.id } });
  const { banned, asking } = people;
  await sql
    .insertInto('group_bans')
    .values({ group_id: group.id, user_id: banned.me.id, banned_by: people.owner.me.id, banned_at: 1 })
    .execute();
  const requestId = uuidv7();
  await sql
    .insertInto('join_requests')
    .values({
      id: requestId,
      group_id: group.id,
      group_name: group.name,
      user_id: asking.me.id,
      invite_id: invite.id,
      invited_by: people.owner.me.id,
      role: 'viewer',
      state: 'pending',
      asked_at: Date.now(),
      ends_at: Date.now() + 3_600_000,
    })
    .execute();
  const { sessions } = await people.target.client.listSessions();
  const photoId = await insertPhoto(group.id, inTrash.has(id));
  return {
    groupId: group.id,
    inviteId: invite.id,
    inviteToken: token,
    target: people.target.me.id,
    photoId,
    ...(await insertCase(id, { groupId: group.id, photoId, tier })),
    uploadId: await insertUpload(group.id),
    requestId,
    sessionId: sessions[0]?.id ?? '',
    passkeyId: await insertPasskey(),
  };
}

async function call(
  id: OperationId,
  scene: Scene,
  token: string | null,
): Promise<{ status: number; code: string | null }> {
  const operation: Operation = operations[id];
  const row = matrix[id];
  const params = row.params?.(scene) ?? {};
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '');
  const response = await fetch(stack.url + API_PREFIX + path, {
    method: operation.method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(operation.body && { 'content-type': 'application/json' }),
    },
    ...(operation.body && { body: JSON.stringify(row.body?.(scene) ?? {}) }),
  });
  const problem = response.ok ? null : ((await response.json()) as Problem);
  return { status: response.status, code: problem?.code ?? null };
}

/** What the matrix says; null: the operation itself decides, so anything but a refusal of the caller. */
function expected({ rule, below }: Row, column: Column): string | null {
  if (rule === 'anyone') return null;
  if (column === 'anonymous') return rule === 'anyone alive' ? null : 'unauthenticated';
  if (column === 'unverified' || column === 'suspended') return 'session-ended';
  if (rule === 'account' || rule === 'anyone alive') return null;
  if (rule === 'moderator') return column === 'moderator' ? null : 'not-found';
  if (outside.includes(column)) return 'not-found';
  return roles.indexOf(column as Role) <= roles.indexOf(rule) ? null : (below ?? 'forbidden');
}

// Answers that an operation gives to those who may call it.
const ownAnswers: Partial<Record<OperationId, string[]>> = {
  refreshSession: ['session-ended'],
  createChallenge: ['not-found'], // there is none
  endSession: ['not-found'], // the session is another's
  renamePasskey: ['not-found'], // and so is the passkey
  removePasskey: ['not-found'],
  confirmAvatar: ['not-found'], // and the picture
  signParts: ['not-found'], // and so is the upload
  listParts: ['not-found'],
  changeExit: ['not-found'], // nobody but the removed has left
  blockPerson: ['not-found'], // who is in no group with them has not come across them
  withdrawJoinRequest: ['not-found'], // the request is another's
  withdrawHideRequest: ['not-found'], // and so is the request
  answerHideRequest: ['forbidden'], // only its uploader answers for a photo
  appealDecision: ['not-found'], // the decision is another's
};

before(async () => {
  stack = await startStack();
  const names = [...columns.slice(1), 'target'] as const;
  people = Object.fromEntries(
    await Promise.all(
      names.map(async (name) => [
        name,
        await enter(stack.url, { name, email: `${name}@example.org`, password: `the password of ${name}` }),
      ]),
    ),
  );
  for (const column of columns.slice(1)) {
    await tokenOf(column);
  }
  const { sql } = stack.app.database;
  const { unverified, suspended } = people;
  await sql.updateTable('users').set({ verified_at: null }).where('id', '=', unverified.me.id).execute();
  await sql
    .updateTable('users')
    .set({ platform_role: 'moderator' })
    .where('id', '=', people.moderator.me.id)
    .execute();
  await sql.updateTable('users').set({ suspended_at: 1 }).where('id', '=', suspended.me.id).execute();
});
after(() => stack.stop());
// Nobody may be in more groups than an account can be.
afterEach(async () => void (await stack.app.database.sql.deleteFrom('group_members').execute()));

describe('who may do what', () => {
  for (const [id, row] of Object.entries(matrix) as [OperationId, Row][]) {
    it(`${id}: ${row.rule}`, async () => {
      for (const column of columns) {
        const scene = await setScene(id);
        const { status, code } = await call(id, scene, await tokenOf(column));
        if (endsSession.has(id) && status === 204) tokens.delete(column);
        const refusal = expected(row, column);
        if (refusal !== null) {
          assert.equal(code, refusal, `${column} gets ${status} ${code}`);
          continue;
        }
        assert.ok(status < 500, `${column} gets ${status} ${code}`);
        const refusals = ['unauthenticated', 'session-ended', 'forbidden', 'not-found'];
        const own = ownAnswers[id] ?? [];
        assert.ok(
          code === null || own.includes(code) || !refusals.includes(code),
          `${column} gets ${status} ${code}`,
        );
      }
    });
  }
});

describe("who may judge the platform's cases", () => {
  for (const id of judging) {
    it(`${id}: moderators alone, whatever somebody is in the group`, async () => {
      for (const column of columns) {
        const scene = await setScene(id, 'platform');
        const { status, code } = await call(id, scene, await tokenOf(column));
        const strangers: Record<string, string> = {
          anonymous: 'unauthenticated',
          unverified: 'session-ended',
          suspended: 'session-ended',
        };
        const refusal = column === 'moderator' ? null : (strangers[column] ?? 'not-found');
        assert.equal(code, refusal, `${column} gets ${status} ${code}`);
      }
    });
  }
});
