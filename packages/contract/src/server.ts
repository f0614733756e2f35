import { z } from 'zod';
import { defineOperations } from './operation.ts';
import { ProofOfWork } from './proof-of-work.ts';

/** Who may make an account here. `domains`: who has an address of one of those. */
export const SignUpPolicy = z.discriminatedUnion('policy', [
  z.object({ policy: z.literal('open') }),
  z.object({ policy: z.literal('invite') }),
  z.object({ policy: z.literal('domains'), domains: z.array(z.string()) }),
]);
export type SignUpPolicy = z.infer<typeof SignUpPolicy>;

/**
 * What keeps bots from signing up, if anything does; the answer goes along as `proof`. `proof-of-work`: what
 * `createChallenge` asks for. `widget`: what the provider's widget gives for the site key.
 */
export const SignUpChallenge = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('proof-of-work') }),
  z.object({ kind: z.literal('widget'), provider: z.enum(['hcaptcha', 'turnstile']), siteKey: z.string() }),
]);
export type SignUpChallenge = z.infer<typeof SignUpChallenge>;

/** What a client has to know of a server before anyone logs in. */
export const ServerInfo = z.object({ signUp: SignUpPolicy, challenge: SignUpChallenge });
export type ServerInfo = z.infer<typeof ServerInfo>;

export const serverOperations = defineOperations({
  getServer: {
    method: 'GET',
    path: '/server',
    tag: 'server',
    summary: 'Who may sign up here, and what is asked of them.',
    auth: 'public',
    rate: 'read',
    success: { status: 200, body: ServerInfo },
    problems: [],
  },
  createChallenge: {
    method: 'POST',
    path: '/accounts/challenge',
    tag: 'accounts',
    summary: 'Get puzzles to solve before signing up, where the server asks for a proof of work. Good once.',
    auth: 'public',
    rate: 'credential',
    success: { status: 201, body: ProofOfWork },
    problems: ['not-found'],
  },
});
