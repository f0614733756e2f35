export { backoffDelay } from './backoff.ts';
export type { EndStatus, FailureCause, Status } from './entry.ts';
export { hasEnded, isSafe } from './entry.ts';
export { findPairs } from './find-pairs.ts';
export { hashChunks } from './hash-chunks.ts';
export * from './ports.ts';
export * from './snapshot.ts';
export { createUploader, type Uploader, type UploaderOptions } from './uploader.ts';
