/** Only browsers need a worker to open without a network. */
export function startServiceWorker(): void {}

/** Forgets the pictures that were kept: all, or those of a group. */
export async function forgetPictures(_groupId = ''): Promise<void> {}
