import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import type { Assertion, Attestation, CreationOptions, RequestOptions } from '@wmory/contract';

/** What differs from an authenticator and a browser that do as they should. */
export interface Deviation {
  /** Where the page is from. */
  origin?: string;
  rpId?: string;
  challenge?: string;
  type?: string;
  /** Whether the person was looked at, and only then. */
  userVerified?: boolean;
  userPresent?: boolean;
  counter?: number;
  synced?: boolean;
  userHandle?: string | undefined;
  alg?: number;
  /** Of a new passkey; base64url. */
  credentialId?: string;
  /** Signs in the place of the credential's own key. */
  key?: KeyObject;
}

/** Holds passkeys as a phone does (https://www.w3.org/TR/webauthn-3/#sctn-authenticator-model), with ES256 keys. */
export interface SoftwareAuthenticator {
  create(options: CreationOptions, deviation?: Deviation): Attestation;
  /** With the newest passkey for the site. */
  get(options: RequestOptions, deviation?: Deviation): Assertion;
  /** Another that holds the same keys and has counted as far. */
  copy(): SoftwareAuthenticator;
}

interface Held {
  id: string;
  rpId: string;
  userHandle: string;
  privateKey: KeyObject;
  counter: number;
}

type Cbor = number | string | Buffer | Map<Cbor, Cbor>;

/** As much of RFC 8949 as authenticators write. */
function encodeCbor(value: Cbor): Buffer {
  const head = (major: number, length: number): Buffer => {
    if (length < 24) return Buffer.from([(major << 5) | length]);
    if (length < 256) return Buffer.from([(major << 5) | 24, length]);
    return Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
  };
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flat().map(encodeCbor)]);
}

function encodeKey(key: KeyObject, alg: number): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const [kty, curve] = [2, 1];
  const entries: [Cbor, Cbor][] = [
    [1, kty],
    [3, alg],
    [-1, curve],
    [-2, Buffer.from(x, 'base64url')],
    [-3, Buffer.from(y, 'base64url')],
  ];
  return encodeCbor(new Map(entries));
}

/** @param counts whether uses are counted, as security keys do and synced passkeys do not */
export function createAuthenticator(
  origin: string,
  { counts = false, aaguid = Buffer.alloc(16) }: { counts?: boolean; aaguid?: Buffer } = {},
  held: Held[] = [],
): SoftwareAuthenticator {
  const clientData = (type: string, challenge: string, deviation: Deviation): Buffer =>
    Buffer.from(
      JSON.stringify({
        type: deviation.type ?? type,
        challenge: deviation.challenge ?? challenge,
        origin: deviation.origin ?? origin,
        crossOrigin: false,
      }),
    );

  function authData(rpId: string, counter: number, deviation: Deviation, attested = Buffer.alloc(0)): Buffer {
    const { userPresent = true, userVerified = true, synced = !counts } = deviation;
    const flags =
      Number(userPresent) |
      (Number(userVerified) << 2) |
      (Number(synced) * 0b11000) |
      (Number(attested.length > 0) << 6);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(deviation.counter ?? counter);
    const site = createHash('sha256')
      .update(deviation.rpId ?? rpId)
      .digest();
    return Buffer.concat([site, Buffer.from([flags]), count, attested]);
  }

  return {
    create({ rp, user, challenge }, deviation = {}) {
      const id = Buffer.from(deviation.credentialId ?? randomBytes(32).toString('base64url'), 'base64url');
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const credential: Held = {
        id: id.toString('base64url'),
        rpId: rp.id,
        userHandle: user.id,
        privateKey,
        counter: counts ? 1 : 0,
      };
      held.push(credential);
      const attested = Buffer.concat([
        aaguid,
        Buffer.from([0, id.length]),
        id,
        encodeKey(publicKey, deviation.alg ?? -7),
      ]);
      const attestation: [Cbor, Cbor][] = [
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData(rp.id, credential.counter, deviation, attested)],
      ];
      return {
        id: credential.id,
        rawId: credential.id,
        type: 'public-key',
        response: {
          clientDataJSON: clientData('webauthn.create', challenge, deviation).toString('base64url'),
          attestationObject: encodeCbor(new Map(attestation)).toString('base64url'),
          transports: ['internal', 'hybrid'],
        },
      };
    },

    get({ rpId, challenge }, deviation = {}) {
      const credential = held.findLast((each) => each.rpId === rpId);
      if (!credential) throw new Error(`no passkey for ${rpId}`);
      if (counts) credential.counter++;
      const data = authData(rpId, credential.counter, deviation);
      const client = clientData('webauthn.get', challenge, deviation);
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
      const userHandle = 'userHandle' in deviation ? deviation.userHandle : credential.userHandle;
      return {
        id: credential.id,
        rawId: credential.id,
        type: 'public-key',
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: sign('sha256', signed, deviation.key ?? credential.privateKey).toString('base64url'),
          userHandle,
        },
      };
    },

    copy: () =>
      createAuthenticator(
        origin,
        { counts, aaguid },
        held.map((each) => ({
          ...each,
          privateKey: createPrivateKey(each.privateKey.export({ type: 'pkcs8', format: 'pem' })),
        })),
      ),
  };
}
