import type { Photo } from '@wmory/contract';

/** Saving opens the system's sheet already, which shares as well. */
export const canSharePhoto = (_photo: Photo): boolean => false;

/** Never called here. */
export async function sharePhoto(_photo: Photo): Promise<void> {}
