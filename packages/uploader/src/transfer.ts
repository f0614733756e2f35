import { faulted, type Outcome, outcome } from './outcome.ts';
import {
  type Hash,
  type Put,
  type PutAnswer,
  SourceChanged,
  SourceUnreadable,
  type UploadCalls,
} from './ports.ts';

/** Room for transfers, shared by all files. */
export interface Lanes {
  /** Takes a place for one more transfer; false where there is none. */
  take(): boolean;
  /** Gives it back; resolves once whoever waits longer had the chance to take it. */
  give(): Promise<void>;
}

/** What the engine wants to hear of a transfer, and how it stops one. */
export interface Transfer {
  signal: AbortSignal;
  /** Bytes of the file at the store, or on the way into it. */
  onProgress(bytes: number): void;
  /** Bytes of the file in whole parts at the store. */
  onHeld(bytes: number, by: 'sending' | 'listing'): void;
  /** For parts of a file beside the first; the transfer itself has its place. */
  lanes: Lanes;
}

export interface Transport<H> {
  calls: Pick<UploadCalls, 'listParts' | 'signParts'>;
  hash: Hash<H>;
  put: Put<H>;
}

/** What is to be done after an answer of the store; null: it has the bytes. */
export function afterPut(id: string, { status, retryAfter }: PutAnswer): Outcome | null {
  if (status >= 200 && status < 300) return null;
  // 409: another PUT of the same bytes is just being finished.
  if (status >= 500 || status === 408 || status === 409 || status === 429)
    return faulted([id], new Error(`The store answered ${status}`), retryAfter);
  // 400: length or digest are not those announced, so the file has changed since it was hashed.
  return outcome([[id, { type: 'turned-down', again: status === 400 ? 'waiting' : 'authorising' }]]);
}

/** What is to be done after a file could not be read or sent. */
export function afterFault(id: string, error: unknown): Outcome {
  if (error instanceof SourceChanged) return outcome([[id, { type: 'turned-down', again: 'waiting' }]]);
  if (error instanceof SourceUnreadable) return outcome([[id, { type: 'failed', cause: 'unreadable' }]]);
  return faulted([id], error);
}
