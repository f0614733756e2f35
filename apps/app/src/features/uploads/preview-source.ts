import type { UploadHandle } from './candidate';

/** The address of a picture of a file that is being uploaded; the system scales it. */
export const previewOf = (_id: string, { uri }: UploadHandle): Promise<string | null> =>
  Promise.resolve(uri ?? null);

/** Nothing is kept for it here. */
export function forgetPreviews(_ids?: Iterable<string>): void {}
