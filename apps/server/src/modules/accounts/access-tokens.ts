import { errors, exportJWK, type JWK, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../../clock.ts';
import { AppError } from '../../error.ts';
import { ACCESS_TTL } from './policy.ts';
import type { SigningKey, SigningKeys } from './signing-keys.ts';

/** Whom an access token names; whether the session still lives is for the database to say. */
export interface AccessClaims {
  userId: string;
  sessionId: string;
}

export interface AccessTokens {
  sign(claims: AccessClaims): Promise<{ accessToken: string; expiresIn: number }>;
  /** Throws `unauthenticated` whatever is wrong with the token. */
  verify(accessToken: string): Promise<AccessClaims>;
  /** Public keys, for `/.well-known/jwks.json` (RFC 7517). */
  jwks(): Promise<{ keys: JWK[] }>;
}

export interface AccessTokenOptions {
  clock: Clock;
  issuer: () => string;
  keys: SigningKeys;
}

const ALGORITHM = 'ES256';
const TYPE = 'at+jwt';
const AUDIENCE = 'wmory';
/** Clocks of several servers differ by less. */
const TOLERANCE = 5;

/**
 * JWTs by the best current practice (RFC 8725): one algorithm, whatever the header says; keys from here alone,
 * found by `kid`; a type of their own (RFC 9068), so that no other token passes for one; every claim demanded.
 */
export function createAccessTokens({ clock, issuer, keys }: AccessTokenOptions): AccessTokens {
  return {
    async sign({ userId, sessionId }) {
      const now = Math.floor(clock() / 1000);
      const expiresIn = ACCESS_TTL / 1000;
      const { signer } = await keys.ring();
      const accessToken = await new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: signer.kid })
        .setIssuer(issuer())
        .setAudience(AUDIENCE)
        .setSubject(userId)
        .setIssuedAt(now)
        .setNotBefore(now)
        .setExpirationTime(now + expiresIn)
        .sign(signer.privateKey);
      return { accessToken, expiresIn };
    },

    async verify(accessToken) {
      const { find } = await keys.ring();
      try {
        const { payload } = await jwtVerify(
          accessToken,
          ({ kid }) => {
            const key = find(kid);
            if (!key) throw new errors.JWKSNoMatchingKey();
            return key.publicKey;
          },
          {
            algorithms: [ALGORITHM],
            typ: TYPE,
            issuer: issuer(),
            audience: AUDIENCE,
            requiredClaims: ['sub', 'sid', 'iat', 'nbf', 'exp'],
            maxTokenAge: ACCESS_TTL / 1000,
            clockTolerance: TOLERANCE,
            currentDate: new Date(clock()),
          },
        );
        const { sub, sid } = payload;
        if (typeof sub !== 'string' || typeof sid !== 'string') throw new AppError('unauthenticated');
        return { userId: sub, sessionId: sid };
      } catch (cause) {
        throw new AppError('unauthenticated', { cause });
      }
    },

    async jwks() {
      const publish = async ({ kid, publicKey }: SigningKey) => ({
        ...(await exportJWK(publicKey)),
        kid,
        alg: ALGORITHM,
        use: 'sig',
      });
      const { all } = await keys.ring();
      return { keys: await Promise.all(all.map(publish)) };
    },
  };
}
