import { z } from 'zod';
import { Email, LinkToken } from './accounts.ts';
import { defineOperations } from './operation.ts';
import { Moment, Nothing } from './scalars.ts';

/** Another address of the account, until whoever reads its letters has said yes. */
export const EmailChange = z.object({
  email: z.string(),
  askedAt: Moment,
  /** When the newest letter's link ends. */
  expiresAt: Moment,
});
export type EmailChange = z.infer<typeof EmailChange>;

/** What the link to the old address did. */
export const EmailReturn = z.object({
  /**
   * `cancelled`: the change waited, and never will be made. `restored`: it was made; the account has its old address, no
   * session and no password any more.
   */
  outcome: z.enum(['cancelled', 'restored']),
  /** As of a letter, to set a new password with. */
  resetToken: LinkToken,
});
export type EmailReturn = z.infer<typeof EmailReturn>;

export const emailChangeOperations = defineOperations({
  getEmailChange: {
    method: 'GET',
    path: '/me/email',
    tag: 'accounts',
    summary: 'The change of my address that waits to be confirmed; null: none does.',
    auth: 'user',
    rate: 'read',
    success: { status: 200, body: z.object({ change: EmailChange.nullable() }) },
    problems: [],
  },
  requestEmailChange: {
    method: 'POST',
    path: '/me/email',
    tag: 'accounts',
    summary:
      'Ask for another address: a letter with a link goes to it, and one with a way back to the old one. Answers alike whether or not the new one is taken.',
    auth: 'user',
    rate: 'mail',
    body: z.strictObject({ email: Email }),
    success: { status: 201, body: EmailChange },
    problems: ['confirmation-required', 'email-unchanged', 'address-not-admitted', 'address-refused'],
  },
  resendEmailChange: {
    method: 'POST',
    path: '/me/email/resend',
    tag: 'accounts',
    summary: 'Send the letter to the new address again; links of earlier ones end.',
    auth: 'user',
    rate: 'mail',
    body: Nothing,
    success: { status: 200, body: EmailChange },
    problems: ['not-found'],
  },
  cancelEmailChange: {
    method: 'DELETE',
    path: '/me/email',
    tag: 'accounts',
    summary: 'Give up the change that waits to be confirmed.',
    auth: 'user',
    rate: 'write',
    success: { status: 204 },
    problems: ['not-found'],
  },
  confirmEmailChange: {
    method: 'POST',
    path: '/accounts/email/confirm',
    tag: 'accounts',
    summary:
      'Take the new address, by the token of the letter to it; ends every session but the one that asked.',
    auth: 'public',
    rate: 'credential',
    body: z.strictObject({ token: LinkToken }),
    success: { status: 200, body: z.object({ email: z.string() }) },
    problems: ['code-invalid', 'email-taken'],
  },
  returnEmail: {
    method: 'POST',
    path: '/accounts/email/return',
    tag: 'accounts',
    summary:
      'Keep the old address, by the token of the letter to it: gives the change up, or undoes it with all that came after.',
    auth: 'public',
    rate: 'credential',
    body: z.strictObject({ token: LinkToken }),
    success: { status: 200, body: EmailReturn },
    problems: ['code-invalid', 'email-taken'],
  },
});
