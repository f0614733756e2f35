import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { ChallengeConfig } from '../config-sign-up.ts';
import { type Challenge, noChallenge, type Spend } from './port.ts';
import { createProofOfWork } from './proof-of-work.ts';
import { createSiteverify } from './siteverify.ts';

/** The challenge of the settings. */
export function openChallenge(
  config: ChallengeConfig,
  deps: { key: Buffer; secret: string | null; clock: Clock; spend: Spend; log: Pick<Logger, 'warn'> },
): Challenge {
  switch (config.kind) {
    case 'none':
      return noChallenge;
    case 'proof-of-work':
      return createProofOfWork({ ...deps, bits: config.bits });
    case 'widget':
      return createSiteverify({ ...config, log: deps.log, secret: deps.secret ?? '' });
  }
}
