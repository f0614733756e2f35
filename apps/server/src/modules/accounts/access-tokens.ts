import { hash } from 'node:crypto';
import { errors, exportJWK, type JWK, jwtVerify, SignJWT } from 'jose';
import { type Clock, SECOND } from '../../clock.ts';
import { AppError } from '../../error.ts';
import { createRecent } from '../../recent.ts';
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
/** Tokens that are known to be genuine, at most. */
const KNOWN = 5_000;

/** A token that was verified, and may be taken as it is between these moments while the ring has its key. */
interface KnownToken {
  claims: AccessClaims;
  key: SigningKey;
  from: number;
  until: number;
}

/**
 * JWTs by the best current practice (RFC 8725): one algorithm, whatever the header says; keys from here alone,
 * found by `kid`; a type of their own (RFC 9068), so that no other token passes for one; every claim demanded.
 *
 * A token comes with every request of its quarter of an hour, and checking its signature takes longer than a small answer:
 * those that were genuine are known by their digest until they expire.
 */
export function createAccessTokens({ clock, issuer, keys }: AccessTokenOptions): AccessTokens {
  const known = createRecent<KnownToken>(KNOWN);

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
      const digest = hash('sha256', accessToken, 'base64');
      const now = clock();
      const earlier = known.get(digest);
      if (earlier && earlier.from <= now && now < earlier.until && find(earlier.key.kid) === earlier.key)
        return earlier.claims;
      try {
        const { payload, protectedHeader } = await jwtVerify(
          accessToken,
          ({ kid }) => {
            const found = find(kid);
            if (!found) throw new errors.JWKSNoMatchingKey();
            return found.publicKey;
          },
          {
            algorithms: [ALGORITHM],
            typ: TYPE,
            issuer: issuer(),
            audience: AUDIENCE,
            requiredClaims: ['sub', 'sid', 'iat', 'nbf', 'exp'],
            maxTokenAge: ACCESS_TTL / 1000,
            clockTolerance: TOLERANCE,
            currentDate: new Date(now),
          },
        );
        const { sub, sid, iat = 0, nbf = 0, exp = 0 } = payload;
        if (typeof sub !== 'string' || typeof sid !== 'string') throw new AppError('unauthenticated');
        const claims = { userId: sub, sessionId: sid };
        const signer = find(protectedHeader.kid);
        if (signer)
          known.set(digest, {
            claims,
            key: signer,
            from: Math.max(iat, nbf) * SECOND,
            until: Math.min(exp * SECOND, iat * SECOND + ACCESS_TTL),
          });
        return claims;
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
