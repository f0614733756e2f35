/** `cancelled`: by the person, or nobody came; `known`: the device holds one for this account; `failed`: all else. */
export type PasskeyFault = 'cancelled' | 'known' | 'failed';

/** The browser or the authenticator made no passkey, or showed none. */
export class PasskeyError extends Error {
  override name = 'PasskeyError';
  readonly fault: PasskeyFault;
  constructor(fault: PasskeyFault, cause?: unknown) {
    super(`Passkey: ${fault}`, { cause });
    this.fault = fault;
  }
}

/** Whether there is nothing to say about it: the person knows. */
export const wasCancelled = (error: unknown): boolean =>
  error instanceof PasskeyError && error.fault === 'cancelled';
