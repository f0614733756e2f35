import type { SignUpChallenge } from '@wmory/contract';
import type { Logger } from 'pino';
import { SECOND } from '../clock.ts';
import { AppError } from '../error.ts';
import type { Challenge } from './port.ts';

type Widget = Extract<SignUpChallenge, { kind: 'widget' }>;

const providers = {
  hcaptcha: {
    verifyUrl: 'https://api.hcaptcha.com/siteverify',
    sources: ['https://hcaptcha.com', 'https://*.hcaptcha.com'],
  },
  turnstile: {
    verifyUrl: 'https://challenges.cloudflare.com/turnstile/v0/siteverify',
    sources: ['https://challenges.cloudflare.com'],
  },
} as const satisfies Record<Widget['provider'], { verifyUrl: string; sources: readonly string[] }>;

/** Where the provider's widget runs its scripts and frames from, for a Content-Security-Policy. */
export const widgetSources = (provider: Widget['provider']): readonly string[] => providers[provider].sources;

/** Longer than the widgets' own tokens. */
const MAX_TOKEN = 4096;
const PATIENCE = 5 * SECOND;

export interface SiteverifyOptions {
  provider: Widget['provider'];
  siteKey: string;
  secret: string;
  /** Another service that speaks the same; null: the provider's. */
  url: string | null;
  log: Pick<Logger, 'warn'>;
}

/**
 * A provider's widget, whose token its server judges, once
 * (https://docs.hcaptcha.com/#verify-the-user-response-server-side,
 * https://developers.cloudflare.com/turnstile/get-started/server-side-validation/).
 */
export function createSiteverify({ provider, siteKey, secret, url, log }: SiteverifyOptions): Challenge {
  async function ask(token: string): Promise<{ success?: unknown; 'error-codes'?: unknown }> {
    try {
      const response = await fetch(url ?? providers[provider].verifyUrl, {
        method: 'POST',
        // Not the person's address, which some take and none needs.
        body: new URLSearchParams({ secret, response: token, sitekey: siteKey }),
        signal: AbortSignal.timeout(PATIENCE),
        redirect: 'error',
      });
      if (!response.ok) throw new Error(`the provider answered ${response.status}`);
      return (await response.json()) as object;
    } catch (cause) {
      log.warn({ err: cause, provider }, 'a challenge could not be verified');
      throw new AppError('unavailable', { retryAfter: 5, cause });
    }
  }

  return {
    kind: { kind: 'widget', provider, siteKey },
    issue: () => null,
    async redeem(proof) {
      if (!proof || proof.length > MAX_TOKEN) return false;
      const verdict = await ask(proof);
      if (verdict.success === true) return true;
      // A secret that is wrong looks to people like a challenge that they do not pass.
      log.warn({ provider, errors: verdict['error-codes'] }, 'a challenge was not passed');
      return false;
    },
  };
}
