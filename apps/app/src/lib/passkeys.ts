import type { Assertion, Attestation, CreationOptions, RequestOptions } from '@wmory/contract';
import { PasskeyError } from './passkey-error';

// Apps would need the site to vouch for them, which a server that anybody can run does not do for the one in the stores.

/** Whether passkeys can be made and used here. */
export const passkeysWork = (): boolean => false;

/** Whether the field for the address can offer them. */
export const passkeysAutofill = async (): Promise<boolean> => false;

/** What the field for the address says it is for. */
export const ADDRESS_AUTOFILL = 'username';

/** Rejects with a `PasskeyError`. */
export async function createPasskey(_options: CreationOptions): Promise<Attestation> {
  throw new PasskeyError('failed');
}

/** Rejects with a `PasskeyError`. */
export async function signWithPasskey(_options: RequestOptions, _autofill = false): Promise<Assertion> {
  throw new PasskeyError('failed');
}

/** Ends what waits for a passkey. */
export function stopWaiting(): void {}
