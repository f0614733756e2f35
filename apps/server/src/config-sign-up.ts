import { resolve } from 'node:path';
import type { SignUpPolicy } from '@wmory/contract';
import { type ConfigField, domainName, integer, oneOf, text, url } from './config-parsers.ts';

/** What is asked of who signs up, against bots. */
export type ChallengeConfig =
  | { kind: 'none' }
  | { kind: 'proof-of-work'; bits: number }
  | { kind: 'widget'; provider: 'hcaptcha' | 'turnstile'; siteKey: string; url: string | null };

export interface SignUpConfig {
  policy: SignUpPolicy;
  /** Whether addresses of providers of disposable ones are refused. */
  refuseDisposable: boolean;
  /** File of more domains to refuse. */
  refusedDomainsFile: string | null;
  challenge: ChallengeConfig;
}

const domainNames = (value: string): string[] =>
  value
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter(Boolean)
    .map((part) => {
      try {
        return domainName(part);
      } catch {
        throw new Error(`must list domains such as school.example, which ${part} is not`);
      }
    });

export const signUpFields = {
  signUp: {
    name: 'SIGN_UP',
    section: 'Sign-up',
    description:
      'Who may make an account: open, for anyone; invite, for who holds an invite to a group; domains, for addresses of SIGN_UP_DOMAINS.',
    default: 'open',
    parse: oneOf('open', 'invite', 'domains'),
  },
  signUpDomains: {
    name: 'SIGN_UP_DOMAINS',
    section: 'Sign-up',
    description: 'Domains whose addresses may sign up, with commas; each as it is, without those below it.',
    default: '',
    parse: domainNames,
  },
  disposableAddresses: {
    name: 'DISPOSABLE_ADDRESSES',
    section: 'Sign-up',
    description: 'refuse: no accounts for addresses of providers that give them away for minutes.',
    default: 'allow',
    parse: oneOf('allow', 'refuse'),
  },
  refusedDomainsFile: {
    name: 'REFUSED_DOMAINS_FILE',
    section: 'Sign-up',
    description:
      'File of domains, one a line, whose addresses may not sign up, nor those of domains below them; read at the start.',
    default: '',
    parse: (value: string): string | null => (value === '' ? null : resolve(value)),
  },
  challenge: {
    name: 'CHALLENGE',
    section: 'Sign-up',
    description:
      'What keeps bots from signing up: none; proof-of-work, which devices do by themselves; hcaptcha or turnstile, the widget of that provider.',
    default: 'none',
    parse: oneOf('none', 'proof-of-work', 'hcaptcha', 'turnstile'),
  },
  challengeBits: {
    name: 'CHALLENGE_BITS',
    section: 'Sign-up',
    description:
      'What a proof of work costs: 2 to this power hashes on average. 16 is a blink for a computer and some seconds for an old phone.',
    default: '16',
    parse: integer(8, 24),
  },
  challengeSiteKey: {
    name: 'CHALLENGE_SITE_KEY',
    section: 'Sign-up',
    description: 'Site key that the provider of the widget has given out.',
    default: '',
    parse: text,
  },
  challengeSecret: {
    name: 'CHALLENGE_SECRET',
    section: 'Sign-up',
    description: 'Secret that goes with the site key.',
    default: '',
    secret: true,
    parse: text,
  },
  challengeUrl: {
    name: 'CHALLENGE_URL',
    section: 'Sign-up',
    description:
      "Where the widget's answers are verified, if not at its provider; it has to speak siteverify.",
    default: '',
    parse: url(/^https?:$/, 'https://captcha.example/siteverify'),
  },
} as const satisfies Record<string, ConfigField>;

type Parsed = { [K in keyof typeof signUpFields]: ReturnType<(typeof signUpFields)[K]['parse']> };

/** What the settings come to; adds what does not go together to the faults. */
export function toSignUp(parsed: Parsed, faults: string[]): SignUpConfig {
  const { signUp: policy, signUpDomains: domains = [] } = parsed;
  if (policy === 'domains' && domains.length === 0)
    faults.push('SIGN_UP_DOMAINS is needed with SIGN_UP=domains');
  if (policy && policy !== 'domains' && domains.length > 0)
    faults.push('SIGN_UP_DOMAINS goes with SIGN_UP=domains alone');
  return {
    policy: policy === 'domains' ? { policy, domains } : { policy },
    refuseDisposable: parsed.disposableAddresses === 'refuse',
    refusedDomainsFile: parsed.refusedDomainsFile,
    challenge: toChallenge(parsed, faults),
  };
}

function toChallenge(parsed: Parsed, faults: string[]): ChallengeConfig {
  const { challenge, challengeSiteKey: siteKey, challengeSecret: secret, challengeUrl: url } = parsed;
  if (challenge === 'proof-of-work') return { kind: challenge, bits: parsed.challengeBits };
  if (challenge !== 'hcaptcha' && challenge !== 'turnstile') return { kind: 'none' };
  if (!siteKey || !secret)
    faults.push(`CHALLENGE_SITE_KEY and CHALLENGE_SECRET are needed with CHALLENGE=${challenge}`);
  return { kind: 'widget', provider: challenge, siteKey, url };
}
