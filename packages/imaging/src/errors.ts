/** Why a photo cannot be shown. The same words as `FailureReason` of the contract, which this package does not import. */
export type FailureReason =
  | 'type-mismatch'
  | 'type-unsupported'
  | 'corrupt'
  | 'too-many-pixels'
  | 'digest-mismatch'
  | 'timed-out'
  | 'crashed';

/** The one error that bytes can cause. Anything else thrown by this package is a fault of the program. */
export class ImagingError extends Error {
  override readonly name = 'ImagingError';
  readonly reason: FailureReason;

  constructor(reason: FailureReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
