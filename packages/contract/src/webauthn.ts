import { z } from 'zod';

// What travels between browsers and the server: of what Web Authentication Level 3 writes in JSON
// (https://www.w3.org/TR/webauthn-3/#sctn-parseCreationOptionsFromJSON), the members that are used here.

/** Bytes in base64url without padding. */
const Bytes = (maxBytes: number) =>
  z
    .string()
    .regex(/^[\w-]+$/, 'must be base64url')
    .max(Math.ceil((maxBytes * 4) / 3));

/** At most 1023 bytes. */
const CredentialId = Bytes(1023);
const ClientData = Bytes(4096);

const KnownCredential = z.object({
  id: CredentialId,
  type: z.literal('public-key'),
  transports: z.array(z.string()).optional(),
});

/** For `navigator.credentials.create`. */
export const CreationOptions = z.object({
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  challenge: z.string(),
  pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.int() })),
  /** Milliseconds. */
  timeout: z.int(),
  excludeCredentials: z.array(KnownCredential),
  authenticatorSelection: z.object({
    residentKey: z.literal('required'),
    requireResidentKey: z.literal(true),
    userVerification: z.literal('required'),
  }),
  attestation: z.literal('none'),
});
export type CreationOptions = z.infer<typeof CreationOptions>;

/** For `navigator.credentials.get`. */
export const RequestOptions = z.object({
  rpId: z.string(),
  challenge: z.string(),
  /** Milliseconds. */
  timeout: z.int(),
  userVerification: z.literal('required'),
  /** None: whichever passkey the person chooses. */
  allowCredentials: z.array(KnownCredential),
});
export type RequestOptions = z.infer<typeof RequestOptions>;

/** What `navigator.credentials.create` came to. */
export const Attestation = z.strictObject({
  id: CredentialId,
  rawId: CredentialId,
  type: z.literal('public-key'),
  response: z.strictObject({
    clientDataJSON: ClientData,
    attestationObject: Bytes(16_384),
    transports: z.array(z.string().max(32)).max(16).optional(),
  }),
});
export type Attestation = z.infer<typeof Attestation>;

/** What `navigator.credentials.get` came to. */
export const Assertion = z.strictObject({
  id: CredentialId,
  rawId: CredentialId,
  type: z.literal('public-key'),
  response: z.strictObject({
    clientDataJSON: ClientData,
    authenticatorData: Bytes(4096),
    signature: Bytes(8192),
    userHandle: Bytes(64).optional(),
  }),
});
export type Assertion = z.infer<typeof Assertion>;
