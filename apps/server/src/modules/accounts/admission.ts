import type { ProofOfWork, ServerInfo, SignUpPolicy } from '@wmory/contract';
import { type Challenge, noChallenge } from '../../challenge/port.ts';
import { AppError } from '../../error.ts';
import { domainOf, isRefused } from './policy.ts';

export interface Applicant {
  email: string;
  /** Token of an invite to a group. */
  invite?: string | undefined;
  /** What the challenge was answered with. */
  proof?: string | undefined;
}

/** Who may make an account, and what is asked of them. */
export interface Admission {
  /** As clients are told. */
  readonly info: ServerInfo;
  /** Puzzles to solve; throws `not-found` where there are none. */
  issueChallenge(): ProofOfWork;
  /** Throws `address-not-admitted` or `address-refused`: what holds for any address that an account has. */
  demandAddress(email: string): void;
  /**
   * Throws `sign-up-by-invite`, `address-not-admitted`, `address-refused` or `challenge-failed`. Looks at what was
   * brought alone, never at accounts, so that it tells nobody who has one. A proof is used up only if all else is well.
   */
  demand(applicant: Applicant): Promise<void>;
}

export interface AdmissionDeps {
  policy: SignUpPolicy;
  /** Domains whose addresses may not sign up, nor those of domains below them. */
  refusedDomains: ReadonlySet<string>;
  challenge: Challenge;
  /** Whether it is the token of an invite that can be used. */
  isInvite(token: string): Promise<boolean>;
}

export function createAdmission({ policy, refusedDomains, challenge, isInvite }: AdmissionDeps): Admission {
  function demandAddress(email: string): void {
    const domain = domainOf(email);
    if (policy.policy === 'domains' && !policy.domains.includes(domain))
      throw new AppError('address-not-admitted', { params: { domains: policy.domains.join(', ') } });
    if (isRefused(domain, refusedDomains)) throw new AppError('address-refused');
  }

  return {
    demandAddress,
    info: { signUp: policy, challenge: challenge.kind },
    issueChallenge() {
      const puzzles = challenge.issue();
      if (!puzzles) throw new AppError('not-found');
      return puzzles;
    },
    async demand({ email, invite, proof }) {
      demandAddress(email);
      if (policy.policy === 'invite' && !(invite && (await isInvite(invite))))
        throw new AppError('sign-up-by-invite');
      if (!(await challenge.redeem(proof))) throw new AppError('challenge-failed');
    },
  };
}

/** Takes anyone, and asks for nothing. */
export const openToAll: Admission = createAdmission({
  policy: { policy: 'open' },
  refusedDomains: new Set(),
  challenge: noChallenge,
  isInvite: async () => false,
});
