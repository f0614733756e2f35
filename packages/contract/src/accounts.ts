import { z } from 'zod';
import { defineOperations } from './operation.ts';
import { Id, line, Moment } from './scalars.ts';

/** Lower-cased: the servers in use treat addresses so, and two accounts that differ by case mislead. */
export const Email = z.email().max(254).toLowerCase();

/** 12 to 128 characters, no rules of composition (OWASP ASVS 5); common ones are refused by the server. */
export const Password = z.string().min(12).max(128);

/** Languages that letters are written in. */
export const LetterLanguage = z.enum(['en', 'de', 'es', 'ar']);
export type LetterLanguage = z.infer<typeof LetterLanguage>;

/** Why no letters go to an address at the moment. */
export const MailTrouble = z.object({
  /** `bounce`: they came back; `complaint`: they were reported as unwanted. */
  reason: z.enum(['bounce', 'complaint']),
  since: Moment,
  /** From when on the next one that is asked for is sent all the same; null: not until an administrator says so. */
  retryAt: Moment.nullable(),
});
export type MailTrouble = z.infer<typeof MailTrouble>;

export const Me = z.object({
  id: Id,
  email: z.string(),
  name: z.string(),
  /** A signed, short-lived address of their picture; null: there is none. */
  avatarUrl: z.string().nullable(),
  createdAt: Moment,
  /** Null: letters arrive, as far as the server knows. */
  mailTrouble: MailTrouble.nullable(),
  /** Judges what is reported, beyond single groups. */
  moderator: z.boolean(),
  /** When the account is deleted, as its owner asked; null: it stays. */
  deletionAt: Moment.nullable(),
});
export type Me = z.infer<typeof Me>;

/** A person as others in a shared group see them. */
export const Person = z.object({ id: Id, name: z.string() });
export type Person = z.infer<typeof Person>;

/** A person with their picture, where those who see it may see that as well. */
export const PicturedPerson = Person.extend({
  /** A signed, short-lived address; null: there is none. */
  avatarUrl: z.string().nullable(),
});
export type PicturedPerson = z.infer<typeof PicturedPerson>;

/**
 * How the refresh token travels. `cookie`: HttpOnly, SameSite=Strict, for browsers, never in the body.
 * `bearer`: in the body, for apps and tools that keep it in secure storage.
 */
export const SessionTransport = z.enum(['cookie', 'bearer']);

export const Tokens = z.object({
  /** JWT; send as `Authorization: Bearer`. */
  accessToken: z.string(),
  /** Seconds until the access token expires. */
  expiresIn: z.int(),
  /** With the `bearer` transport alone. */
  refreshToken: z.string().optional(),
});
export type Tokens = z.infer<typeof Tokens>;

export const SessionStart = Tokens.extend({ me: Me });
export type SessionStart = z.infer<typeof SessionStart>;

export const Session = z.object({
  id: Id,
  /** "Firefox on Linux", as read from the user agent. */
  device: z.string(),
  createdAt: Moment,
  lastUsedAt: Moment,
  current: z.boolean(),
});
export type Session = z.infer<typeof Session>;

/** Where nothing is said, the refresh token comes in the body. */
export const Transport = SessionTransport.default('bearer');
/** What follows `#token=` in the link of a letter. */
export const LinkToken = z.string().min(20).max(200);

export const accountOperations = defineOperations({
  signUp: {
    method: 'POST',
    path: '/accounts',
    tag: 'accounts',
    summary:
      'Make an account and send its verification letter. Answers alike whether or not the address is taken.',
    auth: 'public',
    rate: 'mail',
    body: z.strictObject({
      email: Email,
      password: Password,
      name: line(60),
      /** Token of an invite, where people are taken by invite alone. It is not used up: joining does that. */
      invite: LinkToken.optional(),
      /** What the server's challenge is answered with, where there is one. */
      proof: z.string().min(1).max(4096).optional(),
    }),
    success: { status: 202 },
    problems: [
      'password-common',
      'sign-up-by-invite',
      'address-not-admitted',
      'address-refused',
      'challenge-failed',
    ],
  },
  verifyEmail: {
    method: 'POST',
    path: '/accounts/verify',
    tag: 'accounts',
    summary: 'Confirm the address by the six digits or by the link of the letter; starts a session.',
    auth: 'public',
    rate: 'credential',
    body: z.union([
      z.strictObject({ email: Email, code: z.string().regex(/^\d{6}$/), transport: Transport }),
      z.strictObject({ token: LinkToken, transport: Transport }),
    ]),
    success: { status: 200, body: SessionStart },
    problems: ['code-invalid', 'too-many-attempts'],
  },
  resendVerification: {
    method: 'POST',
    path: '/accounts/verify/resend',
    tag: 'accounts',
    summary: 'Send a new verification letter, if there is an unverified account. Answers alike in any case.',
    auth: 'public',
    rate: 'mail',
    body: z.strictObject({ email: Email }),
    success: { status: 202 },
    problems: [],
  },
  logIn: {
    method: 'POST',
    path: '/sessions',
    tag: 'sessions',
    summary: 'Start a session with e-mail and password.',
    auth: 'public',
    rate: 'credential',
    body: z.strictObject({ email: Email, password: z.string().min(1).max(128), transport: Transport }),
    success: { status: 201, body: SessionStart },
    problems: ['wrong-credentials', 'email-unverified', 'account-suspended', 'too-many-attempts'],
  },
  refreshSession: {
    method: 'POST',
    path: '/sessions/refresh',
    tag: 'sessions',
    summary: 'Trade the refresh token (body or cookie) for new tokens; the old one is spent.',
    auth: 'public',
    rate: 'read',
    body: z.strictObject({ refreshToken: LinkToken.optional() }),
    success: { status: 200, body: Tokens },
    problems: ['session-ended', 'csrf-refused'],
  },
  logOut: {
    method: 'DELETE',
    path: '/sessions/current',
    tag: 'sessions',
    summary: 'End this session.',
    auth: 'user',
    rate: 'write',
    success: { status: 204 },
    problems: [],
  },
  forgotPassword: {
    method: 'POST',
    path: '/accounts/password/forgot',
    tag: 'accounts',
    summary:
      'Send a letter with a link to set a new password, if there is an account. Answers alike in any case.',
    auth: 'public',
    rate: 'mail',
    body: z.strictObject({ email: Email }),
    success: { status: 202 },
    problems: [],
  },
  resetPassword: {
    method: 'POST',
    path: '/accounts/password/reset',
    tag: 'accounts',
    summary: 'Set a new password with the token of the letter; ends every session.',
    auth: 'public',
    rate: 'credential',
    body: z.strictObject({ token: LinkToken, password: Password }),
    success: { status: 204 },
    problems: ['code-invalid', 'password-common'],
  },
  changePassword: {
    method: 'PUT',
    path: '/me/password',
    tag: 'accounts',
    summary: 'Change the password; ends every other session.',
    auth: 'user',
    rate: 'credential',
    body: z.strictObject({ currentPassword: z.string().min(1).max(128), newPassword: Password }),
    success: { status: 204 },
    problems: ['wrong-credentials', 'password-common', 'too-many-attempts'],
  },
  getMe: {
    method: 'GET',
    path: '/me',
    tag: 'accounts',
    summary: 'The account that is logged in.',
    auth: 'user',
    rate: 'read',
    success: { status: 200, body: Me },
    problems: [],
  },
  updateMe: {
    method: 'PATCH',
    path: '/me',
    tag: 'accounts',
    summary: 'Change what others see of me, or the language of letters to me.',
    auth: 'user',
    rate: 'write',
    body: z.strictObject({ name: line(60).optional(), language: LetterLanguage.optional() }),
    success: { status: 200, body: Me },
    problems: [],
  },
  listSessions: {
    method: 'GET',
    path: '/me/sessions',
    tag: 'sessions',
    summary: 'Where I am logged in, the most recently used first.',
    auth: 'user',
    rate: 'read',
    success: { status: 200, body: z.object({ sessions: z.array(Session) }) },
    problems: [],
  },
  endSession: {
    method: 'DELETE',
    path: '/me/sessions/:sessionId',
    tag: 'sessions',
    summary: 'End one of my sessions.',
    auth: 'user',
    rate: 'write',
    params: z.strictObject({ sessionId: Id }),
    success: { status: 204 },
    problems: ['not-found'],
  },
  endAllSessions: {
    method: 'DELETE',
    path: '/me/sessions',
    tag: 'sessions',
    summary: 'Log out everywhere, here too.',
    auth: 'user',
    rate: 'write',
    success: { status: 204 },
    problems: [],
  },
});
