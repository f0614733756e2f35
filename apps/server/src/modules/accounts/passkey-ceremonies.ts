import { createHmac } from 'node:crypto';
import type { Assertion, Attestation, CreationOptions, RequestOptions } from '@wmory/contract';
import type { Secrets } from '../../secrets.ts';
import { CHALLENGE_TTL } from './policy.ts';
import type { UserRow } from './store.ts';
import type { PasskeyRow } from './store-passkeys.ts';

/** What a new credential is made of. */
export type Credential = Pick<
  PasskeyRow,
  'credential_id' | 'public_key' | 'counter' | 'transports' | 'synced'
> & {
  /** The make of the authenticator, as it says itself. */
  aaguid: string;
};

/** Web Authentication (https://www.w3.org/TR/webauthn-3/), with this server as the relying party. */
export interface PasskeyCeremonies {
  creationOptions(user: UserRow, known: readonly PasskeyRow[], challenge: string): CreationOptions;
  /** Those to choose from; none: whichever the person has for this site. */
  requestOptions(known: readonly PasskeyRow[], challenge: string): RequestOptions;
  /** Null unless it answers the challenge here, made by a person whom the authenticator has verified. */
  checkNew(attestation: Attestation, challenge: string): Promise<Credential | null>;
  /** Likewise, by the owner's passkey. What the counter means is for the caller to say. */
  checkUse(
    assertion: Assertion,
    challenge: string,
    passkey: PasskeyRow,
  ): Promise<Pick<PasskeyRow, 'counter' | 'synced'> | null>;
}

/** ES256 first, which nearly all know, then EdDSA and RS256 (https://www.iana.org/assignments/cose). */
const ALGORITHMS = [-7, -8, -257];

/** A second's work that most processes never need; loaded with the first passkey. */
const load = () => import('@simplewebauthn/server');

const descriptorOf = ({ credential_id: id, transports }: PasskeyRow) => ({
  id,
  type: 'public-key' as const,
  transports: JSON.parse(transports) as string[],
});

/** @param publicUrl origin that people open: what passkeys are bound to comes from the configuration alone */
export function createPasskeyCeremonies({
  publicUrl,
  secrets,
}: {
  publicUrl: () => string;
  secrets: Secrets;
}): PasskeyCeremonies {
  const handleKey = secrets.key('passkey-user');
  const rpId = (): string => new URL(publicUrl()).hostname;
  /** Says nothing of a person, and is not the id that others see. */
  const handleOf = (userId: string): string =>
    createHmac('sha256', handleKey).update(userId).digest('base64url');
  const expected = (challenge: string) => ({
    expectedChallenge: challenge,
    expectedOrigin: publicUrl(),
    expectedRPID: rpId(),
    requireUserVerification: true,
  });

  return {
    creationOptions: ({ id, email, name }, known, challenge) => ({
      rp: { id: rpId(), name: 'WMORY' },
      user: { id: handleOf(id), name: email, displayName: name },
      challenge,
      pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
      timeout: CHALLENGE_TTL,
      excludeCredentials: known.map(descriptorOf),
      authenticatorSelection: {
        residentKey: 'required',
        requireResidentKey: true,
        userVerification: 'required',
      },
      attestation: 'none',
    }),
    requestOptions: (known, challenge) => ({
      rpId: rpId(),
      challenge,
      timeout: CHALLENGE_TTL,
      userVerification: 'required',
      allowCredentials: known.map(descriptorOf),
    }),
    async checkNew(attestation, challenge) {
      const { verifyRegistrationResponse } = await load();
      const { clientDataJSON, attestationObject, transports = [] } = attestation.response;
      // What it rejects with says no more than that the answer is not a good one.
      const checked = await verifyRegistrationResponse({
        ...expected(challenge),
        response: {
          ...attestation,
          response: { clientDataJSON, attestationObject },
          clientExtensionResults: {},
        },
        supportedAlgorithmIDs: ALGORITHMS,
      }).catch(() => null);
      if (!checked?.verified) return null;
      const { credential, aaguid, credentialBackedUp } = checked.registrationInfo;
      return {
        credential_id: credential.id,
        public_key: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports: JSON.stringify(transports),
        synced: Number(credentialBackedUp),
        aaguid,
      };
    },
    async checkUse(assertion, challenge, passkey) {
      const { userHandle, ...signed } = assertion.response;
      if (userHandle !== undefined && userHandle !== handleOf(passkey.user_id)) return null;
      const { verifyAuthenticationResponse } = await load();
      const checked = await verifyAuthenticationResponse({
        ...expected(challenge),
        response: { ...assertion, response: signed, clientExtensionResults: {} },
        credential: {
          id: passkey.credential_id,
          publicKey: new Uint8Array(Buffer.from(passkey.public_key, 'base64url')),
          // Below every counter: the library would look at it before the signature, which anybody can then set off.
          counter: -1,
        },
      }).catch(() => null);
      if (!checked?.verified) return null;
      const { newCounter, credentialBackedUp } = checked.authenticationInfo;
      return { counter: newCounter, synced: Number(credentialBackedUp) };
    },
  };
}
