import { z } from 'zod';

/**
 * Every way a request can be refused. Clients switch on `code`; `title` is for people reading logs and the
 * API reference. The wire form is `application/problem+json` (RFC 9457).
 */
export const problems = {
  // The request itself
  'malformed-request': { status: 400, title: 'The request is not as the API describes it.' },
  'body-too-large': { status: 413, title: 'The request body is larger than this route takes.' },
  'headers-too-large': { status: 431, title: 'The headers of the request are larger than the server takes.' },
  'request-timeout': { status: 408, title: 'The request took too long to arrive.' },
  'unsupported-media-type': { status: 415, title: 'This route takes application/json.' },
  'not-found': { status: 404, title: 'There is nothing here, or nothing for you.' },
  'method-not-allowed': { status: 405, title: 'This address does not take that method.' },
  'idempotency-in-flight': {
    status: 409,
    title: 'A request with this Idempotency-Key is still being answered.',
  },
  'idempotency-mismatch': { status: 422, title: 'This Idempotency-Key was used with another request.' },
  'rate-limited': { status: 429, title: 'Too many requests; try again in a while.' },
  overloaded: { status: 503, title: 'The server is busy; try again in a moment.' },
  unavailable: { status: 503, title: 'A part of the server cannot be reached; try again in a moment.' },
  internal: { status: 500, title: 'Something went wrong on the server.' },

  // Accounts and sessions
  unauthenticated: { status: 401, title: 'Log in to do this.' },
  'wrong-credentials': { status: 401, title: 'E-mail or password is wrong.' },
  'session-ended': { status: 401, title: 'This session has ended; log in again.' },
  'account-suspended': { status: 403, title: 'This account is suspended.' },
  'email-unverified': { status: 403, title: 'Confirm your e-mail address first.' },
  'code-invalid': { status: 400, title: 'The code or link is wrong, used or expired.' },
  'password-common': { status: 422, title: 'This password is on the list of common ones.' },
  'too-many-attempts': { status: 429, title: 'Too many wrong attempts; try again later.' },
  'confirmation-required': { status: 403, title: 'Confirm that it is you first.' },
  'passkey-refused': { status: 401, title: 'This passkey does not open an account here.' },
  'passkey-unfit': { status: 422, title: 'This passkey cannot be used here.' },
  'too-many-passkeys': { status: 409, title: 'The account has as many passkeys as it can have.' },
  'last-way-in': { status: 409, title: 'Nothing else opens the account; set a password first.' },
  'sign-up-by-invite': { status: 403, title: 'New people are taken by invite alone.' },
  'address-not-admitted': {
    status: 403,
    title: 'New people are taken with addresses of some domains alone.',
  },
  'address-refused': { status: 422, title: 'Addresses of this provider are not taken; use another one.' },
  'challenge-failed': { status: 403, title: 'The challenge was not solved, or was used or too old.' },
  'email-unchanged': { status: 422, title: 'This is the address of the account already.' },
  'deletion-pending': { status: 409, title: 'The account is to be deleted already.' },
  'email-taken': { status: 409, title: 'Another account has this address.' },
  'csrf-refused': { status: 403, title: 'The request came from another site.' },

  // Groups
  forbidden: { status: 403, title: 'Your role in this group does not allow this.' },
  'last-member': { status: 409, title: 'You are the last one; if you leave, the group is deleted.' },
  'group-full': { status: 409, title: 'The group has as many members as it can have.' },
  'too-many-groups': { status: 409, title: 'You are in as many groups as an account can be.' },
  'too-many-invites': {
    status: 409,
    title: 'The group has as many open invites as it can have; revoke one.',
  },
  'too-many-join-requests': { status: 409, title: 'Too many requests to join are open.' },
  'too-many-bans': { status: 409, title: 'The group bans as many people as it can.' },
  'too-many-blocks': { status: 409, title: 'You block as many people as an account can.' },
  'person-in-too-many-groups': {
    status: 409,
    title: 'That person is in as many groups as an account can be.',
  },
  'invite-invalid': { status: 404, title: 'This invite does not exist, is used up, revoked or expired.' },
  'not-a-member': { status: 404, title: 'That person is not in this group.' },

  // Media
  'quota-exceeded': { status: 422, title: "Today's upload quota does not hold this file." },
  'file-empty': { status: 422, title: 'The file is empty.' },
  'file-too-large': { status: 422, title: 'The file is larger than the server takes.' },
  'type-unsupported': { status: 422, title: 'This type of file cannot be shared yet.' },
  'kind-unsupported': { status: 422, title: 'The file is not of the kind that was announced.' },
  'motion-refused': { status: 409, title: 'That photo is not yours, is gone, or has another film.' },
  'upload-missing': { status: 409, title: 'The file has not arrived at the store.' },
  'upload-mismatch': { status: 409, title: 'The stored file is not the one that was announced.' },
  'upload-expired': { status: 410, title: 'The upload took too long; announce the file again.' },
  'upload-ended': { status: 409, title: 'The upload has ended; confirm it to see how.' },
  'upload-cancelled': { status: 410, title: 'The upload was cancelled.' },
  'photo-not-ready': { status: 409, title: 'The photo is still being prepared.' },
  'original-withheld': { status: 403, title: 'Only who added this file can save it.' },
  'photo-hidden': { status: 409, title: 'The photo is in the group already, but hidden.' },
  'photo-held': { status: 409, title: 'A decision holds this photo; it has to be taken back first.' },
  'subject-unsupported': { status: 422, title: 'Comments cannot be reported yet.' },
  'own-subject': { status: 422, title: 'Nobody reports or blocks themselves, or reports what is their own.' },
  'case-decided': { status: 409, title: 'Somebody has decided this already.' },
  'appeal-made': { status: 409, title: 'There is an appeal against this decision already.' },
  'appeal-over': { status: 410, title: 'This decision cannot be appealed against any more.' },
  'taken-down': { status: 403, title: 'Moderators have taken this file down; it cannot be shared here.' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

export const ProblemCode = z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]);

/** One fault in the request: where, as a JSON Pointer into body, query or params, and what. */
export const Fault = z.object({ at: z.string(), message: z.string() });

/** RFC 9457 with three extensions: `code`, `params` (what a sentence needs) and `faults`. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: ProblemCode,
  detail: z.string().optional(),
  /** The request id, as in the server's log. */
  instance: z.string().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  faults: z.array(Fault).optional(),
});
export type Problem = z.infer<typeof Problem>;
