import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
  WebAuthnError,
} from '@simplewebauthn/browser';
import type { Assertion, Attestation, CreationOptions, RequestOptions } from '@wmory/contract';
import { PasskeyError } from './passkey-error';

/** Passkeys belong to a name; a site that was opened by its number has none. */
const isNumber = (host: string): boolean => host.startsWith('[') || /^[\d.]+$/.test(host);

/** Whether passkeys can be made and used here: in a secure context, which browsers demand, and under a name. */
export const passkeysWork = (): boolean => browserSupportsWebAuthn() && !isNumber(location.hostname);

/** Whether the field for the address can offer them. */
export const passkeysAutofill = async (): Promise<boolean> =>
  passkeysWork() && (await browserSupportsWebAuthnAutofill());

/** What the field for the address says it is for: browsers list passkeys there because of the last word. */
export const ADDRESS_AUTOFILL = 'username webauthn' as 'username';

function faultOf(error: unknown): PasskeyError {
  const code = error instanceof WebAuthnError ? error.code : null;
  if (code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') return new PasskeyError('known', error);
  const name = error instanceof Error ? error.name : '';
  return new PasskeyError(
    code === 'ERROR_CEREMONY_ABORTED' || name === 'NotAllowedError' || name === 'AbortError'
      ? 'cancelled'
      : 'failed',
    error,
  );
}

/** Asks the browser for a new passkey. Rejects with a `PasskeyError`. */
export async function createPasskey(options: CreationOptions): Promise<Attestation> {
  try {
    // The library's types list each transport by name; the server keeps whichever there are.
    const made = await startRegistration({ optionsJSON: options as never });
    const { clientDataJSON, attestationObject, transports } = made.response;
    return {
      id: made.id,
      rawId: made.rawId,
      type: 'public-key',
      response: { clientDataJSON, attestationObject, ...(transports && { transports }) },
    };
  } catch (error) {
    throw faultOf(error);
  }
}

/**
 * Asks the browser to sign with a passkey; with `autofill` it waits in the field for the address until one is chosen.
 * A later call ends an earlier one. Rejects with a `PasskeyError`.
 */
export async function signWithPasskey(options: RequestOptions, autofill = false): Promise<Assertion> {
  try {
    const used = await startAuthentication({ optionsJSON: options as never, useBrowserAutofill: autofill });
    const { clientDataJSON, authenticatorData, signature, userHandle } = used.response;
    return {
      id: used.id,
      rawId: used.rawId,
      type: 'public-key',
      response: { clientDataJSON, authenticatorData, signature, ...(userHandle && { userHandle }) },
    };
  } catch (error) {
    throw faultOf(error);
  }
}

/** Ends what waits for a passkey. */
export function stopWaiting(): void {
  WebAuthnAbortService.cancelCeremony();
}
