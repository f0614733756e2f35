import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db/index.ts';
import type { Limits } from '../../limits/port.ts';
import type { Mailer } from '../../mail/port.ts';
import type { Secrets } from '../../secrets.ts';
import type { Audit } from '../audit/index.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { Admission } from './admission.ts';
import type { Attempts } from './attempts.ts';
import type { EmailTokens } from './email-tokens.ts';
import type { ComposeNotice } from './notices.ts';
import type { Outbox } from './outbox.ts';
import type { PasskeyCeremonies } from './passkey-ceremonies.ts';
import type { PasskeyChallenges } from './passkey-challenges.ts';
import type { PasswordHasher } from './password-hasher.ts';
import type { RefreshTokens } from './refresh-tokens.ts';
import type { Suppressions } from './suppressions.ts';
import type { SuspensionTickets } from './suspension-tickets.ts';

export interface AccountDeps {
  database: Database;
  audit: Audit;
  clock: Clock;
  secrets: Secrets;
  mailer: Mailer;
  limits: Limits;
  log: Logger;
  /** Origin that links in letters lead to, without a slash at its end; it names the issuer of tokens, and passkeys are bound to it. */
  publicUrl: () => string;
  /** Writes the letters of modules above; where none is given, there are none. */
  composeNotice?: ComposeNotice;
  /** Anyone may sign up where none is given. */
  admission?: Admission;
  /** Argon2id at the recommended cost where none is given. */
  passwords?: PasswordHasher;
  /** Milliseconds; what sends letters answers no sooner, so that the time does not tell who has an account. */
  answerFloor?: number;
}

/** What the use cases work with. */
export interface Context {
  database: Database;
  audit: Audit;
  clock: Clock;
  accessTokens: AccessTokens;
  refreshTokens: RefreshTokens;
  emailTokens: EmailTokens;
  outbox: Outbox;
  suppressions: Suppressions;
  attempts: Attempts;
  challenges: PasskeyChallenges;
  ceremonies: PasskeyCeremonies;
  suspensionTickets: SuspensionTickets;
  passwords: PasswordHasher;
  admission: Admission;
  answerFloor: number;
}
