import type { Assertion, Attestation } from '@wmory/contract';
import type { Actor, Caller } from '../../caller.ts';
import { createAccessTokens } from './access-tokens.ts';
import { openToAll } from './admission.ts';
import { createAttempts } from './attempts.ts';
import { createCertificates } from './certificates.ts';
import { confirmIdentity, type IdentityProof, prepareConfirmation } from './confirmation.ts';
import * as deletions from './deletions.ts';
import { nowhere } from './departures.ts';
import type { AccountDeps, Context } from './deps.ts';
import { confirmEmailChange, returnEmail } from './email-change-links.ts';
import * as emailChanges from './email-changes.ts';
import { createEmailTokens } from './email-tokens.ts';
import { eraseAccounts } from './erasure.ts';
import { expireAccounts } from './expiry.ts';
import { exportAccount, exportEntries } from './export.ts';
import { createFarewells } from './farewells.ts';
import { composeLetter } from './letters.ts';
import { logIn } from './log-in.ts';
import { createOutbox } from './outbox.ts';
import { createPasskeyCeremonies } from './passkey-ceremonies.ts';
import { createPasskeyChallenges } from './passkey-challenges.ts';
import { logInWithPasskey, preparePasskeyLogIn } from './passkey-log-in.ts';
import * as passkeys from './passkeys.ts';
import { createPasswordHasher } from './password-hasher.ts';
import * as passwords from './passwords.ts';
import * as profile from './profile.ts';
import { createRefreshTokens } from './refresh-tokens.ts';
import * as sessions from './sessions.ts';
import { resendVerification, type SignUp, signUp } from './sign-up.ts';
import { openSigningKeys } from './signing-keys.ts';
import { createSuppressions, type MailReport } from './suppressions.ts';
import { createSuspensionTickets } from './suspension-tickets.ts';
import { type EmailProof, verifyEmail } from './verify-email.ts';

export type Accounts = Awaited<ReturnType<typeof createAccounts>>;

const ANSWER_FLOOR = 200;

/** Accounts, their sessions and the letters to them. Rejects with `StartError` on another secret than before. */
export async function createAccounts(deps: AccountDeps) {
  const { database, audit, clock, secrets, mailer, log, publicUrl } = deps;
  const keys = await openSigningKeys({ database, secrets, clock });
  const emailTokens = createEmailTokens({ secrets, clock });
  const suppressions = createSuppressions({ database, secrets, clock });
  const compose = composeLetter.bind(null, {
    clock,
    emailTokens,
    publicUrl,
    suppressions,
    composeNotice: deps.composeNotice ?? (async () => null),
  });
  const context: Context = {
    database,
    audit,
    clock,
    emailTokens,
    suppressions,
    signAvatar: deps.signAvatar ?? (() => null),
    accessTokens: createAccessTokens({ clock, issuer: publicUrl, keys }),
    refreshTokens: createRefreshTokens(secrets),
    outbox: createOutbox({ database, clock, mailer, log, compose }),
    suspensionTickets: createSuspensionTickets({ secrets, clock }),
    attempts: createAttempts(deps.limits),
    challenges: createPasskeyChallenges({ database, secrets, clock }),
    ceremonies: createPasskeyCeremonies({ publicUrl, secrets }),
    passwords: deps.passwords ?? createPasswordHasher(),
    admission: deps.admission ?? openToAll,
    departures: deps.departures ?? nowhere,
    farewells: createFarewells({ database, clock, mailer, secrets, suppressions, log }),
    certificates: createCertificates(secrets),
    installation: publicUrl,
    answerFloor: deps.answerFloor ?? ANSWER_FLOOR,
  };
  return {
    getServer: async () => context.admission.info,
    createChallenge: async () => context.admission.issueChallenge(),
    signUp: (caller: Caller, input: SignUp) => signUp(context, caller, input),
    verifyEmail: (caller: Caller, proof: EmailProof) => verifyEmail(context, caller, proof),
    resendVerification: (input: { email: string }) => resendVerification(context, input),
    logIn: (caller: Caller, input: { email: string; password: string }) => logIn(context, caller, input),
    forgotPassword: (input: { email: string }) => passwords.forgotPassword(context, input),
    resetPassword: (caller: Caller, input: { token: string; password: string }) =>
      passwords.resetPassword(context, caller, input),
    changePassword: (actor: Actor, input: { currentPassword: string; newPassword: string }) =>
      passwords.changePassword(context, actor, input),
    getMe: (actor: Actor) => profile.getMe(context, actor),
    updateMe: (actor: Actor, input: profile.ProfileChange) => profile.updateMe(context, actor, input),
    refreshSession: (caller: Caller, token: string | null) => sessions.refreshSession(context, caller, token),
    logOut: (actor: Actor) => sessions.logOut(context, actor),
    listSessions: (actor: Actor) => sessions.listSessions(context, actor),
    endSession: (actor: Actor, sessionId: string) => sessions.endSession(context, actor, sessionId),
    endAllSessions: (actor: Actor) => sessions.endAllSessions(context, actor),
    preparePasskeyLogIn: () => preparePasskeyLogIn(context),
    logInWithPasskey: (caller: Caller, assertion: Assertion) => logInWithPasskey(context, caller, assertion),
    prepareConfirmation: (actor: Actor) => prepareConfirmation(context, actor),
    confirmIdentity: (actor: Actor, proof: IdentityProof) => confirmIdentity(context, actor, proof),
    listPasskeys: (actor: Actor) => passkeys.listPasskeys(context, actor),
    preparePasskey: (actor: Actor) => passkeys.preparePasskey(context, actor),
    addPasskey: (actor: Actor, input: { passkey: Attestation; name?: string | undefined }) =>
      passkeys.addPasskey(context, actor, input),
    renamePasskey: (actor: Actor, id: string, input: { name: string }) =>
      passkeys.renamePasskey(context, actor, id, input),
    removePasskey: (actor: Actor, id: string) => passkeys.removePasskey(context, actor, id),
    getEmailChange: (actor: Actor) => emailChanges.getEmailChange(context, actor),
    requestEmailChange: (actor: Actor, input: { email: string }) =>
      emailChanges.requestEmailChange(context, actor, input),
    resendEmailChange: (actor: Actor) => emailChanges.resendEmailChange(context, actor),
    cancelEmailChange: (actor: Actor) => emailChanges.cancelEmailChange(context, actor),
    confirmEmailChange: (caller: Caller, input: { token: string }) =>
      confirmEmailChange(context, caller, input),
    returnEmail: (caller: Caller, input: { token: string }) => returnEmail(context, caller, input),
    getDeletion: (actor: Actor) => deletions.getDeletion(context, actor),
    requestDeletion: (actor: Actor, wish: deletions.DeletionWish) =>
      deletions.requestDeletion(context, actor, wish),
    keepAccount: (actor: Actor) => deletions.keepAccount(context, actor),
    keepAccountByLink: (caller: Caller, input: { token: string }) =>
      deletions.keepAccountByLink(context, caller, input),
    getCertificateKey: async () => context.certificates.key,
    exportAccount: (actor: Actor) => exportAccount(context, actor),
    exportEntries: (actor: Actor, page: Parameters<typeof exportEntries>[2]) =>
      exportEntries(context, actor, page),

    /** What the mail provider reports of letters; the same report again changes nothing. */
    noteMail: (report: MailReport) => suppressions.note(report),
    /** Owes somebody a letter that a module above writes. */
    oweNotice: context.outbox.oweNotice,
    /** Whose suspended account a ticket is for; null when it is none, or too old. */
    readSuspensionTicket: context.suspensionTickets.read,
    /** The session behind an access token. Throws `unauthenticated`, or `session-ended` once it was revoked. */
    authenticate: (accessToken: string) => sessions.authenticate(context, accessToken),
    /** Public keys of access tokens, for `/.well-known/jwks.json`. */
    jwks: context.accessTokens.jwks,
    sweeps: {
      sendLetters: context.outbox.send,
      expireAccounts: () => expireAccounts(context),
      eraseAccounts: () => eraseAccounts(context),
      sendFarewells: context.farewells.send,
    },
    /** Waits for letters that are being sent; before the mailer and the database close. */
    close: context.outbox.close,
  };
}
