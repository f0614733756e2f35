import { z } from 'zod';
import { SessionStart, Transport } from './accounts.ts';
import { defineOperations } from './operation.ts';
import { Id, line, Moment, Nothing } from './scalars.ts';
import { Assertion, Attestation, CreationOptions, RequestOptions } from './webauthn.ts';

export const Passkey = z.object({
  id: Id,
  /** "iCloud Keychain", until its owner calls it something else. */
  name: z.string(),
  createdAt: Moment,
  /** Null: never, since it was added. */
  lastUsedAt: Moment.nullable(),
  /** Whether a provider keeps a copy, so that it outlives the device. */
  synced: z.boolean(),
});
export type Passkey = z.infer<typeof Passkey>;

const PasskeyName = line(60);
const PasskeyParams = z.strictObject({ passkeyId: Id });

export const passkeyOperations = defineOperations({
  preparePasskeyLogIn: {
    method: 'POST',
    path: '/sessions/passkey/options',
    tag: 'sessions',
    summary: 'Get what a browser needs to log in with a passkey; good for one try within minutes.',
    auth: 'public',
    rate: 'write',
    body: Nothing,
    success: { status: 200, body: RequestOptions },
    problems: [],
  },
  logInWithPasskey: {
    method: 'POST',
    path: '/sessions/passkey',
    tag: 'sessions',
    summary: 'Start a session with a passkey, which says whose it is.',
    auth: 'public',
    rate: 'credential',
    body: z.strictObject({ passkey: Assertion, transport: Transport }),
    success: { status: 201, body: SessionStart },
    problems: ['passkey-refused', 'account-suspended'],
  },
  prepareConfirmation: {
    method: 'POST',
    path: '/me/confirmation/options',
    tag: 'sessions',
    summary: 'Get what a browser needs to confirm by a passkey of mine that it is me.',
    auth: 'user',
    rate: 'write',
    body: Nothing,
    success: { status: 200, body: RequestOptions },
    problems: [],
  },
  confirmIdentity: {
    method: 'POST',
    path: '/me/confirmation',
    tag: 'sessions',
    summary:
      'Show by password or passkey that it is me; for ten minutes, this session may then change how the account is opened.',
    auth: 'user',
    rate: 'credential',
    body: z.union([
      z.strictObject({ password: z.string().min(1).max(128) }),
      z.strictObject({ passkey: Assertion }),
    ]),
    success: { status: 204 },
    problems: ['wrong-credentials', 'passkey-refused', 'too-many-attempts'],
  },
  listPasskeys: {
    method: 'GET',
    path: '/me/passkeys',
    tag: 'accounts',
    summary: 'My passkeys, the oldest first.',
    auth: 'user',
    rate: 'read',
    success: { status: 200, body: z.object({ passkeys: z.array(Passkey) }) },
    problems: [],
  },
  preparePasskey: {
    method: 'POST',
    path: '/me/passkeys/options',
    tag: 'accounts',
    summary: 'Get what a browser needs to make a passkey; good for one try within minutes.',
    auth: 'user',
    rate: 'write',
    body: Nothing,
    success: { status: 200, body: CreationOptions },
    problems: ['confirmation-required', 'too-many-passkeys'],
  },
  addPasskey: {
    method: 'POST',
    path: '/me/passkeys',
    tag: 'accounts',
    summary: 'Add the passkey that a browser made.',
    auth: 'user',
    rate: 'write',
    body: z.strictObject({ passkey: Attestation, name: PasskeyName.optional() }),
    success: { status: 201, body: Passkey },
    problems: ['passkey-unfit', 'too-many-passkeys'],
  },
  renamePasskey: {
    method: 'PATCH',
    path: '/me/passkeys/:passkeyId',
    tag: 'accounts',
    summary: 'Call a passkey something else.',
    auth: 'user',
    rate: 'write',
    params: PasskeyParams,
    body: z.strictObject({ name: PasskeyName }),
    success: { status: 200, body: Passkey },
    problems: ['not-found'],
  },
  removePasskey: {
    method: 'DELETE',
    path: '/me/passkeys/:passkeyId',
    tag: 'accounts',
    summary: 'Remove a passkey, which opens nothing from then on; not the last way in.',
    auth: 'user',
    rate: 'write',
    params: PasskeyParams,
    success: { status: 204 },
    problems: ['not-found', 'confirmation-required', 'last-way-in'],
  },
});
