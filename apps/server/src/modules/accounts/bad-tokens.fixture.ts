import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

type Json = Record<string, unknown>;

const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');
export const decodePart = (part = ''): Json => JSON.parse(Buffer.from(part, 'base64url').toString());

/** What a forger has to start from: a genuine token, and here even the key that signed it. */
export interface Forge {
  good: string;
  header: Json;
  payload: Json;
  /** Seconds since 1970 at which the genuine token was made. */
  issued: number;
  ours: KeyObject;
  foreign: { publicKey: KeyObject; privateKey: KeyObject };
  /** The genuine token with these changes, signed by our own key where no other is given. */
  forge(header: Json, payload: Json, key?: KeyObject, hash?: string): string;
}

export function openForge(good: string, ours: KeyObject): Forge {
  const [head, body] = good.split('.');
  const [header, payload] = [decodePart(head), decodePart(body)];
  return {
    good,
    header,
    payload,
    issued: Number(payload['iat']),
    ours,
    foreign: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    forge(headerChange, payloadChange, key = ours, hash = 'sha256') {
      const text = `${encode({ ...header, ...headerChange })}.${encode({ ...payload, ...payloadChange })}`;
      const signature = sign(hash, Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
      return `${text}.${signature.toString('base64url')}`;
    },
  };
}

function withMac({ header, payload }: Forge, secret: string): string {
  const text = `${encode({ ...header, alg: 'HS256' })}.${encode(payload)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

/** What no server takes for an access token, by what is wrong with it (RFC 8725, 2 and 3). */
export const badTokens: Record<string, (forge: Forge) => string> = {
  'no token': () => '',
  'no JWT': () => 'a.b.c',
  'a refresh token': ({ payload }) => `${payload['sid']}.0.${'A'.repeat(43)}`,
  'alg none without a signature': ({ header, payload }) =>
    `${encode({ ...header, alg: 'none' })}.${encode(payload)}.`,
  'alg NONE with the old signature': ({ header, payload, good }) =>
    `${encode({ ...header, alg: 'NONE' })}.${encode(payload)}.${good.split('.')[2]}`,
  'HS256 with the public key as the secret': (forge) =>
    withMac(forge, String(createPublicKey(forge.ours).export({ type: 'spki', format: 'pem' }))),
  'HS256 with the kid as the secret': (forge) => withMac(forge, String(forge.header['kid'])),
  'the signature cut off': ({ good }) => good.slice(0, good.lastIndexOf('.') + 1),
  'one byte of the signature changed': ({ good }) =>
    good.slice(0, -6) + (good.at(-6) === 'A' ? 'B' : 'A') + good.slice(-5),
  'another user under the old signature': ({ good, payload }) =>
    good.replace(/\..*\./, `.${encode({ ...payload, sub: payload['sid'] })}.`),
  'a foreign key under our kid': ({ forge, foreign }) => forge({}, {}, foreign.privateKey),
  'a foreign key that comes along as jwk': ({ forge, foreign }) =>
    forge({ jwk: foreign.publicKey.export({ format: 'jwk' }) }, {}, foreign.privateKey),
  'a foreign key to be fetched by jku': ({ forge, foreign }) =>
    forge({ jku: 'https://evil.example/jwks.json', kid: 'evil' }, {}, foreign.privateKey),
  'a kid that is a path': ({ forge, foreign }) => forge({ kid: '../../../dev/null' }, {}, foreign.privateKey),
  'a kid that is a query': ({ forge }) => forge({ kid: "' or 1=1 --" }, {}),
  'no kid': ({ forge }) => forge({ kid: undefined }, {}),
  'the type of another kind of token': ({ forge }) => forge({ typ: 'JWT' }, {}),
  'no type': ({ forge }) => forge({ typ: undefined }, {}),
  'a critical header that nobody knows': ({ forge }) => forge({ crit: ['x-admin'], 'x-admin': true }, {}),
  'another digest than the algorithm says': ({ forge, ours }) => forge({}, {}, ours, 'sha512'),
  'another issuer': ({ forge }) => forge({}, { iss: 'https://evil.example' }),
  'no issuer': ({ forge }) => forge({}, { iss: undefined }),
  'another audience': ({ forge }) => forge({}, { aud: 'other' }),
  'no audience': ({ forge }) => forge({}, { aud: undefined }),
  expired: ({ forge, issued }) => forge({}, { iat: issued - 910, nbf: issued - 910, exp: issued - 10 }),
  'without an expiry': ({ forge }) => forge({}, { exp: undefined }),
  'an expiry far ahead of what we give': ({ forge, issued }) =>
    forge({}, { iat: issued - 3600, exp: issued + 1e9 }),
  'not valid yet': ({ forge, issued }) => forge({}, { nbf: issued + 60 }),
  'without nbf': ({ forge }) => forge({}, { nbf: undefined }),
  'issued in the future': ({ forge, issued }) => forge({}, { iat: issued + 60, exp: issued + 900 }),
  'without a subject': ({ forge }) => forge({}, { sub: undefined }),
  'without a session': ({ forge }) => forge({}, { sid: undefined }),
  'a session that is no text': ({ forge }) => forge({}, { sid: { $ne: '' } }),
};
