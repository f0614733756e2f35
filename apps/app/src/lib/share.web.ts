/** Whether this system has a sheet to share with. */
export const canShare = (): boolean => typeof navigator.share === 'function';

/** Opens the system's sheet to share a text with a link; resolves also when the person closes it. */
export async function share(text: string, url: string): Promise<void> {
  await navigator.share({ text: text.replace(url, '').trim(), url }).catch(() => {});
}
