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
import type { Certificates } from './certificates.ts';
import type { Departures } from './departures.ts';
import type { EmailTokens } from './email-tokens.ts';
import type { Farewells } from './farewells.ts';
import type { ComposeNotice } from './notices.ts';
import type { Outbox } from './outbox.ts';
import type { PasskeyCeremonies } from './passkey-ceremonies.ts';
import type { PasskeyChallenges } from './passkey-challenges.ts';
import type { PasswordHasher } from './password-hasher.ts';
import type { RefreshTokens } from './refresh-tokens.ts';
import type { Suppressions } from './suppressions.ts';
import type { SuspensionTickets } from './suspension-tickets.ts';

/** The signed, short-lived address of a picture that is ready; null for none. */
export type SignAvatar = (avatarId: string | null) => string | null;

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
  /** What happens above when an account goes; nothing, where none is given. */
  departures?: Departures;
  /** Nobody is shown with a picture, where none is given. */
  signAvatar?: SignAvatar;
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
  signAvatar: SignAvatar;
  attempts: Attempts;
  challenges: PasskeyChallenges;
  ceremonies: PasskeyCeremonies;
  suspensionTickets: SuspensionTickets;
  passwords: PasswordHasher;
  admission: Admission;
  departures: Departures;
  farewells: Farewells;
  certificates: Certificates;
  /** Address of the server, as certificates name it. */
  installation: () => string;
  answerFloor: number;
}
